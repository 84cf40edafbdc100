import { createContext, use, useEffect, useMemo, useReducer, useRef, type Dispatch, type ReactNode } from 'react';
import { isOpen } from '../alert/queue';
import { fetchAlerts, fetchCamera, fetchIncidents } from '../api/doors';
import { asProblem } from '../api/problem';
import { follow } from '../api/sse';
import { listCameras } from '../api/registry';
import type { Me, StreamHealthChanged } from '../api/types';
import { mayReadAlerts, maySeeLive } from './access';
import { EMPTY_ROOM, reduceRoom, roomEventOf, type ControlRoom, type RoomEvent } from './controlRoom';

/** Map and register ask the server for what they show; the lists beside them begin with so many cameras. */
export const FIRST_CAMERAS = 200;
const CAMERAS_AGAIN_MS = 120_000;
/** A district that goes quiet tells of thousands of cameras at once: they are taken in together. */
const HEALTH_TOGETHER_MS = 300;
const MOST_ALERT_CAMERAS = 30;
const EVENTS_WITHIN_MS = 1000;

interface Desk {
  me: Me;
  room: ControlRoom;
  tell: Dispatch<RoomEvent>;
}

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('outside of ControlRoomProvider');
  return desk;
}

/**
 * Follows the events and loads what is open whenever they begin to flow: loaded before, what happens in between would be
 * missed. When they do not flow soon, it loads all the same.
 */
export function ControlRoomProvider({ me, children }: { me: Me; children: ReactNode }) {
  const [room, tell] = useReducer(reduceRoom, EMPTY_ROOM);
  const watching = maySeeLive(me);
  const alerted = mayReadAlerts(me);

  useEffect(() => {
    if (!watching) return;
    let loading = new AbortController();
    const load = () => {
      loading.abort();
      loading = new AbortController();
      loadCameras(tell, loading.signal);
      if (alerted) loadOpen(tell, loading.signal);
    };
    let heard: StreamHealthChanged[] = [];
    let gathering: ReturnType<typeof setTimeout> | null = null;
    const gather = (health: readonly StreamHealthChanged[]) => {
      heard.push(...health);
      gathering ??= setTimeout(() => {
        gathering = null;
        tell({ type: 'healthChanged', health: heard });
        heard = [];
      }, HEALTH_TOGETHER_MS);
    };
    const impatient = setTimeout(load, EVENTS_WITHIN_MS);
    const close = !alerted
      ? () => {}
      : follow('/api/events', {
          onState: (state) => {
            tell({ type: 'eventsState', state });
            if (state.name === 'open') {
              clearTimeout(impatient);
              load();
            }
          },
          onEvent: ({ event, data }) => {
            const change = roomEventOf(event, data);
            if (change?.type === 'healthChanged') gather(change.health);
            else if (change) tell(change);
          },
        });
    const again = setInterval(() => loadCameras(tell, loading.signal), CAMERAS_AGAIN_MS);
    return () => {
      clearTimeout(impatient);
      clearInterval(again);
      if (gathering) clearTimeout(gathering);
      loading.abort();
      close();
    };
  }, [watching, alerted]);

  useMissingCameras(
    room,
    tell,
    room.alerts
      .filter(isOpen)
      .slice(0, MOST_ALERT_CAMERAS)
      .map((alert) => alert.cameraId),
  );
  const desk = useMemo(() => ({ me, room, tell }), [me, room]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

function loadOpen(tell: Dispatch<RoomEvent>, signal: AbortSignal): void {
  fetchAlerts('open', null, signal).then(
    (page) => tell({ type: 'openAlertsListed', alerts: page.items }),
    (thrown: unknown) => signal.aborted || tell({ type: 'alertsFailed', problem: asProblem(thrown) }),
  );
  fetchIncidents('open', signal).then(
    (page) => tell({ type: 'incidentsListed', incidents: page.items }),
    (thrown: unknown) => signal.aborted || tell({ type: 'incidentsFailed', problem: asProblem(thrown) }),
  );
}

function loadCameras(tell: Dispatch<RoomEvent>, signal: AbortSignal): void {
  listCameras({}, null, FIRST_CAMERAS, signal).then(
    (page) => tell({ type: 'camerasListed', cameras: page.items }),
    (thrown: unknown) => signal.aborted || tell({ type: 'camerasFailed', problem: asProblem(thrown) }),
  );
}

/** Asks once for each of these cameras that the room has not met. */
function useMissingCameras(room: ControlRoom, tell: Dispatch<RoomEvent>, cameraIds: readonly string[]): void {
  const asked = useRef(new Set<string>());
  const missing = room.camerasLoaded
    ? cameraIds.filter((cameraId) => !room.cameras.has(cameraId) && !asked.current.has(cameraId))
    : [];
  const key = missing.join(' ');
  useEffect(() => {
    for (const cameraId of key ? key.split(' ') : []) {
      asked.current.add(cameraId);
      fetchCamera(cameraId, null).then(
        (camera) => tell({ type: 'camerasListed', cameras: [camera] }),
        () => {}, // unknown or away: the name stays its code
      );
    }
  }, [key, tell]);
}

/** The same for a screen that shows cameras chosen earlier. */
export function useKnownCameras(cameraIds: readonly string[]): void {
  const { room, tell } = useDesk();
  useMissingCameras(room, tell, cameraIds);
}
