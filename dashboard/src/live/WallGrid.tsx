import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { latinKey } from '../system/shortcuts';
import { placeAfter, type WallSize } from './wall';

export interface WallCell {
  label: string;
  className: string;
  /** Null: nothing needs eyes here. */
  content: ReactNode;
}

/** The places of a wall: one holds the focus, arrows lead to the next, z shows it on the whole screen. */
export function WallGrid({
  size,
  label,
  testId,
  cells,
  onKey,
}: {
  size: WallSize;
  label: string;
  /** Of the grid; its places are called {@code testId-cell}. */
  testId: string;
  cells: readonly WallCell[];
  /** Any other key on a place, as on a Latin keyboard. Returns whether it meant something. */
  onKey(key: string, place: number): boolean;
}) {
  const grid = useRef<HTMLDivElement>(null);

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = (event.target as Element).closest<HTMLElement>('[data-place]');
    if (!cell || event.target !== cell) return;
    const place = Number(cell.dataset['place']);
    const next = placeAfter(event.key, place, size);
    if (next !== null) grid.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus();
    else if (latinKey(event.key) === 'z') toggleWholeScreen(cell);
    else if (!onKey(latinKey(event.key), place)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={grid}
      className={`wall-grid of-${size} own-keys`}
      data-testid={`${testId}-grid`}
      role="group"
      aria-label={label}
      onKeyDown={keyDown}
    >
      {cells.map(({ label: cellLabel, className, content }, place) => (
        <div
          key={place}
          className={`wall-cell ${className}`}
          data-place={place}
          data-testid={`${testId}-cell`}
          tabIndex={0}
          role="group"
          aria-label={cellLabel}
        >
          {content}
        </div>
      ))}
    </div>
  );
}

/** A browser may refuse (no gesture, or by policy): then everything stays as it is. */
export function toggleWholeScreen(element: Element): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  else element.requestFullscreen().catch(() => {});
}
