// The gateway's doors with a made-up city behind them, to look at the screens without the services. Development only:
// it knows no security. npm run build && npm run mock, then open the printed address.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cameras, districts, model, newAlert, newIncident, objectsAt, PEOPLE, RIGHTS } from './city.mjs';
import * as link from './link.mjs';
import { fragmentAt, prepareMedia } from './media.mjs';
import { pointTile } from './tile.mjs';

const PORT = Number(process.env.PORT ?? 5199);
const PASSWORD = process.env.MOCK_PASSWORD ?? randomBytes(6).toString('hex');
const STATIC = join(fileURLToPath(new URL('..', import.meta.url)), 'target/classes/static');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
// As strict as the gateway may be: see README.md.
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const media = prepareMedia();
const epochMs = Date.now();
const sessions = new Map();
const listeners = new Set();
const ledger = [];
const alerts = [
  newAlert(cameras[0], 'LOITERING', 25_000),
  newAlert(cameras[4], 'INTRUSION', 190_000),
  newAlert(cameras[7], 'LOITERING', 840_000),
  newAlert(cameras[3], 'INTRUSION', 1_900_000),
  {
    ...newAlert(cameras[8], 'LOITERING', 5_400_000),
    state: 'DISMISSED',
    handledBy: 'lead',
    handledAt: new Date().toISOString(),
    dismissReason: '정상 활동',
  },
];
const incidents = [
  newIncident('CRIME', '112 신고: 흉기 소지자 도주, 시청역 방향', 127.3846, 36.3505, '112 상황실', {
    caseNo: '2026-1121-00417',
    agency: '대전경찰청 112',
  }),
];

function record(subject, action, objectType, objectId, extra = {}) {
  ledger.unshift({
    at: new Date().toISOString(),
    service: 'mock',
    subject,
    role: PEOPLE[subject]?.[0] ?? 'NONE',
    agency: null,
    action,
    objectType,
    objectId,
    purpose: null,
    caseNo: null,
    sourceAddress: '127.0.0.1',
    result: 'ALLOWED',
    reason: null,
    ...extra,
  });
}
function tellAll(event, value) {
  for (const response of listeners) response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
}
function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}
function problem(response, status, slug, detail = null) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `urn:metro-cctv:problem:${slug}`, title: slug, status, detail }));
}
async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
const cookies = (request) =>
  Object.fromEntries((request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('=')));
const page = (items) => ({ items, next: null });

function meOf(name) {
  const [role, roleKorean, of, rights, agency = null] = PEOPLE[name];
  const capabilities = Object.fromEntries(rights.split(' ').map((right, at) => [RIGHTS[at], right]));
  return {
    name,
    role,
    roleKorean,
    districts: of,
    agency,
    capabilities,
    idleLogoutSeconds: Number(process.env.MOCK_IDLE_SECONDS ?? 600),
  };
}

function sse(response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': hello\n\n');
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
  response.on('close', () => clearInterval(beat));
}

/** As the registry does below zoom 13: cameras near each other become one point with a count. */
function gathered(points, zoom) {
  const cell = 360 / 2 ** zoom / 24;
  const cells = new Map();
  for (const point of points) {
    const key = `${Math.floor(point.lon / cell)} ${Math.floor(point.lat / cell)}`;
    cells.set(key, [...(cells.get(key) ?? []), point]);
  }
  return [...cells.values()].map((near) =>
    near.length === 1
      ? near[0]
      : {
          lon: near.reduce((sum, one) => sum + one.lon, 0) / near.length,
          lat: near.reduce((sum, one) => sum + one.lat, 0) / near.length,
          properties: {
            count: near.length,
            notOnline: near.filter((one) => one.properties.health !== 'ONLINE').length,
          },
        },
  );
}

const metres = (a, b) => Math.hypot((a.lon - b.lon) * 89_600, (a.lat - b.lat) * 111_320);

