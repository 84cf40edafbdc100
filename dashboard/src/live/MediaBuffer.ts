import { nextStep } from './bufferPolicy';

const TICK_MS = 200;
/** About ten seconds of a fat main stream; more in the queue means that the buffer is stuck. */
const MAX_QUEUED_BYTES = 16 * 1024 * 1024;

/** Media Source Extensions around one video element: takes fragments, follows {@link nextStep}. */
export class MediaBuffer {
  private readonly source = new MediaSource();
  private readonly url = URL.createObjectURL(this.source);
  private readonly timer: ReturnType<typeof setInterval>;
  private buffer: SourceBuffer | null = null;
  private codecs = '';
  private queue: Uint8Array<ArrayBuffer>[] = [];
  private queuedBytes = 0;
  private closed = false;

  /** @param broken called once when the browser's decoder or buffer gave up; start anew */
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly broken: () => void,
  ) {
    this.source.addEventListener('sourceopen', () => this.open());
    video.src = this.url;
    this.timer = setInterval(() => this.pump(), TICK_MS);
  }

  static canPlay(codecs: string): boolean {
    return typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported(mimeType(codecs));
  }

  /** A stream begins, or goes on with another codec or size; its init segment follows. */
  start(codecs: string): void {
    this.codecs = codecs;
    this.queue = [];
    this.queuedBytes = 0;
    this.open();
  }

  append(fragment: ArrayBuffer): void {
    this.queue.push(new Uint8Array(fragment));
    this.queuedBytes += fragment.byteLength;
    if (this.queuedBytes > MAX_QUEUED_BYTES) this.giveUp();
    else this.pump();
  }

  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    this.video.removeAttribute('src');
    this.video.load();
    URL.revokeObjectURL(this.url);
  }

  private open(): void {
    if (this.closed || this.source.readyState !== 'open' || !this.codecs) return;
    try {
      if (this.buffer) {
        this.buffer.changeType(mimeType(this.codecs));
      } else {
        this.buffer = this.source.addSourceBuffer(mimeType(this.codecs));
        this.buffer.addEventListener('updateend', () => this.pump());
        this.buffer.addEventListener('error', () => this.giveUp());
      }
      this.pump();
    } catch {
      this.giveUp();
    }
  }

  private pump(): void {
    const { buffer, video } = this;
    if (this.closed || !buffer || this.source.readyState !== 'open') return;
    if (video.error) return this.giveUp();
    try {
      const step = nextStep({
        currentTime: video.currentTime,
        playbackRate: video.playbackRate,
        buffered: ranges(buffer.buffered),
        updating: buffer.updating,
        queuedBytes: this.queuedBytes,
      });
      if (step.removeBefore !== null) buffer.remove(0, step.removeBefore);
      else if (step.append) buffer.appendBuffer(this.takeQueue());
      if (step.seekTo !== null) video.currentTime = step.seekTo;
      if (step.playbackRate !== video.playbackRate) video.playbackRate = step.playbackRate;
      if (video.paused && buffer.buffered.length > 0) void video.play().catch(() => {});
    } catch {
      this.giveUp();
    }
  }

  private takeQueue(): Uint8Array<ArrayBuffer> {
    const all = concatenated(this.queue, this.queuedBytes);
    this.queue = [];
    this.queuedBytes = 0;
    return all;
  }

  private giveUp(): void {
    if (this.closed) return;
    this.close();
    this.broken();
  }
}

function mimeType(codecs: string): string {
  return `video/mp4; codecs="${codecs}"`;
}

function ranges(buffered: TimeRanges): [number, number][] {
  return Array.from({ length: buffered.length }, (_, at) => [buffered.start(at), buffered.end(at)]);
}

export function concatenated(parts: readonly Uint8Array<ArrayBuffer>[], totalBytes: number): Uint8Array<ArrayBuffer> {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(totalBytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
