import type { Vertex } from '../api/types';

/** Geometry of zones in fractions of the frame, origin top left. */

export const POLYGON_LEAST = 3;
export const POLYGON_MOST = 64;
export const LINE_LEAST = 2;
export const LINE_MOST = 16;
/** Smaller than this share of the picture is a slip of the hand. */
export const LEAST_AREA = 0.0005;

const clamp = (value: number) => Math.min(1, Math.max(0, value));
/** Four decimals are a fifth of a pixel of 2K. */
const round = (value: number) => Math.round(value * 10_000) / 10_000;

export function inFrame(x: number, y: number): Vertex {
  return { x: round(clamp(x)), y: round(clamp(y)) };
}

export function middle(a: Vertex, b: Vertex): Vertex {
  return inFrame((a.x + b.x) / 2, (a.y + b.y) / 2);
}

/** Twice the signed area is positive when the corners go clockwise on the screen. */
export function areaOf(points: readonly Vertex[]): number {
  const doubled = points.reduce((sum, a, at) => {
    const b = points[(at + 1) % points.length]!;
    return sum + (a.x * b.y - b.x * a.y);
  }, 0);
  return Math.abs(doubled) / 2;
}

export function centreOf(points: readonly Vertex[]): Vertex {
  const sum = points.reduce((so, point) => ({ x: so.x + point.x, y: so.y + point.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function side(a: Vertex, b: Vertex, c: Vertex): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

function within(a: Vertex, b: Vertex, c: Vertex): boolean {
  return (
    Math.min(a.x, b.x) <= c.x && c.x <= Math.max(a.x, b.x) && Math.min(a.y, b.y) <= c.y && c.y <= Math.max(a.y, b.y)
  );
}

/** Do the segments ab and cd share a point? */
export function segmentsMeet(a: Vertex, b: Vertex, c: Vertex, d: Vertex): boolean {
  const [one, two, three, four] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (one !== two && three !== four && one * two <= 0 && three * four <= 0) return true;
  return (
    (one === 0 && within(a, b, c)) ||
    (two === 0 && within(a, b, d)) ||
    (three === 0 && within(c, d, a)) ||
    (four === 0 && within(c, d, b))
  );
}

/** Does an edge cross or touch another that is not its neighbour? */
export function crossesItself(points: readonly Vertex[], closed: boolean): boolean {
  const count = points.length;
  const edges = closed ? count : count - 1;
  for (let one = 0; one < edges; one++) {
    for (let two = one + 2; two < edges; two++) {
      if (closed && one === 0 && two === edges - 1) continue;
      if (segmentsMeet(points[one]!, points[(one + 1) % count]!, points[two]!, points[(two + 1) % count]!)) return true;
    }
  }
  return false;
}

export function contains(polygon: readonly Vertex[], point: Vertex): boolean {
  let inside = false;
  polygon.forEach((a, at) => {
    const b = polygon[(at + 1) % polygon.length]!;
    if (a.y > point.y !== b.y > point.y && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  });
  return inside;
}

/** The edge nearest to a point, by its first corner, and how far it is; in units of a picture of the given shape. */
export function nearestEdge(
  points: readonly Vertex[],
  closed: boolean,
  point: Vertex,
  aspect: number,
): { after: number; distance: number } | null {
  const edges = closed ? points.length : points.length - 1;
  let best: { after: number; distance: number } | null = null;
  for (let at = 0; at < edges; at++) {
    const distance = toSegment(points[at]!, points[(at + 1) % points.length]!, point, aspect);
    if (!best || distance < best.distance) best = { after: at, distance };
  }
  return best;
}

function toSegment(a: Vertex, b: Vertex, point: Vertex, aspect: number): number {
  const [dx, dy] = [(b.x - a.x) * aspect, b.y - a.y];
  const [px, py] = [(point.x - a.x) * aspect, point.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  return Math.hypot(px - along * dx, py - along * dy);
}

/** A unit vector on the screen for a direction in the picture: 0 = up, 90 = right. */
export function headingVector(degrees: number): Vertex {
  const radians = (degrees * Math.PI) / 180;
  return { x: Math.sin(radians), y: -Math.cos(radians) };
}

/**
 * Across a line, from the left to the right of somebody who walks from its first to its last vertex; a unit vector on
 * a screen of the given width and height. Null for a line without length.
 */
export function leftToRight(line: readonly Vertex[], width: number, height: number): Vertex | null {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last) return null;
  const [dx, dy] = [(last.x - first.x) * width, (last.y - first.y) * height];
  const length = Math.hypot(dx, dy);
  return length === 0 ? null : { x: -dy / length, y: dx / length };
}

/** The point halfway along a line, where its arrow stands. */
export function halfway(line: readonly Vertex[], width: number, height: number): Vertex {
  const lengths = line.slice(1).map((point, at) => {
    const before = line[at]!;
    return Math.hypot((point.x - before.x) * width, (point.y - before.y) * height);
  });
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [at, length] of lengths.entries()) {
    if (left <= length && length > 0) {
      const [a, b] = [line[at]!, line[at + 1]!];
      return { x: a.x + ((b.x - a.x) * left) / length, y: a.y + ((b.y - a.y) * left) / length };
    }
    left -= length;
  }
  return line[0] ?? { x: 0.5, y: 0.5 };
}
