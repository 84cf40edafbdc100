import { useCallback, useEffect } from 'react';
import type { UnitPosition } from '../api/types';
import { useLoaded } from '../system/useLoaded';

/** Nobody pushes positions. */
const AGAIN_MS = 5000;
const NOBODY: readonly UnitPosition[] = [];

/** Where those who were sent are, asked again and again; wrap {@code load} in useMemo. Null: nobody is asked for. */
export function useUnits(
  load: ((signal: AbortSignal) => Promise<{ items: UnitPosition[] }>) | null,
): readonly UnitPosition[] {
  const { value, reload } = useLoaded(
    useCallback((signal: AbortSignal) => (load ? load(signal) : Promise.resolve(null)), [load]),
  );
  useEffect(() => {
    if (!load) return;
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [load, reload]);
  return value?.items ?? NOBODY;
}
