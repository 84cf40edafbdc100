import { GeoJSONSource, Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import { fetchDistricts, type Districts } from '../api/doors';
import type { Camera, HealthState, Incident } from '../api/types';
import { HealthMark } from '../camera/HealthMark';
import { drawMark, HEALTH_COLOURS } from '../camera/marks';
import { useSpeech } from '../language/LanguageProvider';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { boundsOf, labelPoints, sector } from './geometry';
import { useMarkers, type Place } from './markers';
import { CAMERA_LAYERS, CLUSTER_LAYER, districtNameField, mapStyle, STATES } from './style';
import './map.css';

setWorkerUrl(workerUrl);

/** Daejeon city hall, until the outlines are known. */
const START = { center: [127.3845, 36.3504] as [number, number], zoom: 10.5 };
const MARK_PIXELS = 32;
const CLOSE_ZOOM = 15;

interface Props {
  selectedCamera: Camera | null;
  selectedIncident: Incident | null;
  /** The next click names a place instead of opening what is there. */
  placing: boolean;
  onPlace(place: Place): void;
  onCamera(cameraId: string): void;
  onAlert(alertId: string): void;
  onIncident(incidentId: string): void;
  /** Tells the middle of the map after each move. */
  onMoved(place: Place): void;
}

export function MapView(props: Props) {
  const { t, language } = useSpeech();
  const { room } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [map, setMap] = useState<GlMap | null>(null);
  const [failed, setFailed] = useState(false);
  const [hovered, setHovered] = useState<{ id: string; x: number; y: number } | null>(null);
  const districts = useLoaded(fetchDistricts);

  useEffect(() => {
    if (!box.current) return;
    const created = createMap(box.current, language);
    if (!created) return setFailed(true);
    created.on('load', () => setMap(created));
    listen(created, latest, setHovered);
    return () => {
      setMap(null);
      created.remove();
    };
    // The language changes only labels, below.
  }, []);

  useEffect(() => {
    map?.setLayoutProperty('district-name', 'text-field', districtNameField(language));
  }, [map, language]);
  useDistricts(map, districts.value);
  useHealth(map, room.cameras);
  useSight(map, props.selectedCamera);
  useMarkers(map, room.alerts, room.incidents, latest);
  useFlight(map, props.selectedCamera, props.selectedIncident);

  const hoveredCamera = hovered && room.cameras.get(hovered.id);
  return (
    <div className={`map ${props.placing ? 'placing' : ''}`} data-testid="map" data-ready={map !== null}>
      <div ref={box} className="map-canvas" role="application" aria-label={t('map.title')} />
      {failed && (
        <div className="map-failed">
          <div className="notice">{t('map.noWebGl')}</div>
        </div>
      )}
      {districts.problem && (
        <div className="map-note">
          <ProblemNote problem={districts.problem} retry={districts.reload} />
        </div>
      )}
      {props.placing && (
        <div className="map-note notice" role="status">
          {t('map.placing')}
        </div>
      )}
      {hovered && hoveredCamera && (
        <div className="map-tip" style={{ left: hovered.x + 14, top: hovered.y + 14 }}>
          <strong>{hoveredCamera.name}</strong>
          <HealthMark state={hoveredCamera.health.state} />
        </div>
      )}
      <Legend />
    </div>
  );
}

function Legend() {
  const { t } = useSpeech();
  return (
    <ul className="map-legend" aria-label={t('map.legend')}>
      {(['ONLINE', 'CONNECTING', 'OFFLINE', 'UNKNOWN'] as const).map((state) => (
        <li key={state}>
          <HealthMark state={state} />
        </li>
      ))}
      <li>
        <span className="legend-alert" aria-hidden="true" /> {t('map.alert')}
      </li>
      <li>
        <span className="legend-incident" aria-hidden="true" /> {t('map.incident')}
      </li>
    </ul>
  );
}

function createMap(container: HTMLElement, language: 'ko' | 'en'): GlMap | null {
  try {
    const map = new GlMap({
      container,
      ...START,
      style: mapStyle(location.origin, language),
      attributionControl: false,
      minZoom: 7,
      maxZoom: 18.5,
      dragRotate: false,
      pitchWithRotate: false,
      rollEnabled: false,
      fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300,
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
    for (const state of STATES) map.addImage(`mark-${state}`, markImage(state), { pixelRatio: 2 });
    return map;
  } catch {
    return null; // no WebGL on this machine
  }
}

function markImage(state: HealthState): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = MARK_PIXELS;
  canvas.height = MARK_PIXELS;
  const pen = canvas.getContext('2d')!;
  pen.scale(MARK_PIXELS / 16, MARK_PIXELS / 16);
  const path = new Path2D(drawMark(state));
  pen.fillStyle = HEALTH_COLOURS[state];
  pen.fill(path);
  pen.lineWidth = 1.2;
  pen.strokeStyle = '#06090d';
  pen.stroke(path);
  return pen.getImageData(0, 0, MARK_PIXELS, MARK_PIXELS);
}

type Latest = { readonly current: Props };

function listen(
  map: GlMap,
  latest: Latest,
  setHovered: (hovered: { id: string; x: number; y: number } | null) => void,
): void {
  const cameraAt = (point: { x: number; y: number }) => {
    const around: [[number, number], [number, number]] = [
      [point.x - 6, point.y - 6],
      [point.x + 6, point.y + 6],
    ];
    const layers = CAMERA_LAYERS.filter((layer) => map.getLayer(layer));
    const feature = map.queryRenderedFeatures(around, { layers }).find((found) => found.properties['cameraId']);
    return feature ? String(feature.properties['cameraId']) : null;
  };
  map.on('click', (event) => {
    if (latest.current.placing) return latest.current.onPlace({ lon: event.lngLat.lng, lat: event.lngLat.lat });
    const cameraId = cameraAt(event.point);
    if (cameraId) latest.current.onCamera(cameraId);
    else if (map.queryRenderedFeatures(event.point, { layers: [CLUSTER_LAYER] }).length > 0) {
      map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
    }
  });
  map.on('mousemove', (event) => {
    const id = cameraAt(event.point);
    map.getCanvas().style.cursor = latest.current.placing ? 'crosshair' : id ? 'pointer' : '';
    setHovered(id ? { id, x: event.point.x, y: event.point.y } : null);
  });
  map.on('mouseout', () => setHovered(null));
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    latest.current.onMoved({ lon: lng, lat });
  });
}

