import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { HEALTH_COLOURS } from '../camera/marks';
import type { ContextLayer } from '../api/types';
import type { Language } from '../language/language';
import { NO_FILTER, tilesUrl } from './mapFilter';
import { MAP_FONT } from './mapFont';
import { pursuitLayers } from './pursuitLayers';

export const CAMERA_LAYER = 'camera';
export const CLUSTER_LAYER = 'cluster';
/** All that shows cameras of the city: a map that is about something else hides them. */
export const CAMERA_LAYERS = [CAMERA_LAYER, CLUSTER_LAYER, 'cluster-worst', 'cluster-count', 'camera-name'] as const;
export const CONTEXT_LAYERS: readonly ContextLayer[] = ['HAZARD', 'PARKING', 'HOSPITAL', 'HYDRANT', 'SHELTER', 'OBSTRUCTION'];

/** One sign and one colour a kind; none that cameras use. */
export const CONTEXT_SIGNS: Record<ContextLayer, { sign: string; colour: string }> = {
  HAZARD: { sign: '!', colour: '#ff8f6b' },
  PARKING: { sign: 'P', colour: '#6fb7ff' },
  HOSPITAL: { sign: '+', colour: '#ff9ecb' },
  HYDRANT: { sign: 'H', colour: '#7de3e0' },
  SHELTER: { sign: 'S', colour: '#b8e986' },
  OBSTRUCTION: { sign: 'B', colour: '#b9a88f' },
};

/** From far away a point of the tile stands for many cameras. */
const COUNT: ExpressionSpecification = ['coalesce', ['get', 'count'], 1];
const SINGLE: FilterSpecification = ['<=', COUNT, 1];
const MANY: FilterSpecification = ['>', COUNT, 1];
/** The worst state of a cluster's cameras. */
const WORST: ExpressionSpecification = [
  'coalesce',
  ['get', 'worst'],
  // Nobody among them is expected to give pictures.
  'UNKNOWN',
];
const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
/** Names below this zoom would hide the cameras of a city's centre. */
const NAMES_FROM_ZOOM = 15.5;

/**
 * The whole map: our tiles and outlines on a dark ground. No other address is ever asked; letters come from local
 * fonts.
 */
