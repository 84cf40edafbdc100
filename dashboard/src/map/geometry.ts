/** What a camera looks at, as a sector on the ground; for the eye, not for measuring. */

const METRES_PER_DEGREE = 111_320;
const REACH_M = 90;
const STEP_DEG = 6;

/** Ring of [lon, lat], closed; null while the heading is unknown. */
export function sector(
  lon: number,
  lat: number,
  headingDeg: number | null,
  fieldOfViewDeg: number,
  reachM = REACH_M,
): [number, number][] | null {
  if (headingDeg === null) return null;
  const width = Math.min(360, fieldOfViewDeg);
  const steps = Math.max(2, Math.ceil(width / STEP_DEG));
  const arc = Array.from({ length: steps + 1 }, (_, step) =>
    pointAt(lon, lat, headingDeg - width / 2 + (width * step) / steps, reachM),
  );
  if (width === 360) return [...arc.slice(0, -1), arc[0]!];
  return [[lon, lat], ...arc, [lon, lat]];
}

/** [lon, lat] so many metres from a place in a direction clockwise from north. */
export function pointAt(lon: number, lat: number, bearingDeg: number, metres: number): [number, number] {
  const bearing = (bearingDeg * Math.PI) / 180;
  return [
    lon + (metres * Math.sin(bearing)) / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
    lat + (metres * Math.cos(bearing)) / METRES_PER_DEGREE,
  ];
}

/** West, south, east, north of everything in a collection; null when it is empty. */
export function boundsOf(collection: GeoJSON.FeatureCollection): [number, number, number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return;
    const [lon, lat] = coordinates as unknown[];
    if (typeof lon === 'number' && typeof lat === 'number') {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    } else {
      coordinates.forEach(visit);
    }
  };
  for (const feature of collection.features) {
    if (feature.geometry && 'coordinates' in feature.geometry) visit(feature.geometry.coordinates);
  }
  return west <= east ? [west, south, east, north] : null;
}

/**
 * One point for each feature's name: the centre of gravity of its largest ring. A polygon's own label repeats in every
 * tile.
 */
export function labelPoints(collection: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: collection.features.flatMap((feature) => {
      const rings = ringsOf(feature.geometry);
      const largest = rings.reduce<GeoJSON.Position[] | null>(
        (best, ring) => (best && area(best) >= area(ring) ? best : ring),
        null,
      );
      if (!largest) return [];
      return [
        {
          type: 'Feature' as const,
          properties: feature.properties,
          geometry: { type: 'Point' as const, coordinates: centre(largest) },
        },
      ];
    }),
  };
}

/** The first feature that a place lies in. */
export function districtAt<P>(
  collection: GeoJSON.FeatureCollection<GeoJSON.Geometry, P>,
  lon: number,
  lat: number,
): GeoJSON.Feature<GeoJSON.Geometry, P> | null {
  return collection.features.find(({ geometry }) => ringsOf(geometry).some((ring) => isInside(ring, lon, lat))) ?? null;
}

/** Crossings of the border to the east: an odd number. */
function isInside(ring: GeoJSON.Position[], lon: number, lat: number): boolean {
  let inside = false;
  for (let at = 1; at < ring.length; at++) {
    const [a, b] = [ring[at - 1]!, ring[at]!];
    if (a[1]! > lat === b[1]! > lat) continue;
    if (lon < a[0]! + ((lat - a[1]!) / (b[1]! - a[1]!)) * (b[0]! - a[0]!)) inside = !inside;
  }
  return inside;
}

function ringsOf(geometry: GeoJSON.Geometry): GeoJSON.Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates.slice(0, 1);
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flatMap((polygon) => polygon.slice(0, 1)) : [];
}

function area(ring: GeoJSON.Position[]): number {
  return Math.abs(crossSum(ring, () => 1));
}

function centre(ring: GeoJSON.Position[]): GeoJSON.Position {
  const whole = 3 * crossSum(ring, () => 1);
  return [crossSum(ring, (a, b) => a[0]! + b[0]!) / whole, crossSum(ring, (a, b) => a[1]! + b[1]!) / whole];
}

function crossSum(ring: GeoJSON.Position[], weight: (a: GeoJSON.Position, b: GeoJSON.Position) => number): number {
  return ring.slice(1).reduce((sum, b, at) => {
    const a = ring[at]!;
    return sum + (a[0]! * b[1]! - b[0]! * a[1]!) * weight(a, b);
  }, 0);
}
