import type { TrackedObject, Zone } from '../api/types';
import { boxRect, type Rect } from './geometry';

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

export function drawZone(pen: CanvasRenderingContext2D, zone: Zone, picture: Rect): void {
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

export function drawObject(pen: CanvasRenderingContext2D, object: TrackedObject, picture: Rect, label: string): void {
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
