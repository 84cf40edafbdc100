import { asProblem, isAbort, Problem } from './problem';
import { send } from './http';

export interface SseEvent {
  id: string | null;
  event: string;
  data: string;
}

/** No event that the contract allows comes near this; a runaway line must not eat the browser's memory. */
const MAX_BUFFER_CHARS = 4_000_000;

/**
 * Server-sent events from text in pieces, as the WHATWG standard parses them. Comments count as a sign of life only.
 */
export class SseParser {
  private buffer = '';
  private event = '';
  private data: string[] = [];
  private id: string | null = null;
  private skipLineFeed = false;

  feed(text: string): SseEvent[] {
    const events: SseEvent[] = [];
    // What was kept holds no line end, so only the new text is searched.
    const searched = this.buffer.length;
    this.buffer += this.skipLineFeed && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.skipLineFeed = false;
    let start = 0;
    for (let at = searched; at < this.buffer.length; at++) {
      const char = this.buffer[at];
      if (char !== '\n' && char !== '\r') continue;
      const event = this.line(this.buffer.slice(start, at));
      if (event) events.push(event);
      if (char === '\r') {
        if (at + 1 === this.buffer.length) this.skipLineFeed = true;
        else if (this.buffer[at + 1] === '\n') at++;
      }
      start = at + 1;
    }
    this.buffer = this.buffer.slice(start);
    if (this.buffer.length > MAX_BUFFER_CHARS) throw new Problem('too-large', 0, 'event stream line');
    return events;
  }

  private line(line: string): SseEvent | null {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const rest = colon < 0 ? '' : line.slice(colon + 1);
    const value = rest.startsWith(' ') ? rest.slice(1) : rest;
    if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    return null;
  }

  private dispatch(): SseEvent | null {
    const event = { id: this.id, event: this.event || 'message', data: this.data.join('\n') };
    const any = this.data.length > 0;
    this.event = '';
    this.data = [];
    return any ? event : null;
  }
}

export type SseState =
  | { name: 'connecting' }
  | { name: 'open' }
  | { name: 'waiting'; retryInMs: number }
  | { name: 'refused'; problem: Problem };

/** The gateway sends a comment every 15 s; two missed and a half mean a dead line. */
export const SILENCE_MS = 40_000;

/** Full jitter below 1, 2, 4, 8, then 15 s: ten thousand browsers must not come back at once. */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.round(250 + random * Math.min(15_000, 1000 * 2 ** Math.min(attempt, 10)));
}

export interface SseListener {
  onEvent(event: SseEvent): void;
  onState(state: SseState): void;
}

/**
 * Follows an event stream until closed: reconnects for ever, but not against a refusal. Returns the closer.
 *
 * @param silenceMs without a byte for so long the line counts as dead
 */
export function follow(path: string, listener: SseListener, silenceMs = SILENCE_MS): () => void {
  const closed = new AbortController();
  void run(path, listener, silenceMs, closed.signal);
  return () => closed.abort();
}

async function run(path: string, listener: SseListener, silenceMs: number, closed: AbortSignal): Promise<void> {
  let attempt = 0;
  let lastId: string | null = null;
  while (!closed.aborted) {
    listener.onState({ name: 'connecting' });
    try {
      await readOnce(path, lastId, silenceMs, closed, {
        onState: listener.onState,
        onEvent: (event) => {
          lastId = event.id ?? lastId;
          listener.onEvent(event);
        },
        onOpen: () => (attempt = 0),
      });
    } catch (thrown) {
      if (closed.aborted) return;
      const problem = asProblem(thrown);
      if (!isAbort(thrown) && (problem.isRefusal || problem.status === 404)) {
        listener.onState({ name: 'refused', problem });
        return;
      }
    }
    if (closed.aborted) return;
    const retryInMs = retryDelayMs(attempt++, Math.random());
    listener.onState({ name: 'waiting', retryInMs });
    await pause(retryInMs, closed);
  }
}

async function readOnce(
  path: string,
  lastId: string | null,
  silenceMs: number,
  closed: AbortSignal,
  listener: SseListener & { onOpen(): void },
): Promise<void> {
  const silent = new AbortController();
  const stop = () => silent.abort();
  closed.addEventListener('abort', stop);
  let timer = setTimeout(stop, silenceMs);
  try {
    const response = await send(path, {
      accept: 'text/event-stream',
      signal: silent.signal,
      headers: lastId ? { 'Last-Event-ID': lastId } : {},
    });
    listener.onState({ name: 'open' });
    listener.onOpen();
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new SseParser();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || closed.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMs);
      for (const event of parser.feed(value)) listener.onEvent(event);
    }
  } finally {
    clearTimeout(timer);
    closed.removeEventListener('abort', stop);
  }
}

function pause(ms: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    closed.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
