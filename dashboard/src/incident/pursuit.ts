import type { Pursuit, UnitPosition } from '../api/types';
import { pointAt, sector } from '../map/geometry';

/** How far the arrow of the heading reaches, metres: to be seen, not to be believed. */
const ARROW_M = 120;

export const COMPASS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
export type Compass = (typeof COMPASS)[number];

/** The nearest of eight directions. */
export function compassOf(deg: number): Compass {
  return COMPASS[Math.round((((deg % 360) + 360) % 360) / 45) % 8]!;
}

/** 4.2 m/s is nobody's unit: 15 km/h. */
export function speedText(mps: number): string {
  return `${Math.round(mps * 3.6)} km/h`;
}

export function distanceText(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`;
}

/** The target has been seen elsewhere than where it was reported. */
export const isMoving = (pursuit: Pursuit) => pursuit.way.length > 1;

/** How a unit is named on a map: one whose signal is lost is only where it was. */
export const unitLabel = ({ unit, lost }: UnitPosition) => ({ name: lost ? `${unit} ?` : unit, lost });

/** A pursuit as the map draws it; next cameras carry the number of their row. */
export function pursuitFeatures(
  pursuit: Pursuit | null,
  units: readonly UnitPosition[] = [],
): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  const add = (kind: string, geometry: GeoJSON.Geometry, properties: GeoJSON.GeoJsonProperties = {}) =>
    features.push({ type: 'Feature', properties: { kind, ...properties }, geometry });
  if (pursuit) {
    const { lastSeen, headingDeg } = pursuit;
    const last = [lastSeen.lon, lastSeen.lat];
    if (isMoving(pursuit))
      add('way', { type: 'LineString', coordinates: pursuit.way.map(({ lon, lat }) => [lon, lat]) });
    for (const camera of pursuit.holding) {
      const ring = sector(camera.lon, camera.lat, camera.headingDeg, camera.fieldOfViewDeg);
      if (ring) add('sight', { type: 'Polygon', coordinates: [ring] });
      add('holding', { type: 'Point', coordinates: [camera.lon, camera.lat] });
    }
    pursuit.next.forEach((camera, at) =>
      add('next', { type: 'Point', coordinates: [camera.lon, camera.lat] }, { number: String(at + 1) }),
    );
    if (headingDeg !== null) {
      const ahead = pointAt(lastSeen.lon, lastSeen.lat, headingDeg, ARROW_M);
      add('heading', { type: 'LineString', coordinates: [last, ahead] });
      add('arrow', { type: 'Point', coordinates: ahead }, { headingDeg });
    }
    add('target', { type: 'Point', coordinates: last });
  }
  for (const unit of units) add('unit', { type: 'Point', coordinates: [unit.lon, unit.lat] }, unitLabel(unit));
  return { type: 'FeatureCollection', features };
}
