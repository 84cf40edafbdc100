import { useCallback, useMemo, useRef, useState } from 'react';
import { AlertQueue, type AlertFilter } from '../alert/AlertQueue';
import { isOpen, matches, moveSelection, nameOf } from '../alert/queue';
import { useAlertHandling } from '../alert/useAlertHandling';
import type { Alert, ContextLayer } from '../api/types';
import { CameraList } from '../camera/CameraList';
import { IncidentList } from '../incident/IncidentList';
import { NewIncidentDialog } from '../incident/NewIncidentDialog';
import { usePursuit } from '../incident/usePursuit';
import { useSpeech } from '../language/LanguageProvider';
import { LedgerView } from '../ledger/LedgerView';
import { broughtForward, type WallSize } from '../live/wall';
import { storedWall } from '../live/WallView';
import {
  mayHandleAlerts,
  mayReadAlerts,
  mayReadModels,
  mayReadRegister,
  mayReadStatistics,
  maySeeLive,
} from './access';
import { Centre, LostLine, Register, RightPanel, Statistics } from './Areas';
import { useDesk } from './ControlRoomProvider';
import { HelpDialog } from './HelpDialog';
import { ReasonDialog } from './ReasonDialog';
import type { Action } from './shortcuts';
import { stored, store } from './storage';
import { ModelLine, SystemStrip } from './SystemStrip';
import { useRoute } from './useRoute';
import { useShortcuts } from './useShortcuts';
import './system.css';

type Tab = 'alerts' | 'incidents' | 'cameras';
const TABS: readonly Tab[] = ['alerts', 'incidents', 'cameras'];
const NO_LAYERS: ReadonlySet<ContextLayer> = new Set();
const CITY_HALL = { lon: 127.3845, lat: 36.3504 };

export function ControlRoomScreen({ onLogOut }: { onLogOut(): void }) {
  const { me } = useDesk();
  return maySeeLive(me) ? <WatchRoom onLogOut={onLogOut} /> : <ProofRoom onLogOut={onLogOut} />;
}

/** For those who prove, audit or repair: no live pictures, no queue. */
function ProofRoom({ onLogOut }: { onLogOut(): void }) {
  const { me } = useDesk();
  const { route, show, open, shelve } = useRoute();
  const [help, setHelp] = useState(false);
  const registering = route.view === 'cameras' && mayReadRegister(me);
  const counting = route.view === 'statistics' && mayReadStatistics(me);
  return (
    <div className="room proof">
      <SystemStrip
        view={registering ? 'cameras' : counting ? 'statistics' : 'ledger'}
        onView={show}
        onOutages={() => shelve({ kind: 'outages' })}
        onHelp={() => setHelp(true)}
        onLogOut={onLogOut}
      />
      <main>
        {registering && <Register shelf={route.shelf} shelve={shelve} open={open} />}
        {counting && <Statistics />}
        {!registering && !counting && <LedgerView />}
      </main>
      {help && <HelpDialog enabled onEnabled={() => {}} onClose={() => setHelp(false)} />}
    </div>
  );
}

