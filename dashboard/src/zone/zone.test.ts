import { describe, expect, it } from 'vitest';
import { ZONE_KINDS, type Zone, type ZoneParameter } from '../api/types';
import {
  draw,
  drawingOf,
  faultAt,
  faultsOf,
  isChanged,
  parameterFaults,
  shapeOf,
  withParameter,
  zoneOf,
  type Drawing,
  type Stroke,
} from './drawing';
import {
  areaOf,
  contains,
  crossesItself,
  halfway,
  headingVector,
  inFrame,
  leftToRight,
  nearestEdge,
  segmentsMeet,
} from './shapes';

const v = (x: number, y: number) => ({ x, y });
const SQUARE = [v(0.2, 0.2), v(0.6, 0.2), v(0.6, 0.6), v(0.2, 0.6)];
const area: Zone = { zoneId: 'z1', name: '보도', kind: 'LOITERING', polygon: SQUARE, dwellSeconds: 10 };
const line: Zone = {
  zoneId: 'z2',
  name: '선',
  kind: 'LINE_CROSSING',
  polygon: [],
  line: [v(0.1, 0.5), v(0.9, 0.5)],
  dwellSeconds: null,
  crossing: 'LEFT_TO_RIGHT',
};
const after = (drawing: Drawing, ...strokes: Stroke[]) => strokes.reduce(draw, drawing);

describe('shapes', () => {
  it('stay in the frame', () => {
    expect(inFrame(-0.1, 1.2)).toEqual(v(0, 1));
    expect(inFrame(0.123456, 0.5)).toEqual(v(0.1235, 0.5));
  });

  it.each([
    [v(0, 0), v(1, 1), v(0, 1), v(1, 0), true],
    [v(0, 0), v(1, 0), v(0, 1), v(1, 1), false],
    [v(0, 0), v(1, 0), v(0.5, 0), v(0.5, 1), true],
    [v(0, 0), v(0.4, 0), v(0.5, 0), v(1, 0), false],
    [v(0, 0), v(0.6, 0), v(0.5, 0), v(1, 0), true],
  ])('segments %j-%j and %j-%j meet: %s', (a, b, c, d, meet) => {
    expect(segmentsMeet(a, b, c, d)).toBe(meet);
  });

  it('see a bow tie and a doubled corner', () => {
    expect(crossesItself(SQUARE, true)).toBe(false);
    expect(crossesItself([v(0, 0), v(1, 1), v(1, 0), v(0, 1)], true)).toBe(true);
    expect(crossesItself([v(0, 0), v(1, 0), v(0, 1)], true)).toBe(false);
    expect(crossesItself([v(0, 0), v(1, 0), v(1, 1), v(0.5, -0.5)], false)).toBe(true);
  });

  it('measure and contain', () => {
    expect(areaOf(SQUARE)).toBeCloseTo(0.16);
    expect(contains(SQUARE, v(0.4, 0.4))).toBe(true);
    expect(contains(SQUARE, v(0.7, 0.4))).toBe(false);
    expect(nearestEdge(SQUARE, true, v(0.4, 0.21), 16 / 9)).toMatchObject({ after: 0 });
    expect(nearestEdge(SQUARE, true, v(0.19, 0.4), 16 / 9)).toMatchObject({ after: 3 });
    expect(nearestEdge([v(0, 0)], false, v(0, 0), 1)).toBeNull();
  });

  it('point the right way', () => {
    expect(headingVector(0)).toEqual({ x: 0, y: -1 });
    expect(headingVector(90).x).toBeCloseTo(1);
    // Walking to the right of the picture, the right hand is below.
    expect(leftToRight([v(0, 0.5), v(1, 0.5)], 640, 360)).toEqual({ x: -0, y: 1 });
    // Walking up, the right hand is on the right.
    expect(leftToRight([v(0.5, 1), v(0.5, 0)], 640, 360)!.x).toBeCloseTo(1);
    expect(leftToRight([v(0.5, 0.5), v(0.5, 0.5)], 640, 360)).toBeNull();
    expect(halfway([v(0, 0), v(0.5, 0), v(1, 0)], 100, 100)).toEqual(v(0.5, 0));
  });
});

