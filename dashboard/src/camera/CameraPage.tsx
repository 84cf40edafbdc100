import { useCallback, useState, type ReactNode } from 'react';
import { fetchCamera } from '../api/doors';
import type { Camera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { LiveTile } from '../live/LiveTile';
import { MovingTab } from '../moving/MovingTab';
import { PosturePanel } from '../posture/PosturePanel';
import { PtzDesk } from '../ptz/PtzDesk';
import { mayAskForPlayback, mayReadHistory, mayReadPosture, mayRunCamera, maySeeLive, maySteer } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { CAMERA_TABS, type CameraTab, type Panel } from '../system/route';
import { useLoaded } from '../system/useLoaded';
import { ZoneEditor } from '../zone/ZoneEditor';
import { FactsTab } from './FactsTab';
import { HealthTab } from './HealthTab';
import { HealthMark } from './HealthMark';
import { HistoryTab } from './HistoryTab';
import { StateChange } from './StateChange';
import './page.css';

export interface PictureFrame {
  /** Where a tab may draw over the picture. */
  host: HTMLElement | null;
  width: number;
  height: number;
}

const UNKNOWN_SIZE = { width: 640, height: 360 };

/** Everything known of one camera, and what may be done with it. */
export function CameraPage({
  cameraId,
  tab,
  onTab,
  onMap,
  open,
}: {
  cameraId: string;
  tab: CameraTab;
  onTab(tab: CameraTab): void;
  onMap(): void;
  open(panel: Panel): void;
}) {
  const { t } = useSpeech();
  const { tell } = useDesk();
  const load = useCallback((signal: AbortSignal) => fetchCamera(cameraId, signal), [cameraId]);
  const loaded = useLoaded(load);
  const [changed, setChanged] = useState<Camera | null>(null);
  const onChanged = useCallback(
    (camera: Camera) => {
      setChanged(camera);
      tell({ type: 'camerasListed', cameras: [camera] });
    },
    [tell],
  );
  const camera = changed && (!loaded.value || changed.version >= loaded.value.version) ? changed : loaded.value;
  return (
    <article className="camera-page" data-testid="camera-page" data-camera-id={cameraId} aria-label={camera?.name ?? cameraId}>
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {!camera && !loaded.problem && (
        <p className="empty" aria-busy="true">
          {t('app.loading')}
        </p>
      )}
      {camera && (
        <LoadedPage
          camera={camera}
          tab={tab}
          onTab={onTab}
          onMap={onMap}
          open={open}
          onChanged={onChanged}
          reload={() => {
            setChanged(null);
            loaded.reload();
          }}
        />
      )}
    </article>
  );
}

function LoadedPage({
  camera,
  tab,
  onTab,
  onMap,
  open,
  onChanged,
  reload,
}: {
  camera: Camera;
  tab: CameraTab;
  onTab(tab: CameraTab): void;
  onMap(): void;
  open(panel: Panel): void;
  onChanged(camera: Camera): void;
  reload(): void;
}) {
  const { t, code } = useSpeech();
  const { me, room } = useDesk();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState(UNKNOWN_SIZE);
  const [stream, setStream] = useState<'sub' | 'main'>('sub');
  const [missing, setMissing] = useState<readonly string[]>([]);
  const health = room.cameras.get(camera.cameraId)?.health ?? camera.health;
  const offered: Record<CameraTab, boolean> = {
    facts: true,
    zones: true,
    ptz: camera.ptz && (maySteer(me) || mayRunCamera(me, camera.districtCode)),
    moving: camera.mobility === 'DRONE' || camera.mobility === 'VEHICLE',
    health: true,
    history: mayReadHistory(me, camera.districtCode),
    posture: mayReadPosture(me),
  };
  const tabs = CAMERA_TABS.filter((one) => offered[one]);
  const shown = tabs.includes(tab) ? tab : 'facts';
  const frame: PictureFrame = { host, ...size };
  const overlay = <div ref={setHost} className="picture-overlay" />;
  return (
    <>
      <header className="page-head">
        <h2>{camera.name}</h2>
        <HealthMark state={health.state} />
        <span className={`chip ${camera.state === 'ACTIVE' ? 'good' : 'warn'}`} data-testid="camera-state">
          {code('cameraState', camera.state)}
        </span>
        <span className="mono sub">{camera.cameraId}</span>
        <span className="actions">
          {maySeeLive(me) && (
            <button type="button" onClick={onMap} data-testid="camera-on-map">
              {t('camera.onMap')}
            </button>
          )}
          {maySeeLive(me) && mayAskForPlayback(me) && (
            <button
              type="button"
              onClick={() => open({ kind: 'playback', id: camera.cameraId, from: null, to: null, incidentId: null })}
            >
              ▶ {t('camera.playback')}
            </button>
          )}
          {mayRunCamera(me, camera.districtCode) && (
            <StateChange
              camera={camera}
              onChanged={(next) => {
                setMissing([]);
                onChanged(next);
              }}
              onMissing={(items) => {
                setMissing(items);
                onTab('facts');
              }}
            />
          )}
        </span>
      </header>
      <div className="page-columns">
        <div className="page-picture">
          {maySeeLive(me) ? (
            <LiveTile
              cameraId={camera.cameraId}
              name={camera.name}
              zones={shown === 'zones' ? [] : camera.zones}
              boxes={shown === 'facts' || shown === 'health'}
              stream={stream}
              primary
              overlay={overlay}
              onPicture={setSize}
              actions={
                <button
                  type="button"
                  className="quiet"
                  aria-pressed={stream === 'main'}
                  onClick={() => setStream(stream === 'main' ? 'sub' : 'main')}
                >
                  {t('live.main')}
                </button>
              }
            />
          ) : (
            <div className="live-picture blank">
              <p className="empty">{t('camera.noPictureForRole')}</p>
              {overlay}
            </div>
          )}
        </div>
        <div className="page-side">
          <div className="page-tabs" role="tablist" aria-label={t('camera.page')} onKeyDown={(event) => moveTab(event, tabs, shown, onTab)}>
            {tabs.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                id={`camera-tab-${one}`}
                aria-controls="camera-tab-panel"
                aria-selected={shown === one}
                tabIndex={shown === one ? 0 : -1}
                onClick={() => onTab(one)}
                data-testid={`camera-tab-${one}`}
              >
                {t(`cameraTab.${one}`)}
                {one === 'zones' && camera.zones.length > 0 && <span className="number"> {camera.zones.length}</span>}
              </button>
            ))}
          </div>
          <div role="tabpanel" id="camera-tab-panel" aria-labelledby={`camera-tab-${shown}`} className="page-panel">
            {panel()}
          </div>
        </div>
      </div>
    </>
  );

  function panel(): ReactNode {
    switch (shown) {
      case 'facts':
        return <FactsTab camera={camera} missing={missing} onChanged={onChanged} />;
      case 'zones':
        return <ZoneEditor camera={camera} frame={frame} onChanged={reload} />;
      case 'ptz':
        return <PtzDesk camera={camera} frame={frame} />;
      case 'moving':
        return <MovingTab camera={camera} runs={mayRunCamera(me, camera.districtCode)} />;
      case 'health':
        return <HealthTab cameraId={camera.cameraId} runs={mayRunCamera(me, camera.districtCode)} />;
      case 'history':
        return <HistoryTab cameraId={camera.cameraId} />;
      case 'posture':
        return <PosturePanel camera={camera} />;
    }
  }
}

function moveTab(
  event: React.KeyboardEvent,
  tabs: readonly CameraTab[],
  current: CameraTab,
  onTab: (tab: CameraTab) => void,
): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length]!;
  onTab(next);
  document.getElementById(`camera-tab-${next}`)?.focus();
}
