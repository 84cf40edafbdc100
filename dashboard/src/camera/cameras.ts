import type { Camera, StreamHealthChanged } from '../api/types';

export type CameraMap = ReadonlyMap<string, Camera>;

/** Last word of each stream, by camera. */
export type StreamStates = ReadonlyMap<string, Partial<Record<'MAIN' | 'SUB', StreamHealthChanged>>>;

export function withCameras(known: CameraMap, incoming: readonly Camera[]): CameraMap {
  const cameras = new Map(known);
  for (const camera of incoming) {
    const before = cameras.get(camera.cameraId);
    if (!before || camera.version >= before.version) cameras.set(camera.cameraId, camera);
  }
  return cameras;
}

export function withStreamState(states: StreamStates, event: StreamHealthChanged): StreamStates {
  const before = states.get(event.cameraId);
  const known = before?.[event.stream];
  if (known && Date.parse(known.at) > Date.parse(event.at)) return states;
  return new Map(states).set(event.cameraId, { ...before, [event.stream]: event });
}

/** A camera's health is that of its main stream, which is what is recorded; the registry says so too. */
export function withHealth(cameras: CameraMap, states: StreamStates, cameraId: string): CameraMap {
  const camera = cameras.get(cameraId);
  const main = states.get(cameraId)?.MAIN;
  if (!camera || !main) return cameras;
  const health = { state: main.state, cause: main.cause, detail: main.detail, since: main.since };
  return new Map(cameras).set(cameraId, { ...camera, health });
}

export interface HealthCount {
  online: number;
  trouble: number;
}

/** Planned and retired cameras are not expected to give pictures. */
export function countHealth(cameras: CameraMap): HealthCount {
  let online = 0;
  let trouble = 0;
  for (const camera of cameras.values()) {
    if (camera.state !== 'ACTIVE') continue;
    if (camera.health.state === 'ONLINE') online++;
    else trouble++;
  }
  return { online, trouble };
}
