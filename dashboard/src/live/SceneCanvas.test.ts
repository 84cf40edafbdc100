import { describe, expect, it } from 'vitest';
import type { ObjectsDetected, Zone } from '../api/types';
import { looksAs, type Scene } from './SceneCanvas';

const detection = (objects: number) =>
  ({ detectionId: 'd', objects: Array.from({ length: objects }, () => ({})) }) as unknown as ObjectsDetected;
const zone = {} as Zone;
const labelOf = () => 'person 1';
const scene: Scene = { pictureWidth: 640, pictureHeight: 360, detection: detection(2), zones: [zone], labelOf };

describe('what lies over a picture is drawn again', () => {
  it('not for another picture under the same boxes', () => {
    expect(looksAs(scene, { ...scene })).toBe(true);
  });

  it('for other boxes, zones, words or another size of the picture', () => {
    expect(looksAs(scene, { ...scene, detection: detection(2) })).toBe(false);
    expect(looksAs(scene, { ...scene, detection: null })).toBe(false);
    expect(looksAs(scene, { ...scene, zones: [] })).toBe(false);
    expect(looksAs(scene, { ...scene, labelOf: () => '사람 1' })).toBe(false);
    expect(looksAs(scene, { ...scene, pictureWidth: 1280 })).toBe(false);
    expect(looksAs(scene, { ...scene, pictureHeight: 720 })).toBe(false);
  });

  it('not while there is nothing to draw, whatever was detected', () => {
    const nothing = { ...scene, zones: [], detection: null };
    expect(looksAs(nothing, { ...nothing, zones: [], detection: detection(0), pictureWidth: 1280 })).toBe(true);
    expect(looksAs(nothing, { ...nothing, detection: detection(1) })).toBe(false);
    expect(looksAs({ ...nothing, detection: detection(1) }, nothing)).toBe(false);
  });
});
