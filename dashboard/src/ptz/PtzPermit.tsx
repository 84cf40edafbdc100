import { useState, type FormEvent } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { permitPtz } from '../api/registry';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';

/** Lets a maintenance account turn this camera for a while: the second person of the matrix. */
export function PtzPermit({ cameraId }: { cameraId: string }) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [given, setGiven] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const account = String(form.get('for')).trim();
    setProblem(null);
    setGiven(null);
    permitPtz(cameraId, account, Number(form.get('minutes')), String(form.get('reason')).trim()).then(
      () => setGiven(account),
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  return (
    <details className="card" data-testid="ptz-permit">
      <summary>{t('ptz.permit')}</summary>
      <form className="form-grid" onSubmit={submit}>
        <label>
          {t('ptz.permitFor')}
          <input name="for" required maxLength={100} autoComplete="off" />
        </label>
        <label>
          {t('ptz.permitMinutes')}
          <input name="minutes" type="number" min={1} max={240} defaultValue={60} required />
        </label>
        <label className="wide">
          {t('reason.legend')}
          <input name="reason" required maxLength={200} />
        </label>
        <div className="form-actions wide">
          <button type="submit" className="primary">
            {t('ptz.permitGive')}
          </button>
          {given && <span role="status">✓ {t('ptz.permitGiven', { who: given })}</span>}
        </div>
      </form>
      {problem && <ProblemNote problem={problem} />}
    </details>
  );
}
