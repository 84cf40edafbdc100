import type { Map as GlMap, MapMouseEvent } from 'maplibre-gl';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { fetchDistricts } from '../api/doors';
import type { Camera, ContextLayer, HealthState, Incident, Pursuit, SearchHit, UnitPosition } from '../api/types';
import { HealthMark } from '../camera/HealthMark';
import { HEALTH_STATES } from '../camera/marks';
import { useSpeech } from '../language/LanguageProvider';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { createMap } from './createMap';
import { FindPanel, type Search } from './FindTool';
import { foundFeatures, LEAST_CORNERS, polygonOf, type Finding, type Tool } from './found';
import { MapBar } from './MapBar';
import type { MapFilter } from './mapFilter';
import { useMarkers, type Place } from './markers';
import { CAMERA_LAYER, CLUSTER_LAYER, districtNameField } from './style';
import { setData, useContextLayers, useDistricts, useFlight, usePursuitOnMap, useSight, useTiles } from './useMapData';
import './map.css';

const HIT_ZOOM = 16.5;

interface Props {
  selectedCamera: Camera | null;
  selectedIncident: Incident | null;
  pursuit: Pursuit | null;
  units: readonly UnitPosition[];
  filter: MapFilter;
  onFilter(filter: MapFilter): void;
  layers: ReadonlySet<ContextLayer>;
  onLayers(layers: ReadonlySet<ContextLayer>): void;
  /** What the next press names, instead of opening what is there; null: nothing. */
  placing: string | null;
  onPlace(place: Place): void;
  onCamera(cameraId: string): void;
  onAlert(alertId: string): void;
  onIncident(incidentId: string): void;
  /** Tells the middle of the map after each move. */
  onMoved(place: Place): void;
  searchRef: Ref<HTMLInputElement>;
  /** More buttons for the bar. */
  children?: ReactNode;
}

interface Hovered {
  id: string;
  name: string;
  health: HealthState;
  x: number;
  y: number;
}

