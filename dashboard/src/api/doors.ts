import { askJson, getJson, postJson, send, withQuery } from './http';
import type {
  ActiveModel,
  Alert,
  Board,
  Camera,
  CloseReason,
  Colleague,
  DistrictProperties,
  FalseAlarmWeek,
  HotSpot,
  Incident,
  IncidentCamera,
  JoinedSignal,
  LedgerRow,
  LedgerVerdict,
  Me,
  Models,
  Page,
  PlaceContext,
  Pursuit,
  RecordingTimeline,
  ResponseTimes,
  RoomReport,
  SafetyMonth,
  SelectiveWall,
  Suppressed,
  TakingPart,
  TimelineEntry,
  UnitPosition,
  Usage,
} from './types';

type Signal = AbortSignal | null;
const id = encodeURIComponent;

/** Who we are, or null when nobody is logged in. */
export async function fetchMe(): Promise<Me | null> {
  const response = await send('/api/me', { anonymous: true }).catch((problem: { status?: number }) => {
    if (problem.status === 401) return null;
    throw problem;
  });
  return response ? ((await response.json()) as Me) : null;
}

export async function logIn(username: string, password: string): Promise<Me> {
  await send('/login', { method: 'POST', form: { username, password }, anonymous: true });
  return getJson<Me>('/api/me');
}

export async function logOut(): Promise<void> {
  await send('/logout', { method: 'POST', anonymous: true });
}

export const fetchAlerts = (state: 'open' | 'all', cursor: string | null, signal: Signal) =>
  getJson<Page<Alert>>(withQuery('/api/alerts', { state, limit: 50, cursor }), signal);
export const fetchAlert = (alertId: string, signal: Signal) => getJson<Alert>(`/api/alerts/${id(alertId)}`, signal);
export const fetchSuppressed = (hours: number, signal: Signal) =>
  getJson<{ from: string; total: number; items: Suppressed[] }>(withQuery('/api/alerts/suppressed', { hours }), signal);
export const acknowledgeAlert = (alertId: string) => postJson<Alert>(`/api/alerts/${id(alertId)}/acknowledge`);
export const dismissAlert = (alertId: string, reason: string) =>
  postJson<Alert>(`/api/alerts/${id(alertId)}/dismiss`, { reason });
export const escalateAlert = (alertId: string) => postJson<Alert>(`/api/alerts/${id(alertId)}/escalate`);
export const alertFrameUrl = (alertId: string) => `/api/alerts/${id(alertId)}/frame.jpg`;

export const fetchCamera = (cameraId: string, signal: Signal) =>
  getJson<Camera>(`/api/cameras/${id(cameraId)}`, signal);

export type Districts = GeoJSON.FeatureCollection<GeoJSON.Geometry, DistrictProperties>;

const DISTRICTS_FOR_MS = 60_000;
let districts: { at: number; answer: Promise<Districts> } | null = null;

/** Outlines and names; strip, map and filters share one answer. */
export function fetchDistricts(): Promise<Districts> {
  const now = performance.now();
  if (districts && now - districts.at < DISTRICTS_FOR_MS) return districts.answer;
  const asked = { at: now, answer: getJson<Districts>('/api/districts') };
  asked.answer.catch(() => {
    if (districts === asked) districts = null;
  });
  districts = asked;
  return asked.answer;
}

export const fetchIncidents = (status: 'open' | 'all', signal: Signal) =>
  getJson<Page<Incident>>(withQuery('/api/incidents', { status }), signal);
export const fetchIncident = (incidentId: string, signal: Signal) =>
  getJson<Incident>(`/api/incidents/${id(incidentId)}`, signal);
export const fetchIncidentCameras = (incidentId: string, signal: Signal) =>
  getJson<{ items: IncidentCamera[] }>(`/api/incidents/${id(incidentId)}/cameras`, signal);
