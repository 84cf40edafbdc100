import { Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { HealthState } from '../api/types';
import { drawMark, HEALTH_COLOURS, HEALTH_STATES } from '../camera/marks';
import type { Language } from '../language/language';
import { Sharpness } from './sharpness';
import { mapStyle } from './style';

setWorkerUrl(workerUrl);

/** Daejeon city hall, until the outlines are known. */
const START = { center: [127.3845, 36.3504] as [number, number], zoom: 10.5 };
const MARK_PIXELS = 32;
/** A hand that rests this long looks rather than moves. */
const SETTLED_MS = 350;

/** Null: no WebGL on this machine. */
export function createMap(container: HTMLElement, language: Language): GlMap | null {
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
      fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
    map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
    followSharpness(map);
    for (const state of HEALTH_STATES) map.addImage(`mark-${state}`, markImage(state), { pixelRatio: 2 });
    return map;
  } catch {
    return null;
  }
}

const sharpness = new Sharpness();

/** A change of the map's sharpness ends as a move of its own: those are told apart from a hand's. */
function followSharpness(map: GlMap): void {
  let asked = 0;
  let settling: ReturnType<typeof setTimeout> | null = null;
  let own = false;
  const draw = (share: number) => {
    const ratio = (window.devicePixelRatio || 1) * share;
    if (Math.abs(map.getPixelRatio() - ratio) < 0.01) return;
    own = true;
    map.setPixelRatio(ratio);
    own = false;
  };
  const frame = (at: number) => {
    // Only while it moves: at rest a new size would stop the move that is about to begin.
    if (map.isMoving()) {
      sharpness.frame(at);
      draw(sharpness.share);
    }
    asked = requestAnimationFrame(frame);
  };
  const rest = () => {
    cancelAnimationFrame(asked);
    if (settling) clearTimeout(settling);
  };
  map.on('movestart', () => {
    if (own) return;
    rest();
    sharpness.moveBegins();
    asked = requestAnimationFrame(frame);
  });
  map.on('moveend', () => {
    if (own) return;
    rest();
    settling = setTimeout(() => map.isMoving() || draw(1), SETTLED_MS);
  });
  map.on('remove', rest);
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
