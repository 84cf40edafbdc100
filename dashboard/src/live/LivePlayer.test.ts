import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LivePlayer, snapshotPath, type LiveStatus } from './LivePlayer';

const HEVC = JSON.stringify({ type: 'start', codecs: 'hvc1.1.6.L93.B0', width: 1920, height: 1080, epochMs: 5 });

class FakeSocket {
  static opened: FakeSocket[] = [];
  onmessage: (event: { data: unknown }) => void = () => {};
  onopen: () => void = () => {};
  onclose: (event: { code: number }) => void = () => {};
  closed = false;
  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
  }
  close(): void {
    this.closed = true;
  }
}

describe('a codec that the browser cannot play', () => {
  const video = { requestVideoFrameCallback: () => 1, cancelVideoFrameCallback: () => {} };
  let last: LiveStatus | null = null;
  let player: LivePlayer | null = null;
  let answer: () => Response;
  const asked: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.opened = [];
    asked.length = 0;
    answer = () => new Response(new Blob(['jpeg']), { headers: { 'X-Captured-At': new Date().toISOString() } });
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('location', { protocol: 'https:', host: 'cctv.test' });
    vi.stubGlobal('document', { addEventListener: () => {}, removeEventListener: () => {}, hidden: false, cookie: '' });
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      return Promise.resolve(answer());
    });
  });
  afterEach(() => {
    player?.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const play = (stream: 'main' | 'sub', ticketPath: string | null = null) => {
    player = new LivePlayer(
      video as unknown as HTMLVideoElement,
      { cameraId: 'DJ-SEO-001', stream, ticketPath },
      { onStatus: (status) => (last = status), onFrame: () => {} },
    );
  };

  it('falls back to the sub-stream, and then to single pictures that say why', async () => {
    play('main');
    FakeSocket.opened[0]!.onmessage({ data: HEVC });
    expect(FakeSocket.opened[0]!.closed).toBe(true);
    expect(FakeSocket.opened[1]!.url).toBe('wss://cctv.test/api/live/DJ-SEO-001/ws?stream=sub');
    expect(last?.insteadOf).toBe('hvc1.1.6.L93.B0');

    FakeSocket.opened[1]!.onmessage({ data: HEVC });
    await vi.advanceTimersByTimeAsync(2500);
    expect(FakeSocket.opened).toHaveLength(2);
    expect(asked).toEqual(Array(2).fill('/api/live/DJ-SEO-001/snapshot.jpg?stream=sub'));
    expect(last?.freshness).toMatchObject({ name: 'stills', codecs: 'hvc1.1.6.L93.B0' });
  });

  it('asks on after a failure, and never shows an old picture as one of now', async () => {
    play('sub');
    FakeSocket.opened[0]!.onmessage({ data: HEVC });
    await vi.advanceTimersByTimeAsync(100);
    answer = () => new Response('{}', { status: 503 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(last?.freshness.name).toBe('frozen');
    expect(asked.length).toBeGreaterThan(8);
  });

  it('ends with the right to look', async () => {
    play('sub');
    FakeSocket.opened[0]!.onmessage({ data: HEVC });
    await vi.advanceTimersByTimeAsync(100);
    answer = () => new Response('{"type":"urn:cctv:forbidden"}', { status: 403 });
    await vi.advanceTimersByTimeAsync(2500);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(last?.freshness.name).toBe('ended');
    expect(last?.still).toBeNull();
    expect(asked).toHaveLength(before);
  });

  it('keeps the ticket of a grant', () => {
    const source = { cameraId: 'C', stream: 'main' as const, ticketPath: '/api/live/C/ws?ticket=t&stream=main' };
    expect(snapshotPath(source, { host: 'cctv.test' })).toBe('/api/live/C/snapshot.jpg?ticket=t&stream=main');
  });
});
