import type { Crossing, Vertex, WatchHours, Zone, ZoneKind, ZoneParameter } from '../api/types';
import type { TextKey } from '../language/language';
import {
  areaOf,
  crossesItself,
  inFrame,
  LEAST_AREA,
  LINE_LEAST,
  LINE_MOST,
  middle,
  POLYGON_LEAST,
  POLYGON_MOST,
} from './shapes';

/** What is drawn over a picture, and how keys and mouse change it. Pure: the board only draws it. */

/** What boxes alone only hint at: a person must look. */
export const CUES: ReadonlySet<string> = new Set(['FALL', 'FIGHT']);
export const MOST_ZONES = 16;
const MOST_STEPS_BACK = 100;

/** A zone with its corners in one place, whether they are an area's or a line's. */
export interface Shape {
  zoneId: string;
  name: string;
  kind: string;
  points: readonly Vertex[];
  dwellSeconds: number | null;
  crossing: Crossing | null;
  allowedHeadingDeg: number | null;
  schedule: readonly WatchHours[];
  /** Only what differs from the usual. */
  parameters: Readonly<Record<string, number>>;
}

export interface Drawing {
  shapes: readonly Shape[];
  selected: number | null;
  vertex: number | null;
  /** A new shape stands as proposed until the first press begins to draw it point by point. */
  mode: 'edit' | 'fresh' | 'points';
  past: readonly (readonly Shape[])[];
}

export type Stroke =
  | { type: 'add'; kind: ZoneKind; name: string }
  | { type: 'remove' }
  | { type: 'select'; shape: number | null; vertex?: number | null }
  | { type: 'step'; by: 1 | -1 }
  | { type: 'nudge'; dx: number; dy: number }
  /** A drag; {@code begins} makes the step that undo goes back to. */
  | { type: 'place'; x: number; y: number; begins: boolean }
  | { type: 'insert'; after: number; x: number; y: number }
  | { type: 'addVertex' }
  | { type: 'removeVertex' }
  | { type: 'press'; x: number; y: number }
  | { type: 'finish' }
  | { type: 'reverse' }
  | { type: 'change'; change: Partial<Omit<Shape, 'points' | 'zoneId'>> }
  | { type: 'undo' }
  | { type: 'replace'; shapes: readonly Shape[] }
  /** Begins anew with what the server has. */
  | { type: 'reset'; zones: readonly Zone[] };

export const isLine = (kind: string) => kind === 'LINE_CROSSING';

export function shapeOf(zone: Zone): Shape {
  return {
    zoneId: zone.zoneId,
    name: zone.name,
    kind: zone.kind,
    points: isLine(zone.kind) ? (zone.line ?? []) : zone.polygon,
    dwellSeconds: zone.dwellSeconds,
    crossing: zone.crossing ?? null,
    allowedHeadingDeg: zone.allowedHeadingDeg ?? null,
    schedule: zone.schedule ?? [],
    parameters: zone.parameters ?? {},
  };
}

export function zoneOf(shape: Shape): Zone {
  const line = isLine(shape.kind);
  return {
    zoneId: shape.zoneId,
    name: shape.name.trim(),
    kind: shape.kind,
    polygon: line ? [] : [...shape.points],
    line: line ? [...shape.points] : [],
    dwellSeconds: shape.kind === 'LOITERING' ? shape.dwellSeconds : null,
    crossing: line ? shape.crossing : null,
    allowedHeadingDeg: shape.kind === 'WRONG_WAY' ? (shape.allowedHeadingDeg ?? 0) : null,
    schedule: [...shape.schedule],
    ...(Object.keys(shape.parameters).length > 0 && { parameters: { ...shape.parameters } }),
  };
}

export function drawingOf(zones: readonly Zone[]): Drawing {
  return { shapes: zones.map(shapeOf), selected: zones.length > 0 ? 0 : null, vertex: null, mode: 'edit', past: [] };
}

export function isChanged(drawing: Drawing, zones: readonly Zone[]): boolean {
  return JSON.stringify(drawing.shapes.map(zoneOf)) !== JSON.stringify(zones.map(shapeOf).map(zoneOf));
}

