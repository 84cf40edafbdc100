// What agency-link answers to boards, statistics and the incident page, made up. Development only.
import { cameras } from './city.mjs';

const REASONS = [
  ['ONLINE', 'FACES_PLACE'],
  ['ONLINE', 'CAN_TURN'],
  ['CONNECTING', 'LOOKS_AWAY', 'WIDENED'],
];
const AGENCIES = {
  112: ['Police 112 room', '112치안종합상황실'],
  119: ['Fire 119 room', '119종합상황실'],
  DISASTER: ['Disaster room', '재난안전상황실'],
};
const metres = (a, b) => Math.hypot((a.lon - b.lon) * 89_600, (a.lat - b.lat) * 111_320);
const near = (place) =>
  cameras.map((camera) => ({ camera, distanceM: metres(camera, place) })).sort((a, b) => a.distanceM - b.distanceM);

export const reasonCodes = (at) => REASONS[at % REASONS.length];

const place = { lon: 127.3849, lat: 36.3504 };
const opened = new Date(Date.now() - 95_000).toISOString();
const soon = () => new Date(Date.now() + 9 * 60_000).toISOString();
const cases = Object.keys(AGENCIES).flatMap((agency) => [
  {
    agency,
    incidentId: `${agency}-1`,
    caseNo: `2026-1122-${agency}-01`,
    own: true,
    part: 'LEAD',
    code: agency === '112' ? 0 : null,
    kind: { 112: 'ROBBERY', 119: 'FIRE', DISASTER: 'DISASTER' }[agency],
    summary: { 112: '시청 앞 흉기 강도, 남색 점퍼', 119: '둔산로 상가 3층 연기', DISASTER: '갑천 수위 상승' }[agency],
    address: '대전광역시 서구 둔산로 100',
    ...place,
    target: null,
    disaster:
      agency === 'DISASTER'
        ? { severity: 3, area: [[127.36, 36.34], [127.4, 36.34], [127.4, 36.37], [127.36, 36.37]] }
        : null,
    openedAt: opened,
    agencies: [agency],
    count: agency === 'DISASTER' ? 12 : 5,
    units: agency === '119' ? [{ unit: 'engine-119-03', cameras: 5, expiresAt: soon() }] : [],
    endsAt: soon(),
  },
]);

export function board(agency) {
  const [name, nameKorean] = AGENCIES[agency];
  const items = cases
    .filter((one) => one.agency === agency)
    .map(({ count, endsAt, ...one }) => ({
      ...one,
      cameras: near(one.target ?? one)
        .slice(0, count)
        .map(({ camera, distanceM }, at) => ({
          camera: {
            cameraId: camera.cameraId,
            name: camera.name,
            distanceM,
            headingDeg: camera.headingDeg,
            reasonCodes: agency === 'DISASTER' ? ['ONLINE', 'IN_AREA'] : reasonCodes(at),
            expiresAt: endsAt,
          },
          lon: camera.lon,
          lat: camera.lat,
          fieldOfViewDeg: camera.fieldOfViewDeg,
          limitAt: new Date(Date.parse(one.openedAt) + 7_200_000).toISOString(),
        })),
    }));
  return { agency, name, nameKorean, items, cursor: '0' };
}

export function changeCase(caseNo, step) {
  const at = cases.findIndex((one) => one.caseNo === caseNo);
  if (at < 0) return null;
  if (step === 'close') return cases.splice(at, 1)[0];
  cases[at].endsAt = soon();
  return cases[at];
}

const item = (name, kind, distanceM, more = {}) => ({
  name,
  kind,
  capacity: null,
  free: null,
  phone: null,
  widthM: null,
  note: null,
  lon: place.lon + distanceM / 120_000,
  lat: place.lat - distanceM / 200_000,
  distanceM,
  ...more,
});

export const context = () => ({
  hazards: [item('둔산주유소', '위험물 저장', 180)],
  hydrants: [item('서구-0142', '지상식', 35), item('서구-0143', '지하식', 90)],
  roads: [
    item('둔산로', null, 10, { widthM: 12.5 }),
    item('문정로12번길', null, 60, { widthM: 3.2, note: '대형차 진입 불가' }),
  ],
  parking: [item('12가 3456', '승용차', 22, { phone: '042-000-0000' })],
  hospitals: [item('충남대학교병원', '권역응급', 4200, { free: 6 })],
  missing: ['ROAD'],
});

