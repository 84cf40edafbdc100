import type { Point } from '../api/registry';
import type { CameraBrief } from '../api/types';

export type Tool = 'sees' | 'nearest' | 'within';

/** A camera found, and what was measured. */
export interface Finding {
  camera: CameraBrief;
  distanceM: number | null;
  how: 'FIXED' | 'PTZ' | null;
  preset: string | null;
}

const METRES_PER_DEGREE = 111_320;
/** So many metres from the first corner close the area. */
export const LEAST_CORNERS = 3;

/** For the eye: metres on a flat piece of ground. */
export function metresBetween(a: Point, b: Point): number {
  const east = (b.lon - a.lon) * METRES_PER_DEGREE * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot(east, (b.lat - a.lat) * METRES_PER_DEGREE);
}

/** Closed and counter-clockwise, as RFC 7946 wants it; null while it has no area. */
export function polygonOf(corners: readonly Point[]): GeoJSON.Polygon | null {
  if (corners.length < LEAST_CORNERS) return null;
  const ring = corners.map(({ lon, lat }) => [lon, lat]);
  const doubled = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!;
    return sum + (x! * nextY! - nextX! * y!);
  }, 0);
  if (doubled === 0) return null;
  if (doubled < 0) ring.reverse();
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

/** What to draw of a search: its point or area, the cameras found, and a line to each. */
export function foundFeatures(
  corners: readonly Point[],
  closed: boolean,
  findings: readonly Finding[],
): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  const polygon = closed ? polygonOf(corners) : null;
  if (polygon) features.push({ type: 'Feature', properties: {}, geometry: polygon });
  else if (corners.length > 1) {
    const coordinates = corners.map(({ lon, lat }) => [lon, lat]);
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } });
  }
  for (const { lon, lat } of polygon ? [] : corners) features.push(pointFeature({ lon, lat }, 'place'));
  for (const { camera } of findings) {
    features.push(pointFeature(camera, 'camera'));
    if (corners.length === 1) {
      const coordinates = [
        [corners[0]!.lon, corners[0]!.lat],
        [camera.lon, camera.lat],
      ];
      features.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } });
    }
  }
  return { type: 'FeatureCollection', features };
}

function pointFeature({ lon, lat }: Point, what: string): GeoJSON.Feature {
  return { type: 'Feature', properties: { what }, geometry: { type: 'Point', coordinates: [lon, lat] } };
}
