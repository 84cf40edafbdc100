import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { MAP_FONT } from './mapFont';

const of = (kind: string): FilterSpecification => ['==', ['get', 'kind'], kind];

/** A pursuit lies over everything else: the way behind, what has the target, what comes next. */
export function pursuitLayers(): LayerSpecification[] {
  const source = 'pursuit';
  return [
    { id: 'pursuit-sight', type: 'fill', source, filter: of('sight'), paint: { 'fill-color': '#5fd38d', 'fill-opacity': 0.25 } },
    {
      id: 'pursuit-way',
      type: 'line',
      source,
      filter: of('way'),
      paint: { 'line-color': '#ff7070', 'line-width': 3, 'line-dasharray': [2, 1.5] },
    },
    {
      id: 'pursuit-heading',
      type: 'line',
      source,
      filter: of('heading'),
      paint: { 'line-color': '#ff7070', 'line-width': 4 },
    },
    {
      id: 'pursuit-arrow',
      type: 'symbol',
      source,
      filter: of('arrow'),
      layout: {
        'text-field': '▲',
        'text-font': MAP_FONT,
        'text-size': 18,
        'text-rotate': ['get', 'headingDeg'],
        'text-rotation-alignment': 'map',
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': '#ff7070' },
    },
    {
      id: 'pursuit-holding',
      type: 'circle',
      source,
      filter: of('holding'),
      paint: {
        'circle-radius': 14,
        'circle-color': 'rgba(95,211,141,0.18)',
        'circle-stroke-color': '#5fd38d',
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'pursuit-next',
      type: 'circle',
      source,
      filter: of('next'),
      paint: {
        'circle-radius': 11,
        'circle-color': '#4a3208',
        'circle-stroke-color': '#ffb84d',
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'pursuit-next-number',
      type: 'symbol',
      source,
      filter: of('next'),
      layout: {
        'text-field': ['get', 'number'],
        'text-font': MAP_FONT,
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': '#ffffff' },
    },
    ...unitLayers(source),
    {
      id: 'pursuit-target',
      type: 'circle',
      source,
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

/** Features of the kind unit, with {@code name} and {@code lost}. */
export function unitLayers(source: string): LayerSpecification[] {
  return [
    {
      id: `${source}-unit`,
      type: 'circle',
      source,
      filter: of('unit'),
      paint: {
        'circle-radius': 7,
        'circle-color': ['case', ['get', 'lost'], '#06090d', '#6fb7ff'],
        'circle-stroke-color': ['case', ['get', 'lost'], '#ffb84d', '#ffffff'],
        'circle-stroke-width': 2,
      },
    },
    {
      id: `${source}-unit-name`,
      type: 'symbol',
      source,
      filter: of('unit'),
      layout: {
        'text-field': ['get', 'name'],
        'text-font': MAP_FONT,
        'text-size': 12,
        'text-offset': [0, 1],
        'text-anchor': 'top',
        'text-allow-overlap': true,
      },
      paint: { 'text-color': '#ffffff', 'text-halo-color': '#06090d', 'text-halo-width': 2 },
    },
  ];
}
