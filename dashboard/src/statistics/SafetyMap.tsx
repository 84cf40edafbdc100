import type { Map as GlMap } from 'maplibre-gl';
import { useCallback, useEffect, useState } from 'react';
import { fetchSafetyMap, type Districts } from '../api/doors';
import { useSpeech } from '../language/LanguageProvider';
import { SmallMap } from '../map/SmallMap';
import { CAMERA_LAYERS, districtNameField, MAP_FONT } from '../map/style';
import { setData, useDistricts } from '../map/useMapData';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { PaperMap } from './PaperMap';
import { cellFeatures } from './usage';

const SOURCE = 'safety';
const SHADES = ['#2f5d7c', '#3f86a8', '#e8a33d', '#ff7070'] as const;

/** Where incidents of a month were: cells of five and more, and no other. */
export function SafetyMap({ month, districts }: { month: string; districts: Districts | null }) {
  const { t, language } = useSpeech();
  const [map, setMap] = useState<GlMap | null>(null);
  const loaded = useLoaded(useCallback((signal: AbortSignal) => fetchSafetyMap(month, signal), [month]));
  const cells = loaded.value?.items ?? [];
  useDistricts(map, districts);
  useEffect(() => {
    if (!map) return;
    for (const layer of CAMERA_LAYERS) map.setLayoutProperty(layer, 'visibility', 'none');
    map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    map.addLayer(
      {
        id: SOURCE,
        type: 'fill',
        source: SOURCE,
        paint: {
          'fill-color': ['match', ['get', 'shade'], 1, SHADES[0], 2, SHADES[1], 3, SHADES[2], SHADES[3]],
          'fill-opacity': 0.75,
        },
      },
      'district-name',
    );
    map.addLayer({
      id: 'safety-count',
      type: 'symbol',
      source: SOURCE,
      minzoom: 12.5,
      layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 13, 'text-font': MAP_FONT },
      paint: { 'text-color': '#ffffff', 'text-halo-color': '#06090d', 'text-halo-width': 2 },
    });
  }, [map]);
  useEffect(() => {
    map?.setLayoutProperty('district-name', 'text-field', districtNameField(language));
  }, [map, language]);
  useEffect(() => {
    if (map) setData(map, SOURCE, cellFeatures(cells));
  }, [map, loaded.value]);
  return (
    <>
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {loaded.value && (
        <p role="status" data-testid="safety-total" data-cells={cells.length}>
          {cells.length === 0
            ? t('statistics.noCells', { least: loaded.value.least })
            : t('statistics.cells', { cells: cells.length, total: loaded.value.total, least: loaded.value.least })}
        </p>
      )}
      <div className="safety-map screen-only">
        <SmallMap label={t('statistics.safety')} testId="safety-map" onPress={null} onMap={setMap} />
      </div>
      {districts && <PaperMap districts={districts} cells={cells} label={t('statistics.safety')} />}
    </>
  );
}