export const fetchPursuit = (incidentId: string, signal: Signal) =>
  getJson<Pursuit>(`/api/incidents/${id(incidentId)}/pursuit`, signal);
export const fetchPositions = (incidentId: string, signal: Signal) =>
  getJson<{ items: UnitPosition[] }>(`/api/incidents/${id(incidentId)}/positions`, signal);
export const openIncident = (incident: { kind: string; summary: string; lon: number; lat: number }) =>
  postJson<Incident>('/api/incidents', incident);
export const closeIncident = (incidentId: string, reason: CloseReason, remark: string | null) =>
  postJson<Incident>(`/api/incidents/${id(incidentId)}/close`, { reason, remark });

/** Any step of an incident; it answers the incident as it then is. */
export const stepIncident = (incidentId: string, step: string, body: object) =>
  postJson<Incident>(`/api/incidents/${id(incidentId)}/${step}`, body);
export const unshareIncident = (incidentId: string, agency: string) =>
  askJson<Incident>('DELETE', `/api/incidents/${id(incidentId)}/agencies/${id(agency)}`);
export const checkIncident = (incidentId: string, item: string, done: boolean) =>
  askJson<Incident>('PUT', `/api/incidents/${id(incidentId)}/checklist/${id(item)}`, { done });
export const fetchIncidentAgencies = (incidentId: string, signal: Signal) =>
  getJson<{ items: TakingPart[]; addable: string[] }>(`/api/incidents/${id(incidentId)}/agencies`, signal);
export const fetchReports = (incidentId: string, signal: Signal) =>
  getJson<{ items: RoomReport[] }>(`/api/incidents/${id(incidentId)}/reports`, signal);
export const fileReport = (incidentId: string, agency: string, text: string) =>
  postJson<RoomReport>(`/api/incidents/${id(incidentId)}/reports`, { agency, text });
export const fetchReceivers = (signal: Signal) => getJson<{ items: Colleague[] }>('/api/handovers/receivers', signal);
export const handOver = (to: string | null, note: string) =>
  postJson<{ alerts: string[]; incidents: string[] }>('/api/handovers', { to, note });

export const fetchModel = (signal: Signal) => getJson<{ active: ActiveModel }>('/api/models', signal);
export const fetchModels = (signal: Signal) => getJson<Models>('/api/models', signal);
/** Every step answers what serves then. */
export const tryModel = (model: string) => postJson<Models>('/api/models/shadow', { model });
export const dropShadow = (role: string) => askJson<Models>('DELETE', `/api/models/${id(role)}/shadow`);
export const promoteShadow = (role: string, sha256: string) =>
  postJson<Models>(`/api/models/${id(role)}/promote`, { sha256 });
export const rollBackModel = (role: string, sha256: string | null) =>
  postJson<Models>(`/api/models/${id(role)}/rollback`, { sha256 });

export interface TimeRange {
  from: string;
  to: string;
}

/** Why a recording is looked at; it goes into the ledger. */
export interface Purpose {
  purpose: string;
  caseNo: string;
}

export const fetchTimeline = (cameraId: string, range: TimeRange, why: Purpose, signal: Signal) =>
  getJson<RecordingTimeline>(withQuery(`/api/recordings/${id(cameraId)}/timeline`, { ...range, ...why }), signal);
export const playlistUrl = (cameraId: string, range: TimeRange, why: Purpose) =>
  withQuery(`/api/recordings/${id(cameraId)}/index.m3u8`, { ...range, ...why });

export interface LedgerFilter {
  action: string;
  subject: string;
  object: string;
  from: string;
  to: string;
}

export const fetchLedger = (filter: LedgerFilter, cursor: string | null, signal: Signal) =>
  getJson<Page<LedgerRow>>(withQuery('/api/ledger', { ...filter, cursor }), signal);
export const verifyLedger = () => getJson<LedgerVerdict>('/api/ledger/verify');