export const layerNear = (layer) =>
  ({
    HAZARD: context().hazards,
    HYDRANT: context().hydrants,
    PARKING: context().parking,
    HOSPITAL: context().hospitals,
  })[layer] ?? [];

const DISTRICTS = ['DJ-SEO', 'DJ-YUSEONG', 'DJ-JUNG'];
const USES = [
  ['112 emergency video', '112', 148],
  ['112 dispatch', '112', 61],
  ['119 emergency video', '119', 73],
  ['disaster response', 'DISASTER', 18],
  ['control centre incident', null, 212],
  ['TRAFFIC_SAFETY', null, 35],
];
export function usage() {
  const items = DISTRICTS.flatMap((district, at) =>
    USES.map(([purpose, agency, count]) => ({
      district,
      purpose,
      agency: agency ?? 'CENTRE',
      action: null,
      count: Math.round(count / (at + 1)),
    })),
  );
  return { items, total: items.reduce((sum, one) => sum + one.count, 0) };
}

export const response = () => ({
  items: ['2026-10', '2026-11'].flatMap((month, at) =>
    ['FIVE_MAJOR_CRIMES', 'SAFETY_RESPONSE', 'DISASTER_FIRE'].map((statisticsClass, n) => ({
      month,
      statisticsClass,
      incidents: 20 + n * 7 + at,
      withVideo: 18 + n * 6,
      videoP50S: 2.1 + n,
      videoP95S: 9.5 + n * 4,
      withArrival: 12 + n,
      arrivalP50S: 260 + n * 60,
      arrivalP95S: 610 + n * 90,
    })),
  ),
});

export const safetyMap = (month) => {
  const items = Array.from({ length: 24 }, (_, at) => ({
    lon: 127.34 + (at % 6) * 0.015,
    lat: 36.33 + Math.floor(at / 6) * 0.01,
    sideDeg: 0.005,
    count: 5 + ((at * 7) % 31),
  }));
  return { month, running: false, least: 5, items, total: items.reduce((sum, one) => sum + one.count, 0) };
};

export const hotSpots = (quarter) => ({
  quarter,
  least: 5,
  bandHours: 3,
  items: [
    [127.385, 36.35, 21, 25],
    [127.385, 36.35, 0, 10],
    [127.375, 36.345, 18, 15],
    [127.41, 36.325, 21, 5],
  ].map(([lon, lat, fromHour, count]) => ({ lon, lat, sideDeg: 0.005, fromHour, toHour: fromHour + 3, count })),
});

/** Somebody who has been seen at these places. */
export function pursuit(incident) {
  const way = [{ lon: incident.lon, lat: incident.lat, at: incident.openedAt }, ...(incident.sightings ?? [])];
  const lastSeen = way.at(-1);
  const before = way.at(-2);
  const bearing = (from, to) =>
    ((Math.atan2((to.lon - from.lon) * 0.805, to.lat - from.lat) * 180) / Math.PI + 360) % 360;
  const along = ({ camera, distanceM }, open) => ({
    cameraId: camera.cameraId,
    name: camera.name,
    districtCode: camera.districtCode,
    lon: camera.lon,
    lat: camera.lat,
    headingDeg: camera.headingDeg,
    fieldOfViewDeg: camera.fieldOfViewDeg,
    distanceM,
    bearingDeg: bearing(lastSeen, camera),
    open,
    turning: false,
    reachedAt: null,
  });
  const around = near(lastSeen);
  return {
    incidentId: incident.incidentId,
    lastSeen,
    headingDeg: before ? bearing(before, lastSeen) : null,
    speedMps: before ? 2.5 : null,
    way,
    holding: around.slice(0, 1).map((one) => along(one, true)),
    next: around.slice(1, 5).map((one, at) => along(one, at < 2)),
  };
}

const filed = [];
export const reports = (incidentId) => filed.filter((one) => one.incidentId === incidentId);

/** The room takes it at once. */
export function fileReport(incidentId, { agency, text }, filedBy) {
  const number = String(filed.length + 1).padStart(5, '0');
  const report = {
    incidentId,
    reportId: `report-${number}`,
    agency,
    state: 'RECEIVED',
    text,
    filedBy,
    filedAt: new Date().toISOString(),
    receiptNo: `${agency}-${number}`,
  };
  filed.push(report);
  return report;
}
