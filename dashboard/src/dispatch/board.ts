import type { BoardCamera, BoardCase } from '../api/types';
import { latinKey, type KeyFacts } from '../system/shortcuts';

/** The shortest time left that is still said calmly. */
const SOON_MS = 120_000;

/** How long a case's pictures go on: {@code over} has none now, {@code none} has no camera at all. */
export type GrantClock =
  | { name: 'running' | 'soon'; leftMs: number; mayProlong: boolean }
  | { name: 'over' | 'none' };

export function grantClock(cameras: readonly BoardCamera[], nowMs: number): GrantClock {
  if (cameras.length === 0) return { name: 'none' };
  const endMs = Math.max(...cameras.map(({ camera }) => Date.parse(camera.expiresAt)));
  const limitMs = Math.max(...cameras.map(({ limitAt }) => Date.parse(limitAt)));
  const leftMs = endMs - nowMs;
  if (leftMs <= 0) return { name: 'over' };
  return { name: leftMs < SOON_MS ? 'soon' : 'running', leftMs, mayProlong: limitMs > endMs };
}

/** 9:07, or 1:04:30 */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.floor(leftMs / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** The most urgent code first, without a code last; the newest first among equals. */
export function byUrgency(cases: readonly BoardCase[]): BoardCase[] {
  return [...cases].sort(
    (a, b) => (a.code ?? 9) - (b.code ?? 9) || Date.parse(b.openedAt) - Date.parse(a.openedAt),
  );
}

/** What was not there before: to be announced. Nothing is new on a first look. */
export function newCases(before: readonly BoardCase[] | null, after: readonly BoardCase[]): BoardCase[] {
  if (!before) return [];
  const known = new Set(before.map((one) => one.incidentId));
  return after.filter((one) => !known.has(one.incidentId));
}

export const TILES_A_PAGE = 12;

export function pageOf<T>(items: readonly T[], page: number): { items: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / TILES_A_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { items: items.slice(at * TILES_A_PAGE, (at + 1) * TILES_A_PAGE), page: at, pages };
}

export type BoardAction =
  | { name: 'next' | 'previous' | 'prolong' | 'end' | 'target' | 'help' | 'back' | 'pageOn' | 'pageBack' }
  | { name: 'tile'; at: number };

type Plain = Exclude<BoardAction['name'], 'tile'>;

const KEYS: Record<string, Plain> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  r: 'prolong',
  x: 'end',
  t: 'target',
  n: 'pageOn',
  p: 'pageBack',
  '?': 'help',
  Escape: 'back',
};

/** One key, one step; never while typing or in a dialog. Arrows belong to what has the focus and works with them. */
export function boardAction(facts: KeyFacts): BoardAction | null {
  if (facts.modifier || facts.dialogOpen || facts.typing) return null;
  if (facts.interactive && facts.key.startsWith('Arrow')) return null;
  if (!facts.enabled && facts.key.length === 1) return null;
  const key = latinKey(facts.key);
  if (/^[1-9]$/.test(key)) return { name: 'tile', at: Number(key) - 1 };
  const name = KEYS[key];
  return name ? { name } : null;
}
