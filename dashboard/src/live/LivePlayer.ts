import { serverNowMs } from '../api/clock';
import { send } from '../api/http';
import { asProblem } from '../api/problem';
import { retryDelayMs } from '../api/sse';
import { judge, type EndReason, type Freshness, type SocketState } from './freshness';
import { parseLiveMessage, RIGHT_ENDED, UNKNOWN_CAMERA, type LiveMessage } from './liveMessages';
import { MediaBuffer } from './MediaBuffer';
import { Stills, type Still } from './Stills';

export interface LiveStatus {
  freshness: Freshness;
  /** Capture to glass, milliseconds; null: unknown. */
  delayMs: number | null;
  codecs: string;
  width: number;
  height: number;
  /** The codec that this browser cannot play and that something else is shown for; null: nothing is. */
  insteadOf: string | null;
  /** A single picture in place of video. */
  still: Still | null;
}

export interface LiveSource {
  cameraId: string;
  stream: 'sub' | 'main';
  /** A path with a ticket, from an incident's grant; null: our own right. */
  ticketPath: string | null;
}

export interface LiveListener {
  onStatus(status: LiveStatus): void;
  /** A new frame is on the glass; its capture time in epoch milliseconds, null while unknown. */
  onFrame(epochMs: number | null): void;
}

const STATUS_TICK_MS = 500;
/** A frame's distance to now may lie a little before it, by clock rounding; never much. */
const MAX_NEGATIVE_DELAY_MS = 500;

/** One live picture: socket, buffer and the honest word on whether it is live. Works until {@link close}. */
export class LivePlayer {
  private socketState: SocketState = { name: 'connecting' };
  private reported: { state: string; cause: string } | null = null;
  private start: Extract<LiveMessage, { type: 'start' }> | null = null;
  private lastFrameAtMs: number | null = null;
  private delayMs: number | null = null;
  private socket: WebSocket | null = null;
  private buffer: MediaBuffer | null = null;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private closed = false;
  private insteadOf: string | null = null;
  private stills: Stills | null = null;
  private still: Still | null = null;
  private frameCallback = 0;
  private readonly ticker = setInterval(() => this.report(), STATUS_TICK_MS);
  private readonly shownAgain = () => {
    // A hidden page shows no frames: start the frozen clock anew instead of crying wolf.
    if (!document.hidden && this.lastFrameAtMs !== null) this.lastFrameAtMs = Date.now();
  };

  constructor(
    private readonly video: HTMLVideoElement,
    private source: LiveSource,
    private readonly listener: LiveListener,
  ) {
    document.addEventListener('visibilitychange', this.shownAgain);
    this.watchFrames();
    this.connect();
  }

  close(): void {
    this.closed = true;
    clearInterval(this.ticker);
    if (this.retry) clearTimeout(this.retry);
    document.removeEventListener('visibilitychange', this.shownAgain);
    this.video.cancelVideoFrameCallback(this.frameCallback);
    this.stills?.close();
    this.hangUp();
  }

