import { Marker, type Map as GlMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { fetchDistricts } from '../api/doors';
import type { Point } from '../api/registry';
import { useSpeech } from '../language/LanguageProvider';
import { useLoaded } from '../system/useLoaded';
import { createMap } from './createMap';
import { useDistricts } from './useMapData';
import './map.css';

const CLOSE_ZOOM = 16;

/** The city with its cameras; a press, or Enter with the cross in the middle, names a place. */
export function PlaceMap({ place, onPlace }: { place: Point; onPlace(place: Point): void }) {
  const { t, language } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onPlace);
  latest.current = onPlace;
  const [map, setMap] = useState<GlMap | null>(null);
  const [failed, setFailed] = useState(false);
  const districts = useLoaded(fetchDistricts);
  const known = Number.isFinite(place.lon) && Number.isFinite(place.lat) && (place.lon !== 0 || place.lat !== 0);

  useEffect(() => {
    if (!box.current) return;
    const created = createMap(box.current, language);
    if (!created) return setFailed(true);
    created.on('load', () => setMap(created));
    created.on('click', ({ lngLat }) => latest.current({ lon: lngLat.lng, lat: lngLat.lat }));
    created.getCanvas().style.cursor = 'crosshair';
    return () => {
      setMap(null);
      created.remove();
    };
  }, []);
  useDistricts(map, known ? null : districts.value);
  useEffect(() => {
    if (!map || !known) return;
    map.jumpTo({ center: [place.lon, place.lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
    const marker = new Marker({ color: '#4cc2ff' }).setLngLat([place.lon, place.lat]).addTo(map);
    return () => {
      marker.remove();
    };
  }, [map, known, place.lon, place.lat]);

  return (
    <div
      className="map place-map"
      data-testid="place-map"
      data-ready={map !== null}
      onKeyDown={(event) => {
        if (!map || event.key !== 'Enter' || event.target !== map.getCanvas()) return;
        event.preventDefault();
        event.stopPropagation();
        const { lng, lat } = map.getCenter();
        onPlace({ lon: lng, lat });
      }}
    >
      <div ref={box} className="map-canvas" role="application" aria-label={t('form.pickPlaceHint')} />
      <span className="crosshair" aria-hidden="true" />
      {failed && <p className="notice">{t('map.noWebGl')}</p>}
    </div>
  );
}
