import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { AlertPanel } from '../alert/AlertPanel';
import { AlertQueue, type AlertFilter } from '../alert/AlertQueue';
import { isOpen, matches, moveSelection, nameOf } from '../alert/queue';
import { useAlertHandling } from '../alert/useAlertHandling';
import type { Alert } from '../api/types';
import { CameraList } from '../camera/CameraList';
import { CameraPanel } from '../camera/CameraPanel';
import { IncidentList } from '../incident/IncidentList';
import { IncidentPanel } from '../incident/IncidentPanel';
import { NewIncidentDialog } from '../incident/NewIncidentDialog';
import { useSpeech } from '../language/LanguageProvider';
import { LedgerView } from '../ledger/LedgerView';
import { broughtForward, type WallSize } from '../live/wall';
import { storedWall, WallView } from '../live/WallView';
import { PlaybackPanel } from '../playback/PlaybackPanel';
import { mayHandleAlerts, mayReadAlerts, maySeeLive } from './access';
import { useDesk } from './ControlRoomProvider';
import { HelpDialog } from './HelpDialog';
import { ReasonDialog } from './ReasonDialog';
import type { Panel, View } from './route';
import type { Action } from './shortcuts';
import { stored, store } from './storage';
import { ModelLine, SystemStrip } from './SystemStrip';
import { useRoute } from './useRoute';
import { useShortcuts } from './useShortcuts';
import './system.css';

// The map's library is most of the code: the queue must not wait for it.
const MapView = lazy(() => import('../map/MapView').then((module) => ({ default: module.MapView })));

type Tab = 'alerts' | 'incidents' | 'cameras';
const TABS: readonly Tab[] = ['alerts', 'incidents', 'cameras'];
const LOST_AFTER_MS = 3000;
const CITY_HALL = { lon: 127.3845, lat: 36.3504 };

export function ControlRoomScreen({ onLogOut }: { onLogOut(): void }) {
  const { me } = useDesk();
  return maySeeLive(me) ? <WatchRoom onLogOut={onLogOut} /> : <ProofRoom onLogOut={onLogOut} />;
}

/** For those who prove and audit: no pictures, no queue. */
function ProofRoom({ onLogOut }: { onLogOut(): void }) {
  const [help, setHelp] = useState(false);
  return (
    <div className="room proof">
      <SystemStrip view="ledger" onView={() => {}} onHelp={() => setHelp(true)} onLogOut={onLogOut} />
      <main><LedgerView /></main>
      {help && <HelpDialog enabled onEnabled={() => {}} onClose={() => setHelp(false)} />}
    </div>
  );
}

