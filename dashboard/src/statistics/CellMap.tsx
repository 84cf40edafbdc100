import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { Districts } from '../api/doors';
import type { SafetyCell } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { boundsOf } from '../map/geometry';
import { MAP_FONT } from '../map/mapFont';
import { SmallMap } from '../map/SmallMap';
import { CAMERA_LAYERS, districtNameField } from '../map/style';
import { setData, useDistricts } from '../map/useMapData';
import { PaperMap } from './PaperMap';
import { cellFeatures, legendOf } from './usage';

const SOURCE = 'cells';
const SHADES = ['#2f5d7c', '#3f86a8', '#e8a33d', '#ff7070'] as const;
/** Closer, a few cells would fill the sheet and nobody would know in which district they are. */
const CLOSEST_ZOOM = 12.2;

/** Cells with how many incidents each has, darker where there are more, on the city; what the shades mean stands below. */
export function CellMap({
  cells,
  least,
  districts,
  label,
  testId,
}: {
  cells: readonly SafetyCell[];
  least: number;
  districts: Districts | null;
  label: string;
  testId: string;
}) {
  const { t, language } = useSpeech();
  const [map, setMap] = useState<GlMap | null>(null);
  useDistricts(map, districts);
  useEffect(() => {
    if (!map) return;
    for (const layer of CAMERA_LAYERS) map.setLayoutProperty(layer, 'visibility', 'none');
    map.addSource(SOURCE, { type: 'geojson', data: cellFeatures([]) });
    map.addLayer(
      {
        id: SOURCE,
        type: 'fill',
        source: SOURCE,
        paint: {
          'fill-color': ['match', ['get', 'shade'], 1, SHADES[0], 2, SHADES[1], 3, SHADES[2], SHADES[3]],
          'fill-opacity': 0.75,
          'fill-outline-color': '#06090d',
        },
      },
      'district-name',
    );
    map.addLayer({
      id: `${SOURCE}-count`,
      type: 'symbol',
      source: SOURCE,
      minzoom: 11.5,
      layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 13, 'text-font': MAP_FONT },
      paint: { 'text-color': '#ffffff', 'text-halo-color': '#06090d', 'text-halo-width': 2 },
    });
  }, [map]);
  useEffect(() => {
    map?.setLayoutProperty('district-name', 'text-field', districtNameField(language));
  }, [map, language]);
  const places = cells.map(({ lon, lat }) => `${lon} ${lat}`).sort().join(';');
  useEffect(() => {
    if (map) setData(map, SOURCE, cellFeatures(cells));
  }, [map, cells]);
  useEffect(() => {
    const bounds = map && districts && boundsOf(cellFeatures(cells));
    if (bounds) map.fitBounds(bounds, { padding: 90, maxZoom: CLOSEST_ZOOM, animate: false });
    // Where they are, not how many: a count that grows must not move the map under somebody's eyes.
  }, [map, districts, places]);
  return (
    <>
      <div className="safety-map screen-only">
        <SmallMap label={label} testId={testId} onPress={null} onMap={setMap} />
      </div>
      {districts && <PaperMap districts={districts} cells={cells} label={label} />}
      {cells.length > 0 && (
        <ul className="plot-legend" aria-label={t('map.legend')} data-testid={`${testId}-legend`}>
          {legendOf(cells, least).map(({ shade, from, to }) => (
            <li key={shade}>
              <span className={`swatch shade-${shade}`} aria-hidden="true" />{' '}
              {from === to ? t('statistics.count', { from }) : t('statistics.counts', { from, to })}
            </li>
          ))}
          <li>
            <span className="swatch" aria-hidden="true" /> {t('statistics.hidden', { least })}
          </li>
        </ul>
      )}
    </>
  );
}
