import { useCallback, useEffect, useState } from 'react';
import { asProblem, type Problem } from '../api/problem';

export interface Loaded<T> {
  value: T | null;
  problem: Problem | null;
  reload(): void;
}

/** Loads on mount and whenever {@code load} changes (wrap it in useCallback); keeps the old value while reloading. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ of: unknown; value: T | null; problem: Problem | null }>({
    of: load,
    value: null,
    problem: null,
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    load(leaving.signal).then(
      (value) => leaving.signal.aborted || setState({ of: load, value, problem: null }),
      (thrown: unknown) => {
        if (leaving.signal.aborted) return;
        setState((before) => ({
          of: load,
          value: before.of === load ? before.value : null,
          problem: asProblem(thrown),
        }));
      },
    );
    return () => leaving.abort();
  }, [load, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const current = state.of === load;
  return { value: current ? state.value : null, problem: current ? state.problem : null, reload };
}
