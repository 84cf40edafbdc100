// A made-up afternoon in Daejeon. Nothing here is real but the names of the districts.
import { createHash, randomUUID } from 'node:crypto';

const ring = (points) => [...points, points[0]];
const OUTLINES = {
  'DJ-YUSEONG': [
    '유성구',
    'Yuseong-gu',
    1480,
    [
      [127.25, 36.28],
      [127.33, 36.29],
      [127.36, 36.34],
      [127.385, 36.375],
      [127.42, 36.4],
      [127.41, 36.47],
      [127.36, 36.5],
      [127.29, 36.46],
      [127.26, 36.38],
    ],
  ],
  'DJ-DAEDEOK': [
    '대덕구',
    'Daedeok-gu',
    760,
    [
      [127.42, 36.4],
      [127.43, 36.36],
      [127.455, 36.34],
      [127.5, 36.37],
      [127.51, 36.44],
      [127.46, 36.48],
      [127.41, 36.47],
    ],
  ],
  'DJ-SEO': [
    '서구',
    'Seo-gu',
    1120,
    [
      [127.33, 36.29],
      [127.33, 36.22],
      [127.38, 36.23],
      [127.395, 36.3],
      [127.41, 36.34],
      [127.43, 36.36],
      [127.42, 36.4],
      [127.385, 36.375],
      [127.36, 36.34],
    ],
  ],
  'DJ-JUNG': [
    '중구',
    'Jung-gu',
    640,
    [
      [127.38, 36.23],
      [127.43, 36.24],
      [127.44, 36.3],
      [127.43, 36.335],
      [127.41, 36.34],
      [127.395, 36.3],
    ],
  ],
  'DJ-DONG': [
    '동구',
    'Dong-gu',
    500,
    [
      [127.43, 36.24],
      [127.5, 36.22],
      [127.55, 36.29],
      [127.54, 36.38],
      [127.5, 36.37],
      [127.455, 36.34],
      [127.43, 36.36],
      [127.41, 36.34],
      [127.43, 36.335],
      [127.44, 36.3],
    ],
  ],
};
export const districts = {
  type: 'FeatureCollection',
  features: Object.entries(OUTLINES).map(([districtCode, [name, nameEn, cameras, points]]) => ({
    type: 'Feature',
    properties: { districtCode, name, nameEn, cameras },
    geometry: { type: 'Polygon', coordinates: [ring(points)] },
  })),
};