export function draw(drawing: Drawing, stroke: Stroke): Drawing {
  const shape = drawing.selected === null ? undefined : drawing.shapes[drawing.selected];
  switch (stroke.type) {
    case 'add':
      if (drawing.shapes.length >= MOST_ZONES) return drawing;
      return {
        ...remembered(drawing, [...drawing.shapes, newShape(drawing.shapes, stroke.kind, stroke.name)]),
        selected: drawing.shapes.length,
        vertex: 0,
        mode: 'fresh',
      };
    case 'remove': {
      if (!shape) return drawing;
      const shapes = drawing.shapes.filter((one) => one !== shape);
      return { ...remembered(drawing, shapes), selected: shapes.length > 0 ? 0 : null, vertex: null, mode: 'edit' };
    }
    case 'select':
      return { ...drawing, selected: stroke.shape, vertex: stroke.vertex ?? null, mode: 'edit' };
    case 'step': {
      if (!shape || shape.points.length === 0) return drawing;
      const from = drawing.vertex ?? (stroke.by > 0 ? -1 : shape.points.length);
      const next = from + stroke.by;
      // Beyond the last and before the first the focus leaves the board.
      return { ...drawing, vertex: next >= 0 && next < shape.points.length ? next : null };
    }
    case 'nudge': {
      const point = shape && drawing.vertex !== null ? shape.points[drawing.vertex] : undefined;
      if (!shape || !point) return drawing;
      return withPoints(drawing, replaced(shape.points, drawing.vertex!, inFrame(point.x + stroke.dx, point.y + stroke.dy)));
    }
    case 'place': {
      if (!shape || drawing.vertex === null) return drawing;
      const points = replaced(shape.points, drawing.vertex, inFrame(stroke.x, stroke.y));
      return stroke.begins ? withPoints(drawing, points) : { ...drawing, shapes: swapped(drawing, points) };
    }
    case 'insert': {
      if (!shape || shape.points.length >= most(shape)) return drawing;
      const points = [...shape.points];
      points.splice(stroke.after + 1, 0, inFrame(stroke.x, stroke.y));
      return { ...withPoints(drawing, points), vertex: stroke.after + 1 };
    }
    case 'addVertex': {
      if (!shape || shape.points.length === 0) return drawing;
      const at = drawing.vertex ?? shape.points.length - 1;
      const next = shape.points[at + 1] ?? (isLine(shape.kind) ? null : shape.points[0]!);
      // At a line's end there is no next corner: it goes on the way it came.
      const point = next
        ? middle(shape.points[at]!, next)
        : onward(shape.points[at - 1] ?? shape.points[at]!, shape.points[at]!);
      return draw(drawing, { type: 'insert', after: at, ...point });
    }
    case 'removeVertex': {
      if (!shape || drawing.vertex === null) return drawing;
      if (shape.points.length <= least(shape)) return drawing;
      const points = shape.points.filter((_, at) => at !== drawing.vertex);
      return { ...withPoints(drawing, points), vertex: Math.min(drawing.vertex, points.length - 1) };
    }
    case 'press':
      return pressed(drawing, shape, inFrame(stroke.x, stroke.y));
    case 'finish':
      return shape && shape.points.length >= least(shape) ? { ...drawing, mode: 'edit' } : drawing;
    case 'reverse':
      return shape ? { ...withPoints(drawing, [...shape.points].reverse()), vertex: null } : drawing;
    case 'change':
      return shape ? changed(drawing, shape, stroke.change) : drawing;
    case 'undo': {
      const before = drawing.past.at(-1);
      if (!before) return drawing;
      const selected = drawing.selected !== null && drawing.selected < before.length ? drawing.selected : null;
      return { shapes: before, past: drawing.past.slice(0, -1), selected, vertex: null, mode: 'edit' };
    }
    case 'reset':
      return drawingOf(stroke.zones);
    case 'replace':
      return {
        ...remembered(drawing, stroke.shapes),
        selected: stroke.shapes.length > 0 ? 0 : null,
        vertex: null,
        mode: 'edit',
      };
  }
}

/** A press on the empty picture: the points of a new shape, else nothing is selected any more. */
function pressed(drawing: Drawing, shape: Shape | undefined, point: Vertex): Drawing {
  if (!shape || drawing.mode === 'edit') return { ...drawing, selected: null, vertex: null };
  if (drawing.mode === 'fresh') return { ...withPoints(drawing, [point]), mode: 'points', vertex: 0 };
  if (shape.points.length >= most(shape)) return drawing;
  return { ...withPoints(drawing, [...shape.points, point]), vertex: shape.points.length };
}

/** Between areas and lines the corners no longer fit: the new kind begins with its usual shape. */
function changed(drawing: Drawing, shape: Shape, change: Partial<Shape>): Drawing {
  const kind = change.kind ?? shape.kind;
  const next: Shape = { ...shape, ...change };
  // Another behaviour has other numbers.
  if (kind !== shape.kind) next.parameters = {};
  if (isLine(kind) !== isLine(shape.kind)) Object.assign(next, { points: usualPoints(kind) });
  if (kind === 'LINE_CROSSING' && next.crossing === null) next.crossing = 'BOTH';
  if (kind === 'WRONG_WAY' && next.allowedHeadingDeg === null) next.allowedHeadingDeg = 0;
  return remembered(
    drawing,
    drawing.shapes.map((one) => (one === shape ? next : one)),
  );
}