/** method, pattern, handler(context). The first match answers. */
const DOORS = [
  ['GET', /^\/api\/me$/, ({ response, me }) => json(response, 200, me)],
  [
    'GET',
    /^\/api\/alerts$/,
    ({ response, query }) =>
      json(
        response,
        200,
        page(alerts.filter((alert) => query.get('state') !== 'open' || ['NEW', 'CLAIMED'].includes(alert.state))),
      ),
  ],
  [
    'GET',
    /^\/api\/alerts\/([^/]+)\/frame\.jpg$/,
    ({ response }) => {
      if (!media) return problem(response, 404, 'not-found');
      response.writeHead(200, { 'Content-Type': 'image/jpeg' });
      response.end(media.frame);
    },
  ],
  [
    'GET',
    /^\/api\/alerts\/suppressed$/,
    ({ response }) =>
      json(response, 200, {
        from: new Date(Date.now() - 86_400_000).toISOString(),
        total: 4,
        items: [
          {
            cameraId: cameras[0].cameraId,
            cameraName: cameras[0].name,
            districtCode: cameras[0].districtCode,
            zoneId: 'z1',
            zoneName: cameras[0].zones[0].name,
            behaviour: 'LOITERING',
            reason: 'COOL_DOWN',
            count: 4,
            lastAt: new Date().toISOString(),
          },
        ],
      }),
  ],
  [
    'GET',
    /^\/api\/alerts\/([^/]+)$/,
    ({ response, match }) =>
      one(
        response,
        alerts.find((alert) => alert.alertId === match[1]),
      ),
  ],
  ['POST', /^\/api\/alerts\/([^/]+)\/(acknowledge|dismiss|escalate)$/, handleAlert],
  [
    'GET',
    /^\/api\/events$/,
    ({ response }) => {
      sse(response);
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
  ],
  [
    'GET',
    /^\/api\/cameras$/,
    ({ response, query }) =>
      json(
        response,
        200,
        page(
          cameras.filter((camera) => !query.get('q') || `${camera.name} ${camera.cameraId}`.includes(query.get('q'))),
        ),
      ),
  ],
  [
    'GET',
    /^\/api\/cameras\/tiles\/(\d+)\/(\d+)\/(\d+)\.mvt$/,
    ({ response, match }) => {
      response.writeHead(200, { 'Content-Type': 'application/vnd.mapbox-vector-tile' });
      const points = cameras.map(({ cameraId, name, districtCode, state, health, lon, lat }) => ({
        lon,
        lat,
        properties: { cameraId, name, district: districtCode, state, health: health.state },
      }));
      response.end(
        pointTile(
          'camera',
          Number(match[1]) < 13 ? gathered(points, Number(match[1])) : points,
          ...match.slice(1).map(Number),
        ),
      );
    },
  ],
  [
    'GET',
    /^\/api\/cameras\/zone-kinds$/,
    ({ response }) =>
      json(response, 200, {
        items: [
          {
            kind: 'CROWDING',
            line: false,
            parameters: [
              { name: 'minPeople', unit: 'COUNT', min: 2, max: 200, usual: 5 },
              { name: 'heldSeconds', unit: 'SECONDS', min: 1, max: 600, usual: 5 },
              { name: 'coolDownSeconds', unit: 'SECONDS', min: 0, max: 3600, usual: 30 },
            ],
          },
        ],
      }),
  ],
  [
    'GET',
    /^\/api\/cameras\/([^/]+)$/,
    ({ response, match }) =>
      one(
        response,
        cameras.find((camera) => camera.cameraId === match[1]),
      ),
  ],
  ['GET', /^\/api\/districts$/, ({ response }) => json(response, 200, districts)],
  ['GET', /^\/api\/live\/([^/]+)\/detections$/, ({ response, match }) => detections(response, match[1])],
  ['GET', /^\/api\/live\/([^/]+)\/snapshot\.jpg$/, ({ response }) => problem(response, 503, 'no-picture')],
  [
    'GET',
    /^\/api\/models$/,
    ({ response }) =>
      json(response, 200, {
        active: model,
        provider: 'CPU',
        roles: [
          { role: 'OBJECTS', active: model, shadow: null, previous: null, changedAt: null, changedBy: null },
          { role: 'FIRE', active: null, shadow: null, previous: null, changedAt: null, changedBy: null },
        ],
        available: [],
        refusals: [],
        rejectedFrames: [],
        evaluatedAt: null,
      }),
  ],
  [
    'GET',
    /^\/api\/incidents$/,
    ({ response, query }) =>
      json(
        response,
        200,
        page(incidents.filter((incident) => query.get('status') !== 'open' || incident.status === 'OPEN')),
      ),
  ],
  [
    'POST',
    /^\/api\/incidents$/,
    ({ response, body, me }) => {
      const { kind, summary, lon, lat } = JSON.parse(body);
      const incident = newIncident(kind, summary, lon, lat, me.name);
      incidents.push(incident);
      record(me.name, 'incident.open', 'incident', incident.incidentId);
      tellAll('incident', incident);
      json(response, 201, incident);
    },
  ],
  [
    'GET',
    /^\/api\/incidents\/([^/]+)$/,
    ({ response, match }) =>
      one(
        response,
        incidents.find((incident) => incident.incidentId === match[1]),
      ),
  ],
  [
    'GET',
    /^\/api\/incidents\/([^/]+)\/cameras$/,
    ({ response, match }) => {
      const incident = incidents.find((known) => known.incidentId === match[1]);
      const items = cameras.map((camera) => ({
        camera,
        distanceM: metres(camera, incident),
        grantId: 'g',
        expiresAt: new Date(Date.now() + 540_000).toISOString(),
        sharedWith: ['112', 'CENTRE'],
        live: { hls: '', ws: `/api/live/${camera.cameraId}/ws?stream=sub&ticket=secret`, snapshot: '' },
      }));
      const best = items.sort((a, b) => a.distanceM - b.distanceM).slice(0, 6);
      json(response, 200, page(best.map((one, at) => ({ ...one, reasonCodes: link.reasonCodes(at) }))));
    },
  ],
  [
    'GET',
    /^\/api\/incidents\/([^/]+)\/pursuit$/,
    ({ response, match }) =>
      json(response, 200, link.pursuit(incidents.find((known) => known.incidentId === match[1]))),
  ],
  ['GET', /^\/api\/link\/\w+\/dispatches\/[^/]+\/positions$/, ({ response }) => json(response, 200, page([]))],
  ['GET', /^\/api\/incidents\/([^/]+)\/positions$/, ({ response }) => json(response, 200, page([]))],
  [
    'POST',
    /^\/api\/incidents\/([^/]+)\/sightings$/,
    ({ response, match, body, me }) => {
      const incident = incidents.find((known) => known.incidentId === match[1]);
      const seen = { ...JSON.parse(body), at: new Date().toISOString() };
      incident.sightings = [...(incident.sightings ?? []), seen];
      incident.target = { ...seen, moves: incident.sightings.length };
      incident.timeline.push({ at: seen.at, who: me.name, what: 'target.moved', detail: '' });
      tellAll('incident', incident);
      json(response, 200, incident);
    },
  ],
  ['GET', /^\/api\/incidents\/([^/]+)\/joined$/, ({ response }) => json(response, 200, { partOf: null, items: [] })],
  [
    'GET',
    /^\/api\/incidents\/([^/]+)\/reports$/,
    ({ response, match }) => json(response, 200, { items: link.reports(match[1]) }),
  ],
  [
    'POST',
    /^\/api\/incidents\/([^/]+)\/reports$/,
    ({ response, match, body, me }) => json(response, 201, link.fileReport(match[1], JSON.parse(body), me.name)),
  ],
  [
    'GET',
    /^\/api\/incidents\/([^/]+)\/agencies$/,
    ({ response }) =>
      json(response, 200, {
        items: [
          {
            agency: '112',
            part: 'LEAD',
            since: new Date().toISOString(),
            until: null,
            cameras: 6,
            expiresAt: new Date(Date.now() + 540_000).toISOString(),
          },
        ],
        addable: ['119', 'DISASTER'],
      }),
  ],
  [
    'GET',
    /^\/api\/incidents\/([^/]+)\/timeline$/,
    ({ response, match }) =>
      json(response, 200, page(incidents.find((known) => known.incidentId === match[1]).timeline)),
  ],
  [
    'GET',
    /^\/api\/layers\/(\w+)\/near$/,
    ({ response, match }) => json(response, 200, page(link.layerNear(match[1]))),
  ],
  ['GET', /^\/api\/link\/board$/, ({ response, me }) => json(response, 200, link.board(me.agency))],
  ['GET', /^\/api\/link\/feed\/stream$/, ({ response }) => sse(response)],
  [
    'GET',
    /^\/api\/link\/119\/dispatches\/[^/]+\/context$/,
    ({ response }) => json(response, 200, link.context()),
  ],
  [
    'GET',
    /^\/api\/link\/(?:\w+\/cases|disasters)\/([^/]+)$/,
    ({ response, match }) => one(response, link.changeCase(match[1], 'prolong')),
  ],
  [
    'POST',
    /^\/api\/link\/(?:\w+\/cases|disasters)\/([^/]+)\/close$/,
    ({ response, match }) => one(response, link.changeCase(match[1], 'close')),
  ],
  ['GET', /^\/api\/statistics\/usage$/, ({ response }) => json(response, 200, link.usage())],
  ['GET', /^\/api\/statistics\/response$/, ({ response }) => json(response, 200, link.response())],
  [
    'GET',
    /^\/api\/statistics\/safety-map$/,
    ({ response, query }) => json(response, 200, link.safetyMap(query.get('month'))),
  ],
  [
    'GET',
    /^\/api\/statistics\/hot-spots$/,
    ({ response, query }) => json(response, 200, link.hotSpots(query.get('quarter'))),
  ],
  [
    'POST',
    /^\/api\/incidents\/([^/]+)\/close$/,
    ({ response, match, body, me }) => {
      const incident = incidents.find((known) => known.incidentId === match[1]);
      const at = new Date().toISOString();
      Object.assign(incident, {
        status: 'CLOSED',
        closedAt: at,
        closedBy: me.name,
        closeReason: JSON.parse(body).reason,
      });
      incident.timeline.push({ at, who: me.name, what: 'incident.closed', detail: incident.closeReason });
      tellAll('incident', incident);
      json(response, 200, incident);
    },
  ],
  [
    'GET',
    /^\/api\/recordings\/([^/]+)\/timeline$/,
    ({ response, query }) => json(response, 200, recordingOf(query).timeline),
  ],
  ['GET', /^\/api\/recordings\/([^/]+)\/index\.m3u8$/, playlist],
  [
    'GET',
    /^\/api\/recordings\/segments\/(\w+)\.mp4$/,
    ({ request, response, match }) => {
      const { bytes } = media.recorded[Number(match[1]) % media.recorded.length];
      const [, from, to] = request.headers.range?.match(/^bytes=(\d+)-(\d+)$/) ?? [null, 0, bytes.length - 1];
      response.writeHead(206, { 'Content-Type': 'video/mp4', 'Content-Range': `bytes ${from}-${to}/${bytes.length}` });
      response.end(bytes.subarray(Number(from), Number(to) + 1));
    },
  ],
  [
    'GET',
    /^\/api\/ledger$/,
    ({ response, query }) =>
      json(
        response,
        200,
        page(
          ledger.filter(
            (row) =>
              (!query.get('action') || row.action === query.get('action')) &&
              (!query.get('subject') || row.subject === query.get('subject')),
          ),
        ),
      ),
  ],
  [
    'GET',
    /^\/api\/ledger\/verify$/,
    ({ response }) =>
      json(response, 200, {
        intact: true,
        rows: ledger.length,
        headHash: createHash('sha256').update('head').digest('hex'),
      }),
  ],
];

function one(response, found) {
  if (found) json(response, 200, found);
  else problem(response, 404, 'not-found');
}

function handleAlert({ response, match, body, me }) {
  const alert = alerts.find((known) => known.alertId === match[1]);
  if (!alert) return problem(response, 404, 'not-found');
  if (!['NEW', 'CLAIMED'].includes(alert.state) && match[2] !== 'escalate')
    return problem(response, 409, 'alert-already-handled', `handled by ${alert.handledBy}`);
  alert.state = { acknowledge: 'ACKNOWLEDGED', dismiss: 'DISMISSED', escalate: 'ESCALATED' }[match[2]];
  alert.handledBy = me.name;
  alert.handledAt = new Date().toISOString();
  if (match[2] === 'dismiss') alert.dismissReason = JSON.parse(body).reason;
  if (match[2] === 'escalate') {
    const incident = newIncident('CRIME', `${alert.cameraName}: ${alert.behaviour}`, alert.lon, alert.lat, me.name);
    incidents.push(incident);
    alert.incidentId = incident.incidentId;
    tellAll('incident', incident);
  }
  record(me.name, `alert.${match[2]}`, 'alert', alert.alertId);
  tellAll('alert', alert);
  json(response, 200, alert);
}

function detections(response, cameraId) {
  sse(response);
  let sequence = 0;
  const timer = setInterval(() => {
    const now = Date.now();
    const event = {
      detectionId: `${cameraId}-${sequence}`,
      cameraId,
      districtCode: 'DJ-SEO',
      sequence: sequence++,
      capturedAt: new Date(now - 120).toISOString(),
      analysedAt: new Date(now).toISOString(),
      modelSha256: model.sha256,
      frameWidth: 640,
      frameHeight: 360,
      objects: objectsAt(now - 120),
    };
    response.write(`event: detection\ndata: ${JSON.stringify(event)}\n\n`);
  }, 200);
  response.on('close', () => clearInterval(timer));
}

/** Recorded in the asked range but for one gap in its middle. */
function recordingOf(query) {
  const from = Date.parse(query.get('from'));
  const to = Date.parse(query.get('to'));
  const gap = [from + (to - from) * 0.45, from + (to - from) * 0.55];
  const iso = (ms) => new Date(ms).toISOString();
  const pieces = [
    [from, gap[0]],
    [gap[1], to],
  ];
  const segments = pieces.map(([start, end], at) => ({
    segmentId: `s${at}`,
    startedAt: iso(start),
    endedAt: iso(end),
  }));
  return {
    pieces,
    timeline: { segments, gaps: [{ from: iso(gap[0]), to: iso(gap[1]), cause: 'CAMERA', detail: 'camera restarted' }] },
  };
}

function playlist({ response, query, me, match }) {
  if (!query.get('purpose') && !query.get('caseNo')) return problem(response, 403, 'purpose-needed');
  if (me.role === 'OPERATOR' && !query.get('caseNo')) {
    record(me.name, 'playback.view', 'camera', match[1], {
      purpose: query.get('purpose'),
      result: 'REFUSED',
      reason: 'case-needed',
    });
    return problem(response, 403, 'case-needed', 'no open case covers this camera');
  }
  record(me.name, 'playback.view', 'camera', match[1], { purpose: query.get('purpose'), caseNo: query.get('caseNo') });
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:4',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ];
  // The first file begins before the asked moment, as it does in life.
  for (const [start, end] of recordingOf(query).pieces) {
    for (let at = start - 1500; at < end; at += 4000) {
      const n = Math.floor(at / 4000);
      const { bytes, initBytes } = media.recorded[n % media.recorded.length];
      const uri = `../segments/${n}.mp4`;
      lines.push(
        '#EXT-X-DISCONTINUITY',
        `#EXT-X-MAP:URI="${uri}",BYTERANGE="${initBytes}@0"`,
        `#EXT-X-PROGRAM-DATE-TIME:${new Date(at).toISOString()}`,
        '#EXTINF:4.000,',
        `#EXT-X-BYTERANGE:${bytes.length - initBytes}@${initBytes}`,
        uri,
      );
    }
  }
  response.writeHead(200, { 'Content-Type': 'application/vnd.apple.mpegurl' });
  response.end([...lines, '#EXT-X-ENDLIST', ''].join('\n'));
}

function serveStatic(response, path) {
  const file = join(STATIC, normalize(path === '/' ? '/index.html' : path));
  if (!file.startsWith(STATIC) || !existsSync(file)) return problem(response, 404, 'not-found');
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
  });
  response.end(readFileSync(file));
}

