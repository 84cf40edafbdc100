import type { Camera, StreamHealthChanged } from '../api/types';

export type CameraMap = ReadonlyMap<string, Camera>;

/** Last word of each stream, by camera. */
export type StreamStates = ReadonlyMap<string, Partial<Record<'MAIN' | 'SUB', StreamHealthChanged>>>;

/** A browser holds those it has met, never a metro: the one met longest ago goes first. */
export const MOST_KNOWN = 1000;

export function withCameras(known: CameraMap, incoming: readonly Camera[]): CameraMap {
  const cameras = new Map(known);
  for (const camera of incoming) {
    const before = cameras.get(camera.cameraId);
    cameras.delete(camera.cameraId);
    cameras.set(camera.cameraId, before && before.version > camera.version ? before : camera);
  }
  for (const eldest of cameras.keys()) {
    if (cameras.size <= MOST_KNOWN) break;
    cameras.delete(eldest);
  }
  return cameras;
}

export function withStreamStates(states: StreamStates, events: readonly StreamHealthChanged[]): StreamStates {
  const changed = new Map(states);
  for (const event of events) {
    const before = changed.get(event.cameraId);
    const known = before?.[event.stream];
    if (known && Date.parse(known.at) > Date.parse(event.at)) continue;
    changed.set(event.cameraId, { ...before, [event.stream]: event });
  }
  return changed;
}

const SIGHT_TAKEN = ['COVERED', 'DEFOCUSED', 'TURNED', 'FROZEN', 'BLACK', 'DAZZLED'];

/** Pictures come, but the camera does not see what it should. */
export function isSightTaken(cause: string | null): boolean {
  return cause !== null && SIGHT_TAKEN.includes(cause);
}

/** A camera's health is that of its main stream, which is what is recorded; the registry says so too. */
export function withHealth(cameras: CameraMap, states: StreamStates, cameraIds: Iterable<string>): CameraMap {
  const changed = new Map(cameras);
  for (const cameraId of cameraIds) {
    const camera = changed.get(cameraId);
    const main = states.get(cameraId)?.MAIN;
    if (!camera || !main) continue;
    const state = main.state === 'ONLINE' && isSightTaken(main.cause) ? 'DEGRADED' : main.state;
    const health = { state, cause: main.cause, detail: main.detail, since: main.since };
    changed.set(cameraId, { ...camera, health });
  }
  return changed;
}
