import { useEffect, useRef, useState, type RefObject } from 'react';
import { follow } from '../api/sse';
import type { ObjectsDetected } from '../api/types';
import { remember, secondsLate } from './detections';
import { detectionStreams } from './slots';

/** A still scene says nothing for long; a line dead for five minutes is dialled again. */
const SILENCE_MS = 300_000;

export interface Detections {
  /** Recent detections, kept out of React's state: they change with every frame. */
  history: RefObject<ObjectsDetected[]>;
  /** No free connection for this camera's boxes: that there are none says nothing about the scene. */
  waiting: boolean;
  /** Seconds that the newest box is too old to be drawn: analysis has more pictures than it can look at. Null: it keeps up. */
  late: number | null;
}

export function useDetections(cameraId: string, wanted: boolean, primary: boolean): Detections {
  const history = useRef<ObjectsDetected[]>([]);
  const [waiting, setWaiting] = useState(false);
  const [late, setLate] = useState<number | null>(null);
  useEffect(() => {
    history.current = [];
    if (!wanted) return;
    let close = () => {};
    setWaiting(true);
    const release = detectionStreams.claim(
      {
        granted: () => {
          setWaiting(false);
          close = followDetections(cameraId, (event) => {
            history.current = remember(history.current, event);
            setLate(secondsLate(event));
          });
        },
        revoked: () => {
          close();
          history.current = [];
          setLate(null);
          setWaiting(true);
        },
      },
      primary,
    );
    return () => {
      close();
      release();
      setLate(null);
      setWaiting(false);
    };
  }, [cameraId, wanted, primary]);
  return { history, waiting, late };
}

function followDetections(cameraId: string, take: (event: ObjectsDetected) => void): () => void {
  return follow(
    `/api/live/${encodeURIComponent(cameraId)}/detections`,
    {
      onState: () => {},
      onEvent: ({ event, data }) => {
        if (event !== 'detection') return;
        try {
          take(JSON.parse(data) as ObjectsDetected);
        } catch {
          // A malformed event draws no box; the picture goes on.
        }
      },
    },
    SILENCE_MS,
  );
}
