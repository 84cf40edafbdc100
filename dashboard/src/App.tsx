import { useCallback, useEffect, useState } from 'react';
import { fetchMe, logOut } from './api/doors';
import { onSessionEnded } from './api/http';
import { asProblem, type Problem } from './api/problem';
import type { Me } from './api/types';
import { DispatchRoom } from './dispatch/DispatchRoom';
import { useSpeech } from './language/LanguageProvider';
import { LogIn } from './login/LogIn';
import { worksAtBoard } from './system/access';
import { ControlRoomProvider } from './system/ControlRoomProvider';
import { ControlRoomScreen } from './system/ControlRoomScreen';
import { IdleGuard } from './system/IdleGuard';
import { ProblemNote } from './system/ProblemNote';

type Session =
  | { name: 'asking' }
  | { name: 'unreachable'; problem: Problem }
  | { name: 'out'; why: 'ended' | 'idle' | null }
  | { name: 'in'; me: Me };

/** Who is at the desk decides what is shown: log-in, control room or an agency's board. */
export function App() {
  const { t } = useSpeech();
  const [session, setSession] = useState<Session>({ name: 'asking' });

  const ask = useCallback(() => {
    setSession({ name: 'asking' });
    fetchMe().then(
      (me) => setSession(me ? { name: 'in', me } : { name: 'out', why: null }),
      (thrown: unknown) => setSession({ name: 'unreachable', problem: asProblem(thrown) }),
    );
  }, []);
  useEffect(ask, [ask]);
  useEffect(
    () => onSessionEnded(() => setSession((before) => (before.name === 'in' ? { name: 'out', why: 'ended' } : before))),
    [],
  );

  const leave = useCallback((why: 'idle' | null) => {
    setSession({ name: 'out', why });
    logOut().catch(() => {});
  }, []);
  const leaveIdle = useCallback(() => leave('idle'), [leave]);
  const leaveNow = useCallback(() => leave(null), [leave]);

  switch (session.name) {
    case 'asking':
      return (
        <main className="centred" aria-busy="true">
          <p>{t('app.loading')}</p>
        </main>
      );
    case 'unreachable':
      return (
        <main className="centred">
          <ProblemNote problem={session.problem} retry={ask} />
        </main>
      );
    case 'out':
      return <LogIn why={session.why} onLoggedIn={(me) => setSession({ name: 'in', me })} />;
    case 'in':
      return worksAtBoard(session.me) ? (
        <>
          <DispatchRoom me={session.me} key={session.me.name} onLogOut={leaveNow} />
          <IdleGuard idleLogoutSeconds={session.me.idleLogoutSeconds} onIdle={leaveIdle} />
        </>
      ) : (
        <ControlRoomProvider me={session.me} key={session.me.name}>
          <ControlRoomScreen onLogOut={leaveNow} />
          <IdleGuard idleLogoutSeconds={session.me.idleLogoutSeconds} onIdle={leaveIdle} />
        </ControlRoomProvider>
      );
  }
}
