import type { Box, Vertex } from '../api/types';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a picture lies inside its element with {@code object-fit: contain}. */
export function containedRect(
  elementWidth: number,
  elementHeight: number,
  pictureWidth: number,
  pictureHeight: number,
): Rect {
  if (pictureWidth <= 0 || pictureHeight <= 0) return { x: 0, y: 0, width: elementWidth, height: elementHeight };
  const scale = Math.min(elementWidth / pictureWidth, elementHeight / pictureHeight);
  const width = pictureWidth * scale;
  const height = pictureHeight * scale;
  return { x: (elementWidth - width) / 2, y: (elementHeight - height) / 2, width, height };
}

/** A box of frame fractions in the picture's pixels, cut at the picture's edge; null when nothing of it is inside. */
export function boxRect(box: Box, picture: Rect): Rect | null {
  const left = Math.max(0, box.x);
  const top = Math.max(0, box.y);
  const right = Math.min(1, box.x + box.w);
  const bottom = Math.min(1, box.y + box.h);
  if (right <= left || bottom <= top) return null;
  return {
    x: picture.x + left * picture.width,
    y: picture.y + top * picture.height,
    width: (right - left) * picture.width,
    height: (bottom - top) * picture.height,
  };
}

/** The {@code points} attribute of an SVG polygon in a view box of the given size. */
export function polygonPoints(polygon: readonly Vertex[], width: number, height: number): string {
  return polygon.map((vertex) => `${round(vertex.x * width)},${round(vertex.y * height)}`).join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
