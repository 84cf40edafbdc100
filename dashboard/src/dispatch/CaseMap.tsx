import type { LayerSpecification, Map as GlMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { Point } from '../api/registry';
import type { BoardCase, PlaceContext, UnitPosition } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { SmallMap } from '../map/SmallMap';
import { MAP_FONT } from '../map/mapFont';
import { CAMERA_LAYERS } from '../map/style';
import { setData } from '../map/useMapData';
import { boundsOf } from '../map/geometry';
import { unitLayers } from '../map/pursuitLayers';
import { caseFeatures } from './caseFeatures';

const SOURCE = 'case';
const CLOSEST_ZOOM = 16.5;

/** The target, the cameras with what they look at, the area of a disaster, and what stands around. */
export function CaseMap({
  open,
  context,
  units,
  onTarget,
}: {
  open: BoardCase;
  context: PlaceContext | null;
  units: readonly UnitPosition[];
  /** Null: the next press is no place. */
  onTarget: ((place: Point) => void) | null;
}) {
  const { t } = useSpeech();
  const [map, setMap] = useState<GlMap | null>(null);
  useEffect(() => {
    if (!map) return;
    for (const layer of CAMERA_LAYERS) map.setLayoutProperty(layer, 'visibility', 'none');
    map.addSource(SOURCE, { type: 'geojson', data: caseFeatures(open, context) });
    for (const layer of layers()) map.addLayer(layer);
  }, [map]);
  useEffect(() => {
    if (map) setData(map, SOURCE, caseFeatures(open, context, units));
  }, [map, open, context, units]);
  const seen = [open.incidentId, open.target?.moves, ...open.cameras.map(({ camera }) => camera.cameraId)].join(' ');
  useEffect(() => {
    const bounds = map && boundsOf(caseFeatures(open, null));
    if (bounds) map.fitBounds(bounds, { padding: 48, maxZoom: CLOSEST_ZOOM, animate: false });
  }, [map, seen]);
  return (
    <div className="case-map" data-testid="case-map-box" data-cameras={open.cameras.length}>
      <SmallMap label={t('board.map')} testId="case-map" onPress={onTarget} onMap={setMap} />
    </div>
  );
}

function layers(): LayerSpecification[] {
  const of = (kind: string): LayerSpecification['filter' & keyof LayerSpecification] =>
    ['==', ['get', 'kind'], kind] as never;
  return [
    {
      id: 'case-area',
      type: 'fill',
      source: SOURCE,
      filter: of('area'),
      paint: { 'fill-color': '#ff7070', 'fill-opacity': 0.18, 'fill-outline-color': '#ff7070' },
    },
    {
      id: 'case-sight',
      type: 'fill',
      source: SOURCE,
      filter: of('sight'),
      paint: { 'fill-color': '#4cc2ff', 'fill-opacity': 0.22 },
    },
    {
      id: 'case-context',
      type: 'symbol',
      source: SOURCE,
      filter: of('context'),
      layout: {
        'text-field': ['get', 'sign'],
        'text-font': MAP_FONT,
        'text-size': 17,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ['get', 'colour'], 'text-halo-color': '#06090d', 'text-halo-width': 2 },
    },
    {
      id: 'case-camera',
      type: 'circle',
      source: SOURCE,
      filter: of('camera'),
      paint: {
        'circle-radius': 10,
        'circle-color': '#16344a',
        'circle-stroke-color': '#4cc2ff',
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'case-camera-number',
      type: 'symbol',
      source: SOURCE,
      filter: of('camera'),
      layout: {
        'text-field': ['get', 'number'],
        'text-font': MAP_FONT,
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': '#ffffff' },
    },
    ...unitLayers(SOURCE),
    {
      id: 'case-target',
      type: 'circle',
      source: SOURCE,
      filter: of('target'),
      paint: {
        'circle-radius': 8,
        'circle-color': '#ff7070',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 3,
      },
    },
  ];
}
