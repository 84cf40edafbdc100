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
  | 'AUDIT_LOG'
  | 'CAMERAS'
  | 'OUTAGES'
  | 'POSTURE'
  | 'INCIDENTS'
  | 'READ_INCIDENTS'
  | 'HAND_OVER'
  | 'STATISTICS';

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

/** DEGRADED: pictures come, but a stream is missing or flaps. STALE: the whole district has gone quiet. */
export type HealthState = 'ONLINE' | 'DEGRADED' | 'CONNECTING' | 'OFFLINE' | 'STALE' | 'UNKNOWN';

/** Fractions of the frame, origin top left. */
export interface Vertex {
  x: number;
  y: number;
}

export const ZONE_KINDS = [
  'LOITERING',
  'INTRUSION',
  'LINE_CROSSING',
  'WRONG_WAY',
  'PERSON_ON_ROADWAY',
  'VEHICLE_ON_PAVEMENT',
  'STOPPED_VEHICLE',
  'ILLEGAL_PARKING',
  'CONGESTION',
  'CROWDING',
  'RUNNING',
  'FALL',
  'FIGHT',
  'ABANDONED_OBJECT',
  'REMOVED_OBJECT',
  'FIRE',
  'SMOKE',
] as const;
export type ZoneKind = (typeof ZONE_KINDS)[number];

/** A number that a zone of a kind may set; {@code usual} counts where it sets none. */
export interface ZoneParameter {
  name: string;
  unit: 'SECONDS' | 'METRES' | 'METRES_PER_SECOND' | 'COUNT' | 'SHARE';
  min: number;
  max: number;
  usual: number;
}

export interface ZoneKindFacts {
  kind: string;
  line: boolean;
  parameters: ZoneParameter[];
}

export type Crossing = 'BOTH' | 'LEFT_TO_RIGHT' | 'RIGHT_TO_LEFT';
export type Weekday = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY';

/** In the city's time; {@code to} before {@code from} goes over midnight. */
export interface WatchHours {
  days: Weekday[];
  from: string;
  to: string;
}

export interface Zone {
  zoneId: string;
  name: string;
  kind: string;
  /** Empty for a line. */
  polygon: Vertex[];
  dwellSeconds: number | null;
  /** Absent from old answers; empty for an area. */
  line?: Vertex[];
  crossing?: Crossing | null;
  /** 0 = up in the picture, 90 = right. */
  allowedHeadingDeg?: number | null;
  schedule?: WatchHours[];
  /** Absent where all are as usual. */
  parameters?: Record<string, number>;
}

export interface CameraHealth {
  state: HealthState;
  cause: string | null;
  detail: string | null;
  since: string | null;
}

export type CameraState = 'PLANNED' | 'ACTIVE' | 'SUSPENDED' | 'RETIRED';

export interface CameraStream {
  url: string;
  transport: 'TCP' | 'UDP';
  codec: string | null;
  width: number | null;
  height: number | null;
  fps: number | null;
}

export interface NoticeBoard {
  postedAt: string | null;
  purpose: string | null;
  place: string | null;
  range: string | null;
  hours: string | null;
  contact: string | null;
  contractor: string | null;
}

export interface Consultation {
  kind: string;
  documentNo: string | null;
  heldAt: string | null;
}

export interface Law {
  basis: string | null;
  noticeBoard: NoticeBoard | null;
  consultation: Consultation | null;
}

export interface Security {
  maker: string | null;
  model: string | null;
  firmware: string | null;
  firmwareCertificate: string | null;
  certificateSha256: string | null;
  certificateExpiresAt: string | null;
  passwordChangedAt: string | null;
}

export interface PtzRange {
  panFromDeg: number;
  panToDeg: number;
  tiltFromDeg: number;
  tiltToDeg: number;
  maxZoom: number;
}