async function logIn(request, response) {
  const form = new URLSearchParams(await bodyOf(request));
  const name = form.get('username');
  if (!Object.hasOwn(PEOPLE, name ?? '') || form.get('password') !== PASSWORD)
    return problem(response, 401, 'login-failed');
  const session = randomBytes(16).toString('hex');
  sessions.set(session, name);
  record(name, 'login', 'account', name);
  response.writeHead(204, {
    'Set-Cookie': [`SESSION=${session}; HttpOnly; Path=/`, `XSRF-TOKEN=${randomBytes(8).toString('hex')}; Path=/`],
  });
  response.end();
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams: query } = new URL(request.url, 'http://mock');
  if (pathname === '/login' && request.method === 'POST') return logIn(request, response);
  if (pathname === '/logout') {
    sessions.delete(cookies(request).SESSION);
    response.writeHead(204);
    return response.end();
  }
  if (!pathname.startsWith('/api/')) return serveStatic(response, pathname);
  const name = sessions.get(cookies(request).SESSION);
  if (!name) return problem(response, 401, 'not-authenticated');
  const body = await bodyOf(request);
  if (request.method !== 'GET' && request.headers['x-xsrf-token'] !== cookies(request)['XSRF-TOKEN'])
    return problem(response, 403, 'csrf-refused');
  for (const [method, pattern, handle] of DOORS) {
    const match = method === request.method && pathname.match(pattern);
    if (match) return handle({ request, response, match, query, body, me: meOf(name) });
  }
  return problem(response, 404, 'not-found');
});

