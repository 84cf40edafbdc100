import type { FilterSpecification, LayerSpecification, Map as GlMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { serverNowMs } from '../api/clock';
import type { Point } from '../api/registry';
import type { Airspace, Mission, Pose } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { SmallMap } from '../map/SmallMap';
import { setData } from '../map/useMapData';
import { boundsOfTrack, movingFeatures, type MovingKind } from './track';

const SOURCE = 'moving';
/** So that the airspace around can be seen. */
const CLOSEST_ZOOM = 14;

/** Airspaces, flights filed, the way so far and the camera on one map; a press adds a corner to a new way. */
export function TrackMap({
  home,
  poses,
  missions,
  airspaces,
  way,
  onCorner,
}: {
  /** Where to look while no pose is known. */
  home: Point;
  poses: readonly Pose[];
  missions: readonly Mission[];
  airspaces: readonly Airspace[];
  way: readonly Point[];
  onCorner: ((corner: Point) => void) | null;
}) {
  const { t } = useSpeech();
  const [map, setMap] = useState<GlMap | null>(null);
  const fitted = useRef('');
  useEffect(() => {
    if (!map) return;
    map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    for (const layer of layers()) map.addLayer(layer);
  }, [map]);
  useEffect(() => {
    if (map) setData(map, SOURCE, movingFeatures({ poses, missions, airspaces, way }, serverNowMs()));
  }, [map, poses, missions, airspaces, way]);
  const known = poses.length > 0 ? 'track' : 'home';
  useEffect(() => {
    if (!map || fitted.current === known) return;
    fitted.current = known;
    map.fitBounds(boundsOfTrack(poses) ?? [home.lon, home.lat, home.lon, home.lat], {
      padding: 48,
      maxZoom: known === 'track' ? CLOSEST_ZOOM : 13,
      animate: false,
    });
  }, [map, known]);
  return <SmallMap label={t('moving.map')} testId="track-map" onPress={onCorner} onMap={setMap} />;
}

function layers(): LayerSpecification[] {
  const of = (kind: MovingKind): FilterSpecification => ['==', ['get', 'kind'], kind];
  const line = (kind: MovingKind, colour: string, width: number, dashes?: number[]): LayerSpecification => ({
    id: `moving-${kind}`,
    type: 'line',
    source: SOURCE,
    filter: of(kind),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, ...(dashes ? { 'line-dasharray': dashes } : {}) },
  });
  return [
    {
      id: 'moving-airspace',
      type: 'fill',
      source: SOURCE,
      filter: of('airspace'),
      paint: { 'fill-color': '#ff7b7b', 'fill-opacity': ['case', ['get', 'now'], 0.2, 0.08] },
    },
    { ...line('airspace', '#ff7b7b', 1.5), id: 'moving-airspace-edge' } as LayerSpecification,
    line('mission', '#ffd166', 2, [3, 2]),
    line('track', '#4cc2ff', 3),
    line('way', '#ffffff', 2, [2, 2]),
    circle('corner', 5, '#0a0f15', '#ffffff'),
    circle('pose', 8, '#4cc2ff', '#ffffff'),
  ];
  function circle(kind: MovingKind, radius: number, fill: string, edge: string): LayerSpecification {
    return {
      id: `moving-${kind}`,
      type: 'circle',
      source: SOURCE,
      filter: of(kind),
      paint: { 'circle-radius': radius, 'circle-color': fill, 'circle-stroke-color': edge, 'circle-stroke-width': 2 },
    };
  }
}
