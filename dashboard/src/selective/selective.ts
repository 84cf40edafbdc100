import type { PriorityReason, SelectiveLoad, SelectiveTile } from '../api/types';

export const SIZES = [4, 9, 16] as const;
export type SelectiveSize = (typeof SIZES)[number];

/** At most half of a wall is a person's own choice: the rest must go round. */
export function mostPins(size: SelectiveSize): number {
  return size / 2 - (size % 2) / 2;
}

/** The oldest pin goes when there is no room for a new one. */
export function withPinToggled(pinned: readonly string[], cameraId: string, size: SelectiveSize): string[] {
  if (pinned.includes(cameraId)) return pinned.filter((one) => one !== cameraId);
  return withinRoom([...pinned, cameraId], size);
}

export function withinRoom(pinned: readonly string[], size: SelectiveSize): string[] {
  return pinned.slice(Math.max(0, pinned.length - mostPins(size)));
}

/** One cell for each place, null where nothing needs eyes. */
export function cellsOf(tiles: readonly SelectiveTile[], size: SelectiveSize): (SelectiveTile | null)[] {
  const cells: (SelectiveTile | null)[] = Array.from({ length: size }, () => null);
  for (const tile of tiles) if (tile.place >= 0 && tile.place < size) cells[tile.place] = tile;
  return cells;
}

/** Whole seconds until a tile of the round gives way; null for one that stays. */
export function secondsLeft(tile: SelectiveTile, nowMs: number): number | null {
  if (tile.until === null) return null;
  return Math.max(0, Math.ceil((Date.parse(tile.until) - nowMs) / 1000));
}

export type LoadLevel = 'calm' | 'busy' | 'full';

/** How much comes at a person: half of what one can follow is busy, nine tenths is full. */
export function loadLevel(load: SelectiveLoad): LoadLevel {
  const part = load.mostChangesPerMinute === 0 ? 1 : load.changesLastMinute / load.mostChangesPerMinute;
  return part >= 0.9 ? 'full' : part >= 0.5 ? 'busy' : 'calm';
}

/** The strongest first, as they came; time alone is said only where nothing else is. */
export function shownReasons(reasons: readonly PriorityReason[]): PriorityReason[] {
  const weighty = reasons.filter((reason) => reason.code !== 'UNSEEN');
  return weighty.length > 0 ? weighty.slice(0, 2) : reasons.slice(0, 1);
}
