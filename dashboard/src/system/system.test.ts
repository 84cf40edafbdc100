import { describe, expect, it } from 'vitest';
import { isOpen, moveSelection, MAX_ALERTS, withAlerts, withOpenList } from '../alert/queue';
import type { Alert, Camera, Incident, Me, StreamHealthChanged } from '../api/types';
import { MOST_KNOWN, withCameras } from '../camera/cameras';
import { withIncidents } from '../incident/incidents';
import { mayAskForPlayback, mayHandleAlerts, mayReadLedger, maySeeLive, worksAtBoard } from './access';
import { EMPTY_ROOM, reduceRoom, roomEventOf } from './controlRoom';
import { idleStep } from './idle';
import { formatRoute, parseRoute, type Route } from './route';
import { actionOf, type KeyFacts } from './shortcuts';

const alert = (alertId: string, second: number, state = 'NEW', handledAt: string | null = null) =>
  ({
    alertId,
    raisedAt: new Date(second * 1000).toISOString(),
    state,
    handledAt,
  }) as Alert;

describe('alert queue', () => {
  it('is newest first, each alert once', () => {
    const queue = withAlerts([alert('a', 1)], [alert('c', 3), alert('b', 2), alert('a', 1)]);
    expect(queue.map((one) => one.alertId)).toEqual(['c', 'b', 'a']);
  });

  it('never makes a handled alert new again', () => {
    const handled = withAlerts([alert('a', 1, 'ACKNOWLEDGED', '2026-11-21T00:00:02Z')], [alert('a', 1)]);
    expect(handled[0]?.state).toBe('ACKNOWLEDGED');
    const dismissed = withAlerts(handled, [alert('a', 1, 'DISMISSED', '2026-11-21T00:00:03Z')]);
    expect(withAlerts(dismissed, handled)[0]?.state).toBe('DISMISSED');
  });

  it('forgets open alerts that were handled while the line was down', () => {
    const queue = withOpenList([alert('a', 1), alert('b', 2, 'DISMISSED')], [alert('c', 3)]);
    expect(queue.map((one) => one.alertId)).toEqual(['c', 'b']);
  });

  it('does not wait for what is part of another alert', () => {
    expect(isOpen(alert('a', 1))).toBe(true);
    expect(isOpen({ ...alert('b', 2), mergedInto: 'a' })).toBe(false);
  });

  it('stays bounded', () => {
    const many = Array.from({ length: MAX_ALERTS + 50 }, (_, at) => alert(`a${at}`, at));
    expect(withAlerts([], many)).toHaveLength(MAX_ALERTS);
  });

  it('moves the selection inside the list', () => {
    expect(moveSelection(['a', 'b'], null, 1)).toBe('a');
    expect(moveSelection(['a', 'b'], 'a', 1)).toBe('b');
    expect(moveSelection(['a', 'b'], 'b', 1)).toBe('b');
    expect(moveSelection(['a', 'b'], 'gone', -1)).toBe('a');
    expect(moveSelection([], 'a', 1)).toBeNull();
  });
});

describe('incidents', () => {
  const incident = (incidentId: string, status: string, second: number) =>
    ({ incidentId, status, openedAt: new Date(second * 1000).toISOString() }) as Incident;

  it('show open ones first and stay closed', () => {
    const known = withIncidents([], [incident('a', 'OPEN', 1), incident('b', 'CLOSED', 9), incident('c', 'OPEN', 2)]);
    expect(known.map((one) => one.incidentId)).toEqual(['c', 'a', 'b']);
    expect(withIncidents(known, [incident('b', 'OPEN', 9)]).find((one) => one.incidentId === 'b')?.status).toBe(
      'CLOSED',
    );
  });
});