const PLACES = [
  ['DJ-SEO', '시청역 5번 출구', 127.3846, 36.3512, 130, 'ONLINE', 'NONE'],
  ['DJ-SEO', '둔산동 은하수네거리', 127.3787, 36.3516, 210, 'ONLINE', 'NONE'],
  ['DJ-SEO', '보라매공원 동문', 127.3828, 36.3545, 20, 'ONLINE', 'NONE'],
  ['DJ-SEO', '갈마동 어린이공원 후문 (야간 취약지 순찰로)', 127.37, 36.3497, 300, 'OFFLINE', 'UNREACHABLE'],
  ['DJ-SEO', '탄방동 로데오거리', 127.3898, 36.3449, 90, 'ONLINE', 'NONE'],
  ['DJ-SEO', '정부청사 북문', 127.3818, 36.3632, 180, 'CONNECTING', 'STALLED'],
  ['DJ-YUSEONG', '유성온천역 족욕체험장', 127.3436, 36.3541, 45, 'ONLINE', 'NONE'],
  ['DJ-YUSEONG', '봉명동 카페거리', 127.3478, 36.3571, 250, 'ONLINE', 'NONE'],
  ['DJ-YUSEONG', '궁동 로데오 입구', 127.3507, 36.3628, 160, 'ONLINE', 'NONE'],
  ['DJ-YUSEONG', '엑스포다리 남단', 127.3865, 36.3733, 0, 'OFFLINE', 'AUTHENTICATION_FAILED'],
  ['DJ-YUSEONG', '전민동 놀이터', 127.4023, 36.3958, null, 'UNKNOWN', 'NONE'],
  ['DJ-JUNG', '<img src=x onerror=alert(1)> 은행동 스카이로드', 127.4276, 36.3285, 270, 'ONLINE', 'NONE'],
];
const since = new Date(Date.now() - 3_720_000).toISOString();
const square = (x, y, w, h) => [
  { x, y },
  { x: x + w, y },
  { x: x + w * 0.9, y: y + h },
  { x: x - 0.02, y: y + h },
];
export const cameras = PLACES.map(([districtCode, name, lon, lat, headingDeg, state, cause], at) => ({
  cameraId: `${districtCode}-${String(at + 1).padStart(3, '0')}`,
  name,
  districtCode,
  districtName: OUTLINES[districtCode][0],
  purpose: at % 3 ? 'CRIME_PREVENTION' : 'CHILD_PROTECTION',
  purposeKorean: at % 3 ? '생활방범' : '어린이보호',
  managingAgency: `대전광역시 ${OUTLINES[districtCode][0]}청`,
  lon,
  lat,
  headingDeg,
  fieldOfViewDeg: 70,
  mainStream: { url: 'rtsp://127.0.0.1:8554/cam', transport: 'TCP' },
  subStream: { url: 'rtsp://127.0.0.1:8554/cam/sub', transport: 'TCP' },
  ptz: at === 1,
  hasCredentials: true,
  state: at === 10 ? 'PLANNED' : 'ACTIVE',
  health: { state, cause, detail: state === 'OFFLINE' ? 'no route to host 10.1.4.17' : '', since },
  zones: [
    {
      zoneId: 'z1',
      name: '버스정류장 앞 보도',
      kind: 'LOITERING',
      polygon: square(0.1, 0.35, 0.4, 0.4),
      dwellSeconds: 10,
    },
    {
      zoneId: 'z2',
      name: '출입 금지 화단',
      kind: 'INTRUSION',
      polygon: square(0.62, 0.2, 0.25, 0.3),
      dwellSeconds: null,
    },
  ],
  version: 3,
}));

export const model = {
  name: 'street-scenes-nano',
  sha256: createHash('sha256').update('model').digest('hex'),
  family: 'YOLOX',
  inputWidth: 416,
  inputHeight: 416,
  labels: ['person', 'car', 'bus', 'truck'],
  licence: 'Apache-2.0',
  behaviours: [
    { kind: 'CROWDING', available: true, needs: [['PERSON']] },
    { kind: 'FIRE', available: false, needs: [['FIRE']] },
    { kind: 'SMOKE', available: false, needs: [['SMOKE']] },
    { kind: 'ABANDONED_OBJECT', available: false, needs: [['BAG'], ['PERSON']] },
  ],
  limits:
    '이 모델은 시뮬레이션 장면만 압니다. 실제 거리에서는 사람과 차량을 놓치거나 잘못 찾을 수 있으므로 실제 관제에 쓰지 마십시오.',
};

export function objectsAt(ms) {
  const swing = (period, phase) => Math.sin((ms / period) * 2 * Math.PI + phase);
  return [
    {
      trackId: 12,
      label: 'PERSON',
      confidence: 0.91,
      box: { x: 0.28 + 0.1 * swing(9000, 0), y: 0.4, w: 0.05, h: 0.2 },
    },
    {
      trackId: 15,
      label: 'PERSON',
      confidence: 0.78,
      box: { x: 0.6 + 0.1 * swing(12000, 2), y: 0.3, w: 0.045, h: 0.19 },
    },
    {
      trackId: 21,
      label: 'CAR',
      confidence: 0.86,
      box: { x: 0.82 + 0.1 * swing(15000, 1), y: 0.05, w: 0.16, h: 0.13 },
    },
  ];
}