function WatchRoom({ onLogOut }: { onLogOut(): void }) {
  const { t, code } = useSpeech();
  const { me, room, tell } = useDesk();
  const { route, show, open } = useRoute();
  const tabs = TABS.filter((one) => one === 'cameras' || mayReadAlerts(me));
  const [tab, setTab] = useState<Tab>(tabs[0] ?? 'cameras');
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<AlertFilter>('open');
  const [selectedAlert, selectAlert] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const [shortcuts, setShortcuts] = useState(() => stored('shortcuts') !== 'off');
  const [wallSize, setWallSize] = useState<WallSize>(4);
  const [wall, setWall] = useState(storedWall);
  const [placing, setPlacing] = useState(false);
  const [newPlace, setNewPlace] = useState<{ lon: number; lat: number } | null>(null);
  const middle = useRef(CITY_HALL);
  const search = useRef<HTMLInputElement>(null);

  const handling = useAlertHandling(useCallback((incidentId) => open({ kind: 'incident', id: incidentId }), [open]));
  const shown = useMemo(() => room.alerts.filter((alert) =>
    // A handled alert stays in sight as long as it is the selected one.
    (filter === 'all' || isOpen(alert) || alert.alertId === selectedAlert)
    && matches(alert, query, code('behaviour', alert.behaviour))),
  [room.alerts, filter, query, selectedAlert, code]);

  const openAlert = useCallback((alertId: string) => {
    selectAlert(alertId);
    open({ kind: 'alert', id: alertId });
  }, [open]);
  const chooseWall = useCallback((chosen: string[]) => {
    setWall(chosen);
    store('wall', chosen.join(' '));
  }, []);
  const toWall = useCallback((cameraId: string) => {
    chooseWall(broughtForward(wall, cameraId));
    show('wall');
  }, [chooseWall, wall, show]);

  const { panel, view } = route;
  const currentAlert = useMemo<Alert | null>(() => {
    const id = panel.kind === 'alert' ? panel.id : panel.kind === 'none' ? selectedAlert : null;
    return room.alerts.find((alert) => alert.alertId === id) ?? null;
  }, [panel, selectedAlert, room.alerts]);
  const decide = (decision: (alert: Alert) => void) => {
    if (currentAlert && isOpen(currentAlert) && mayHandleAlerts(me) && !handling.busy) decision(currentAlert);
  };
  const move = (step: 1 | -1) => {
    setTab('alerts');
    const next = moveSelection(shown.map((alert) => alert.alertId), selectedAlert, step);
    selectAlert(next);
    if (next && panel.kind === 'alert') open({ kind: 'alert', id: next });
  };
  const act: Record<Action, () => void> = {
    next: () => move(1),
    previous: () => move(-1),
    open: () => { if (selectedAlert) openAlert(selectedAlert); },
    acknowledge: () => decide(handling.acknowledge),
    dismiss: () => decide(handling.askToDismiss),
    escalate: () => decide(handling.escalate),
    search: () => search.current?.focus(),
    map: () => show('map'),
    wall: () => show('wall'),
    ledger: () => show('ledger'),
    newIncident: () => { if (mayHandleAlerts(me)) setNewPlace(middle.current); },
    help: () => setHelp(true),
    close: () => {
      if (document.activeElement === search.current) search.current?.blur();
      else if (placing) setPlacing(false);
      else open({ kind: 'none' });
    },
    tiles1: () => view === 'wall' && setWallSize(1),
    tiles4: () => view === 'wall' && setWallSize(4),
    tiles9: () => view === 'wall' && setWallSize(9),
  };
  useShortcuts(act, shortcuts);

  const enableShortcuts = (enabled: boolean) => {
    setShortcuts(enabled);
    store('shortcuts', enabled ? 'on' : 'off');
  };
  return (
    <div className={`room ${panel.kind === 'none' ? '' : 'with-panel'}`}>
      <SystemStrip view={view} onView={show} onHelp={() => setHelp(true)} onLogOut={onLogOut} />
      <aside className="left" aria-label={t('left.title')}>
        <div className="tabs" role="tablist">
          {tabs.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => setTab(one)}
              data-testid={`tab-${one}`}>{t(`tab.${one}`)}</button>
          ))}
        </div>
        <div className="search">
          <input ref={search} type="search" value={query} placeholder={t('search.hint')} aria-label={t('search.label')}
            data-testid="search" onChange={(event) => setQuery(event.target.value)} />
        </div>
        {tab === 'alerts' && (
          <AlertQueue shown={shown} filter={filter} onFilter={setFilter} selected={selectedAlert} onOpen={openAlert} />
        )}
        {tab === 'incidents' && (
          <IncidentList query={query} selected={panel.kind === 'incident' ? panel.id : null}
            onOpen={(id) => open({ kind: 'incident', id })} onNew={() => setNewPlace(middle.current)} />
        )}
        {tab === 'cameras' && (
          <CameraList query={query} selected={panel.kind === 'camera' ? panel.id : null}
            onOpen={(id) => open({ kind: 'camera', id })} />
        )}
      </aside>
      <main className="centre">
        {mayReadAlerts(me) && <LostLine />}
        <Centre view={view} panel={panel} placing={placing} wall={wall} wallSize={wallSize} openAlert={openAlert}
          open={open} onMoved={(place) => { middle.current = place; }}
          onPlace={(place) => { setPlacing(false); setNewPlace(place); }}
          onPlacing={() => setPlacing(!placing)} onWallSize={setWallSize} onWall={chooseWall} />
      </main>
      <RightPanel panel={panel} open={open} handling={handling} toWall={toWall} />
      <ModelLine />
      <p className="hidden-text" role="status" aria-live="polite">
        {room.announced && t('queue.announce', {
          behaviour: code('behaviour', room.announced.behaviour), name: nameOf(room.announced),
        })}
      </p>
      {help && <HelpDialog enabled={shortcuts} onEnabled={enableShortcuts} onClose={() => setHelp(false)} />}
      {handling.dismissing && (
        <ReasonDialog title={t('alert.dismissTitle')} submitText={t('alert.dismiss')} testId="dismiss-dialog"
          reasons={[t('dismissReason.false'), t('dismissReason.ordinary'), t('dismissReason.duplicate'), t('dismissReason.test')]}
          onSubmit={(reason) => handling.dismiss(handling.dismissing!, reason)} onClose={handling.cancelDismissal} />
      )}
      {newPlace && (
        <NewIncidentDialog place={newPlace} onClose={() => setNewPlace(null)} onOpened={(incident) => {
          setNewPlace(null);
          tell({ type: 'incidentChanged', incident });
          open({ kind: 'incident', id: incident.incidentId });
        }} />
      )}
    </div>
  );
}