describe('room', () => {
  const camera = { cameraId: 'C1', state: 'ACTIVE', version: 1, health: { state: 'ONLINE' } } as Camera;
  const health = (stream: 'MAIN' | 'SUB', state: string, at: string) =>
    [{ cameraId: 'C1', stream, state, cause: 'STALLED', at } as StreamHealthChanged];
  const room = reduceRoom(EMPTY_ROOM, { type: 'camerasListed', cameras: [camera] });

  it('follows the main stream and ignores old news', () => {
    let now = reduceRoom(room, { type: 'healthChanged', health: health('SUB', 'OFFLINE', '2026-11-21T00:00:01Z') });
    expect(now.cameras.get('C1')?.health.state).toBe('ONLINE');
    now = reduceRoom(now, { type: 'healthChanged', health: health('MAIN', 'OFFLINE', '2026-11-21T00:00:03Z') });
    now = reduceRoom(now, { type: 'healthChanged', health: health('MAIN', 'ONLINE', '2026-11-21T00:00:02Z') });
    expect(now.cameras.get('C1')?.health).toMatchObject({ state: 'OFFLINE', cause: 'STALLED' });
    expect(now.healthBeat).toBe(3);
  });

  it('calls a camera that sees nothing unwell, as the registry does', () => {
    const covered = [{ ...health('MAIN', 'ONLINE', '2026-11-21T00:00:01Z')[0]!, cause: 'COVERED' }];
    const now = reduceRoom(room, { type: 'healthChanged', health: covered });
    expect(now.cameras.get('C1')?.health).toMatchObject({ state: 'DEGRADED', cause: 'COVERED' });
  });

  it('keeps nothing of cameras it has not met, but notes that something changed', () => {
    const heard = reduceRoom(EMPTY_ROOM, {
      type: 'healthChanged',
      health: health('MAIN', 'OFFLINE', '2026-11-21T00:00:01Z'),
    });
    expect(heard.streams.size).toBe(0);
    expect(heard.healthBeat).toBe(1);
  });

  it('holds so many cameras and forgets the one met longest ago', () => {
    const many = Array.from({ length: MOST_KNOWN }, (_, at) => ({ ...camera, cameraId: `X${at}` }));
    const known = withCameras(withCameras(new Map(), [camera]), many);
    expect(known.size).toBe(MOST_KNOWN);
    expect(known.has('C1')).toBe(false);
    expect(withCameras(known, [{ ...camera, cameraId: 'X0', version: 0 }]).get('X0')?.version).toBe(1);
  });

  it('announces new alerts only', () => {
    const raised = reduceRoom(room, { type: 'alertRaised', alert: alert('a', 1) });
    expect(raised.announced?.alertId).toBe('a');
    expect(reduceRoom(raised, { type: 'alertRaised', alert: alert('b', 1, 'DISMISSED') }).announced?.alertId).toBe('a');
  });

  it('reads events and leaves alone what it does not know', () => {
    expect(roomEventOf('alert', '{"alertId":"a"}')?.type).toBe('alertRaised');
    expect(roomEventOf('incident', '{"incidentId":"a"}')?.type).toBe('incidentChanged');
    expect(roomEventOf('health', '{"cameraId":"a"}')?.type).toBe('healthChanged');
    for (const [name, data] of [
      ['wall', '{}'],
      ['alert', '{'],
      ['alert', 'null'],
      ['alert', '{}'],
    ] as const) {
      expect(roomEventOf(name, data)).toBeNull();
    }
  });
});

