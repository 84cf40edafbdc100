import { askJson, getJson, postJson, send, upload, withQuery, type Upload } from './http';
import type {
  Airspace,
  Availability,
  Camera,
  CameraBrief,
  CameraChange,
  CameraDraft,
  ContextLayer,
  Discovery,
  HealthHistory,
  ImportJob,
  LayerFacts,
  MaintenancePlan,
  Mission,
  NearCamera,
  Outage,
  OutagePage,
  Page,
  PlaceItem,
  Pose,
  PosturePage,
  PostureRow,
  ProbeResult,
  PtzCommand,
  PtzPreset,
  PtzState,
  RowError,
  SearchHit,
  Sight,
  Zone,
  ZoneKindFacts,
  ZoneProposal,
  ZoneVersion,
} from './types';

type Signal = AbortSignal | null;
const id = encodeURIComponent;

export const fetchZoneKinds = (signal: Signal) => getJson<{ items: ZoneKindFacts[] }>('/api/cameras/zone-kinds', signal);

const camera = (cameraId: string) => `/api/cameras/${id(cameraId)}`;

/** Empty text leaves a criterion out. */
export interface CameraFilter {
  district: string;
  purpose: string;
  state: string;
  health: string;
  agency: string;
  mobility: string;
  q: string;
}

export const listCameras = (filter: Partial<CameraFilter>, cursor: string | null, limit: number, signal: Signal) =>
  getJson<Page<Camera>>(withQuery('/api/cameras', { ...filter, limit, cursor }), signal);
export const findCameras = (q: string, limit: number, signal: Signal) =>
  getJson<Page<SearchHit>>(withQuery('/api/cameras/search', { q, limit }), signal);

export const registerCamera = (draft: CameraDraft & { credentials?: Credentials }) =>
  postJson<Camera>('/api/cameras', draft);
export const changeCamera = (cameraId: string, patch: Record<string, unknown>) =>
  askJson<Camera>('PATCH', camera(cameraId), patch);
export const moveState = (cameraId: string, to: string, reason: string) =>
  postJson<Camera>(`${camera(cameraId)}/state`, { to, reason });
export const fetchHistory = (cameraId: string, cursor: string | null, signal: Signal) =>
  getJson<Page<CameraChange>>(withQuery(`${camera(cameraId)}/history`, { cursor }), signal);
export const fetchHealthHistory = (cameraId: string, from: string, to: string, signal: Signal) =>
  getJson<HealthHistory>(withQuery(`${camera(cameraId)}/health`, { from, to }), signal);

export const fetchPlans = (cameraId: string, signal: Signal) =>
  getJson<{ items: MaintenancePlan[] }>(`${camera(cameraId)}/maintenance`, signal);
export const enterPlan = (cameraId: string, plan: { from: string; to: string; reason: string }) =>
  askJson<MaintenancePlan>('POST', `${camera(cameraId)}/maintenance`, plan);
export const endPlan = (cameraId: string, maintenanceId: string) =>
  askJson<null>('DELETE', `${camera(cameraId)}/maintenance/${encodeURIComponent(maintenanceId)}`);

const MOST_POSES = 10_000;

export const fetchPoses = (cameraId: string, from: string, signal: Signal) =>
  getJson<Page<Pose>>(withQuery(`${camera(cameraId)}/poses`, { from, limit: String(MOST_POSES) }), signal);
export const fetchMissions = (cameraId: string, signal: Signal) =>
  getJson<Page<Mission>>(`${camera(cameraId)}/missions`, signal);
export const fileMission = (cameraId: string, mission: Pick<Mission, 'way' | 'heightM' | 'from' | 'to'>) =>
  askJson<Mission>('POST', `${camera(cameraId)}/missions`, mission);
export const fetchAirspaces = (signal: Signal) => getJson<Page<Airspace>>('/api/airspaces', signal);

export interface Credentials {
  username: string;
  password: string;
}

export const putCredentials = (cameraId: string, credentials: Credentials) =>
  askJson<null>('PUT', `${camera(cameraId)}/credentials`, credentials);
export const removeCredentials = (cameraId: string) => askJson<null>('DELETE', `${camera(cameraId)}/credentials`);

export const fetchJobs = (signal: Signal) => getJson<Page<ImportJob>>('/api/cameras/import', signal);
export const fetchJob = (jobId: string, signal: Signal) =>
  getJson<ImportJob>(`/api/cameras/import/${id(jobId)}`, signal);
export const cancelJob = (jobId: string) => send(`/api/cameras/import/${id(jobId)}`, { method: 'DELETE' });
export const fetchRowErrors = (jobId: string, cursor: string | null, signal: Signal) =>
  getJson<Page<RowError>>(withQuery(`/api/cameras/import/${id(jobId)}/errors`, { cursor, limit: 100 }), signal);
export const rowErrorsUrl = (jobId: string) => `/api/cameras/import/${id(jobId)}/errors.csv`;
export const startImport = (
  file: Blob,
  format: string,
  dryRun: boolean,
  onSent: (bytes: number) => void,
): Upload<ImportJob> =>
  upload<ImportJob>(
    withQuery('/api/cameras/import', { format, dryRun: String(dryRun) }),
    file,
    // What the browser makes of ".csv" differs from desk to desk.
    format === 'geojson' ? 'application/geo+json' : 'text/csv',
    onSent,
  );
export const exportUrl = (format: string, district: string, encoding: string) =>
  withQuery('/api/cameras/export', { format, district, encoding });

export const discover = (networks: string[], seconds: number) =>
  postJson<Discovery>('/api/cameras/discover', { ...(networks.length > 0 ? { networks } : {}), seconds });