function useDistricts(map: GlMap | null, districts: Districts | null): void {
  const fitted = useRef(false);
  useEffect(() => {
    if (!map || !districts) return;
    map.getSource<GeoJSONSource>('districts')?.setData(districts);
    map.getSource<GeoJSONSource>('district-names')?.setData(labelPoints(districts));
    const bounds = boundsOf(districts);
    if (bounds && !fitted.current) map.fitBounds(bounds, { padding: 32, animate: false });
    fitted.current = true;
  }, [map, districts]);
}

function useHealth(map: GlMap | null, cameras: ReadonlyMap<string, Camera>): void {
  const told = useRef(new Map<string, string>());
  useEffect(() => {
    if (!map) return;
    for (const { cameraId, health } of cameras.values()) {
      if (told.current.get(cameraId) === health.state) continue;
      told.current.set(cameraId, health.state);
      map.setFeatureState({ source: 'cameras', sourceLayer: 'camera', id: cameraId }, { health: health.state });
    }
  }, [map, cameras]);
}

function useSight(map: GlMap | null, camera: Camera | null): void {
  useEffect(() => {
    if (!map) return;
    const ring = camera && sector(camera.lon, camera.lat, camera.headingDeg, camera.fieldOfViewDeg);
    map.getSource<GeoJSONSource>('sight')?.setData({
      type: 'FeatureCollection',
      features: ring ? [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }] : [],
    });
  }, [map, camera]);
}

function useFlight(map: GlMap | null, camera: Camera | null, incident: Incident | null): void {
  const target = incident ?? camera;
  const key = incident?.incidentId ?? camera?.cameraId ?? null;
  const go = useCallback(() => {
    if (!map || !target) return;
    map.easeTo({
      center: [target.lon, target.lat],
      zoom: Math.max(map.getZoom(), incident ? CLOSE_ZOOM : 13.5),
      duration: 500,
    });
    // Once per target, not with each change of its record.
  }, [map, key]);
  useEffect(go, [go]);
}