export function mapStyle(origin: string, language: Language): StyleSpecification {
  return {
    version: 8,
    sources: {
      'district-names': { type: 'geojson', data: EMPTY },
      sight: { type: 'geojson', data: EMPTY },
      found: { type: 'geojson', data: EMPTY },
      pursuit: { type: 'geojson', data: EMPTY },
      cameras: { type: 'vector', tiles: [tilesUrl(origin, NO_FILTER)], minzoom: 0, maxzoom: 17 },
      context: { type: 'vector', tiles: [`${origin}/api/layers/tiles/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 16 },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#0a0f15' } },
      {
        id: 'district-fill',
        type: 'fill',
        source: 'cameras',
        'source-layer': 'district',
        paint: { 'fill-color': '#131d28', 'fill-antialias': false },
      },
      {
        id: 'district-line',
        type: 'line',
        source: 'cameras',
        'source-layer': 'district',
        paint: { 'line-color': '#4a6076', 'line-width': 1.5 },
      },
      ...CONTEXT_LAYERS.flatMap(contextLayers),
      { id: 'sight', type: 'fill', source: 'sight', paint: { 'fill-color': '#4cc2ff', 'fill-opacity': 0.25 } },
      ...foundLayers(),
      districtNames(language),
      cameraLayer(),
      ...clusters(),
      cameraNames(),
      ...pursuitLayers(),
    ],
  };
}

export const contextLayerIds = (layer: ContextLayer) => [`context-${layer}-area`, `context-${layer}`];

function contextLayers(layer: ContextLayer): LayerSpecification[] {
  const { sign, colour } = CONTEXT_SIGNS[layer];
  const [area, point] = contextLayerIds(layer) as [string, string];
  const from = {
    source: 'context',
    'source-layer': layer.toLowerCase(),
    layout: { visibility: 'none' as const },
  };
  return [
    {
      id: area,
      type: 'fill',
      ...from,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour, 'fill-opacity': 0.22, 'fill-outline-color': colour },
    },
    {
      id: point,
      type: 'symbol',
      ...from,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        visibility: 'none',
        'text-field': sign,
        'text-font': MAP_FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 11, 11, 16, 17],
        'text-allow-overlap': ['step', ['zoom'], false, 14, true],
      },
      paint: { 'text-color': colour, 'text-halo-color': '#06090d', 'text-halo-width': 2 },
    },
  ];
}

/** A chosen point or area, and the cameras found for it. */
function foundLayers(): LayerSpecification[] {
  return [
    {
      id: 'found-area',
      type: 'fill',
      source: 'found',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': '#ffffff', 'fill-opacity': 0.1 },
    },
    {
      id: 'found-line',
      type: 'line',
      source: 'found',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': '#ffffff', 'line-width': 1.5, 'line-dasharray': [3, 2] },
    },
    {
      id: 'found-point',
      type: 'circle',
      source: 'found',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['match', ['get', 'what'], 'camera', 12, 6],
        'circle-color': 'rgba(255,255,255,0.12)',
        'circle-stroke-width': 2,
        'circle-stroke-color': '#ffffff',
      },
    },
  ];
}

function districtNames(language: Language): LayerSpecification {
  return {
    id: 'district-name',
    type: 'symbol',
    source: 'district-names',
    layout: {
      'text-field': districtNameField(language),
      'text-font': MAP_FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 9, 12, 13, 18],
    },
    paint: { 'text-color': '#9db0c4', 'text-halo-color': '#0a0f15', 'text-halo-width': 1.5 },
  };
}

export function districtNameField(language: Language): ExpressionSpecification {
  return language === 'ko' ? ['get', 'name'] : ['coalesce', ['get', 'nameEn'], ['get', 'name']];
}

function cameraLayer(): LayerSpecification {
  return {
    id: CAMERA_LAYER,
    type: 'symbol',
    source: 'cameras',
    'source-layer': 'camera',
    filter: SINGLE,
    layout: {
      'icon-image': ['concat', 'mark-', ['coalesce', ['get', 'health'], 'UNKNOWN']],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.5, 13, 0.7, 16, 1.1],
    },
    paint: {
      // Planned and suspended cameras give no picture: they stand back.
      'icon-opacity': ['match', ['get', 'state'], ['PLANNED', 'SUSPENDED'], 0.55, 1],
    },
  };
}

/** The server gathers on a grid of 24 cells a tile, in the streets of 64: circles fit into their cells. */
const FINE_FROM_ZOOM = 13;
const CLUSTER_RADIUS: ExpressionSpecification = [
  'step',
  ['zoom'],
  ['interpolate', ['linear'], COUNT, 2, 7, 100, 10, 2000, 13],
  FINE_FROM_ZOOM,
  ['interpolate', ['linear'], COUNT, 2, 6, 20, 9, 200, 12],
];

function clusters(): LayerSpecification[] {
  const source = { source: 'cameras', 'source-layer': 'camera', filter: MANY };
  return [
    {
      id: CLUSTER_LAYER,
      type: 'circle',
      ...source,
      paint: {
        'circle-radius': CLUSTER_RADIUS,
        'circle-color': '#16344a',
        'circle-stroke-width': 2,
        'circle-stroke-color': [
          'match',
          WORST,
          ...Object.entries(HEALTH_COLOURS).flat(),
          HEALTH_COLOURS.UNKNOWN,
        ] as unknown as ExpressionSpecification,
      },
    },
    {
      id: 'cluster-worst',
      type: 'symbol',
      ...source,
      layout: {
        // The worst state also by its shape, on the rim.
        'icon-image': ['concat', 'mark-', WORST],
        'icon-size': 0.45,
        'icon-offset': [0, -22],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
      paint: { 'icon-opacity': ['case', ['==', WORST, 'ONLINE'], 0, 1] },
    },
    {
      id: 'cluster-count',
      type: 'symbol',
      ...source,
      layout: {
        // 1,234 would not fit.
        'text-field': [
          'case',
          ['>=', COUNT, 1000],
          ['concat', ['to-string', ['/', ['round', ['/', COUNT, 100]], 10]], 'k'],
          ['to-string', COUNT],
        ],
        'text-font': MAP_FONT,
        'text-size': 10,
        'text-padding': 0,
        'text-ignore-placement': true,
        // Where circles touch, the larger one tells its number.
        'symbol-sort-key': ['-', 0, COUNT],
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}

function cameraNames(): LayerSpecification {
  return {
    id: 'camera-name',
    type: 'symbol',
    source: 'cameras',
    'source-layer': 'camera',
    minzoom: NAMES_FROM_ZOOM,
    filter: SINGLE,
    layout: {
      'text-field': ['coalesce', ['get', 'name'], ''],
      'text-font': MAP_FONT,
      'text-size': 12,
      'text-offset': [0, 1.1],
      'text-anchor': 'top',
      'text-optional': true,
      'text-max-width': 12,
    },
    paint: { 'text-color': '#c8d5e3', 'text-halo-color': '#0a0f15', 'text-halo-width': 1.5 },
  };
}