/** What only those see who run the camera is null for others; a young registry leaves it out. */
export interface Camera {
  cameraId: string;
  name: string;
  districtCode: string;
  districtName: string;
  purpose: string;
  purposeKorean: string;
  purposeSubtype?: string | null;
  ownerAgency?: string | null;
  managingAgency: string;
  lon: number;
  lat: number;
  headingDeg: number | null;
  tiltDeg?: number | null;
  heightM?: number | null;
  fieldOfViewDeg: number;
  rangeM?: number | null;
  mainStream?: CameraStream | null;
  subStream: CameraStream | null;
  ptz: boolean;
  ptzRange?: PtzRange | null;
  onvifAddress?: string | null;
  hasCredentials?: boolean;
  credentialsChangedAt?: string | null;
  state: CameraState;
  stateSince?: string | null;
  zones: Zone[];
  masks?: { name: string; polygon: Vertex[] }[];
  law?: Law | null;
  security?: Security | null;
  mobility?: 'FIXED' | 'DRONE' | 'VEHICLE';
  recordingNotice?: string | null;
  siteId?: string | null;
  health: CameraHealth;
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
  /** Who is asked to look; climbs by the clock while nobody touches it. */
  level?: 'OPERATOR' | 'LEAD' | 'MANAGER';
  /** The alert of a neighbouring camera that it is part of. */
  mergedInto?: string | null;
  /** What neighbouring cameras told of the same. */
  merged?: MergedAlert[];
}

export interface MergedAlert {
  alertId: string;
  cameraId: string;
  cameraName: string | null;
  zoneName: string;
  capturedAt: string;
}

/** How often something was seen and raised no alert of its own. */
export interface Suppressed {
  cameraId: string;
  cameraName: string | null;
  districtCode: string;
  zoneId: string;
  zoneName: string;
  behaviour: string;
  reason: string;
  count: number;
  lastAt: string;
}

export interface TimelineEntry {
  at: string;
  who: string;
  what: string;
  detail: string | null;
}

