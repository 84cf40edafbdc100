/** The text messages of the live socket (docs/ref/http.md, Ingest). */
export type LiveMessage =
  | { type: 'start'; codecs: string; width: number; height: number; epochMs: number }
  | { type: 'state'; state: string; cause: string; detail: string };

/** Null for what a newer server may add and for what is malformed. */
export function parseLiveMessage(text: string): LiveMessage | null {
  let message: Record<string, unknown>;
  try {
    message = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (message === null || typeof message !== 'object') return null;
  if (message['type'] === 'start' && typeof message['codecs'] === 'string') {
    return {
      type: 'start',
      codecs: message['codecs'],
      width: number(message['width']),
      height: number(message['height']),
      epochMs: number(message['epochMs']),
    };
  }
  if (message['type'] === 'state' && typeof message['state'] === 'string') {
    return {
      type: 'state',
      state: message['state'],
      cause: typeof message['cause'] === 'string' ? message['cause'] : 'NONE',
      detail: typeof message['detail'] === 'string' ? message['detail'] : '',
    };
  }
  return null;
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Close codes that end the matter. */
export const RIGHT_ENDED = 4403;
export const UNKNOWN_CAMERA = 4404;