/**
 * When events no longer come, the picture of the city is old: nobody must overlook that. The server ends every stream now
 * and then to check the right anew; the moment until it is back is no loss.
 */
function LostLine() {
  const { t } = useSpeech();
  const down = useDesk().room.events.name !== 'open';
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (!down) return setLost(false);
    const timer = setTimeout(() => setLost(true), LOST_AFTER_MS);
    return () => clearTimeout(timer);
  }, [down]);
  if (!lost) return null;
  return <p className="lost-line" role="alert" data-testid="lost-line">✕ {t('events.lost')}</p>;
}

function Centre(props: {
  view: View; panel: Panel; placing: boolean; wall: readonly string[]; wallSize: WallSize;
  open(panel: Panel): void; openAlert(alertId: string): void; onMoved(place: { lon: number; lat: number }): void;
  onPlace(place: { lon: number; lat: number }): void; onPlacing(): void; onWallSize(size: WallSize): void;
  onWall(chosen: string[]): void;
}) {
  const { t } = useSpeech();
  const { me, room } = useDesk();
  const { panel, open } = props;
  if (props.view === 'ledger') return <LedgerView />;
  if (props.view === 'wall') {
    return (
      <WallView size={props.wallSize} chosen={props.wall} onSize={props.onWallSize} onChoose={props.onWall}
        onOpen={(id) => open({ kind: 'camera', id })} />
    );
  }
  const cameraId = panel.kind === 'camera' || panel.kind === 'playback' ? panel.id
    : panel.kind === 'alert' ? room.alerts.find((alert) => alert.alertId === panel.id)?.cameraId : null;
  return (
    <Suspense fallback={<p className="empty" aria-busy="true">{t('app.loading')}</p>}>
      <MapView placing={props.placing} onPlace={props.onPlace} onMoved={props.onMoved}
        selectedCamera={(cameraId && room.cameras.get(cameraId)) || null}
        selectedIncident={panel.kind === 'incident'
          ? room.incidents.find((incident) => incident.incidentId === panel.id) ?? null : null}
        onCamera={(id) => open({ kind: 'camera', id })} onAlert={props.openAlert}
        onIncident={(id) => open({ kind: 'incident', id })} />
      {mayHandleAlerts(me) && (
        <button type="button" className="place-button" aria-pressed={props.placing} onClick={props.onPlacing}
          data-testid="map-new-incident">◎ {t('map.newIncident')}</button>
      )}
    </Suspense>
  );
}

function RightPanel({ panel, open, handling, toWall }: {
  panel: Panel; open(panel: Panel): void; handling: ReturnType<typeof useAlertHandling>; toWall(cameraId: string): void;
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