export const fetchUsage = (from: string, to: string, signal: Signal) =>
  getJson<{ items: Usage[]; total: number }>(withQuery('/api/statistics/usage', { from, to }), signal);
export const fetchResponseTimes = (from: string, to: string, signal: Signal) =>
  getJson<{ items: ResponseTimes[] }>(withQuery('/api/statistics/response', { from, to }), signal);
export const fetchSafetyMap = (month: string, signal: Signal) =>
  getJson<SafetyMonth>(withQuery('/api/statistics/safety-map', { month }), signal);
export const fetchHotSpots = (quarter: string, signal: Signal) =>
  getJson<{ quarter: string; least: number; items: HotSpot[] }>(
    withQuery('/api/statistics/hot-spots', { quarter }),
    signal,
  );
export const openDataUrl = (month: string, sheet: 'classes' | 'cells') =>
  withQuery('/api/statistics/open-data.csv', { month, sheet });

const TIMELINE_ROWS = 500;

/** All of it, oldest first, page by page. */
export async function fetchWholeTimeline(incidentId: string, signal: Signal): Promise<TimelineEntry[]> {
  const whole: TimelineEntry[] = [];
  let after: string | null = null;
  do {
    const page: Page<TimelineEntry> = await getJson(
      withQuery(`/api/incidents/${id(incidentId)}/timeline`, { after, limit: TIMELINE_ROWS }),
      signal,
    );
    whole.push(...page.items);
    after = page.next;
  } while (after);
  return whole;
}

export const fetchBoard = (signal: Signal) => getJson<Board>('/api/link/board', signal);

/** Where the cases of an agency are; 112, 119 and the disaster room have doors of their own. */
const caseDoor = (agency: string, caseNo: string) =>
  `/api/link/${agency === 'DISASTER' ? 'disasters' : `${id(agency)}/cases`}/${id(caseNo)}`;

/** Reading a case prolongs what it shows. */
export const prolongCase = (agency: string, caseNo: string) => getJson<unknown>(caseDoor(agency, caseNo));
export const closeCase = (agency: string, caseNo: string, reason: CloseReason) =>
  postJson<unknown>(`${caseDoor(agency, caseNo)}/close`, { reason });
export const moveTarget = (agency: string, caseNo: string, place: { lon: number; lat: number }) =>
  askJson<unknown>('PATCH', `${caseDoor(agency, caseNo)}/target`, place);
export const fetchUnitPositions = (agency: string, caseNo: string, signal: Signal) =>
  getJson<{ items: UnitPosition[] }>(`/api/link/${id(agency)}/dispatches/${id(caseNo)}/positions`, signal);
export const fetchPlaceContext = (caseNo: string, signal: Signal) =>
  getJson<PlaceContext>(`/api/link/119/dispatches/${id(caseNo)}/context`, signal);

/** Opens or keeps open the caller's selective wall. */
export async function arrangeSelectiveWall(tiles: number, pinned: string[], signal: Signal): Promise<SelectiveWall> {
  const response = await send('/api/priority/wall', { method: 'PUT', json: { tiles, pinned }, signal });
  return (await response.json()) as SelectiveWall;
}

export const closeSelectiveWall = () => send('/api/priority/wall', { method: 'DELETE', keepalive: true });

export const fetchJoined = (incidentId: string, signal: Signal) =>
  getJson<{ partOf: JoinedSignal | null; items: JoinedSignal[] }>(`/api/incidents/${id(incidentId)}/joined`, signal);
export const takeOutJoined = (incidentId: string, joinId: string, reason: string) =>
  postJson<JoinedSignal>(`/api/incidents/${id(incidentId)}/joined/${id(joinId)}/take-out`, { reason });

export const fetchFalseAlarms = (week: string, signal: Signal) =>
  getJson<FalseAlarmWeek>(withQuery('/api/feedback/false-alarms', { week }), signal);
export const falseAlarmsUrl = (week: string) => withQuery('/api/feedback/false-alarms.csv', { week });
