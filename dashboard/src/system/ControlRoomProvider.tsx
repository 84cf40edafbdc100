import { createContext, use, useEffect, useMemo, useReducer, type Dispatch, type ReactNode } from 'react';
import { fetchAlerts, fetchCameras, fetchIncidents } from '../api/doors';
import { asProblem } from '../api/problem';
import { follow } from '../api/sse';
import type { Me } from '../api/types';
import { mayReadAlerts, maySeeLive } from './access';
import { EMPTY_ROOM, reduceRoom, roomEventOf, type ControlRoom, type RoomEvent } from './controlRoom';

/** The map's tiles show all cameras; lists and the wall work on so many. */
const MOST_CAMERAS = 2000;
const CAMERAS_AGAIN_MS = 120_000;
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
            if (change) tell(change);
          },
        });
    const again = setInterval(() => loadCameras(tell, loading.signal), CAMERAS_AGAIN_MS);
    return () => {
      clearTimeout(impatient);
      clearInterval(again);
      loading.abort();
      close();
    };
  }, [watching, alerted]);

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
  fetchCameras(MOST_CAMERAS, signal).then(
    (cameras) => tell({ type: 'camerasListed', cameras }),
    (thrown: unknown) => signal.aborted || tell({ type: 'camerasFailed', problem: asProblem(thrown) }),
  );
}
