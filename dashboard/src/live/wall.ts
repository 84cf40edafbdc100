import type { Camera } from '../api/types';

export type WallSize = 1 | 4 | 9;

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
