import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { HEALTH_COLOURS } from '../camera/marks';
import type { HealthState } from '../api/types';
import type { Language } from '../language/language';

export const STATES: readonly HealthState[] = ['UNKNOWN', 'ONLINE', 'CONNECTING', 'OFFLINE'];
export const CAMERA_LAYERS = STATES.map((state) => `camera-${state}`);
const FONT = ['Noto Sans CJK KR', 'Noto Sans KR', 'sans-serif'];

/** What we heard since the tile was made beats what the tile says. */
const HEALTH: ExpressionSpecification = ['coalesce', ['feature-state', 'health'], ['get', 'health'], 'UNKNOWN'];
/** From far away a point of the tile stands for many cameras; {@code notOnline} of them are not well. */
const COUNT: ExpressionSpecification = ['coalesce', ['get', 'count'], 1];
const SINGLE: ExpressionSpecification = ['<=', COUNT, 1];
const MANY: ExpressionSpecification = ['>', COUNT, 1];
const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/**
 * The whole map: our tiles and outlines on a dark ground. No other address is ever asked; letters come from local
 * fonts.
 */
export function mapStyle(origin: string, language: Language): StyleSpecification {
  return {
    version: 8,
    sources: {
      districts: { type: 'geojson', data: EMPTY },
      'district-names': { type: 'geojson', data: EMPTY },
      sight: { type: 'geojson', data: EMPTY },
      cameras: {
        type: 'vector',
        tiles: [`${origin}/api/cameras/tiles/{z}/{x}/{y}.mvt`],
        minzoom: 0,
        maxzoom: 16,
        promoteId: { camera: 'cameraId' },
      },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#0a0f15' } },
      { id: 'district-fill', type: 'fill', source: 'districts', paint: { 'fill-color': '#131d28' } },
      { id: 'district-line', type: 'line', source: 'districts', paint: { 'line-color': '#4a6076', 'line-width': 1.5 } },
      { id: 'sight', type: 'fill', source: 'sight', paint: { 'fill-color': '#4cc2ff', 'fill-opacity': 0.25 } },
      districtNames(language),
      ...STATES.map(cameraLayer),
      ...clusters(),
      cameraNames(),
    ],
  };
}

function districtNames(language: Language): LayerSpecification {
  return {
    id: 'district-name',
    type: 'symbol',
    source: 'district-names',
    layout: {
      'text-field': districtNameField(language),
      'text-font': FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 9, 12, 13, 18],
    },
    paint: { 'text-color': '#8fa3b8', 'text-halo-color': '#0a0f15', 'text-halo-width': 1.5 },
  };
}

export function districtNameField(language: Language): ExpressionSpecification {
  return language === 'ko' ? ['get', 'name'] : ['coalesce', ['get', 'nameEn'], ['get', 'name']];
}

/** An icon cannot change by feature state, its opacity can: so every state has its layer, and shows its own. */
function cameraLayer(state: HealthState): LayerSpecification {
  return {
    id: `camera-${state}`,
    type: 'symbol',
    source: 'cameras',
    'source-layer': 'camera',
    filter: SINGLE,
    layout: {
      'icon-image': `mark-${state}`,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.5, 13, 0.8, 16, 1.1],
    },
    paint: { 'icon-opacity': ['case', ['==', HEALTH, state], 1, 0] },
  };
}

export const CLUSTER_LAYER = 'cluster';

function clusters(): LayerSpecification[] {
  const source = { source: 'cameras', 'source-layer': 'camera', filter: MANY };
  return [
    {
      id: CLUSTER_LAYER,
      type: 'circle',
      ...source,
      paint: {
        'circle-radius': ['interpolate', ['linear'], COUNT, 2, 11, 100, 17, 2000, 26],
        'circle-color': '#16344a',
        'circle-stroke-width': 2,
        'circle-stroke-color': [
          'case',
          ['>', ['coalesce', ['get', 'notOnline'], 0], 0],
          HEALTH_COLOURS.CONNECTING,
          HEALTH_COLOURS.ONLINE,
        ],
      },
    },
    {
      id: 'cluster-count',
      type: 'symbol',
      ...source,
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': FONT,
        'text-size': 12,
        'text-allow-overlap': true,
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
    minzoom: 13,
    filter: SINGLE,
    layout: {
      'text-field': ['coalesce', ['get', 'name'], ''],
      'text-font': FONT,
      'text-size': 12,
      'text-offset': [0, 1.1],
      'text-anchor': 'top',
      'text-optional': true,
      'text-max-width': 12,
    },
    paint: { 'text-color': '#c8d5e3', 'text-halo-color': '#0a0f15', 'text-halo-width': 1.5 },
  };
}
