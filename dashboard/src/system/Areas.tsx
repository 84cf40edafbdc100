import { lazy, Suspense, useEffect, useRef, useState, type Ref } from 'react';
import { AlertPanel } from '../alert/AlertPanel';
import type { AlertHandling } from '../alert/useAlertHandling';
import type { ContextLayer } from '../api/types';
import { CameraPanel } from '../camera/CameraPanel';
import { IncidentPanel } from '../incident/IncidentPanel';
import type { PursuitDesk } from '../incident/usePursuit';
import { useSpeech } from '../language/LanguageProvider';
import { LedgerView } from '../ledger/LedgerView';
import type { WallSize } from '../live/wall';
import { WallView } from '../live/WallView';
import { NO_FILTER } from '../map/mapFilter';
import { PlaybackPanel } from '../playback/PlaybackPanel';
import { IncidentReport } from '../report/IncidentReport';
import { mayHandleAlerts, mayReadModels, mayReadStatistics } from './access';
import { useDesk, useKnownCameras } from './ControlRoomProvider';
import type { Panel, Route, Shelf } from './route';

// The map's library is most of the code: the queue must not wait for it.
const MapView = lazy(() => import('../map/MapView').then((module) => ({ default: module.MapView })));

// So are the register's screens: most of a shift is spent without them.
const RegisterView = lazy(() => import('../register/RegisterView').then((module) => ({ default: module.RegisterView })));

// Its map needs the library as well.
const StatisticsView = lazy(() =>
  import('../statistics/StatisticsView').then((module) => ({ default: module.StatisticsView })),
);

// Looked at once a week.
const ModelsView = lazy(() => import('../models/ModelsView').then((module) => ({ default: module.ModelsView })));

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

export function Register({
  shelf,
  shelve,
  open,
}: {
  shelf: Shelf;
  shelve(shelf: Shelf, replace?: boolean): void;
  open(panel: Panel): void;
}) {
  return (
    <Suspense fallback={<Loading />}>
      <RegisterView shelf={shelf} shelve={shelve} open={open} />
    </Suspense>
  );
}

export function Statistics() {
  return (
    <Suspense fallback={<Loading />}>
      <StatisticsView />
    </Suspense>
  );
}

function Loading() {
  const { t } = useSpeech();
  return (
    <p className="empty" aria-busy="true">
      {t('app.loading')}
    </p>
  );
}

export function Centre(props: {
  route: Route;
  placing: boolean;
  desk: PursuitDesk;
  wall: readonly string[];
  wallSize: WallSize;
  selective: boolean;
  mapSearch: Ref<HTMLInputElement>;
  layers: ReadonlySet<ContextLayer>;
  onLayers(layers: ReadonlySet<ContextLayer>): void;
  open(panel: Panel): void;
  shelve(shelf: Shelf, replace?: boolean): void;
  openAlert(alertId: string): void;
  onMoved(place: { lon: number; lat: number }): void;
  onPlace(place: { lon: number; lat: number }): void;
  onPlacing(): void;
  onWallSize(size: WallSize): void;
  onSelective(selective: boolean): void;
  onWall(chosen: string[]): void;
}) {
  const { t } = useSpeech();
  const { me, room } = useDesk();
  const { open } = props;
  const { panel, view, shelf } = props.route;
  // Kept while other views are looked at, gone with the window: a filter must never hide cameras of the next shift.
  const [filter, setFilter] = useState(NO_FILTER);
  const cameraId =
    panel.kind === 'camera' || panel.kind === 'playback'
      ? panel.id
      : panel.kind === 'alert'
        ? (room.alerts.find((alert) => alert.alertId === panel.id)?.cameraId ?? null)
        : null;
  useKnownCameras(cameraId ? [cameraId] : []);

  if (view === 'ledger') return <LedgerView />;
  if (view === 'statistics' && mayReadStatistics(me)) return <Statistics />;
  if (view === 'models' && mayReadModels(me)) {
    return (
      <Suspense fallback={<Loading />}>
        <ModelsView />
      </Suspense>
    );
  }
  if (view === 'report' && panel.kind === 'incident') return <IncidentReport incidentId={panel.id} />;
  if (view === 'cameras') return <Register shelf={shelf} shelve={props.shelve} open={open} />;
  if (view === 'wall') {
    return (
      <WallView
        size={props.wallSize}
        chosen={props.wall}
        selective={props.selective}
        onSize={props.onWallSize}
        onSelective={props.onSelective}
        onChoose={props.onWall}
        onOpen={(id) => open({ kind: 'camera', id })}
      />
    );
  }
  return (
    <Suspense fallback={<Loading />}>
      <MapView
        filter={filter}
        onFilter={setFilter}
        layers={props.layers}
        onLayers={props.onLayers}
        placing={props.desk.aiming ? t('map.aiming') : props.placing ? t('map.placing') : null}
        pursuit={props.desk.pursuit}
        units={props.desk.units}
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
        searchRef={props.mapSearch}
      >
        {mayHandleAlerts(me) && (
          <button type="button" aria-pressed={props.placing} onClick={props.onPlacing} data-testid="map-new-incident">
            ◎ {t('map.newIncident')}
          </button>
        )}
      </MapView>
    </Suspense>
  );
}

export function RightPanel({
  panel,
  open,
  toRegister,
  handling,
  layers,
  onLayers,
  desk,
  toWall,
}: {
  panel: Panel;
  open(panel: Panel): void;
  toRegister(cameraId: string): void;
  handling: AlertHandling;
  layers: ReadonlySet<ContextLayer>;
  onLayers(layers: ReadonlySet<ContextLayer>): void;
  desk: PursuitDesk;
  toWall(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const box = useRef<HTMLElement>(null);
  const opened = panel.kind === 'none' ? null : panel.id;
  // Opened by a key with nothing in focus: the next Tab goes into it, not through the whole queue.
  useEffect(() => {
    if (opened && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [opened]);
  if (panel.kind === 'none') return null;
  return (
    <aside className="right" aria-label={t('right.title')} ref={box} tabIndex={-1}>
      {panel.kind === 'camera' && (
        <CameraPanel key={panel.id} cameraId={panel.id} open={open} onWall={toWall} onRegister={toRegister} />
      )}
      {panel.kind === 'alert' && <AlertPanel key={panel.id} alertId={panel.id} handling={handling} open={open} />}
      {panel.kind === 'incident' && (
        <IncidentPanel key={panel.id} incidentId={panel.id} open={open} layers={layers} onLayers={onLayers} desk={desk} />
      )}
      {panel.kind === 'playback' && <PlaybackPanel key={JSON.stringify(panel)} panel={panel} open={open} />}
    </aside>
  );
}
