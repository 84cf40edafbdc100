import type { Camera } from '../api/types';
import type { SelectiveSize } from '../selective/selective';

export type WallSize = 1 | 4 | 9 | 16;

/** One picture cannot go round: the smallest selective wall has four. */
export function selectiveSize(size: WallSize): SelectiveSize {
  return size === 1 ? 4 : size;
}

export const WALL_SIZES = [1, 4, 9, 16] as const;
export type StreamName = 'sub' | 'main';

/** Device pixels across. A sub-stream is 640 to 720 wide: it stays sharp enough a little above that. */
const MAIN_FROM_PX = 960;
const SUB_BELOW_PX = 840;

/** Between the two limits it stays as it is: a picture near them must not be dialled again and again. */
export function streamFor(before: StreamName, devicePixels: number): StreamName {
  if (devicePixels >= MAIN_FROM_PX) return 'main';
  return devicePixels < SUB_BELOW_PX ? 'sub' : before;
}

const STEPS: Record<string, (columns: number) => number> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** The place that an arrow leads to; the same at the wall's edge, null for any other key. */
export function placeAfter(key: string, place: number, size: WallSize): number | null {
  const columns = Math.sqrt(size);
  const step = STEPS[key]?.(columns);
  if (step === undefined) return null;
  const next = place + step;
  const sameRow = Math.floor(next / columns) === Math.floor(place / columns);
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
  if (next < 0 || next >= size || (sideways && !sameRow)) return place;
  return next;
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

/** Puts a camera first; the wall remembers as many as the largest has places. */
export function broughtForward(chosen: readonly string[], cameraId: string): string[] {
  return [cameraId, ...chosen.filter((id) => id !== cameraId)].slice(0, 16);
}