function WatchRoom({ onLogOut }: { onLogOut(): void }) {
  const { t, code } = useSpeech();
  const { me, room, tell } = useDesk();
  const { route, show, open, shelve } = useRoute();
  const tabs = TABS.filter((one) => one === 'cameras' || mayReadAlerts(me));
  const [tab, setTab] = useState<Tab>(tabs[0] ?? 'cameras');
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<AlertFilter>('open');
  const [selectedAlert, selectAlert] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const [shortcuts, setShortcuts] = useState(() => stored('shortcuts') !== 'off');
  const [wallSize, setWallSize] = useState<WallSize>(4);
  const [wall, setWall] = useState(storedWall);
  const [selective, setSelective] = useState(() => stored('wallMode') === 'selective');
  const [placing, setPlacing] = useState(false);
  const [layers, setLayers] = useState(NO_LAYERS);
  const [newPlace, setNewPlace] = useState<{ lon: number; lat: number } | null>(null);
  const middle = useRef(CITY_HALL);
  const search = useRef<HTMLInputElement>(null);
  const mapSearch = useRef<HTMLInputElement>(null);

  const handling = useAlertHandling(useCallback((incidentId) => open({ kind: 'incident', id: incidentId }), [open]));
  const shown = useMemo(
    () =>
      room.alerts.filter(
        (alert) =>
          // A handled alert stays in sight as long as it is the selected one.
          (filter === 'all' || isOpen(alert) || alert.alertId === selectedAlert) &&
          matches(alert, query, code('behaviour', alert.behaviour)),
      ),
    [room.alerts, filter, query, selectedAlert, code],
  );

  const openAlert = useCallback(
    (alertId: string) => {
      selectAlert(alertId);
      open({ kind: 'alert', id: alertId });
    },
    [open],
  );
  const chooseWall = useCallback((chosen: string[]) => {
    setWall(chosen);
    store('wall', chosen.join(' '));
  }, []);
  const chooseSelective = useCallback((on: boolean) => {
    setSelective(on);
    store('wallMode', on ? 'selective' : 'chosen');
  }, []);
  const toWall = useCallback(
    (cameraId: string) => {
      chooseWall(broughtForward(wall, cameraId));
      chooseSelective(false);
      show('wall');
    },
    [chooseWall, chooseSelective, wall, show],
  );

  const { panel, view } = route;
  const desk = usePursuit(
    panel.kind === 'incident' ? (room.incidents.find(({ incidentId }) => incidentId === panel.id) ?? null) : null,
  );
  const aim = (on: boolean) => {
    setPlacing(false);
    if (on && view !== 'map') show('map');
    desk.aim(on);
  };
  const currentAlert = useMemo<Alert | null>(() => {
    const id = panel.kind === 'alert' ? panel.id : panel.kind === 'none' ? selectedAlert : null;
    return room.alerts.find((alert) => alert.alertId === id) ?? null;
  }, [panel, selectedAlert, room.alerts]);
  const decide = (decision: (alert: Alert) => void) => {
    if (currentAlert && isOpen(currentAlert) && mayHandleAlerts(me) && !handling.busy) decision(currentAlert);
  };
  const move = (step: 1 | -1) => {
    setTab('alerts');
    const next = moveSelection(
      shown.map((alert) => alert.alertId),
      selectedAlert,
      step,
    );
    selectAlert(next);
    if (next && panel.kind === 'alert') open({ kind: 'alert', id: next });
  };
  const act: Record<Action, () => void> = {
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      if (selectedAlert) openAlert(selectedAlert);
    },
    acknowledge: () => decide(handling.acknowledge),
    dismiss: () => decide(handling.askToDismiss),
    escalate: () => decide(handling.escalate),
    search: () => search.current?.focus(),
    map: () => show('map'),
    wall: () => show('wall'),
    cameras: () => shelve({ kind: 'table', filter: {} }),
    find: () => (view === 'map' ? mapSearch : search).current?.focus(),
    ledger: () => show('ledger'),
    statistics: () => mayReadStatistics(me) && show('statistics'),
    models: () => mayReadModels(me) && show('models'),
    newIncident: () => {
      if (mayHandleAlerts(me)) setNewPlace(middle.current);
    },
    target: () => desk.mayAim && aim(!desk.aiming),
    help: () => setHelp(true),
    close: () => {
      if (document.activeElement === search.current) search.current?.blur();
      else if (desk.aiming) desk.aim(false);
      else if (placing) setPlacing(false);
      else open({ kind: 'none' });
    },
    selective: () => {
      if (view === 'wall') return chooseSelective(!selective);
      chooseSelective(true);
      show('wall');
    },
    tiles1: () => view === 'wall' && setWallSize(1),
    tiles4: () => view === 'wall' && setWallSize(4),
    tiles9: () => view === 'wall' && setWallSize(9),
    tiles16: () => view === 'wall' && selective && setWallSize(16),
  };
  useShortcuts(act, shortcuts);

  const enableShortcuts = (enabled: boolean) => {
    setShortcuts(enabled);
    store('shortcuts', enabled ? 'on' : 'off');
  };
  return (
    <div className={`room ${panel.kind === 'none' ? '' : 'with-panel'}`}>
      <SystemStrip
        view={view}
        onView={show}
        onOutages={() => shelve({ kind: 'outages' })}
        onHelp={() => setHelp(true)}
        onLogOut={onLogOut}
      />
      <aside className="left" aria-label={t('left.title')}>
        <div className="tabs" role="tablist">
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={tab === one}
              onClick={() => setTab(one)}
              data-testid={`tab-${one}`}
            >
              {t(`tab.${one}`)}
            </button>
          ))}
        </div>
        <div className="search">
          <input
            ref={search}
            type="search"
            value={query}
            placeholder={t('search.hint')}
            aria-label={t('search.label')}
            data-testid="search"
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        {tab === 'alerts' && (
          <AlertQueue shown={shown} filter={filter} onFilter={setFilter} selected={selectedAlert} onOpen={openAlert} />
        )}
        {tab === 'incidents' && (
          <IncidentList
            query={query}
            selected={panel.kind === 'incident' ? panel.id : null}
            onOpen={(id) => open({ kind: 'incident', id })}
            onNew={() => setNewPlace(middle.current)}
          />
        )}
        {tab === 'cameras' && (
          <CameraList
            query={query}
            selected={panel.kind === 'camera' ? panel.id : null}
            onOpen={(id) =>
              view === 'cameras' ? shelve({ kind: 'camera', id, tab: 'facts' }) : open({ kind: 'camera', id })
            }
            onRegister={() => shelve({ kind: 'table', filter: query.trim() ? { q: query.trim() } : {} })}
          />
        )}
      </aside>
      <main className="centre">
        {mayReadAlerts(me) && <LostLine />}
        <Centre
          route={route}
          shelve={shelve}
          mapSearch={mapSearch}
          placing={placing}
          desk={desk}
          layers={layers}
          onLayers={setLayers}
          wall={wall}
          wallSize={wallSize}
          selective={selective}
          onSelective={chooseSelective}
          openAlert={openAlert}
          open={open}
          onMoved={(place) => {
            middle.current = place;
          }}
          onPlace={(place) => {
            if (desk.aiming) return desk.seen(place);
            setPlacing(false);
            setNewPlace(place);
          }}
          onPlacing={() => {
            desk.aim(false);
            setPlacing(!placing);
          }}
          onWallSize={setWallSize}
          onWall={chooseWall}
        />
      </main>
      <RightPanel
        panel={panel}
        open={open}
        toRegister={(id) => shelve({ kind: 'camera', id, tab: 'facts' })}
        handling={handling}
        layers={layers}
        onLayers={setLayers}
        desk={{ ...desk, aim }}
        toWall={toWall}
      />
      <ModelLine onModels={mayReadModels(me) ? () => show('models') : null} />
      <p className="hidden-text" role="status" aria-live="polite">
        {room.announced &&
          t('queue.announce', {
            behaviour: code('behaviour', room.announced.behaviour),
            name: nameOf(room.announced),
          })}
      </p>
      {help && <HelpDialog enabled={shortcuts} onEnabled={enableShortcuts} onClose={() => setHelp(false)} />}
      {handling.dismissing && (
        <ReasonDialog
          title={t('alert.dismissTitle')}
          submitText={t('alert.dismiss')}
          testId="dismiss-dialog"
          reasons={[
            t('dismissReason.false'),
            t('dismissReason.ordinary'),
            t('dismissReason.duplicate'),
            t('dismissReason.test'),
          ]}
          onSubmit={(reason) => handling.dismiss(handling.dismissing!, reason)}
          onClose={handling.cancelDismissal}
        />
      )}
      {newPlace && (
        <NewIncidentDialog
          place={newPlace}
          onClose={() => setNewPlace(null)}
          onOpened={(incident) => {
            setNewPlace(null);
            tell({ type: 'incidentChanged', incident });
            open({ kind: 'incident', id: incident.incidentId });
          }}
        />
      )}
    </div>
  );
}
