/** The shapes of docs/ref/http.md and the contracts records. Times are RFC 3339 UTC text, coordinates WGS 84. */

export type Right =
  'NO' | 'YES' | 'OPEN_CASE' | 'SECOND_PERSON' | 'PERMIT' | 'OWN' | 'TEAM' | 'AGENCY' | 'ALL' | 'TEST_IMAGE';

export type Capability =
  | 'OWN_LIVE'
  | 'OTHER_DISTRICT_LIVE'
  | 'PTZ'
  | 'PLAYBACK'
  | 'REQUEST_EXPORT'
  | 'APPROVE_EXPORT'
  | 'RAW_TO_ANALYST'
  | 'RULES'
  | 'ACCOUNTS'
  | 'AUDIT_LOG';

export interface Me {
  name: string;
  role: string;
  roleKorean: string;
  districts: string[];
  agency: string | null;
  capabilities: Partial<Record<Capability, Right>>;
  idleLogoutSeconds: number;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type HealthState = 'ONLINE' | 'CONNECTING' | 'OFFLINE' | 'UNKNOWN';

/** Fractions of the frame, origin top left. */
export interface Vertex {
  x: number;
  y: number;
}

export interface Zone {
  zoneId: string;
  name: string;
  kind: string;
  polygon: Vertex[];
  dwellSeconds: number | null;
}

export interface CameraHealth {
  state: HealthState;
  cause: string | null;
  detail: string | null;
  since: string | null;
}

export interface Camera {
  cameraId: string;
  name: string;
  districtCode: string;
  districtName: string;
  purpose: string;
  purposeKorean: string;
  managingAgency: string;
  lon: number;
  lat: number;
  headingDeg: number | null;
  fieldOfViewDeg: number;
  subStream: unknown;
  ptz: boolean;
  state: string;
  health: CameraHealth;
  zones: Zone[];
  version: number;
}

/** Fractions of the frame; x and y may be a little outside for a cut-off object. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface TrackedObject {
  trackId: number;
  label: string;
  confidence: number;
  box: Box;
}

export interface ObjectsDetected {
  detectionId: string;
  cameraId: string;
  capturedAt: string;
  analysedAt: string;
  frameWidth: number;
  frameHeight: number;
  objects: TrackedObject[];
}

export type AlertState = 'NEW' | 'CLAIMED' | 'ACKNOWLEDGED' | 'DISMISSED' | 'ESCALATED';

export interface Alert {
  alertId: string;
  cameraId: string;
  /** Null, like the place, when the camera is not known to agency-link. */
  cameraName: string | null;
  districtCode: string;
  lon: number | null;
  lat: number | null;
  behaviour: string;
  zoneId: string;
  zoneName: string;
  startedAt: string;
  capturedAt: string;
  raisedAt: string;
  score: number;
  trackId: number;
  objects: TrackedObject[];
  modelName: string;
  modelSha256: string;
  ruleVersion: string;
  thresholds: Record<string, number>;
  state: AlertState;
  handledBy: string | null;
  handledAt: string | null;
  dismissReason: string | null;
  incidentId: string | null;
}

export interface TimelineEntry {
  at: string;
  who: string;
  what: string;
  detail: string | null;
}

export interface Incident {
  incidentId: string;
  caseNo: string | null;
  agency: string | null;
  /** 112 urgency, 0 to 4. */
  code?: number | null;
  kind: string;
  summary: string;
  address?: string | null;
  status: 'OPEN' | 'CLOSED';
  districtCode: string;
  lon: number;
  lat: number;
  openedAt: string;
  openedBy: string;
  closedAt: string | null;
  closedBy: string | null;
  closeReason: string | null;
  timeline: TimelineEntry[];
}

export interface IncidentCamera {
  camera: Camera;
  distanceM: number;
  grantId: string | null;
  expiresAt: string | null;
  live: { hls: string; ws: string; snapshot: string } | null;
}

export interface StreamHealthChanged {
  cameraId: string;
  districtCode: string;
  stream: 'MAIN' | 'SUB';
  state: HealthState;
  cause: string;
  detail: string;
  since: string;
  at: string;
}

export interface ActiveModel {
  name: string;
  sha256: string;
  family: string;
  inputWidth: number;
  inputHeight: number;
  labels: string[];
  licence: string;
  limits: string;
}

export interface Gap {
  from: string;
  to: string;
  cause: string;
  detail: string;
}

export interface Segment {
  segmentId: string;
  startedAt: string;
  endedAt: string;
}

export interface RecordingTimeline {
  segments: Segment[];
  gaps: Gap[];
}

export interface LedgerRow {
  at: string;
  service: string;
  subject: string;
  role: string;
  agency: string | null;
  action: string;
  objectType: string;
  objectId: string;
  purpose: string | null;
  caseNo: string | null;
  sourceAddress: string | null;
  result: 'ALLOWED' | 'REFUSED' | 'FAILED';
  reason: string | null;
}

export interface LedgerVerdict {
  intact: boolean;
  rows: number;
  headHash?: string;
  [detail: string]: unknown;
}

export interface DistrictProperties {
  districtCode: string;
  name: string;
  nameEn: string;
  cameras: number;
}
