import { useCallback, useEffect, useRef, useState } from 'react';
import { fetchBoard } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import { follow, type SseState } from '../api/sse';
import type { Board, BoardCase } from '../api/types';
import { newCases } from './board';

/** The feed rings; this is for when it does not. */
const AGAIN_MS = 15_000;
/** Events of one step come together. */
const TOGETHER_MS = 150;

export interface BoardState {
  board: Board | null;
  problem: Problem | null;
  line: SseState;
  /** The case that came last while we looked. */
  announced: BoardCase | null;
  reload(): void;
}

/** The agency's open cases, read again whenever its feed tells anything. */
export function useBoard(): BoardState {
  const [board, setBoard] = useState<Board | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [line, setLine] = useState<SseState>({ name: 'connecting' });
  const [announced, setAnnounced] = useState<BoardCase | null>(null);
  const load = useRef(() => {});
  useEffect(() => {
    const leaving = new AbortController();
    let close: (() => void) | null = null;
    let soon: ReturnType<typeof setTimeout> | null = null;
    let before: readonly BoardCase[] | null = null;
    const ring = () => {
      soon ??= setTimeout(() => {
        soon = null;
        load.current();
      }, TOGETHER_MS);
    };
    load.current = () => {
      fetchBoard(leaving.signal).then(
        (next) => {
          if (leaving.signal.aborted) return;
          const [come] = newCases(before, next.items);
          if (come) setAnnounced(come);
          before = next.items;
          setBoard(next);
          setProblem(null);
          close ??= follow(`/api/link/feed/stream?after=${next.cursor}`, { onState: setLine, onEvent: ring });
        },
        (thrown: unknown) => leaving.signal.aborted || setProblem(asProblem(thrown)),
      );
    };
    load.current();
    const again = setInterval(() => load.current(), AGAIN_MS);
    return () => {
      leaving.abort();
      clearInterval(again);
      if (soon) clearTimeout(soon);
      close?.();
    };
  }, []);
  const reload = useCallback(() => load.current(), []);
  return { board, problem, line, announced, reload };
}
