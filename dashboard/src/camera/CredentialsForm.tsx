import { useState, type FormEvent } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { putCredentials, removeCredentials } from '../api/registry';
import type { Camera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { ProblemNote } from '../system/ProblemNote';

/** The account on the camera: it can be set and taken away, never read. */
export function CredentialsForm({ camera, onChanged }: { camera: Camera; onChanged(camera: Camera): void }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const done = (hasCredentials: boolean) => () => {
    setOpen(false);
    onChanged({ ...camera, hasCredentials, credentialsChangedAt: hasCredentials ? new Date().toISOString() : null });
  };
  const run = (work: Promise<unknown>, after: () => void) => {
    setBusy(true);
    setProblem(null);
    work.then(after, (thrown: unknown) => setProblem(asProblem(thrown))).finally(() => setBusy(false));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { username: String(form.get('account')), password: String(form.get('secret')) };
    run(putCredentials(camera.cameraId, credentials), done(true));
  };
  return (
    <section className="credentials">
      <h3>{t('credentials.title')}</h3>
      <p>
        {t(camera.hasCredentials ? 'credentials.set' : 'credentials.none')}
        {camera.credentialsChangedAt && (
          <span className="sub"> {dateTimeText(Date.parse(camera.credentialsChangedAt))}</span>
        )}
      </p>
      {!open && (
        <div className="form-actions">
          <button type="button" onClick={() => setOpen(true)} data-testid="credentials-change">
            {t(camera.hasCredentials ? 'credentials.change' : 'credentials.enter')}
          </button>
          {camera.hasCredentials && (
            <button
              type="button"
              className="quiet"
              disabled={busy}
              onClick={() => run(removeCredentials(camera.cameraId), done(false))}
            >
              {t('credentials.remove')}
            </button>
          )}
        </div>
      )}
      {open && (
        <form className="form-grid" onSubmit={submit}>
          <label>
            {t('login.username')}
            <input name="account" required maxLength={100} autoComplete="off" />
          </label>
          <label>
            {t('login.password')}
            <input name="secret" type="password" required maxLength={200} autoComplete="new-password" />
          </label>
          <div className="form-actions wide">
            <button type="submit" className="primary" disabled={busy}>
              {t('form.save')}
            </button>
            <button type="button" className="quiet" onClick={() => setOpen(false)}>
              {t('action.cancel')}
            </button>
          </div>
        </form>
      )}
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}
