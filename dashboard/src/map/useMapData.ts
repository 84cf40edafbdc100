import { GeoJSONSource, VectorTileSource, type Map as GlMap } from 'maplibre-gl';
import { useCallback, useEffect, useRef } from 'react';
import type { Districts } from '../api/doors';
import type { Camera, ContextLayer, Incident, Pursuit, UnitPosition } from '../api/types';
import { pursuitFeatures } from '../incident/pursuit';
import { boundsOf, labelPoints, sector } from './geometry';
import { tilesUrl, type MapFilter } from './mapFilter';
import { CONTEXT_LAYERS, contextLayerIds } from './style';

const CLOSE_ZOOM = 15;
const TILES_AGAIN_MS = 60_000;
/** After news of any camera's health the tiles are asked again, but not more often than this. */
const NEWS_MS = 5000;

export function setData(map: GlMap, source: string, data: GeoJSON.GeoJSON): void {
  map.getSource<GeoJSONSource>(source)?.setData(data);
}

/** Names of the districts, and the first look at the whole city. The outlines come with the tiles. */
export function useDistricts(map: GlMap | null, districts: Districts | null): void {
  const fitted = useRef(false);
  useEffect(() => {
    if (!map || !districts) return;
    setData(map, 'district-names', labelPoints(districts));
    const bounds = boundsOf(districts);
    if (bounds && !fitted.current) map.fitBounds(bounds, { padding: 32, animate: false });
    fitted.current = true;
  }, [map, districts]);
}

export function useTiles(map: GlMap | null, filter: MapFilter, healthBeat: number): void {
  const shown = useRef('');
  useEffect(() => {
    if (!map) return;
    const url = tilesUrl(location.origin, filter);
    if (shown.current && shown.current !== url) map.getSource<VectorTileSource>('cameras')?.setTiles([url]);
    shown.current = url;
  }, [map, filter]);

  const askedAt = useRef(0);
  const again = useCallback(() => {
    if (!map || document.hidden) return;
    askedAt.current = performance.now();
    map.refreshTiles('cameras');
  }, [map]);
  useEffect(() => {
    const timer = setInterval(again, TILES_AGAIN_MS);
    return () => clearInterval(timer);
  }, [again]);
  useEffect(() => {
    if (healthBeat === 0) return;
    const timer = setTimeout(again, Math.max(300, askedAt.current + NEWS_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [again, healthBeat]);
}

export function useContextLayers(map: GlMap | null, layers: ReadonlySet<ContextLayer>): void {
  useEffect(() => {
    if (!map) return;
    for (const layer of CONTEXT_LAYERS) {
      const visibility = layers.has(layer) ? 'visible' : 'none';
      for (const id of contextLayerIds(layer)) map.setLayoutProperty(id, 'visibility', visibility);
    }
  }, [map, layers]);
}

export function useSight(map: GlMap | null, camera: Camera | null): void {
  useEffect(() => {
    if (!map) return;
    const ring =
      camera && sector(camera.lon, camera.lat, camera.headingDeg, camera.fieldOfViewDeg, camera.rangeM ?? undefined);
    setData(map, 'sight', {
      type: 'FeatureCollection',
      features: ring ? [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }] : [],
    });
  }, [map, camera]);
}

/** Where an incident is now, or a camera stands. */
function placeOf(one: Camera | Incident): [number, number] {
  const { lon, lat } = ('target' in one && one.target) || one;
  return [lon, lat];
}

/** What is followed is drawn anew with each sighting, and the map goes along when it leaves the sheet. */
export function usePursuitOnMap(map: GlMap | null, pursuit: Pursuit | null, units: readonly UnitPosition[]): void {
  useEffect(() => {
    if (map) setData(map, 'pursuit', pursuitFeatures(pursuit, units));
  }, [map, pursuit, units]);
  const last = pursuit?.lastSeen;
  useEffect(() => {
    if (!map || !last || map.getBounds().contains([last.lon, last.lat])) return;
    map.easeTo({ center: [last.lon, last.lat], duration: 500 });
  }, [map, last?.lon, last?.lat]);
}

export function useFlight(map: GlMap | null, camera: Camera | null, incident: Incident | null): void {
  const target = incident ?? camera;
  const key = incident?.incidentId ?? camera?.cameraId ?? null;
  const go = useCallback(() => {
    if (!map || !target) return;
    map.easeTo({
      center: placeOf(target),
      zoom: Math.max(map.getZoom(), incident ? CLOSE_ZOOM : 13.5),
      duration: 500,
    });
    // Once per target, not with each change of its record.
  }, [map, key]);
  useEffect(go, [go]);
}