  private connect(): void {
    this.retry = null;
    this.socketState = { name: 'connecting' };
    let opened = false;
    const socket = new WebSocket(socketUrl(this.source, location));
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      opened = true;
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (typeof event.data === 'string') this.onText(event.data);
      else this.onFragment(event.data);
    };
    socket.onclose = (event) => {
      if (this.closed || socket !== this.socket) return;
      if (event.code === RIGHT_ENDED) this.end({ kind: 'right-ended' });
      else if (event.code === UNKNOWN_CAMERA) this.end({ kind: 'unknown-camera' });
      else if (opened) this.retryLater();
      else void this.askWhyRefused();
    };
    this.report();
  }

  private onText(text: string): void {
    const message = parseLiveMessage(text);
    if (message?.type === 'state') this.reported = { state: message.state, cause: message.cause };
    if (message?.type === 'start') this.onStart(message);
    this.report();
  }

  private onStart(message: Extract<LiveMessage, { type: 'start' }>): void {
    if (!MediaBuffer.canPlay(message.codecs)) {
      this.showInstead(message.codecs);
      return;
    }
    this.start = message;
    this.reported = null;
    this.buffer ??= new MediaBuffer(this.video, () => {
      this.buffer = null;
      this.retryLater();
    });
    this.buffer.start(message.codecs);
  }

  /** The sub-stream where the main stream cannot be played, single pictures where neither can. */
  private showInstead(codecs: string): void {
    this.hangUp();
    this.insteadOf = codecs;
    if (this.source.stream === 'main' && !this.source.ticketPath) {
      this.source = { ...this.source, stream: 'sub' };
      this.connect();
      return;
    }
    this.socketState = { name: 'stills', codecs };
    this.stills = new Stills(
      snapshotPath(this.source, location),
      (still) => {
        this.still = still;
        this.report();
      },
      (problem) => {
        this.still = null;
        this.end(problem.status === 404 ? { kind: 'unknown-camera' } : { kind: 'problem', slug: problem.slug });
      },
    );
    this.report();
  }

  private onFragment(fragment: ArrayBuffer): void {
    this.attempt = 0;
    if (this.socketState.name === 'connecting') this.socketState = { name: 'open' };
    this.buffer?.append(fragment);
  }

  private retryLater(): void {
    if (this.closed || this.retry) return;
    this.hangUp();
    this.socketState = { name: 'waiting' };
    if (this.lastFrameAtMs !== null) this.lastFrameAtMs = 0; // the picture went with the buffer
    this.retry = setTimeout(() => this.connect(), retryDelayMs(this.attempt++, Math.random()));
    this.report();
  }

  /** A browser hides why a handshake was refused; the snapshot door has the same right and tells. */
  private async askWhyRefused(): Promise<void> {
    if (this.attempt === 0 && !this.source.ticketPath) {
      try {
        await send(`/api/live/${encodeURIComponent(this.source.cameraId)}/snapshot.jpg`, { accept: 'image/jpeg' });
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (problem.status === 404) return this.end({ kind: 'unknown-camera' });
        if (problem.isRefusal) return this.end({ kind: 'problem', slug: problem.slug });
      }
    }
    this.retryLater();
  }

  private end(reason: EndReason): void {
    if (this.closed) return;
    this.hangUp();
    this.socketState = { name: 'ended', reason };
    this.report();
  }

  private hangUp(): void {
    const { socket, buffer } = this;
    this.socket = null;
    this.buffer = null;
    socket?.close();
    buffer?.close();
  }

  private watchFrames(): void {
    this.frameCallback = this.video.requestVideoFrameCallback((_, metadata) => {
      if (this.closed) return;
      const epochMs = this.start?.epochMs ? this.start.epochMs + metadata.mediaTime * 1000 : null;
      this.lastFrameAtMs = Date.now();
      const delayMs = epochMs === null ? null : serverNowMs() - epochMs;
      this.delayMs = delayMs !== null && delayMs > -MAX_NEGATIVE_DELAY_MS ? Math.max(0, delayMs) : null;
      this.listener.onFrame(epochMs);
      this.watchFrames();
    });
  }

  private report(): void {
    if (this.closed) return;
    this.listener.onStatus({
      freshness: judge({
        nowMs: Date.now(),
        socket: this.socketState,
        reported: this.reported,
        lastFrameAtMs: this.lastFrameAtMs,
        delayMs: this.delayMs,
        stillAgeMs: this.still ? serverNowMs() - this.still.capturedAtMs : null,
      }),
      delayMs: this.delayMs,
      codecs: this.start?.codecs ?? '',
      width: this.start?.width ?? 0,
      height: this.start?.height ?? 0,
      insteadOf: this.insteadOf,
      still: this.still,
    });
  }
}

export function socketUrl(source: LiveSource, page: { protocol: string; host: string }): string {
  const scheme = page.protocol === 'https:' ? 'wss:' : 'ws:';
  const { pathname, search } = socketPath(source, page);
  return `${scheme}//${page.host}${pathname}${search}`;
}

/** The snapshot of the same camera, by the same right. */
export function snapshotPath(source: LiveSource, page: { host: string }): string {
  const { pathname, search } = socketPath(source, page);
  return pathname.replace(/\/ws$/, '/snapshot.jpg') + search;
}

/** Only our own gateway, whatever an answer may name. */
function socketPath(source: LiveSource, page: { host: string }): URL {
  const path = source.ticketPath ?? `/api/live/${encodeURIComponent(source.cameraId)}/ws?stream=${source.stream}`;
  return new URL(path, `http://${page.host}`);
}