describe('routes', () => {
  const table = { kind: 'table', filter: {} } as const;
  const closed = { kind: 'none' } as const;

  it.each<Route>([
    { view: 'map', panel: closed, shelf: table },
    { view: 'wall', panel: { kind: 'camera', id: 'DJ-SEO-001' }, shelf: table },
    { view: 'map', panel: { kind: 'alert', id: 'a/b?c#d' }, shelf: table },
    {
      view: 'map',
      panel: { kind: 'playback', id: 'X', from: '2026-11-21T00:00:00.000Z', to: null, incidentId: 'i' },
      shelf: table,
    },
    { view: 'cameras', panel: closed, shelf: table },
    { view: 'cameras', panel: closed, shelf: { kind: 'table', filter: { district: 'DJ-SEO', q: '시청 1' } } },
    { view: 'cameras', panel: closed, shelf: { kind: 'camera', id: 'DJ-SEO-001', tab: 'facts' } },
    { view: 'cameras', panel: closed, shelf: { kind: 'camera', id: 'import', tab: 'zones' } },
    { view: 'cameras', panel: closed, shelf: { kind: 'import' } },
    { view: 'cameras', panel: closed, shelf: { kind: 'outages' } },
  ])('go to the address and back: %j', (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('fall back to the map', () => {
    for (const odd of ['', '#', '#/nowhere/x', '#/map/alert', '#/map/alert/%']) {
      expect(parseRoute(odd)).toEqual({ view: 'map', panel: closed, shelf: table });
    }
    expect(parseRoute('#/cameras/A/nonsense').shelf).toEqual({ kind: 'camera', id: 'A', tab: 'facts' });
  });
});

describe('shortcuts', () => {
  const key = (pressed: string, change: Partial<KeyFacts> = {}): KeyFacts => ({
    key: pressed,
    modifier: false,
    typing: false,
    interactive: false,
    dialogOpen: false,
    enabled: true,
    ...change,
  });

  it('work with a Hangul keyboard too', () => {
    expect(actionOf(key('a'))).toBe('acknowledge');
    expect(actionOf(key('ㅁ'))).toBe('acknowledge');
    expect(actionOf(key('ㅓ'))).toBe('next');
  });

  it.each<[string, KeyFacts, string | null]>([
    ['typing', key('a', { typing: true }), null],
    ['Escape leaves a field', key('Escape', { typing: true }), 'close'],
    ['a modifier belongs to the browser', key('a', { modifier: true }), null],
    ['a dialog has its own keys', key('Escape', { dialogOpen: true }), null],
    ['Enter on a button presses the button', key('Enter', { interactive: true }), null],
    ['letters still work on a button', key('j', { interactive: true }), 'next'],
    ['switched off', key('a', { enabled: false }), null],
    ['arrows stay when letters are off', key('ArrowDown', { enabled: false }), 'next'],
    ['unknown key', key('x'), null],
  ])('%s', (_, facts, action) => {
    expect(actionOf(facts)).toBe(action);
  });
});

describe('idle', () => {
  const limitMs = 600_000;

  it.each([
    [{ idleMs: 0, sinceToldMs: 0, limitMs }, { name: 'nothing' }],
    [{ idleMs: 10_000, sinceToldMs: 120_000, limitMs }, { name: 'tell' }],
    [{ idleMs: 130_000, sinceToldMs: 120_000, limitMs }, { name: 'nothing' }],
    [
      { idleMs: 541_000, sinceToldMs: 0, limitMs },
      { name: 'warn', leftS: 59 },
    ],
    [{ idleMs: 600_000, sinceToldMs: 0, limitMs }, { name: 'leave' }],
  ])('%j → %j', (facts, step) => {
    expect(idleStep(facts)).toEqual(step);
  });
});

describe('access', () => {
  const me = (role: string, capabilities: Me['capabilities']) => ({ role, capabilities }) as Me;

  it('hides what would be refused', () => {
    const operator = me('OPERATOR', { OWN_LIVE: 'YES', PLAYBACK: 'OPEN_CASE', AUDIT_LOG: 'OWN', INCIDENTS: 'YES' });
    const auditor = me('AUDITOR', { OWN_LIVE: 'NO', PLAYBACK: 'SECOND_PERSON', AUDIT_LOG: 'ALL' });
    const vendor = me('VENDOR', { OWN_LIVE: 'TEST_IMAGE', PLAYBACK: 'NO', AUDIT_LOG: 'OWN' });
    expect([operator, auditor, vendor].map(maySeeLive)).toEqual([true, false, false]);
    expect([operator, auditor, vendor].map(mayHandleAlerts)).toEqual([true, false, false]);
    expect([operator, auditor, vendor].map(mayAskForPlayback)).toEqual([true, true, false]);
    expect([operator, auditor, vendor].map(mayReadLedger)).toEqual([true, true, true]);
  });

  it('sends rooms of agencies to the board, and their vehicles not', () => {
    const room = { ...me('POLICE_112', { OWN_LIVE: 'OPEN_CASE' }), agency: '112' };
    expect(worksAtBoard(room)).toBe(true);
    expect(worksAtBoard({ ...room, role: 'FIELD_UNIT' })).toBe(false);
    expect(worksAtBoard({ ...room, agency: null })).toBe(false);
    expect(worksAtBoard({ ...me('OPERATOR', { OWN_LIVE: 'YES' }), agency: null })).toBe(false);
  });
});
