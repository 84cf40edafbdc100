import { useCallback, useState } from 'react';
import { fetchCamera } from '../api/doors';
import type { Camera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { LiveTile } from '../live/LiveTile';
import { mayAskForPlayback, maySeeLive } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { PanelHead } from '../system/PanelHead';
import { ProblemNote } from '../system/ProblemNote';
import type { Panel } from '../system/route';
import { useLoaded } from '../system/useLoaded';
import { HealthMark } from './HealthMark';

export function CameraPanel({
  cameraId,
  open,
  onWall,
  onRegister,
}: {
  cameraId: string;
  open(panel: Panel): void;
  onWall(cameraId: string): void;
  /** To the camera's page in the register. */
  onRegister(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const { room } = useDesk();
  const load = useCallback((signal: AbortSignal) => fetchCamera(cameraId, signal), [cameraId]);
  const loaded = useLoaded(load);
  // The room's copy carries the latest health; the loaded one is complete.
  const known = room.cameras.get(cameraId);
  const camera = loaded.value && known ? { ...loaded.value, health: known.health } : (loaded.value ?? known ?? null);
  return (
    <section className="panel" data-testid="camera-detail" data-camera-id={cameraId} aria-label={t('camera.title')}>
      <PanelHead
        title={camera?.name ?? cameraId}
        onClose={() => open({ kind: 'none' })}
        badge={camera && <HealthMark state={camera.health.state} />}
      />
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {camera && <CameraView camera={camera} open={open} onWall={onWall} />}
      {camera && (
        <button type="button" onClick={() => onRegister(cameraId)} data-testid="camera-page-open">
          {t('camera.page')} →
        </button>
      )}
      {!camera && !loaded.problem && (
        <p className="empty" aria-busy="true">
          {t('app.loading')}
        </p>
      )}
    </section>
  );
}

function CameraView({
  camera,
  open,
  onWall,
}: {
  camera: Camera;
  open(panel: Panel): void;
  onWall(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const [stream, setStream] = useState<'sub' | 'main'>('sub');
  const [boxes, setBoxes] = useState(true);
  return (
    <>
      {maySeeLive(me) && (
        <>
          <LiveTile
            cameraId={camera.cameraId}
            name={camera.name}
            zones={camera.zones}
            stream={stream}
            boxes={boxes}
            primary
          />
          <div className="camera-actions">
            <button
              type="button"
              aria-pressed={stream === 'main'}
              data-testid="stream-main"
              onClick={() => setStream(stream === 'main' ? 'sub' : 'main')}
            >
              {t('live.main')}
            </button>
            <button type="button" aria-pressed={boxes} data-testid="boxes-toggle" onClick={() => setBoxes(!boxes)}>
              {t('live.boxes')}
            </button>
            <button type="button" onClick={() => onWall(camera.cameraId)}>
              {t('camera.toWall')}
            </button>
            {mayAskForPlayback(me) && (
              <button
                type="button"
                data-testid="camera-playback"
                onClick={() => open({ kind: 'playback', id: camera.cameraId, from: null, to: null, incidentId: null })}
              >
                ▶ {t('camera.playback')}
              </button>
            )}
          </div>
        </>
      )}
      <CameraFacts camera={camera} />
    </>
  );
}

function CameraFacts({ camera }: { camera: Camera }) {
  const { t, code, language } = useSpeech();
  const { room } = useDesk();
  const { health } = camera;
  const sub = room.streams.get(camera.cameraId)?.SUB;
  return (
    <dl className="facts">
      {health.state !== 'ONLINE' && health.cause && health.cause !== 'NONE' && (
        <>
          <dt>{t('camera.cause')}</dt>
          <dd>
            {code('cause', health.cause)}
            {health.detail && <> · {health.detail}</>}
          </dd>
        </>
      )}
      {health.since && (
        <>
          <dt>{t('camera.since')}</dt>
          <dd className="number">{dateTimeText(Date.parse(health.since))}</dd>
        </>
      )}
      {sub && sub.state !== 'ONLINE' && (
        <>
          <dt>{t('camera.sub')}</dt>
          <dd>
            {code('health', sub.state)} · {code('cause', sub.cause)}
          </dd>
        </>
      )}
      <dt>{t('camera.code')}</dt>
      <dd className="mono">{camera.cameraId}</dd>
      <dt>{t('camera.district')}</dt>
      <dd>{camera.districtName}</dd>
      <dt>{t('camera.purpose')}</dt>
      <dd>{language === 'ko' ? camera.purposeKorean : code('purpose', camera.purpose)}</dd>
      <dt>{t('camera.agency')}</dt>
      <dd>{camera.managingAgency}</dd>
      <dt>{t('camera.place')}</dt>
      <dd className="number">
        {camera.lat.toFixed(5)}, {camera.lon.toFixed(5)}
      </dd>
      <dt>{t('camera.heading')}</dt>
      <dd>{camera.headingDeg === null ? t('camera.headingUnknown') : `${Math.round(camera.headingDeg)}°`}</dd>
      <dt>{t('camera.state')}</dt>
      <dd>{code('cameraState', camera.state)}</dd>
      {camera.zones.length > 0 && (
        <>
          <dt>{t('camera.zones')}</dt>
          <dd>{camera.zones.map((zone) => `${zone.name} (${code('behaviour', zone.kind)})`).join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