describe('drawing by keys', () => {
  const begun = drawingOf([area, line]);

  it('goes from corner to corner and leaves at the ends', () => {
    const first = after(begun, { type: 'step', by: 1 });
    expect(first.vertex).toBe(0);
    expect(after(first, { type: 'step', by: 1 }, { type: 'step', by: 1 }, { type: 'step', by: 1 }).vertex).toBe(3);
    expect(after(first, { type: 'step', by: -1 }).vertex).toBeNull();
    expect(after(begun, { type: 'step', by: -1 }).vertex).toBe(3);
  });

  it('moves a corner and takes it back', () => {
    const moved = after(begun, { type: 'step', by: 1 }, { type: 'nudge', dx: -0.5, dy: 0.01 });
    expect(moved.shapes[0]!.points[0]).toEqual(v(0, 0.21));
    expect(isChanged(moved, [area, line])).toBe(true);
    const back = after(moved, { type: 'undo' });
    expect(isChanged(back, [area, line])).toBe(false);
    expect(after(back, { type: 'undo' })).toBe(back);
  });

  it('adds a corner between two and removes it, but keeps three', () => {
    const added = after(begun, { type: 'step', by: 1 }, { type: 'addVertex' });
    expect(added.vertex).toBe(1);
    expect(added.shapes[0]!.points[1]).toEqual(v(0.4, 0.2));
    let less = added;
    for (let at = 0; at < 5; at++) less = draw({ ...less, vertex: 0 }, { type: 'removeVertex' });
    expect(less.shapes[0]!.points).toHaveLength(3);
  });

  it('lets a line go on from its end', () => {
    const end = after(begun, { type: 'select', shape: 1, vertex: 1 }, { type: 'addVertex' });
    expect(end.shapes[1]!.points).toHaveLength(3);
    expect(end.shapes[1]!.points[2]!.x).toBe(1);
    expect(after(begun, { type: 'select', shape: 1 }, { type: 'reverse' }).shapes[1]!.points[0]).toEqual(v(0.9, 0.5));
  });

  it('makes each kind with what it needs', () => {
    for (const kind of ZONE_KINDS) {
      const made = after(drawingOf([]), { type: 'add', kind, name: '구역' });
      expect(faultsOf(made.shapes[0]!), kind).toEqual([]);
      const zone = zoneOf(made.shapes[0]!);
      expect([zone.polygon.length > 0, zone.line!.length > 0]).toEqual(
        kind === 'LINE_CROSSING' ? [false, true] : [true, false],
      );
      expect(zone.allowedHeadingDeg === null).toBe(kind !== 'WRONG_WAY');
      expect(zoneOf(shapeOf(zone))).toEqual(zone);
    }
  });

  it('turns an area into a line with its own corners', () => {
    const turned = after(begun, { type: 'select', shape: 0 }, { type: 'change', change: { kind: 'LINE_CROSSING' } });
    expect(zoneOf(turned.shapes[0]!)).toMatchObject({ polygon: [], crossing: 'BOTH', dwellSeconds: null });
  });
});

