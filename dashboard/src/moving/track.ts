import type { Point } from '../api/registry';
import type { Airspace, Mission, Pose } from '../api/types';
import { planState } from '../health/plans';

/** Between two poses further apart in time nobody knows the way. */
const UNKNOWN_AFTER_MS = 120_000;

export type MovingKind = 'airspace' | 'mission' | 'track' | 'pose' | 'way' | 'corner';

/** What the map shows of a moving camera: where it was, where it may go, and where it must not. */
export function movingFeatures(
  shown: { poses: readonly Pose[]; missions: readonly Mission[]; airspaces: readonly Airspace[]; way: readonly Point[] },
  nowMs: number,
): GeoJSON.FeatureCollection {
  const { poses, missions, airspaces, way } = shown;
  const features: GeoJSON.Feature[] = airspaces.map(({ polygon, name, code, from, to }) =>
    feature('airspace', polygon, { name: `${name} (${code})`, now: inForce({ from, to }, nowMs) }),
  );
  for (const mission of missions) {
    if (planState(mission, nowMs) !== 'over' && !mission.suspendedAt) features.push(feature('mission', mission.way));
  }
  for (const piece of pieces(poses)) {
    features.push(feature('track', { type: 'LineString', coordinates: piece.map(({ lon, lat }) => [lon, lat]) }));
  }
  const last = poses.at(-1);
  if (last) features.push(point('pose', last));
  if (way.length > 1) {
    features.push(feature('way', { type: 'LineString', coordinates: way.map(({ lon, lat }) => [lon, lat]) }));
  }
  features.push(...way.map((corner) => point('corner', corner)));
  return { type: 'FeatureCollection', features };
}

/** Runs of poses without a silence between them; one alone is no way. */
export function pieces(poses: readonly Pose[]): Pose[][] {
  const all: Pose[][] = [];
  for (const pose of poses) {
    const piece = all.at(-1);
    const before = piece?.at(-1);
    if (piece && before && Date.parse(pose.at) - Date.parse(before.at) <= UNKNOWN_AFTER_MS) piece.push(pose);
    else all.push([pose]);
  }
  return all.filter((piece) => piece.length > 1);
}

/** An airspace without times is for ever; its first and last moment belong to it. */
export function inForce({ from, to }: { from: string | null; to: string | null }, nowMs: number): boolean {
  return (from === null || Date.parse(from) <= nowMs) && (to === null || nowMs <= Date.parse(to));
}

/** West, south, east, north of what is known; null: nothing is. */
export function boundsOfTrack(points: readonly Point[]): [number, number, number, number] | null {
  if (points.length === 0) return null;
  const lons = points.map(({ lon }) => lon);
  const lats = points.map(({ lat }) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function feature(kind: MovingKind, geometry: GeoJSON.Geometry, properties: Record<string, unknown> = {}): GeoJSON.Feature {
  return { type: 'Feature', properties: { kind, ...properties }, geometry };
}

function point(kind: MovingKind, { lon, lat }: Point): GeoJSON.Feature {
  return feature(kind, { type: 'Point', coordinates: [lon, lat] });
}
