import { useCallback } from 'react';
import { listCameras } from '../api/registry';
import type { Camera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { HealthMark } from './HealthMark';

const MOST_SHOWN = 200;
const MOST_FOUND = 50;

/** Cameras met so far, in trouble first; with a query, what the registry finds. The register lists them all. */
export function CameraList({
  query,
  selected,
  onOpen,
  onRegister,
}: {
  query: string;
  selected: string | null;
  onOpen(cameraId: string): void;
  /** To the table of all cameras. */
  onRegister(): void;
}) {
  const { t, code } = useSpeech();
  const { room } = useDesk();
  const words = query.trim();
  const load = useCallback(
    (signal: AbortSignal) => (words ? listCameras({ q: words }, null, MOST_FOUND, signal) : Promise.resolve(null)),
    [words],
  );
  const found = useLoaded(load);
  const cameras = words ? (found.value?.items ?? []) : [...room.cameras.values()].sort(troubleFirst);
  const problem = words ? found.problem : room.camerasProblem;
  return (
    <section className="queue" aria-label={t('cameras.title')}>
      {problem && <ProblemNote problem={problem} retry={found.reload} />}
      {!problem && cameras.length === 0 && (room.camerasLoaded || words) && (
        <div className="empty">
          <strong>{t(words ? 'cameras.noneFound' : 'cameras.none')}</strong>
          <span>{t(words ? 'cameras.noneFoundHint' : 'cameras.noneHint')}</span>
        </div>
      )}
      <ul className="camera-list">
        {cameras.slice(0, MOST_SHOWN).map((listed) => {
          const camera = room.cameras.get(listed.cameraId) ?? listed;
          return (
            <li key={camera.cameraId}>
              <button
                type="button"
                className={`camera-row ${camera.cameraId === selected ? 'selected' : ''}`}
                data-testid="camera-row"
                data-camera-id={camera.cameraId}
                data-health={camera.health.state}
                aria-current={camera.cameraId === selected}
                onClick={() => onOpen(camera.cameraId)}
              >
                <HealthMark state={camera.health.state} label={false} />
                <span className="name">{camera.name}</span>
                <span className="sub">
                  {camera.districtName} · {camera.cameraId}
                  {camera.health.state !== 'ONLINE' && (
                    <>
                      {' '}
                      · {code('health', camera.health.state)}
                      {camera.health.cause && camera.health.cause !== 'NONE' && (
                        <> ({code('cause', camera.health.cause)})</>
                      )}
                    </>
                  )}
                </span>
              </button>
            </li>
          );
        })}
        {(found.value?.next || cameras.length >= MOST_SHOWN) && (
          <li className="camera-more">
            <button type="button" className="link" onClick={onRegister} data-testid="camera-list-more">
              {t('cameras.more')}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function troubleFirst(a: Camera, b: Camera): number {
  const trouble = Number(a.health.state === 'ONLINE') - Number(b.health.state === 'ONLINE');
  return trouble || a.name.localeCompare(b.name, 'ko') || (a.cameraId < b.cameraId ? -1 : 1);
}
