import { useEffect, useRef, useState } from 'react';
import { fetchMe } from '../api/doors';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from './Dialog';
import { idleStep, WARNING_S } from './idle';

const SIGNS_OF_A_PERSON = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Logs out after the time the law and the server set, counted from the last touch: the event stream alone would keep a
 * session alive for ever. While a person works, the server is told now and then.
 */
export function IdleGuard({ idleLogoutSeconds, onIdle }: { idleLogoutSeconds: number; onIdle(): void }) {
  const { t } = useSpeech();
  const lastTouch = useRef(Date.now());
  const lastTold = useRef(Date.now());
  const [leftS, setLeftS] = useState<number | null>(null);
  const warned = leftS !== null;

  useEffect(() => {
    const touched = () => {
      lastTouch.current = Date.now();
    };
    // Once the warning stands, only its button counts: a nudged mouse is not a person.
    if (!warned) for (const sign of SIGNS_OF_A_PERSON) window.addEventListener(sign, touched, { passive: true });
    return () => {
      for (const sign of SIGNS_OF_A_PERSON) window.removeEventListener(sign, touched);
    };
  }, [warned]);

  useEffect(() => {
    const timer = setInterval(() => {
      const now = Date.now();
      const step = idleStep({
        idleMs: now - lastTouch.current,
        sinceToldMs: now - lastTold.current,
        limitMs: idleLogoutSeconds * 1000,
      });
      setLeftS(step.name === 'warn' ? step.leftS : null);
      if (step.name === 'leave') onIdle();
      if (step.name === 'tell') {
        lastTold.current = now;
        fetchMe().catch(() => {});
      }
    }, 1000);
    return () => clearInterval(timer);
  }, [idleLogoutSeconds, onIdle]);

  if (leftS === null) return null;
  const stay = () => {
    lastTouch.current = Date.now();
    setLeftS(null);
  };
  return (
    <Dialog title={t('idle.title')} onClose={stay} testId="idle-warning">
      <p>{t('idle.text', { minutes: Math.round(idleLogoutSeconds / 60), seconds: Math.min(leftS, WARNING_S) })}</p>
      <div className="dialog-actions">
        <button type="button" className="quiet" onClick={onIdle}>
          {t('session.logOut')}
        </button>
        <button type="button" className="primary" data-first-focus onClick={stay}>
          {t('idle.stay')}
        </button>
      </div>
    </Dialog>
  );
}
