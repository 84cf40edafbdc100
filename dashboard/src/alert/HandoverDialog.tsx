import { useState, type FormEvent } from 'react';
import { fetchReceivers, handOver } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from '../system/Dialog';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';

/** At a change of shift: all open alerts and incidents of mine to somebody else, or back to the queue. */
export function HandoverDialog({ onClose }: { onClose(): void }) {
  const { t, code } = useSpeech();
  const receivers = useLoaded(fetchReceivers);
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [given, setGiven] = useState<{ alerts: number; incidents: number } | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    handOver(to || null, note.trim()).then(
      (done) => {
        setProblem(null);
        setGiven({ alerts: done.alerts.length, incidents: done.incidents.length });
      },
      (thrown: unknown) => {
        setProblem(asProblem(thrown));
        setBusy(false);
      },
    );
  };
  return (
    <Dialog title={t('handover.title')} onClose={onClose} testId="handover-dialog">
      {given ? (
        <>
          <p role="status" data-testid="handover-done">
            {t('handover.done', given)}
          </p>
          <div className="dialog-actions">
            <button type="button" className="primary" autoFocus onClick={onClose}>
              {t('action.close')}
            </button>
          </div>
        </>
      ) : (
        <form onSubmit={submit}>
          <p>{t('handover.what')}</p>
          {problem && <ProblemNote problem={problem} />}
          <label>
            {t('handover.to')}
            <select value={to} data-first-focus data-testid="handover-to" onChange={(event) => setTo(event.target.value)}>
              <option value="">{t('handover.queue')}</option>
              {receivers.value?.items.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.name} · {code('role', one.role)}
                </option>
              ))}
            </select>
          </label>
          {receivers.problem && <ProblemNote problem={receivers.problem} retry={receivers.reload} />}
          {receivers.value?.items.length === 0 && <p className="sub">{t('handover.nobody')}</p>}
          <label>
            {t('handover.note')}
            <textarea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          </label>
          <div className="dialog-actions">
            <button type="button" className="quiet" onClick={onClose}>
              {t('action.cancel')}
            </button>
            <button type="submit" className="primary" disabled={busy} data-testid="handover-submit">
              {to ? t('handover.give', { to }) : t('handover.back')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
