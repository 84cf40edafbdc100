import { useCallback, useState } from 'react';
import type { Page } from '../api/types';
import { useLoaded } from './useLoaded';
import type { Problem } from '../api/problem';

export interface Pages<T, P extends Page<T>> {
  page: P | null;
  items: readonly T[];
  /** Counted from 1. */
  number: number;
  problem: Problem | null;
  loading: boolean;
  next: (() => void) | null;
  previous: (() => void) | null;
  reload(): void;
}

/** One page at a time of a list with cursors; a new {@code load} (wrap it in useCallback) begins at the first. */
export function usePages<T, P extends Page<T> = Page<T>>(
  load: (cursor: string | null, signal: AbortSignal) => Promise<P>,
): Pages<T, P> {
  const [trail, setTrail] = useState<{ of: unknown; cursors: readonly string[] }>({ of: load, cursors: [] });
  const cursors = trail.of === load ? trail.cursors : [];
  const cursor = cursors.at(-1) ?? null;
  const loaded = useLoaded(useCallback((signal: AbortSignal) => load(cursor, signal), [load, cursor]));
  const following = loaded.value?.next ?? null;
  return {
    page: loaded.value,
    items: loaded.value?.items ?? [],
    number: cursors.length + 1,
    problem: loaded.problem,
    loading: !loaded.value && !loaded.problem,
    next: following ? () => setTrail({ of: load, cursors: [...cursors, following] }) : null,
    previous: cursors.length > 0 ? () => setTrail({ of: load, cursors: cursors.slice(0, -1) }) : null,
    reload: loaded.reload,
  };
}
