import { useCallback, useEffect, useRef, useState } from 'react';
import { serverNowMs } from '../api/clock';
import { asProblem, type Problem } from '../api/problem';
import { fetchPtz, releasePtz, steer, type PtzReason } from '../api/registry';
import type { Camera, PtzCommand, PtzState } from '../api/types';
import type { PictureFrame } from '../camera/CameraPage';
import { useSpeech } from '../language/LanguageProvider';
import { clockText } from '../language/time';
import { isOwnDistrict, mayRunCamera, maySteer } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useNow } from '../system/useNow';
import { Joystick } from './Joystick';
import { Mover } from './Mover';
import { Presets } from './Presets';
import { PtzPermit } from './PtzPermit';
import { PtzReasonDialog } from './PtzReasonDialog';
import { PtzSettings } from './PtzSettings';
import './ptz.css';

const LOOK_AGAIN_MS = 4000;

/** Why this person turns this camera; kept as long as the page, asked anew after it. */
const reasons = new Map<string, PtzReason>();

/** Steers a camera by hand on the picture, by keys, presets and patrols; first it asks why. */
export function PtzDesk({ camera, frame }: { camera: Camera; frame: PictureFrame }) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const { cameraId } = camera;
  const [state, setState] = useState<PtzState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [why, setWhy] = useState(() => reasons.get(cameraId) ?? null);
  const [asking, setAsking] = useState<{ command: PtzCommand | null } | null>(null);
  const [round, setRound] = useState(0);
  const latest = useRef({ why });
  latest.current = { why };

  useEffect(() => {
    const leaving = new AbortController();
    const look = () =>
      fetchPtz(cameraId, leaving.signal).then(setState, (thrown: unknown) => {
        if (!leaving.signal.aborted) setProblem(asProblem(thrown));
      });
    void look();
    const timer = setInterval(() => {
      if (!document.hidden && !mover.current.moving) void look();
    }, LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [cameraId, round]);

  const send = useCallback(
    (command: PtzCommand, reason: PtzReason, leaving = false) => {
      steer(cameraId, command, reason, leaving).then(
        (next) => {
          setState(next);
          setProblem(null);
        },
        (thrown: unknown) => {
          mover.current.refused();
          const refused = asProblem(thrown);
          setProblem(refused);
          if (refused.slug === 'ptz-held') setRound((before) => before + 1);
          if (refused.slug === 'purpose-needed' || refused.slug === 'case-needed') setAsking({ command: null });
        },
      );
    },
    [cameraId],
  );
  const command = useCallback(
    (wanted: PtzCommand) => {
      const reason = latest.current.why;
      if (reason) send(wanted, reason);
      else setAsking({ command: wanted.command === 'MOVE' || wanted.command === 'STOP' ? null : wanted });
    },
    [send],
  );
  const mover = useRef<Mover>(null!);
  mover.current ??= new Mover({
    move: (movement) => command({ command: 'MOVE', ...movement }),
    stop: () => latest.current.why && send({ command: 'STOP' }, latest.current.why, true),
  });

  useEffect(() => {
    const letGo = () => mover.current.release();
    const hidden = () => document.hidden && letGo();
    window.addEventListener('blur', letGo);
    window.addEventListener('pagehide', letGo);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      letGo();
      window.removeEventListener('blur', letGo);
      window.removeEventListener('pagehide', letGo);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, []);

  const told = (reason: PtzReason) => {
    reasons.set(cameraId, reason);
    setWhy(reason);
    if (asking?.command) send(asking.command, reason);
    setAsking(null);
  };
  const asked = useRef(false);
  useEffect(() => {
    // Not before the dialog is gone: what lies behind it takes no focus.
    if (asked.current && !asking && why) document.querySelector<HTMLElement>('.joystick')?.focus();
    asked.current = asking !== null;
  }, [asking, why]);
  if (state && !state.supported) {
    return (
      <div className="empty">
        <strong>{t('ptz.unsupported')}</strong>
        <span>{t('ptz.unsupportedHint')}</span>
      </div>
    );
  }
  const held = state?.lease && !state.lease.mine;
  const steers = maySteer(me);
  const setsUp = ['LEAD', 'MANAGER'].includes(me.role) && isOwnDistrict(me, camera.districtCode);
  return (
    <div className="ptz" data-testid="ptz" data-lease={state?.lease ? (state.lease.mine ? 'mine' : 'other') : 'none'}>
      {steers && (
        <Joystick
          frame={frame}
          mover={mover.current}
          ready={why !== null}
          onReason={() => setAsking({ command: null })}
          onHome={() => command({ command: 'HOME' })}
        />
      )}
      <section className="card">
        <h3>{t('ptz.why')}</h3>
        {!steers ? (
          <p className="sub">{t('ptz.notYours')}</p>
        ) : why ? (
          <p data-testid="ptz-purpose">
            {why.purpose}
            {why.caseNo && <span className="chip">{why.caseNo}</span>}{' '}
            <button type="button" className="link" onClick={() => setAsking({ command: null })}>
              {t('ptz.changeWhy')}
            </button>
          </p>
        ) : (
          <button type="button" className="primary" onClick={() => setAsking({ command: null })} data-testid="ptz-begin">
            {t('ptz.begin')}
          </button>
        )}
        <Lease state={state} />
        {held && steers && (
          <button type="button" onClick={() => command({ command: 'STOP' })} data-testid="ptz-take">
            {t('ptz.take')}
          </button>
        )}
        {state?.lease?.mine && (
          <button
            type="button"
            onClick={() => {
              mover.current.release();
              releasePtz(cameraId).then(
                () => setRound(round + 1),
                (thrown: unknown) => setProblem(asProblem(thrown)),
              );
            }}
            data-testid="ptz-release"
          >
            {t('ptz.release')}
          </button>
        )}
        {problem && <Refusal problem={problem} />}
        {state?.position && (
          <p className="number sub" data-testid="ptz-position">
            {t('ptz.position', {
              pan: state.position.panDeg.toFixed(1),
              tilt: state.position.tiltDeg.toFixed(1),
              zoom: state.position.zoom.toFixed(1),
            })}
          </p>
        )}
        {steers && (
          <>
            <div className="form-actions">
              <button type="button" onClick={() => command({ command: 'HOME' })} disabled={!why}>
                ⌂ {t('ptz.home')} <kbd>Home</kbd>
              </button>
              <button
                type="button"
                className="danger"
                onClick={() => mover.current.stop()}
                disabled={!why}
                data-testid="ptz-stop"
              >
                ■ {t('ptz.stop')} <kbd>Esc</kbd>
              </button>
            </div>
            <p className="sub">{t('ptz.keys')}</p>
          </>
        )}
      </section>
      {state && (
        <Presets
          cameraId={cameraId}
          state={state}
          enabled={why !== null}
          keeps={setsUp}
          onCommand={command}
          onChanged={() => setRound(round + 1)}
        />
      )}
      {state && mayRunCamera(me, camera.districtCode) && (
        <PtzSettings cameraId={cameraId} state={state} onSaved={() => setRound(round + 1)} />
      )}
      {setsUp && <PtzPermit cameraId={cameraId} />}
      {asking && <PtzReasonDialog before={why} onTold={told} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** Who steers, why, and for how long still. */
function Lease({ state }: { state: PtzState | null }) {
  const { t, code } = useSpeech();
  useNow(500);
  if (!state) return null;
  if (!state.lease) return <p className="sub">{t('ptz.free')}</p>;
  const { lease } = state;
  const leftS = Math.max(0, Math.ceil((Date.parse(lease.until) - serverNowMs()) / 1000));
  return (
    <p className={`lease ${lease.mine ? 'mine' : ''}`} role="status" data-testid="ptz-lease">
      <strong>{lease.mine ? t('ptz.mine') : t('ptz.heldBy', { who: lease.holder })}</strong>
      <span>
        {code('rank', lease.rank)} · {lease.purpose}
        {lease.caseNo && <> · {lease.caseNo}</>}
      </span>
      <span className="number lease-clock">
        {Math.floor(leftS / 60)}:{String(leftS % 60).padStart(2, '0')}
      </span>
    </p>
  );
}

function Refusal({ problem }: { problem: Problem }) {
  const { t } = useSpeech();
  const heldBy = problem.members['heldBy'];
  const until = problem.members['until'];
  return (
    <>
      <ProblemNote problem={problem} />
      {problem.slug === 'ptz-held' && typeof heldBy === 'string' && (
        <p className="sub">
          {t('ptz.heldUntil', {
            who: heldBy,
            until: typeof until === 'string' ? clockText(Date.parse(until)) : '—',
          })}
        </p>
      )}
    </>
  );
}