/** A WebSocket frame from server to browser. */
function frame(opcode, payload) {
  const size = payload.length;
  const head =
    size < 126
      ? Buffer.from([0x80 | opcode, size])
      : size < 65_536
        ? Buffer.from([0x80 | opcode, 126, size >> 8, size & 255])
        : Buffer.concat([
            Buffer.from([0x80 | opcode, 127, 0, 0, 0, 0]),
            Buffer.from([size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]),
          ]);
  return Buffer.concat([head, payload]);
}

server.on('upgrade', (request, socket) => {
  const match = request.url.match(/^\/api\/live\/([^/]+)\/ws/);
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.on('error', () => {});
  if (!match) return socket.destroy();
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const text = (value) => socket.write(frame(1, Buffer.from(JSON.stringify(value))));
  const camera = cameras.find((known) => known.cameraId === match[1]);
  if (!camera) return socket.end(frame(8, Buffer.from([4404 >> 8, 4404 & 255])));
  if (camera.health.state !== 'ONLINE' || !media)
    return text({
      type: 'state',
      state: camera.health.state,
      cause: camera.health.cause,
      detail: camera.health.detail,
    });
  const { live } = media;
  text({ type: 'start', codecs: live.codecs, width: 640, height: 360, epochMs });
  socket.write(frame(2, live.init));
  const newest = () => Math.floor(((Date.now() - epochMs - 150) / 1000) * live.fps);
  let next = Math.max(0, newest() - (newest() % live.keyEvery));
  const freezes = camera.cameraId === process.env.MOCK_FREEZE;
  const timer = setInterval(() => {
    if (freezes && next % 100 > 50) return;
    while (next <= newest()) socket.write(frame(2, fragmentAt(live, next++)));
  }, 50);
  socket.on('close', () => clearInterval(timer));
  socket.on('data', (data) => {
    if ((data[0] & 15) === 8) socket.end();
  });
});

setInterval(
  () => {
    const camera = cameras.filter((known) => known.health.state === 'ONLINE')[Math.floor(Math.random() * 7)];
    const alert = newAlert(camera, Math.random() < 0.5 ? 'LOITERING' : 'INTRUSION', 0);
    alerts.unshift(alert);
    tellAll('alert', alert);
  },
  Number(process.env.MOCK_ALERT_EVERY_S ?? 45) * 1000,
);

server.listen(PORT, '127.0.0.1', () =>
  console.log(`mock gateway: http://127.0.0.1:${PORT}  users ${Object.keys(PEOPLE).join(', ')}  password ${PASSWORD}`),
);