/** The six of the 112 rules, art. 18. */
export const CLOSE_REASONS = [
  'SOLVED',
  'WITHDRAWN',
  'HANDED_OVER',
  'FALSE_OR_OTHER_AGENCY',
  'UNVERIFIABLE',
  'COMMANDER_DECISION',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

export const INCIDENT_STATES = ['REPORTED', 'CONFIRMED', 'SHARED', 'RESPONDING', 'CLOSED'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export interface Participation {
  agency: string;
  part: 'LEAD' | 'JOINT';
  since: string;
  until: string | null;
}

/** Somebody who works on alerts and incidents and came lately. */
export interface Colleague {
  name: string;
  role: string;
  districts: string[];
  seenAt: string;
}

/** A report of the centre to a room; without a receipt in time somebody should telephone. */
export interface RoomReport {
  reportId: string;
  agency: string;
  state: 'FILED' | 'UNANSWERED' | 'RECEIVED';
  text: string;
  filedBy: string;
  filedAt: string;
  receiptNo: string | null;
}

/** As {@link Participation}, with what it may look at now. */
export interface TakingPart extends Participation {
  cameras: number;
  expiresAt: string | null;
}

export interface ChecklistItem {
  code: string;
  korean: string;
  english: string;
  after: string[];
  done: boolean;
  by: string | null;
  at: string | null;
}

export interface Incident {
  incidentId: string;
  caseNo: string | null;
  agency: string | null;
  /** 112 urgency, 0 to 4. */
  code?: number | null;
  codes: { code: number; at: string; by: string; why: string }[];
  kind: string;
  rawPhrase: string;
  statisticsClass: string;
  summary: string;
  address?: string | null;
  status: 'OPEN' | 'CLOSED';
  state: IncidentState;
  arrivedAt: string | null;
  /** Who of the centre works on it. */
  holder: string | null;
  marks: ('TRANSFERRED' | 'JOINT' | 'WIDE_AREA')[];
  agencies: Participation[];
  checklist: { source: string; items: ChecklistItem[] };
  districtCode: string;
  lon: number;
  lat: number;
  /** Where it was seen last; null: only where it was reported. */
  target: (Sighting & { moves: number }) | null;
  openedAt: string;
  openedBy: string;
  closedAt: string | null;
  closedBy: string | null;
  closeReason: CloseReason | null;
  closeRemark?: string | null;
  timeline: TimelineEntry[];
}

export interface Sighting {
  lon: number;
  lat: number;
  at: string;
}

/** A camera along a target's way. */
export interface PursuitCamera {
  cameraId: string;
  name: string;
  districtCode: string;
  lon: number;
  lat: number;
  headingDeg: number | null;
  fieldOfViewDeg: number;
  distanceM: number;
  /** From the target to the camera, clockwise from north. */
  bearingDeg: number;
  /** Somebody of the case may look through it. */
  open: boolean;
  turning: boolean;
  reachedAt: string | null;
}

/** Where a car, an engine or one of its people is. */
export interface UnitPosition {
  agency: string;
  unit: string;
  lon: number;
  lat: number;
  floor: string | null;
  room: string | null;
  at: string;
  /** Nothing was heard since. */
  lost: boolean;
}

export interface Pursuit {
  incidentId: string;
  lastSeen: Sighting;
  /** Clockwise from north; null: it has not moved. */
  headingDeg: number | null;
  speedMps: number | null;
  /** Oldest first, from the place of the report on. */
  way: Sighting[];
  holding: PursuitCamera[];
  next: PursuitCamera[];
}

export interface IncidentCamera {
  camera: Camera;
  distanceM: number;
  grantId: string | null;
  expiresAt: string | null;
  /** Why this one. */
  reasonCodes: string[];
  live: { hls: string; ws: string; snapshot: string } | null;
  /** Agencies that may look through it now. */
  sharedWith: string[];
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
  scoreThreshold: number;
  licence: string;
  limits: string;
  /** Whether this model sees what a kind of zone takes; of each list it must know one word. Absent from old answers. */
  behaviours?: { kind: string; available: boolean; needs: string[][] }[];
}

/** What two models said of the same frames; counts are of objects from each model's own threshold on. */
export interface ModelComparison {
  frames: number;
  /** Frames of which the model on trial gave no numbers. */
  rejected: number;
  activeMs: number | null;
  shadowMs: number | null;
  classes: { objectClass: string; active: number; shadow: number; both: number }[];
}

export interface RoleOfModel {
  role: string;
  active: ActiveModel | null;
  shadow: { model: ActiveModel; comparison: ModelComparison } | null;
  /** Where a way back leads; a name of null: to none of this role. */
  previous: { name: string | null; sha256: string | null } | null;
  changedAt: string | null;
  changedBy: string | null;
}

export interface AvailableModel {
  model: string;
  name: string | null;
  sha256: string | null;
  role: string | null;
  family: string | null;
  refusal: string | null;
}

export interface Models {
  active: ActiveModel;
  provider: string;
  roles: RoleOfModel[];
  available: AvailableModel[];
  refusals: { at: string; model: string; reason: string }[];
  rejectedFrames: { reason: string; count: number }[];
  /** When the report of {@code /api/models/evaluation} was written; null: there is none to read. */
  evaluatedAt: string | null;
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
  nameEn: string | null;
  standardCode?: string | null;
  cameras: number;
}

export interface CameraChange {
  version: number;
  at: string;
  who: string;
  what: string;
  fields: string[] | null;
  from: unknown;
  to: unknown;
  reason: string | null;
}

export interface HealthPeriod {
  state: HealthState;
  cause: string | null;
  detail: string | null;
  from: string;
  to: string | null;
}

export interface HealthHistory {
  now: CameraHealth;
  items: HealthPeriod[];
  availability: { month: string; percent: number | null; unknownPercent?: number | null } | null;
}

/** Where a moving camera was, by its own clock. */
export interface Pose {
  at: string;
  lon: number;
  lat: number;
  headingDeg: number | null;
  heightM: number | null;
}

/** A drone's flight as it was filed. */
export interface Mission {
  missionId: string;
  way: GeoJSON.LineString;
  heightM: number;
  from: string;
  to: string;
  filedBy: string;
  /** Since air that it crosses was closed; it is filed anew. */
  suspendedAt?: string | null;
  suspendedBecause?: string | null;
}

/** Air that drones keep out of; null: no ceiling, since ever, for ever. */
export interface Airspace {
  code: string;
  name: string;
  polygon: GeoJSON.Polygon | GeoJSON.MultiPolygon;
  floorM: number;
  ceilingM: number | null;
  from: string | null;
  to: string | null;
}

/** Planned work: it opens no outage and does not count against the availability. */
export interface MaintenancePlan {
  maintenanceId: string;
  from: string;
  to: string;
  reason: string;
  who: string;
}

export type ImportState = 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

export interface ImportJob {
  jobId: string;
  format: string;
  dryRun: boolean;
  state: ImportState;
  encoding: string | null;
  columns: number | null;
  bytes: number;
  bytesDone: number;
  rows: number | null;
  rowsDone: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  warnings: number;
  startedBy: string;
  startedAt: string;
  finishedAt: string | null;
  problem: string | null;
}

export interface RowError {
  row: number;
  column: string | null;
  value: string | null;
  code: string;
  reason: string;
  severity: 'REFUSED' | 'WARNING';
}

export interface ProbeProfile {
  token: string;
  name: string | null;
  media: number | null;
  codec: string | null;
  width: number | null;
  height: number | null;
  fps: number | null;
  bitrateKbps: number | null;
  streamUri: string | null;
  snapshotUri: string | null;
  audio: boolean;
}

/** What a device says of itself, and a draft made of it. */
export interface ProbeResult {
  kind: 'ONVIF' | 'RTSP';
  address: string;
  pinnedAddress: string | null;
  maker: string | null;
  model: string | null;
  firmware: string | null;
  serial: string | null;
  clockOffsetMs: number | null;
  authentication: string;
  certificate: { sha256: string; subject: string; notAfter: string } | null;
  profiles: ProbeProfile[];
  ptz: {
    presets: { token: string; name: string | null }[];
    panTilt: boolean;
    zoom: boolean;
    absolute: boolean;
    continuous: boolean;
  } | null;
  imaging: readonly string[] | null;
  events: readonly string[] | null;
  analytics: readonly string[] | null;
  /** {@code CODE: words}. */
  quirks: string[];
  registeredAs?: string | null;
  suggestion: CameraDraft | null;
}

/** Fields of a camera to be; whatever is known. */
export type CameraDraft = Partial<Omit<Camera, 'health' | 'version' | 'mainStream' | 'subStream'>> & {
  mainStream?: Partial<CameraStream> | null;
  subStream?: Partial<CameraStream> | null;
};

export interface DiscoveredDevice {
  endpoint: string;
  addresses: string[];
  name: string | null;
  hardware: string | null;
  location: string | null;
  allowed: boolean;
  registeredAs: string | null;
}

export interface Discovery {
  items: DiscoveredDevice[];
  refused: { from: string; reason: string }[];
}

export interface PtzPosition {
  panDeg: number;
  tiltDeg: number;
  zoom: number;
}

export interface PtzLease {
  holder: string;
  role: string;
  rank: 'OPERATOR' | 'LEAD' | 'CASE';
  purpose: string;
  caseNo: string | null;
  until: string;
  mine: boolean;
}

export interface PtzPreset extends Partial<PtzPosition> {
  token: string;
  name: string;
}

export interface PtzArc {
  fromDeg: number;
  toDeg: number;
  tiltFromDeg: number | null;
  tiltToDeg: number | null;
}

export interface PtzState {
  supported: boolean;
  lease: PtzLease | null;
  position: PtzPosition | null;
  homePreset: string | null;
  homeAfterSeconds: number | null;
  arcs: PtzArc[];
  presets: PtzPreset[];
  patrol: { presets: string[]; dwellSeconds: number } | null;
}

export type PtzCommand =
  | { command: 'MOVE'; pan: number; tilt: number; zoom: number }
  | { command: 'STOP' }
  | { command: 'HOME' }
  | { command: 'GOTO_PRESET'; preset: string }
  | { command: 'GOTO'; panDeg: number; tiltDeg: number; zoom: number }
  | { command: 'PATROL'; presets: string[]; dwellSeconds: number };

export interface SearchHit {
  cameraId: string;
  name: string;
  districtCode: string;
  lon: number;
  lat: number;
  state: string;
  match: string;
}

/** What a question of place answers of each camera; the rest is on the camera's own page. */
export type CameraBrief = Pick<
  Camera,
  | 'cameraId'
  | 'name'
  | 'districtCode'
  | 'districtName'
  | 'purpose'
  | 'purposeKorean'
  | 'purposeSubtype'
  | 'ownerAgency'
  | 'managingAgency'
  | 'lon'
  | 'lat'
  | 'heightM'
  | 'headingDeg'
  | 'tiltDeg'
  | 'fieldOfViewDeg'
  | 'rangeM'
  | 'ptz'
  | 'state'
  | 'mobility'
  | 'health'
  | 'version'
>;

export interface NearCamera {
  camera: CameraBrief;
  distanceM: number;
}

export interface SeeingCamera extends NearCamera {
  bearingDeg: number | null;
  offAxisDeg: number | null;
  how: 'FIXED' | 'PTZ';
  preset: string | null;
}

export interface Sight {
  items: SeeingCamera[];
  hidden: { cameraId: string; behind: string }[];
}

export type ContextLayer = 'HAZARD' | 'PARKING' | 'HOSPITAL' | 'HYDRANT' | 'OBSTRUCTION' | 'SHELTER';

export interface LayerFacts {
  layer: ContextLayer;
  features: number;
  changedAt: string | null;
}

export interface ZoneProposal {
  proposal: number;
  zones: Zone[];
  proposedBy: string;
  proposedAt: string;
  state?: string;
  reason?: string | null;
  basedOn?: number | null;
}

export interface ZoneVersion {
  version: number;
  at: string;
  who: string;
  zones?: Zone[];
}

export interface Outage {
  outageId: string;
  /** Null: a whole district is silent. */
  cameraId: string | null;
  cameraName: string | null;
  districtCode: string;
  ownerAgency: string | null;
  managingAgency: string | null;
  state: string;
  cause: string | null;
  detail: string | null;
  cameras: number;
  since: string;
  endedAt: string | null;
  endedBy: string | null;
  notifiedAt: string | null;
  notifiedTo: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  note: string | null;
}

export interface OutagePage extends Page<Outage> {
  open: number;
}

export interface Availability {
  key: string;
  cameras: number;
  /** Of the time that is known. */
  percent: number | null;
  unknownPercent?: number | null;
  outages: number;
  meanRepairSeconds: number | null;
}

export interface PostureFinding {
  code: string;
  severity: string;
  detail: string | null;
}

export interface PostureRow {
  cameraId: string;
  name: string;
  score: number;
  findings: PostureFinding[];
}

export interface PosturePage extends Page<PostureRow> {
  summary: { cameras: number; meanScore: number | null; byCode: Record<string, number> } | null;
}

/** How often cameras were used in a time; what is not told apart is null, as is the district of what has none. */
export interface Usage {
  district: string | null;
  purpose: string | null;
  agency: string | null;
  action: string | null;
  count: number;
}

/** Seconds from the report, of incidents of one month and class; null: there was none such. */
export interface ResponseTimes {
  month: string;
  statisticsClass: string;
  incidents: number;
  withVideo: number;
  videoP50S: number | null;
  videoP95S: number | null;
  withArrival: number;
  arrivalP50S: number | null;
  arrivalP95S: number | null;
}

/** From its south-west corner, degrees. */
export interface SafetyCell {
  lon: number;
  lat: number;
  sideDeg: number;
  count: number;
}

/** A cell at some hours of the day, counted in fives. */
export interface HotSpot extends SafetyCell {
  fromHour: number;
  toHour: number;
}

export interface SafetyMonth {
  month: string;
  /** It goes on: counts are in fives. */
  running: boolean;
  /** Smaller cells are not there. */
  least: number;
  items: SafetyCell[];
  total: number;
}

/** A camera of an agency's case. */
export interface BoardCamera {
  camera: {
    cameraId: string;
    name: string;
    distanceM: number;
    headingDeg: number | null;
    reasonCodes: string[];
    expiresAt: string;
  };
  lon: number;
  lat: number;
  fieldOfViewDeg: number;
  limitAt: string;
}

/** An open case on the board of an agency's room. */
export interface BoardCase {
  incidentId: string;
  /** Null: the centre's, or another agency's; shared. */
  caseNo: string | null;
  own: boolean;
  part: 'LEAD' | 'JOINT';
  code: number | null;
  kind: string;
  summary: string;
  address: string | null;
  lon: number;
  lat: number;
  target: { lon: number; lat: number; at: string; moves: number } | null;
  disaster: { severity: number; area: [number, number][] } | null;
  openedAt: string;
  agencies: string[];
  cameras: BoardCamera[];
  units: { unit: string; cameras: number; expiresAt: string | null }[];
}

export interface Board {
  agency: string;
  name: string;
  nameKorean: string;
  items: BoardCase[];
  /** Events after it are news. */
  cursor: string;
}

/** One thing near a place, for an engine. */
export interface PlaceItem {
  name: string | null;
  kind: string | null;
  capacity: number | null;
  free: number | null;
  phone: string | null;
  widthM: number | null;
  note: string | null;
  lon: number;
  lat: number;
  distanceM: number;
}

export const PLACE_LAYERS = ['hazards', 'hydrants', 'roads', 'parking', 'hospitals'] as const;
export type PlaceLayer = (typeof PLACE_LAYERS)[number];
export type PlaceContext = Record<PlaceLayer, PlaceItem[]> & { missing: string[] };

export interface PriorityReason {
  code: 'BEHAVIOUR' | 'ACTIVITY' | 'INCIDENT' | 'UNSEEN';
  points: number;
  facts: Record<string, string | number>;
}

/** A camera on a selective wall, and what it is there for. */
export interface SelectiveTile {
  place: number;
  cameraId: string;
  cameraName: string;
  districtCode: string;
  why: 'PINNED' | 'PRIORITY' | 'ROUND';
  since: string;
  /** When it gives way; null: it stays while it is pinned or hot. */
  until: string | null;
  points: number;
  reasons: PriorityReason[];
}

export interface SelectiveLoad {
  changesLastMinute: number;
  mostChangesPerMinute: number;
  cameras: number;
  watchers: number;
  camerasPerWatcher: number;
  norm: number;
}

/** How well a district is covered by everybody's walls. */
export interface PriorityCoverage {
  districtCode: string;
  cameras: number;
  overdue: number;
  tilesNeeded: number;
  tilesAble: number;
  kept: boolean;
  withinSeconds: number;
  possibleEverySeconds: number | null;
}

/** The caller's own wall as the server fills it. */
export interface SelectiveWall {
  wallId: string;
  who: string;
  tiles: number;
  pinned: string[];
  showing: SelectiveTile[];
  load: SelectiveLoad;
  coverage: PriorityCoverage[];
}

/** What was joined to an incident, by which rule, and whether somebody took it out again. */
export interface JoinedSignal {
  joinId: string;
  incidentId: string;
  kind: 'ALERT' | 'CASE' | 'FIRE_SENSOR' | 'SAFE_RETURN' | 'TELCO' | 'CENTRE';
  /** Of the alert, or of the incident that the other side's word opened. */
  signalId: string;
  at: string;
  joinedAt: string;
  rule: string;
  /** Null: forgotten with the place. */
  distanceM: number | null;
  seconds: number;
  state: 'JOINED' | 'TAKEN_OUT';
  takenOutBy: string | null;
  takenOutAt: string | null;
  reason: string | null;
}

export interface FalseAlarmCounts {
  raised: number;
  real: number;
  falseAlarms: number;
  ordinary: number;
  /** Duplicates and tests. */
  aside: number;
  open: number;
  falseShare: number | null;
}

export interface FalseAlarmLine {
  cameraId: string;
  cameraName: string | null;
  districtCode: string;
  zoneId: string;
  zoneName: string;
  behaviour: string;
  counts: FalseAlarmCounts;
  advice: {
    word: 'WAIT' | 'KEEP' | 'RAISE';
    score: number | null;
    real: number;
    falseAlarms: number;
    falseLess: number;
    realLess: number;
  };
}

export interface FalseAlarmWeek {
  week: string;
  /** False: more was raised than is counted here. */
  whole: boolean;
  total: FalseAlarmCounts;
  items: FalseAlarmLine[];
}
