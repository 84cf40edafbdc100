import type { ObjectsDetected, TrackedObject, Zone } from '../api/types';
import { boxRect, containedRect, type Rect } from './geometry';

/** Told apart by hue and by label; all above 7:1 against black. */
export const CLASS_COLOURS: Record<string, string> = {
  PERSON: '#5ee7ff',
  CAR: '#ffd166',
  BUS: '#ffd166',
  TRUCK: '#ffd166',
  MOTORCYCLE: '#ffd166',
  BICYCLE: '#b8f28a',
  BAG: '#d9a7ff',
  ANIMAL: '#d9a7ff',
};
export const ZONE_COLOUR = '#ff9f6b';
const OTHER_COLOUR = '#ffffff';

export function classColour(label: string): string {
  return CLASS_COLOURS[label] ?? OTHER_COLOUR;
}

export interface Scene {
  pictureWidth: number;
  pictureHeight: number;
  detection: ObjectsDetected | null;
  zones: readonly Zone[];
  labelOf(object: TrackedObject): string;
}

/** Draws over the whole canvas, sharp at the screen's pixel ratio. */
export function drawScene(canvas: HTMLCanvasElement, scene: Scene): void {
  const { clientWidth, clientHeight } = canvas;
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(clientWidth * ratio);
  const height = Math.round(clientHeight * ratio);
  const empty = scene.zones.length === 0 && !scene.detection?.objects.length;
  if (empty || canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  // Setting the size has emptied it. A clearRect as the only call brings the old boxes back (seen in Chromium 156,
  // headless).
  if (empty) return;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, clientWidth, clientHeight);
  const picture = containedRect(clientWidth, clientHeight, scene.pictureWidth, scene.pictureHeight);
  for (const zone of scene.zones) drawZone(pen, zone, picture);
  for (const object of scene.detection?.objects ?? []) drawObject(pen, object, picture, scene.labelOf(object));
}

function drawZone(pen: CanvasRenderingContext2D, zone: Zone, picture: Rect): void {
  pen.beginPath();
  for (const vertex of zone.polygon) {
    pen.lineTo(picture.x + vertex.x * picture.width, picture.y + vertex.y * picture.height);
  }
  pen.closePath();
  pen.setLineDash([6, 4]);
  pen.lineWidth = 1.5;
  pen.strokeStyle = ZONE_COLOUR;
  pen.stroke();
  pen.setLineDash([]);
}

function drawObject(pen: CanvasRenderingContext2D, object: TrackedObject, picture: Rect, label: string): void {
  const rect = boxRect(object.box, picture);
  if (!rect) return;
  const colour = classColour(object.label);
  pen.lineWidth = 2;
  pen.strokeStyle = colour;
  pen.strokeRect(rect.x, rect.y, rect.width, rect.height);
  pen.font = '600 11px system-ui, "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
  const textWidth = pen.measureText(label).width + 8;
  if (picture.width < 240) return;
  const x = Math.min(rect.x - 1, picture.x + picture.width - textWidth);
  const y = rect.y >= 15 ? rect.y - 15 : rect.y;
  pen.fillStyle = colour;
  pen.fillRect(x, y, textWidth, 15);
  pen.fillStyle = '#06090d';
  pen.fillText(label, x + 4, y + 11);
}
