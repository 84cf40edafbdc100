import { useState, type FormEvent } from 'react';
import { openIncident } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { Incident } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from '../system/Dialog';
import { ProblemNote } from '../system/ProblemNote';
import { INCIDENT_KINDS } from './kinds';

/** @param place where the map was clicked, or its middle */
export function NewIncidentDialog({
  place,
  onOpened,
  onClose,
}: {
  place: { lon: number; lat: number };
  onOpened(incident: Incident): void;
  onClose(): void;
}) {
  const { t, code } = useSpeech();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    openIncident({
      kind: String(fields.get('kind')),
      summary: String(fields.get('summary')).trim(),
      lon: Number(fields.get('lon')),
      lat: Number(fields.get('lat')),
    }).then(onOpened, (thrown: unknown) => {
      setProblem(asProblem(thrown));
      setBusy(false);
    });
  };
  return (
    <Dialog title={t('newIncident.title')} onClose={onClose} testId="incident-new-dialog">
      <form onSubmit={submit}>
        <label>
          {t('newIncident.kind')}
          <select name="kind" data-first-focus data-testid="incident-kind">
            {INCIDENT_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {code('kind', kind)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('newIncident.summary')}
          <textarea
            name="summary"
            rows={2}
            required
            maxLength={2000}
            placeholder={t('newIncident.summaryHint')}
            data-testid="incident-summary"
          />
        </label>
        <div className="place-fields">
          <label>
            {t('newIncident.lat')}
            <input
              name="lat"
              type="number"
              step="any"
              min={-90}
              max={90}
              required
              defaultValue={place.lat.toFixed(6)}
            />
          </label>
          <label>
            {t('newIncident.lon')}
            <input
              name="lon"
              type="number"
              step="any"
              min={-180}
              max={180}
              required
              defaultValue={place.lon.toFixed(6)}
            />
          </label>
        </div>
        <p className="handled">{t('newIncident.effect')}</p>
        {problem && <ProblemNote problem={problem} />}
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="primary" disabled={busy} data-testid="incident-new-submit">
            {t('newIncident.submit')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
