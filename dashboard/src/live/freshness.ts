/** Whether what is on the glass may be called live. A frozen or late picture must never look live. */

export const FROZEN_AFTER_MS = 2500;
export const LATE_AFTER_MS = 5000;

export type SocketState =
  | { name: 'connecting' }
  | { name: 'open' }
  | { name: 'waiting' }
  /** The right to look ended, or never was; trying again would not help. */
  | { name: 'ended'; reason: EndReason };

export type EndReason =
  | { kind: 'right-ended' }
  | { kind: 'unknown-camera' }
  | { kind: 'codec'; codecs: string }
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
}

export type Freshness =
  | { name: 'connecting' }
  | { name: 'live' }
  | { name: 'late'; delayMs: number }
  | { name: 'frozen'; forMs: number }
  | { name: 'offline'; state: string; cause: string }
  | { name: 'disconnected' }
  | { name: 'ended'; reason: EndReason };

export function judge(signs: Signs): Freshness {
  const { socket, reported, lastFrameAtMs, nowMs, delayMs } = signs;
  if (socket.name === 'ended') return { name: 'ended', reason: socket.reason };
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
