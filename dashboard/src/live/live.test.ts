import { describe, expect, it, vi } from 'vitest';
import type { Camera, ObjectsDetected } from '../api/types';
import { detectionAt, detectionSlots, remember, secondsLate } from './detections';
import { boxRect, containedRect, polygonPoints } from './geometry';
import { parseLiveMessage } from './liveMessages';
import { socketUrl } from './LivePlayer';
import { concatenated } from './MediaBuffer';
import { countingLock, Slots } from './slots';
import { broughtForward, chosenTiles } from './wall';

describe('box geometry', () => {
  it('lies where the picture lies, with bars left and right or above and below', () => {
    expect(containedRect(800, 450, 640, 480)).toEqual({ x: 100, y: 0, width: 600, height: 450 });
    expect(containedRect(400, 400, 1600, 800)).toEqual({ x: 0, y: 100, width: 400, height: 200 });
    expect(containedRect(400, 300, 0, 0)).toEqual({ x: 0, y: 0, width: 400, height: 300 });
  });

  it('cuts a box at the edge of the picture', () => {
    const picture = { x: 100, y: 0, width: 600, height: 400 };
    expect(boxRect({ x: 0.5, y: 0.25, w: 0.25, h: 0.5 }, picture)).toEqual({ x: 400, y: 100, width: 150, height: 200 });
    expect(boxRect({ x: -0.1, y: 0.9, w: 0.2, h: 0.5 }, picture)).toMatchObject({ x: 100, y: 360 });
    expect(boxRect({ x: 1.1, y: 0, w: 0.2, h: 0.2 }, picture)).toBeNull();
  });

  it('writes a polygon for SVG', () => {
    expect(
      polygonPoints(
        [
          { x: 0, y: 0 },
          { x: 1 / 3, y: 1 },
        ],
        640,
        360,
      ),
    ).toBe('0,0 213.33,360');
  });
});

describe('detections', () => {
  const at = (second: number): ObjectsDetected => ({
    detectionId: `d${second}`,
    cameraId: 'C',
    capturedAt: new Date(second * 1000).toISOString(),
    analysedAt: '',
    frameWidth: 1,
    frameHeight: 1,
    objects: [],
  });
  const history = [3, 1, 2].reduce<ObjectsDetected[]>((known, second) => remember(known, at(second)), []);

  it('keeps them in order of capture, each once', () => {
    expect(remember(history, at(2)).map((event) => event.detectionId)).toEqual(['d1', 'd2', 'd3']);
    expect(remember(history, { ...at(4), capturedAt: 'nonsense' })).toHaveLength(3);
  });

  it('says by how many seconds analysis is too late for the picture, and nothing while it keeps up', () => {
    const analysed = (lateMs: number) => secondsLate({ ...at(9), analysedAt: new Date(9000 + lateMs).toISOString() });
    expect(analysed(40)).toBeNull();
    expect(analysed(2000)).toBeNull();
    expect(analysed(48_600)).toBe(49);
    expect(secondsLate({ ...at(9), analysedAt: 'nonsense' })).toBeNull();
  });

  it('shows the newest that is not later than the frame and not older than 2 s', () => {
    expect(detectionAt(history, 2500)?.detectionId).toBe('d2');
    expect(detectionAt(history, 2960)?.detectionId).toBe('d3');
    expect(detectionAt(history, 5000)?.detectionId).toBe('d3');
    expect(detectionAt(history, 5001)).toBeNull();
    expect(detectionAt(history, 500)).toBeNull();
  });

  it('leaves connections free over HTTP/1.1', () => {
    expect(detectionSlots('http/1.1')).toBe(4);
    expect(detectionSlots(null)).toBe(4);
    expect(detectionSlots('h2')).toBe(32);
  });
});

describe('detection slots', () => {
  const user = () => ({ granted: vi.fn(), revoked: vi.fn() });
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('serve in order, pass on, and go to what somebody looks at first', async () => {
    const slots = new Slots(countingLock(() => 1));
    const [first, second, looked] = [user(), user(), user()];
    const release = slots.claim(first, false);
    const releaseSecond = slots.claim(second, false);
    await settled();
    expect(first.granted).toHaveBeenCalledOnce();
    expect(second.granted).not.toHaveBeenCalled();

    const releaseLooked = slots.claim(looked, true);
    await settled();
    expect(first.revoked).toHaveBeenCalledOnce();
    expect(looked.granted).toHaveBeenCalledOnce();

    release();
    releaseLooked();
    await settled();
    expect(second.granted).toHaveBeenCalledOnce();
    releaseSecond();
  });
});

describe('live messages', () => {
  it('reads start and state, and nothing else', () => {
    expect(parseLiveMessage('{"type":"start","codecs":"avc1.42c01e","width":640,"height":360,"epochMs":5}')).toEqual({
      type: 'start',
      codecs: 'avc1.42c01e',
      width: 640,
      height: 360,
      epochMs: 5,
    });
    expect(parseLiveMessage('{"type":"state","state":"OFFLINE","cause":"STALLED"}')).toEqual({
      type: 'state',
      state: 'OFFLINE',
      cause: 'STALLED',
      detail: '',
    });
    for (const odd of ['', 'null', '7', '{"type":"start"}', '{"type":"later"}'])
      expect(parseLiveMessage(odd)).toBeNull();
  });

  it('asks our own gateway only', () => {
    const page = { protocol: 'https:', host: 'cctv.city:8443' };
    expect(socketUrl({ cameraId: 'DJ-1', stream: 'main', ticketPath: null }, page)).toBe(
      'wss://cctv.city:8443/api/live/DJ-1/ws?stream=main',
    );
    expect(
      socketUrl({ cameraId: 'DJ-1', stream: 'sub', ticketPath: 'https://evil.example/api/live/x/ws?ticket=t' }, page),
    ).toBe('wss://cctv.city:8443/api/live/x/ws?ticket=t');
  });

  it('joins queued fragments into one buffer', () => {
    expect([...concatenated([new Uint8Array([1, 2]), new Uint8Array([3])], 3)]).toEqual([1, 2, 3]);
  });
});

describe('wall', () => {
  const camera = (cameraId: string, state: string, health: string) =>
    ({ cameraId, state, health: { state: health } }) as unknown as Camera;
  const cameras = [
    camera('A', 'ACTIVE', 'OFFLINE'),
    camera('B', 'ACTIVE', 'ONLINE'),
    camera('C', 'PLANNED', 'ONLINE'),
    camera('D', 'ACTIVE', 'ONLINE'),
  ];

  it('shows the chosen, then those that give a picture', () => {
    expect(chosenTiles(['A', 'gone'], cameras, 4)).toEqual(['A', 'B', 'D']);
    expect(chosenTiles([], cameras, 1)).toEqual(['B']);
  });

  it('puts a camera first', () => {
    expect(broughtForward(['A', 'B'], 'B')).toEqual(['B', 'A']);
    expect(broughtForward([...'123456789abcdefg'], 'X')).toHaveLength(16);
  });
});
