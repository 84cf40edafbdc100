import { lazy, Suspense, useEffect, useState } from 'react';
import { AlertPanel } from '../alert/AlertPanel';
import type { AlertHandling } from '../alert/useAlertHandling';
import { CameraPanel } from '../camera/CameraPanel';
import { IncidentPanel } from '../incident/IncidentPanel';
import { useSpeech } from '../language/LanguageProvider';
import { LedgerView } from '../ledger/LedgerView';
import type { WallSize } from '../live/wall';
import { WallView } from '../live/WallView';
import { PlaybackPanel } from '../playback/PlaybackPanel';
import { mayHandleAlerts } from './access';
import { useDesk } from './ControlRoomProvider';
import type { Panel, View } from './route';

// The map's library is most of the code: the queue must not wait for it.
const MapView = lazy(() => import('../map/MapView').then((module) => ({ default: module.MapView })));

const LOST_AFTER_MS = 3000;

/**
 * When events no longer come, the picture of the city is old: nobody must overlook that. The server ends every stream now
 * and then to check the right anew; the moment until it is back is no loss.
 */
export function LostLine() {
  const { t } = useSpeech();
  const down = useDesk().room.events.name !== 'open';
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (!down) return setLost(false);
    const timer = setTimeout(() => setLost(true), LOST_AFTER_MS);
    return () => clearTimeout(timer);
  }, [down]);
  if (!lost) return null;
  return (
    <p className="lost-line" role="alert" data-testid="lost-line">
      ✕ {t('events.lost')}
    </p>
  );
}

export function Centre(props: {
  view: View;
  panel: Panel;
  placing: boolean;
  wall: readonly string[];
  wallSize: WallSize;
  open(panel: Panel): void;
  openAlert(alertId: string): void;
  onMoved(place: { lon: number; lat: number }): void;
  onPlace(place: { lon: number; lat: number }): void;
  onPlacing(): void;
  onWallSize(size: WallSize): void;
  onWall(chosen: string[]): void;
}) {
  const { t } = useSpeech();
  const { me, room } = useDesk();
  const { panel, open } = props;
  if (props.view === 'ledger') return <LedgerView />;
  if (props.view === 'wall') {
    return (
      <WallView
        size={props.wallSize}
        chosen={props.wall}
        onSize={props.onWallSize}
        onChoose={props.onWall}
        onOpen={(id) => open({ kind: 'camera', id })}
      />
    );
  }
  const cameraId =
    panel.kind === 'camera' || panel.kind === 'playback'
      ? panel.id
      : panel.kind === 'alert'
        ? room.alerts.find((alert) => alert.alertId === panel.id)?.cameraId
        : null;
  return (
    <Suspense
      fallback={
        <p className="empty" aria-busy="true">
          {t('app.loading')}
        </p>
      }
    >
      <MapView
        placing={props.placing}
        onPlace={props.onPlace}
        onMoved={props.onMoved}
        selectedCamera={(cameraId && room.cameras.get(cameraId)) || null}
        selectedIncident={
          panel.kind === 'incident'
            ? (room.incidents.find((incident) => incident.incidentId === panel.id) ?? null)
            : null
        }
        onCamera={(id) => open({ kind: 'camera', id })}
        onAlert={props.openAlert}
        onIncident={(id) => open({ kind: 'incident', id })}
      />
      {mayHandleAlerts(me) && (
        <button
          type="button"
          className="place-button"
          aria-pressed={props.placing}
          onClick={props.onPlacing}
          data-testid="map-new-incident"
        >
          ◎ {t('map.newIncident')}
        </button>
      )}
    </Suspense>
  );
}

export function RightPanel({
  panel,
  open,
  handling,
  toWall,
}: {
  panel: Panel;
  open(panel: Panel): void;
  handling: AlertHandling;
  toWall(cameraId: string): void;
}) {
  const { t } = useSpeech();
  if (panel.kind === 'none') return null;
  return (
    <aside className="right" aria-label={t('right.title')}>
      {panel.kind === 'camera' && <CameraPanel key={panel.id} cameraId={panel.id} open={open} onWall={toWall} />}
      {panel.kind === 'alert' && <AlertPanel key={panel.id} alertId={panel.id} handling={handling} open={open} />}
      {panel.kind === 'incident' && <IncidentPanel key={panel.id} incidentId={panel.id} open={open} />}
      {panel.kind === 'playback' && <PlaybackPanel key={JSON.stringify(panel)} panel={panel} open={open} />}
    </aside>
  );
}