describe('drawing by mouse', () => {
  it('draws a new shape point by point', () => {
    let drawing = after(drawingOf([]), { type: 'add', kind: 'INTRUSION', name: '구역' });
    for (const [x, y] of [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]] as const) drawing = draw(drawing, { type: 'press', x, y });
    expect(drawing.shapes[0]!.points).toEqual([v(0.1, 0.1), v(0.5, 0.1), v(0.5, 0.5)]);
    expect(draw(drawing, { type: 'finish' }).mode).toBe('edit');
  });

  it('keeps a new shape that was changed by keys', () => {
    const kept = after(
      drawingOf([]),
      { type: 'add', kind: 'INTRUSION', name: '구역' },
      { type: 'nudge', dx: 0.1, dy: 0 },
      { type: 'press', x: 0.05, y: 0.05 },
    );
    expect(kept.shapes[0]!.points).toHaveLength(4);
    expect(kept.selected).toBeNull();
  });

  it('does not finish with too few', () => {
    const one = after(
      drawingOf([]),
      { type: 'add', kind: 'INTRUSION', name: '구역' },
      { type: 'press', x: 0.1, y: 0.1 },
      { type: 'finish' },
    );
    expect(one.mode).toBe('points');
    expect(faultsOf(one.shapes[0]!)).toEqual(['zone.fault.fewArea']);
  });

  it('is one step back for a whole drag', () => {
    const dragged = after(
      drawingOf([area]),
      { type: 'select', shape: 0, vertex: 0 },
      { type: 'place', x: 0.1, y: 0.1, begins: true },
      { type: 'place', x: 0.05, y: 0.05, begins: false },
      { type: 'place', x: 0, y: 0, begins: false },
    );
    expect(dragged.shapes[0]!.points[0]).toEqual(v(0, 0));
    expect(draw(dragged, { type: 'undo' }).shapes[0]!.points[0]).toEqual(v(0.2, 0.2));
  });

  it('lets go on a press beside', () => {
    expect(after(drawingOf([area]), { type: 'press', x: 0.9, y: 0.9 }).selected).toBeNull();
  });
});

describe('numbers of a zone', () => {
  const people: ZoneParameter = { name: 'minPeople', unit: 'COUNT', min: 2, max: 200, usual: 5 };
  const crowd = shapeOf({ ...area, kind: 'CROWDING', dwellSeconds: null, parameters: { minPeople: 12 } });

  it('go with it, are left out when all are as usual, and end with its kind', () => {
    expect(zoneOf(crowd).parameters).toEqual({ minPeople: 12 });
    expect(zoneOf({ ...crowd, parameters: withParameter(crowd, 'minPeople', null) })).not.toHaveProperty('parameters');
    const changed = draw(drawingOf([zoneOf(crowd)]), { type: 'change', change: { kind: 'RUNNING' } });
    expect(changed.shapes[0]!.parameters).toEqual({});
    expect(isChanged(drawingOf([zoneOf(crowd)]), [zoneOf(crowd)])).toBe(false);
  });

  it.each([
    [12, []],
    [1, ['minPeople']],
    [201, ['minPeople']],
    [2.5, ['minPeople']],
    [Number.NaN, ['minPeople']],
    [null, []],
  ])('%d people: %j', (value, faults) => {
    const shape = { ...crowd, parameters: withParameter(crowd, 'minPeople', value) };
    expect(parameterFaults(shape, [people])).toEqual(faults);
  });
});

describe('faults', () => {
  const shape = shapeOf(area);

  it.each([
    [{ name: ' ' }, 'zone.fault.name'],
    [{ points: [v(0, 0), v(1, 1)] }, 'zone.fault.fewArea'],
    [{ points: [v(0, 0), v(1, 1), v(1, 0), v(0, 1)] }, 'zone.fault.crosses'],
    [{ points: [v(0, 0), v(0.01, 0), v(0.01, 0.01)] }, 'zone.fault.small'],
    [{ dwellSeconds: 0 }, 'zone.fault.dwell'],
    [{ schedule: [{ days: [], from: '22:00', to: '06:00' }] }, 'zone.fault.hours'],
  ])('%j: %s', (change, fault) => {
    expect(faultsOf({ ...shape, ...change })).toEqual([fault]);
  });

  it("of the server are shown at the zone they are about", () => {
    const shapes = [shape, shapeOf(line)];
    expect(faultAt({ '[1].line': 'too short' }, null, shapes)).toEqual(new Map([[1, '[1].line: too short']]));
    expect(faultAt({}, 'zones[0].polygon: crosses itself.', shapes).get(0)).toContain('crosses');
    expect(faultAt({}, 'z2: crosses z1', [shapeOf(line)]).get(0)).toContain('z2');
    expect(faultAt({}, 'nothing known', shapes).size).toBe(0);
    expect(faultAt({ '[7].line': 'x' }, null, shapes).size).toBe(0);
  });
});
