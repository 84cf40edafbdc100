import { useState, type FormEvent } from 'react';
import { logIn } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { Me } from '../api/types';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import './login.css';

export function LogIn({ why, onLoggedIn }: { why: 'ended' | 'idle' | null; onLoggedIn(me: Me): void }) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    logIn(String(fields.get('username')), String(fields.get('password'))).then(onLoggedIn, (thrown: unknown) => {
      setProblem(asProblem(thrown));
      setBusy(false);
    });
  };

  return (
    <main className="login">
      <form className="login-card" onSubmit={submit} data-testid="login-form">
        <header>
          <img src="/icon.svg" alt="" width={40} height={40} />
          <div>
            <h1>{t('app.title')}</h1>
            <p>{t('login.subtitle')}</p>
          </div>
          <LanguageSwitch />
        </header>
        {why && !problem && (
          <p className="notice" role="status">
            {t(why === 'idle' ? 'login.idle' : 'login.ended')}
          </p>
        )}
        <label>
          {t('login.username')}
          <input
            name="username"
            autoComplete="username"
            required
            autoFocus
            maxLength={100}
            data-testid="login-username"
          />
        </label>
        <label>
          {t('login.password')}
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            data-testid="login-password"
          />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="primary" disabled={busy} data-testid="login-submit">
          {busy ? t('login.busy') : t('login.submit')}
        </button>
        <p className="login-law">{t('login.law')}</p>
      </form>
    </main>
  );
}