function newShape(shapes: readonly Shape[], kind: ZoneKind, name: string): Shape {
  const taken = new Set(shapes.map((shape) => shape.zoneId));
  let number = shapes.length + 1;
  while (taken.has(`zone-${number}`)) number++;
  return {
    zoneId: `zone-${number}`,
    name: `${name} ${number}`,
    kind,
    points: usualPoints(kind),
    dwellSeconds: kind === 'LOITERING' ? 10 : null,
    crossing: kind === 'LINE_CROSSING' ? 'BOTH' : null,
    allowedHeadingDeg: kind === 'WRONG_WAY' ? 0 : null,
    schedule: [],
    parameters: {},
  };
}

function usualPoints(kind: string): Vertex[] {
  if (isLine(kind)) return [inFrame(0.3, 0.6), inFrame(0.7, 0.6)];
  return [inFrame(0.35, 0.35), inFrame(0.65, 0.35), inFrame(0.65, 0.65), inFrame(0.35, 0.65)];
}

function onward(before: Vertex, last: Vertex): Vertex {
  return inFrame(last.x + (last.x - before.x) / 2, last.y + (last.y - before.y) / 2);
}

export const least = (shape: Shape) => (isLine(shape.kind) ? LINE_LEAST : POLYGON_LEAST);
export const most = (shape: Shape) => (isLine(shape.kind) ? LINE_MOST : POLYGON_MOST);

function replaced(points: readonly Vertex[], at: number, point: Vertex): Vertex[] {
  return points.map((one, place) => (place === at ? point : one));
}

function swapped(drawing: Drawing, points: readonly Vertex[]): Shape[] {
  return drawing.shapes.map((shape, at) => (at === drawing.selected ? { ...shape, points } : shape));
}

/** Whoever changes a shape as it stands keeps it: a later press does not begin it anew. */
function withPoints(drawing: Drawing, points: readonly Vertex[]): Drawing {
  const mode = drawing.mode === 'fresh' ? 'edit' : drawing.mode;
  return { ...remembered(drawing, swapped(drawing, points)), mode };
}

function remembered(drawing: Drawing, shapes: readonly Shape[]): Drawing {
  return { ...drawing, shapes, past: [...drawing.past, drawing.shapes].slice(-MOST_STEPS_BACK) };
}

/** What is wrong with a shape, as words to say; the server has the last word. */
export function faultsOf(shape: Shape): TextKey[] {
  const faults: TextKey[] = [];
  const line = isLine(shape.kind);
  if (!shape.name.trim()) faults.push('zone.fault.name');
  if (shape.points.length < least(shape)) faults.push(line ? 'zone.fault.fewLine' : 'zone.fault.fewArea');
  else if (!line && crossesItself(shape.points, true)) faults.push('zone.fault.crosses');
  else if (!line && areaOf(shape.points) < LEAST_AREA) faults.push('zone.fault.small');
  if (shape.dwellSeconds !== null && !(shape.dwellSeconds >= 1 && shape.dwellSeconds <= 3600)) {
    faults.push('zone.fault.dwell');
  }
  if (shape.schedule.some((hours) => hours.days.length === 0 || !hours.from || !hours.to)) {
    faults.push('zone.fault.hours');
  }
  return faults;
}

/** A shape with a number set, or as usual again. */
export function withParameter(shape: Shape, name: string, value: number | null): Record<string, number> {
  const { [name]: _, ...others } = shape.parameters;
  return value === null ? others : { ...others, [name]: value };
}

/** Which of a shape's numbers are out of their ranges, by name. */
export function parameterFaults(shape: Shape, parameters: readonly ZoneParameter[]): string[] {
  return parameters
    .filter(({ name, min, max, unit }) => {
      const value = shape.parameters[name];
      if (value === undefined) return false;
      return !(value >= min && value <= max) || (unit === 'COUNT' && !Number.isInteger(value));
    })
    .map(({ name }) => name);
}

/** Which zone a refusal of the server is about: by its place in the list, or by its name in the sentence. */
export function faultAt(fields: Readonly<Record<string, string>>, detail: string | null, shapes: readonly Shape[]): Map<number, string> {
  const faults = new Map<number, string>();
  for (const [path, why] of Object.entries(fields)) {
    const at = /\[(\d+)\]/.exec(path)?.[1];
    if (at !== undefined && Number(at) < shapes.length) faults.set(Number(at), `${path}: ${why}`);
  }
  if (faults.size > 0 || !detail) return faults;
  const place = /\[(\d+)\]/.exec(detail)?.[1];
  const at =
    place === undefined
      ? shapes.findIndex((shape) => detail.includes(shape.zoneId) || (shape.name.trim() && detail.includes(shape.name.trim())))
      : Number(place);
  if (at >= 0 && at < shapes.length) faults.set(at, detail);
  return faults;
}