export function MapView(props: Props) {
  const { t, language } = useSpeech();
  const { room } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<GlMap | null>(null);
  const [failed, setFailed] = useState(false);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [search, setSearch] = useState<Search | null>(null);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const districts = useLoaded(fetchDistricts);

  const mark = (place: Place) => setSearch((before) => before && marked(before, place));
  const latest = useRef({ ...props, search, mark });
  latest.current = { ...props, search, mark };

  useEffect(() => {
    if (!box.current) return;
    const created = createMap(box.current, language);
    if (!created) return setFailed(true);
    created.on('load', () => setMap(created));
    const stop = listen(created, latest, setHovered);
    return () => {
      stop();
      setMap(null);
      created.remove();
    };
    // The language changes only labels, below.
  }, []);

  useEffect(() => {
    map?.setLayoutProperty('district-name', 'text-field', districtNameField(language));
  }, [map, language]);
  useDistricts(map, districts.value);
  useTiles(map, props.filter, room.healthBeat);
  useContextLayers(map, props.layers);
  useSight(map, props.selectedCamera);
  useMarkers(map, room.alerts, room.incidents, latest);
  useFlight(map, props.selectedCamera, props.selectedIncident);
  usePursuitOnMap(map, props.pursuit, props.units);
  const placing = props.placing !== null;
  useEffect(() => {
    if (placing) map?.getCanvas().focus();
  }, [map, placing]);
  useEffect(() => {
    if (map) setData(map, 'found', foundFeatures(search?.corners ?? [], search?.closed ?? false, findings));
  }, [map, search, findings]);

  const flyTo = useCallback(
    (hit: SearchHit) => {
      map?.flyTo({ center: [hit.lon, hit.lat], zoom: Math.max(map.getZoom(), HIT_ZOOM), maxDuration: 1200 });
      latest.current.onCamera(hit.cameraId);
    },
    [map],
  );
  const chooseTool = (tool: Tool | null) => {
    setFindings([]);
    setSearch(tool && { tool, corners: [], closed: false });
    if (tool) map?.getCanvas().focus();
  };
  const undo = () => setSearch((before) => before && { ...before, corners: before.corners.slice(0, -1) });
  const finish = () =>
    setSearch((before) => (before && polygonOf(before.corners) ? { ...before, closed: true } : before));

  const onKey = (event: KeyboardEvent) => {
    if (!map || event.target !== map.getCanvas()) return;
    const { lng, lat } = map.getCenter();
    if (event.key === 'Enter' && placing) props.onPlace({ lon: lng, lat });
    else if (!search) return;
    else if (event.key === 'Enter' && event.shiftKey) finish();
    else if (event.key === 'Enter') mark({ lon: lng, lat });
    else if (event.key === 'Backspace') undo();
    else if (event.key === 'Escape') chooseTool(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const aiming = placing || (search !== null && !(search.tool === 'within' && search.closed));
  return (
    <div
      className={`map ${aiming ? 'placing' : ''}`}
      data-testid="map"
      data-ready={map !== null}
      onKeyDown={onKey}
    >
      <div ref={box} className="map-canvas" role="application" aria-label={t('map.title')} />
      {aiming && <span className="crosshair" aria-hidden="true" />}
      <MapBar
        filter={props.filter}
        onFilter={props.onFilter}
        districts={districts.value}
        layers={props.layers}
        onLayers={props.onLayers}
        tool={search?.tool ?? null}
        onTool={chooseTool}
        onHit={flyTo}
        searchRef={props.searchRef}
      >
        {props.children}
      </MapBar>
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
      {placing && (
        <div className="map-note notice" role="status" data-testid="map-placing">
          {props.placing}
        </div>
      )}
      {search && (
        <FindPanel
          search={search}
          onFound={setFindings}
          onCamera={props.onCamera}
          onUndo={undo}
          onFinish={finish}
          onClose={() => chooseTool(null)}
        />
      )}
      {hovered && (
        <div className="map-tip" style={{ left: hovered.x + 14, top: hovered.y + 14 }}>
          <strong>{hovered.name}</strong>
          <HealthMark state={hovered.health} />
        </div>
      )}
      <Legend pursuit={props.pursuit !== null} />
    </div>
  );
}

/** The search after one more place was pressed. A point answers at once; an area grows until it is closed. */
function marked(search: Search, place: Place): Search {
  if (search.tool !== 'within') return { ...search, corners: [place], closed: true };
  if (search.closed) return { ...search, corners: [place], closed: false };
  if (place === search.corners[0]) return polygonOf(search.corners) ? { ...search, closed: true } : search;
  return { ...search, corners: [...search.corners, place] };
}

function Legend({ pursuit }: { pursuit: boolean }) {
  const { t } = useSpeech();
  return (
    <ul className="map-legend" aria-label={t('map.legend')}>
      {HEALTH_STATES.map((state) => (
        <li key={state}>
          <HealthMark state={state} />
        </li>
      ))}
      <li>
        <span className="legend-cluster number" aria-hidden="true">
          9
        </span>{' '}
        {t('map.cluster')}
      </li>
      <li>
        <span className="legend-alert" aria-hidden="true" /> {t('map.alert')}
      </li>
      <li>
        <span className="legend-incident" aria-hidden="true" /> {t('map.incident')}
      </li>
      {pursuit &&
        (['target', 'holding', 'next'] as const).map((what) => (
          <li key={what}>
            <span className={`legend-${what}`} aria-hidden="true" /> {t(`map.${what}`)}
          </li>
        ))}
    </ul>
  );
}

interface Latest {
  readonly current: Props & { search: Search | null; mark(place: Place): void };
}

/** Wires the map's own events; returns what takes them away again. */
function listen(map: GlMap, latest: Latest, setHovered: (hovered: Hovered | null) => void): () => void {
  const around = (point: { x: number; y: number }): [[number, number], [number, number]] => [
    [point.x - 6, point.y - 6],
    [point.x + 6, point.y + 6],
  ];
  const cameraAt = (point: { x: number; y: number }) =>
    map.getLayer(CAMERA_LAYER) &&
    map
      .queryRenderedFeatures(around(point), { layers: [CAMERA_LAYER] })
      .find((found) => found.properties['cameraId'])?.properties;

  map.on('click', (event) => {
    const place = { lon: event.lngLat.lng, lat: event.lngLat.lat };
    const { placing, search, mark, onPlace, onCamera } = latest.current;
    if (placing !== null) return onPlace(place);
    if (search && !(search.tool === 'within' && search.closed)) {
      const first = search.corners[0];
      // A press on the first corner closes the area.
      if (search.tool === 'within' && first && search.corners.length >= LEAST_CORNERS) {
        const at = map.project([first.lon, first.lat]);
        if (Math.hypot(at.x - event.point.x, at.y - event.point.y) < 12) return mark(first);
      }
      return mark(place);
    }
    const camera = cameraAt(event.point);
    if (camera) onCamera(String(camera['cameraId']));
    else if (map.queryRenderedFeatures(event.point, { layers: [CLUSTER_LAYER] }).length > 0) {
      map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
    }
  });

  // Looking what lies under the pointer costs; once a frame and never while the map moves.
  let waiting = 0;
  const look = ({ point }: MapMouseEvent) => {
    waiting = 0;
    if (map.isMoving()) return setHovered(null);
    const aiming = latest.current.placing !== null || latest.current.search !== null;
    const camera = cameraAt(point);
    map.getCanvas().style.cursor = aiming ? 'crosshair' : camera ? 'pointer' : '';
    setHovered(
      camera
        ? {
            id: String(camera['cameraId']),
            name: String(camera['name'] ?? camera['cameraId']),
            health: HEALTH_STATES.find((state) => state === camera['health']) ?? 'UNKNOWN',
            x: point.x,
            y: point.y,
          }
        : null,
    );
  };
  map.on('mousemove', (event) => {
    if (waiting === 0) waiting = requestAnimationFrame(() => look(event));
  });
  map.on('movestart', () => setHovered(null));
  map.on('mouseout', () => setHovered(null));
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    latest.current.onMoved({ lon: lng, lat });
  });
  return () => cancelAnimationFrame(waiting);
}
