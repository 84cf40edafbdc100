import type { Alert, Camera, Incident, SelectiveWall, StreamHealthChanged } from '../api/types';
import type { SseState } from '../api/sse';
import type { Problem } from '../api/problem';
import { withAlerts, withOpenList } from '../alert/queue';
import { withCameras, withHealth, withStreamStates, type CameraMap, type StreamStates } from '../camera/cameras';
import { withIncidents } from '../incident/incidents';

/** What every part of the control room sees, kept up to date by the event stream. */
export interface ControlRoom {
  alerts: readonly Alert[];
  alertsLoaded: boolean;
  alertsProblem: Problem | null;
  incidents: readonly Incident[];
  incidentsProblem: Problem | null;
  cameras: CameraMap;
  camerasLoaded: boolean;
  camerasProblem: Problem | null;
  streams: StreamStates;
  /** Counts what was heard of any camera's health: what shows sums over the city looks again when it moves. */
  healthBeat: number;
  events: SseState;
  /** The newest alert that came by event, for the screen reader's announcement. */
  announced: Alert | null;
  /** Our own selective wall, while it is open. */
  wall: SelectiveWall | null;
}

export const EMPTY_ROOM: ControlRoom = {
  alerts: [],
  alertsLoaded: false,
  alertsProblem: null,
  incidents: [],
  incidentsProblem: null,
  cameras: new Map(),
  camerasLoaded: false,
  camerasProblem: null,
  streams: new Map(),
  healthBeat: 0,
  events: { name: 'connecting' },
  announced: null,
  wall: null,
};

export type RoomEvent =
  | { type: 'openAlertsListed'; alerts: Alert[] }
  | { type: 'alertsListed'; alerts: Alert[] }
  | { type: 'alertsFailed'; problem: Problem }
  | { type: 'alertChanged'; alert: Alert }
  | { type: 'alertRaised'; alert: Alert }
  | { type: 'incidentsListed'; incidents: Incident[] }
  | { type: 'incidentsFailed'; problem: Problem }
  | { type: 'incidentChanged'; incident: Incident }
  | { type: 'camerasListed'; cameras: Camera[] }
  | { type: 'camerasFailed'; problem: Problem }
  | { type: 'healthChanged'; health: readonly StreamHealthChanged[] }
  | { type: 'wallChanged'; wall: SelectiveWall | null }
  | { type: 'eventsState'; state: SseState };

export function reduceRoom(room: ControlRoom, event: RoomEvent): ControlRoom {
  switch (event.type) {
    case 'openAlertsListed':
      return { ...room, alerts: withOpenList(room.alerts, event.alerts), alertsLoaded: true, alertsProblem: null };
    case 'alertsListed':
      return { ...room, alerts: withAlerts(room.alerts, event.alerts), alertsLoaded: true, alertsProblem: null };
    case 'alertsFailed':
      return { ...room, alertsProblem: event.problem, alertsLoaded: true };
    case 'alertChanged':
      return { ...room, alerts: withAlerts(room.alerts, [event.alert]) };
    case 'alertRaised':
      return {
        ...room,
        alerts: withAlerts(room.alerts, [event.alert]),
        announced: event.alert.state === 'NEW' ? event.alert : room.announced,
      };
    case 'incidentsListed':
      return { ...room, incidents: withIncidents(room.incidents, event.incidents), incidentsProblem: null };
    case 'incidentsFailed':
      return { ...room, incidentsProblem: event.problem };
    case 'incidentChanged':
      return { ...room, incidents: withIncidents(room.incidents, [event.incident]) };
    case 'camerasListed':
      return { ...room, cameras: withCameras(room.cameras, event.cameras), camerasLoaded: true, camerasProblem: null };
    case 'camerasFailed':
      return { ...room, camerasProblem: event.problem, camerasLoaded: true };
    case 'healthChanged': {
      const healthBeat = room.healthBeat + 1;
      const known = event.health.filter((one) => room.cameras.has(one.cameraId));
      if (known.length === 0) return { ...room, healthBeat };
      const streams = withStreamStates(room.streams, known);
      const ids = new Set(known.map((one) => one.cameraId));
      return { ...room, healthBeat, streams, cameras: withHealth(room.cameras, streams, ids) };
    }
    case 'wallChanged':
      return { ...room, wall: event.wall };
    case 'eventsState':
      return { ...room, events: event.state };
  }
}

/** Reads one server-sent event; null for what this dashboard does not know or cannot read. */
export function roomEventOf(name: string, data: string): RoomEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  if (value === null || typeof value !== 'object') return null;
  if (name === 'alert' && 'alertId' in value) return { type: 'alertRaised', alert: value as Alert };
  if (name === 'incident' && 'incidentId' in value) return { type: 'incidentChanged', incident: value as Incident };
  if (name === 'wall' && 'wallId' in value) return { type: 'wallChanged', wall: value as SelectiveWall };
  // What is out is asked for; that something changed is enough to know.
  if (name === 'outage') return { type: 'healthChanged', health: [] };
  if (name === 'health' && 'cameraId' in value) return { type: 'healthChanged', health: [value as StreamHealthChanged] };
  return null;
}
