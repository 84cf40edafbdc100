/** Whether what is on the glass may be called live. A frozen or late picture must never look live. */

export const FROZEN_AFTER_MS = 2500;
export const LATE_AFTER_MS = 5000;
/** Single pictures come every two seconds; one older than this is no picture of now. */
export const STILL_FOR_MS = 15_000;

export type SocketState =
  | { name: 'connecting' }
  | { name: 'open' }
  | { name: 'waiting' }
  /** The browser cannot play this codec: single pictures are shown. */
  | { name: 'stills'; codecs: string }
  /** The right to look ended, or never was; trying again would not help. */
  | { name: 'ended'; reason: EndReason };

export type EndReason =
  | { kind: 'right-ended' }
  | { kind: 'unknown-camera' }
  | { kind: 'problem'; slug: string };

export interface Signs {
  nowMs: number;
  socket: SocketState;
  /** The relay's last word about the camera; null: nothing said, so it is well. */
  reported: { state: string; cause: string } | null;
  /** When the last new frame was shown, our clock; null: none yet. */
  lastFrameAtMs: number | null;
  /** Capture to glass of the last frame; null: unknown. */
  delayMs: number | null;
  /** Capture to now of the single picture on show; null: none. */
  stillAgeMs: number | null;
}

export type Freshness =
  | { name: 'connecting' }
  | { name: 'live' }
  | { name: 'late'; delayMs: number }
  | { name: 'frozen'; forMs: number }
  | { name: 'offline'; state: string; cause: string }
  | { name: 'disconnected' }
  | { name: 'stills'; codecs: string; ageMs: number }
  | { name: 'ended'; reason: EndReason };

export function judge(signs: Signs): Freshness {
  const { socket, reported, lastFrameAtMs, nowMs, delayMs } = signs;
  if (socket.name === 'ended') return { name: 'ended', reason: socket.reason };
  if (socket.name === 'stills') return judgeStill(socket.codecs, signs.stillAgeMs);
  const frameAgeMs = lastFrameAtMs === null ? null : nowMs - lastFrameAtMs;
  const moving = frameAgeMs !== null && frameAgeMs < FROZEN_AFTER_MS;
  if (!moving) {
    if (reported && reported.state !== 'ONLINE') return { name: 'offline', ...reported };
    if (socket.name === 'waiting') return { name: 'disconnected' };
    if (frameAgeMs === null) return { name: 'connecting' };
    return socket.name === 'open' ? { name: 'frozen', forMs: frameAgeMs } : { name: 'disconnected' };
  }
  return delayMs !== null && delayMs > LATE_AFTER_MS ? { name: 'late', delayMs } : { name: 'live' };
}

function judgeStill(codecs: string, ageMs: number | null): Freshness {
  if (ageMs === null) return { name: 'connecting' };
  return ageMs > STILL_FOR_MS ? { name: 'frozen', forMs: ageMs } : { name: 'stills', codecs, ageMs: Math.max(0, ageMs) };
}
