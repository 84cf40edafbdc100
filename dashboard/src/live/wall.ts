import type { Camera } from '../api/types';
import type { SelectiveSize } from '../selective/selective';

export type WallSize = 1 | 4 | 9 | 16;

/** One picture cannot go round: the smallest selective wall has four. */
export function selectiveSize(size: WallSize): SelectiveSize {
  return size === 1 ? 4 : size;
}

/** Nobody chooses sixteen cameras by hand. */
export function chosenSize(size: WallSize): WallSize {
  return size === 16 ? 9 : size;
}

export function sizeShown(size: WallSize, selective: boolean): WallSize {
  return selective ? selectiveSize(size) : chosenSize(size);
}

/** The chosen cameras that exist, then others that are online, then the rest; each once. */
export function chosenTiles(chosen: readonly string[], cameras: readonly Camera[], size: WallSize): string[] {
  const known = new Map(cameras.map((camera) => [camera.cameraId, camera]));
  const others = cameras
    .filter((camera) => camera.state === 'ACTIVE')
    .sort(
      (a, b) =>
        Number(b.health.state === 'ONLINE') - Number(a.health.state === 'ONLINE') || (a.cameraId < b.cameraId ? -1 : 1),
    )
    .map((camera) => camera.cameraId);
  return [...new Set([...chosen.filter((id) => known.has(id)), ...others])].slice(0, size);
}

/** Puts a camera first; the wall remembers nine. */
export function broughtForward(chosen: readonly string[], cameraId: string): string[] {
  return [cameraId, ...chosen.filter((id) => id !== cameraId)].slice(0, 9);
}