export function newAlert(camera, behaviour, ageMs) {
  const raised = Date.now() - ageMs;
  const zone = camera.zones[behaviour === 'LOITERING' ? 0 : 1];
  const iso = (ms) => new Date(ms).toISOString();
  return {
    alertId: randomUUID(),
    cameraId: camera.cameraId,
    cameraName: camera.name,
    districtCode: camera.districtCode,
    lon: camera.lon,
    lat: camera.lat,
    behaviour,
    zoneId: zone.zoneId,
    zoneName: zone.name,
    startedAt: iso(raised - 12_400),
    capturedAt: iso(raised - 400),
    raisedAt: iso(raised),
    score: 0.87,
    trackId: behaviour === 'LOITERING' ? 12 : 15,
    objects: objectsAt(0),
    modelName: model.name,
    modelSha256: model.sha256,
    ruleVersion: `${behaviour.toLowerCase()}/1`,
    thresholds: behaviour === 'LOITERING' ? { dwellSeconds: 10, minConfidence: 0.4 } : { minConfidence: 0.4 },
    state: 'NEW',
    handledBy: null,
    handledAt: null,
    dismissReason: null,
    incidentId: null,
  };
}

export function newIncident(kind, summary, lon, lat, who, extra = {}) {
  const at = new Date().toISOString();
  return {
    incidentId: randomUUID(),
    caseNo: null,
    agency: null,
    code: null,
    codes: [],
    kind,
    rawPhrase: kind,
    statisticsClass: 'FIVE_MAJOR_CRIMES',
    summary,
    address: null,
    status: 'OPEN',
    state: 'REPORTED',
    arrivedAt: null,
    holder: null,
    marks: [],
    agencies: [],
    checklist: {
      source: '표준 운영 절차',
      items: [
        { code: 'LOOK', korean: '현장 영상 확인', english: 'Look at the place', after: [], done: true, by: who, at },
        {
          code: 'TELL',
          korean: '관계 기관 통보',
          english: 'Tell agencies',
          after: ['LOOK'],
          done: false,
          by: null,
          at: null,
        },
      ],
    },
    districtCode: 'DJ-SEO',
    lon,
    lat,
    target: null,
    openedAt: at,
    openedBy: who,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    closeRemark: null,
    timeline: [
      { at, who, what: 'incident.opened', detail: summary },
      { at, who: 'agency-link', what: 'cameras.granted', detail: '카메라 6대, 60분' },
    ],
    ...extra,
  };
}

export const RIGHTS = [
  'OWN_LIVE',
  'OTHER_DISTRICT_LIVE',
  'PTZ',
  'PLAYBACK',
  'REQUEST_EXPORT',
  'APPROVE_EXPORT',
  'RAW_TO_ANALYST',
  'RULES',
  'ACCOUNTS',
  'AUDIT_LOG',
  'CAMERAS',
  'OUTAGES',
  'POSTURE',
  'INCIDENTS',
  'READ_INCIDENTS',
  'HAND_OVER',
  'STATISTICS',
];
export const PEOPLE = {
  operator: ['OPERATOR', '관제요원', ['DJ-SEO', 'DJ-YUSEONG'], 'YES OPEN_CASE OPEN_CASE OPEN_CASE NO NO NO NO NO OWN NO YES NO YES YES NO YES'],
  lead: ['LEAD', '관제팀장', ['*'], 'YES OPEN_CASE YES YES YES NO NO SECOND_PERSON NO TEAM NO YES YES YES YES YES YES'],
  'desk-112': ['POLICE_112', '112 상황실', ['*'], boardRights(), '112'],
  'desk-119': ['FIRE_119', '119 상황실', ['*'], boardRights(), '119'],
  'desk-disaster': ['DISASTER_ROOM', '재난상황실', ['*'], boardRights(), 'DISASTER'],
  auditor: ['AUDITOR', '감사', ['*'], 'NO NO NO SECOND_PERSON NO NO NO NO NO ALL NO NO YES NO NO NO YES'],
};

function boardRights() {
  return 'OPEN_CASE OPEN_CASE NO NO YES NO NO NO NO OWN NO NO NO NO NO NO NO';
}
