import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../language/LanguageProvider';
import type { Point } from '../api/registry';
import { createMap } from './createMap';
import './map.css';

/** A map inside a page. A press, or Enter with the cross in the middle, names a place where one is asked for. */
export function SmallMap({
  label,
  testId,
  onPress,
  onMap,
}: {
  label: string;
  testId: string;
  /** Null: it is only looked at. */
  onPress: ((place: Point) => void) | null;
  /** Told when it is ready, and null when it is gone. */
  onMap(map: GlMap | null): void;
}) {
  const { t, language } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onPress);
  latest.current = onPress;
  const [map, setMap] = useState<GlMap | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const created = createMap(box.current, language);
    if (!created) return setFailed(true);
    created.on('load', () => {
      created.getCanvas().dataset['testid'] = `${testId}-canvas`;
      setMap(created);
      onMap(created);
    });
    created.on('click', ({ lngLat }) => latest.current?.({ lon: lngLat.lng, lat: lngLat.lat }));
    return () => {
      setMap(null);
      onMap(null);
      created.remove();
    };
  }, []);
  useEffect(() => {
    if (map) map.getCanvas().style.cursor = onPress ? 'crosshair' : '';
  }, [map, onPress === null]);
  return (
    <div
      className="map place-map"
      data-testid={testId}
      data-ready={map !== null}
      onKeyDown={(event) => {
        if (!map || !onPress || event.key !== 'Enter' || event.target !== map.getCanvas()) return;
        event.preventDefault();
        event.stopPropagation();
        const { lng, lat } = map.getCenter();
        onPress({ lon: lng, lat });
      }}
    >
      <div ref={box} className="map-canvas" role="application" aria-label={label} />
      {onPress && <span className="crosshair" aria-hidden="true" />}
      {failed && <p className="notice">{t('map.noWebGl')}</p>}
    </div>
  );
}
