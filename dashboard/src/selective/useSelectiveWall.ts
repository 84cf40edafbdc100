import { useCallback, useEffect, useState } from 'react';
import { arrangeSelectiveWall, closeSelectiveWall } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import { useDesk } from '../system/ControlRoomProvider';
import { stored, store } from '../system/storage';
import { withinRoom, withPinToggled, type SelectiveSize } from './selective';

/** The server closes a wall that it has not heard of for a minute. */
const STILL_HERE_MS = 20_000;

function storedPins(): string[] {
  return (stored('selectivePins') ?? '').split(' ').filter(Boolean);
}

/** Opens the wall, says that it is still looked at, and closes it when it is left. What it shows comes by event. */
export function useSelectiveWall(size: SelectiveSize) {
  const { room, tell } = useDesk();
  const [pinned, setPinned] = useState(storedPins);
  const [problem, setProblem] = useState<Problem | null>(null);
  const pins = withinRoom(pinned, size).join(' ');

  const keepPins = useCallback((next: string[]) => {
    setPinned(next);
    store('selectivePins', next.join(' '));
  }, []);

  const arrange = useCallback(() => {
    const leaving = new AbortController();
    arrangeSelectiveWall(size, pins.split(' ').filter(Boolean), leaving.signal).then(
      (wall) => {
        setProblem(null);
        tell({ type: 'wallChanged', wall });
      },
      (thrown: unknown) => {
        if (leaving.signal.aborted) return;
        const refused = asProblem(thrown);
        // A pinned camera is gone: the wall must not stay dark for it.
        if (refused.slug === 'not-found' && pins) keepPins([]);
        else setProblem(refused);
      },
    );
    return () => leaving.abort();
  }, [size, pins, tell, keepPins]);

  useEffect(() => {
    let stop = arrange();
    const timer = setInterval(() => {
      stop();
      stop = arrange();
    }, STILL_HERE_MS);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [arrange]);

  useEffect(
    () => () => {
      tell({ type: 'wallChanged', wall: null });
      closeSelectiveWall().catch(() => {}); // it closes by itself
    },
    [tell],
  );

  const togglePin = useCallback(
    (cameraId: string) => keepPins(withPinToggled(withinRoom(pinned, size), cameraId, size)),
    [keepPins, pinned, size],
  );
  return { wall: room.wall, problem, retry: arrange, togglePin };
}
