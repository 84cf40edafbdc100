import { useEffect, useState } from 'react';
import { serverNowMs } from '../api/clock';

/** The server's time, ticking. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