export const probe = (address: string, credentials: Credentials | null) =>
  postJson<ProbeResult>('/api/cameras/probe', { address, ...(credentials ? { credentials } : {}) });

export const fetchPtz = (cameraId: string, signal: Signal) => getJson<PtzState>(`${camera(cameraId)}/ptz`, signal);

export interface PtzReason {
  purpose: string;
  caseNo: string;
}

export const steer = (cameraId: string, command: PtzCommand, why: PtzReason, keepalive = false) =>
  send(`${camera(cameraId)}/ptz`, {
    method: 'POST',
    keepalive,
    json: { ...command, purpose: why.purpose, ...(why.caseNo ? { caseNo: why.caseNo } : {}) },
  }).then(async (response) => (await response.json()) as PtzState);
export const releasePtz = (cameraId: string) => askJson<null>('DELETE', `${camera(cameraId)}/ptz/lease`);
export const permitPtz = (cameraId: string, account: string, minutes: number, reason: string) =>
  postJson<unknown>(`${camera(cameraId)}/ptz/permits`, { for: account, minutes, reason });
export const savePreset = (cameraId: string, name: string) =>
  postJson<PtzPreset>(`${camera(cameraId)}/presets`, { name });
export const removePreset = (cameraId: string, token: string) =>
  askJson<null>('DELETE', `${camera(cameraId)}/presets/${id(token)}`);

/** A manager's zones count at once; a lead's wait for another person. */
export const putZones = (cameraId: string, zones: readonly Zone[], version: number) =>
  askJson<Zone[] | { proposal: number }>('PUT', `${camera(cameraId)}/zones`, zones, { 'If-Match': `"${version}"` });
export const fetchProposals = (cameraId: string, signal: Signal) =>
  getJson<Page<ZoneProposal> | ZoneProposal[]>(`${camera(cameraId)}/zones/proposals`, signal).then(itemsOf);
export const approveProposal = (cameraId: string, proposal: number) =>
  postJson<unknown>(`${camera(cameraId)}/zones/proposals/${proposal}/approve`);
export const rejectProposal = (cameraId: string, proposal: number, reason: string) =>
  postJson<unknown>(`${camera(cameraId)}/zones/proposals/${proposal}/reject`, { reason });
export const fetchZoneVersions = (cameraId: string, signal: Signal) =>
  getJson<Page<ZoneVersion> | ZoneVersion[]>(`${camera(cameraId)}/zones/versions`, signal).then(itemsOf);
export const fetchZoneVersion = (cameraId: string, version: number, signal: Signal) =>
  getJson<ZoneVersion | Zone[]>(`${camera(cameraId)}/zones/versions/${version}`, signal).then((answer) =>
    Array.isArray(answer) ? answer : (answer.zones ?? []),
  );

function itemsOf<T>(answer: Page<T> | T[]): T[] {
  return Array.isArray(answer) ? answer : answer.items;
}

export interface Point {
  lon: number;
  lat: number;
}

export const nearestCameras = ({ lon, lat }: Point, radiusM: number, limit: number, signal: Signal) =>
  getJson<{ items: NearCamera[] }>(withQuery('/api/cameras/nearest', { lon, lat, radiusM, limit }), signal);
export const camerasThatSee = ({ lon, lat }: Point, limit: number, signal: Signal) =>
  getJson<Sight>(withQuery('/api/cameras/sees', { lon, lat, heightM: 1.5, limit }), signal);
export const camerasWithin = (polygon: GeoJSON.Polygon, cursor: string | null) =>
  postJson<Page<CameraBrief>>(withQuery('/api/cameras/within', { limit: 200, cursor }), polygon);

export const layerNear = (layer: ContextLayer, { lon, lat }: Point, radiusM: number, limit: number, signal: Signal) =>
  getJson<{ items: PlaceItem[] }>(withQuery(`/api/layers/${layer}/near`, { lon, lat, radiusM, limit }), signal);
export const fetchLayers = (signal: Signal) => getJson<LayerFacts[]>('/api/layers', signal);

export const fetchOutages = (
  filter: { state: 'open' | 'all'; district: string; agency: string },
  cursor: string | null,
  signal: Signal,
) => getJson<OutagePage>(withQuery('/api/cameras/outages', { ...filter, cursor }), signal);
export const countOutages = (signal: Signal) =>
  getJson<OutagePage>(withQuery('/api/cameras/outages', { state: 'open', limit: 1 }), signal).then(({ open }) => open);
export const acknowledgeOutage = (outageId: string, note: string) =>
  postJson<Outage>(`/api/cameras/outages/${id(outageId)}/acknowledge`, note ? { note } : {});
export const notifyOutage = (outageId: string, to: string, by: string) =>
  postJson<Outage>(`/api/cameras/outages/${id(outageId)}/notify`, { to, by });
export const fetchAvailability = (month: string, by: string, cursor: string | null, signal: Signal) =>
  getJson<Page<Availability>>(withQuery('/api/cameras/availability', { month, by, cursor }), signal);
export const fetchPosture = (
  filter: { district: string; below: string },
  cursor: string | null,
  signal: Signal,
) => getJson<PosturePage>(withQuery('/api/cameras/posture', { ...filter, cursor }), signal);

/** The list has no door for one camera: the weakest of its district are looked through until it is met. */
export async function fetchCameraPosture(
  cameraId: string,
  district: string,
  signal: Signal,
): Promise<{ row: PostureRow | null }> {
  const page = await getJson<PosturePage>(withQuery('/api/cameras/posture', { camera: cameraId, district }), signal);
  return { row: page.items.find((row) => row.cameraId === cameraId) ?? null };
}
