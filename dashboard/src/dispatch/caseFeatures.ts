import type { BoardCase, PlaceContext, PlaceLayer, UnitPosition } from '../api/types';
import { sector } from '../map/geometry';
import { unitLabel } from '../incident/pursuit';
import { CONTEXT_SIGNS } from '../map/style';

/** Roads are read, not drawn: a point would say nothing. */
const SIGNS: Partial<Record<PlaceLayer, { sign: string; colour: string }>> = {
  hazards: CONTEXT_SIGNS.HAZARD,
  hydrants: CONTEXT_SIGNS.HYDRANT,
  parking: CONTEXT_SIGNS.PARKING,
  hospitals: CONTEXT_SIGNS.HOSPITAL,
};

const feature = (
  kind: string,
  geometry: GeoJSON.Geometry,
  properties: GeoJSON.GeoJsonProperties = {},
): GeoJSON.Feature => ({ type: 'Feature', properties: { kind, ...properties }, geometry });

const point = ({ lon, lat }: { lon: number; lat: number }): GeoJSON.Point => ({
  type: 'Point',
  coordinates: [lon, lat],
});

/** A case as the map draws it; cameras carry the number of their tile. */
export function caseFeatures(
  open: BoardCase,
  context: PlaceContext | null,
  units: readonly UnitPosition[] = [],
): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  if (open.disaster) {
    const [first] = open.disaster.area;
    const ring = first ? [...open.disaster.area, first] : [];
    features.push(feature('area', { type: 'Polygon', coordinates: [ring] }));
  }
  open.cameras.forEach(({ camera, lon, lat, fieldOfViewDeg }, at) => {
    const ring = sector(lon, lat, camera.headingDeg, fieldOfViewDeg);
    if (ring) features.push(feature('sight', { type: 'Polygon', coordinates: [ring] }));
    features.push(feature('camera', point({ lon, lat }), { number: String(at + 1) }));
  });
  for (const [layer, sign] of Object.entries(SIGNS))
    for (const item of context?.[layer as PlaceLayer] ?? [])
      features.push(feature('context', point(item), { ...sign }));
  for (const unit of units) features.push(feature('unit', point(unit), unitLabel(unit)));
  features.push(feature('target', point(open.target ?? open)));
  return { type: 'FeatureCollection', features };
}
