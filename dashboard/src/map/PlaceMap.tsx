import { Marker, type Map as GlMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { fetchDistricts } from '../api/doors';
import type { Point } from '../api/registry';
import { useSpeech } from '../language/LanguageProvider';
import { useLoaded } from '../system/useLoaded';
import { SmallMap } from './SmallMap';
import { useDistricts } from './useMapData';

const CLOSE_ZOOM = 16;

/** The city with its cameras, to name a place on. */
export function PlaceMap({ place, onPlace }: { place: Point; onPlace(place: Point): void }) {
  const { t } = useSpeech();
  const [map, setMap] = useState<GlMap | null>(null);
  const districts = useLoaded(fetchDistricts);
  const known = Number.isFinite(place.lon) && Number.isFinite(place.lat) && (place.lon !== 0 || place.lat !== 0);
  useDistricts(map, known ? null : districts.value);
  useEffect(() => {
    if (!map || !known) return;
    map.jumpTo({ center: [place.lon, place.lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
    const marker = new Marker({ color: '#4cc2ff' }).setLngLat([place.lon, place.lat]).addTo(map);
    return () => {
      marker.remove();
    };
  }, [map, known, place.lon, place.lat]);
  return <SmallMap label={t('form.pickPlaceHint')} testId="place-map" onPress={onPlace} onMap={setMap} />;
}
