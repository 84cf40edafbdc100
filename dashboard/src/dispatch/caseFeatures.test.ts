import { describe, expect, it } from 'vitest';
import type { BoardCase, PlaceContext } from '../api/types';
import { caseFeatures } from './caseFeatures';

const CASE = {
  lon: 127.38,
  lat: 36.35,
  target: null,
  disaster: null,
  cameras: [
    { camera: { cameraId: 'A', headingDeg: 180 }, lon: 127.381, lat: 36.351, fieldOfViewDeg: 90 },
    { camera: { cameraId: 'B', headingDeg: null }, lon: 127.382, lat: 36.352, fieldOfViewDeg: 90 },
  ],
} as unknown as BoardCase;
const kinds = (open: BoardCase, context: PlaceContext | null = null) =>
  caseFeatures(open, context).features.map(({ properties }) => properties!['kind'] as string);

describe('a case on the map', () => {
  it('has a sight only where the heading is known, and numbers as the tiles have', () => {
    expect(kinds(CASE)).toEqual(['sight', 'camera', 'camera', 'target']);
    const cameras = caseFeatures(CASE, null).features.filter(({ properties }) => properties!['kind'] === 'camera');
    expect(cameras.map(({ properties }) => properties!['number'] as string)).toEqual(['1', '2']);
  });

  it('puts the target where it was last seen', () => {
    const moved = { ...CASE, target: { lon: 127.4, lat: 36.4, at: '', moves: 1 } };
    const target = caseFeatures(moved, null).features.at(-1)!;
    expect((target.geometry as GeoJSON.Point).coordinates).toEqual([127.4, 36.4]);
  });

  it('shows where its units are, and doubts where a signal is lost', () => {
    const unit = { agency: '119', unit: 'engine-3', lon: 127.39, lat: 36.36, floor: null, room: null, at: '' };
    const [here, lost] = [false, true].map((isLost) =>
      caseFeatures(CASE, null, [{ ...unit, lost: isLost }]).features.find(({ properties }) => properties!['kind'] === 'unit'),
    );
    expect((here!.geometry as GeoJSON.Point).coordinates).toEqual([127.39, 36.36]);
    expect(here!.properties!['name']).toBe('engine-3');
    expect(lost!.properties!['name']).toBe('engine-3 ?');
  });

  it('closes the area of a disaster', () => {
    const disaster = { severity: 2, area: [[1, 1], [2, 1], [2, 2]] as [number, number][] };
    const [area] = caseFeatures({ ...CASE, disaster }, null).features;
    expect((area!.geometry as GeoJSON.Polygon).coordinates[0]).toEqual([[1, 1], [2, 1], [2, 2], [1, 1]]);
  });

  it('signs what stands around, but for roads', () => {
    const item = { lon: 127.38, lat: 36.35, distanceM: 10 };
    const context = {
      hazards: [item],
      hydrants: [item, item],
      roads: [item],
      parking: [],
      hospitals: [],
      missing: [],
    } as unknown as PlaceContext;
    expect(kinds(CASE, context).filter((kind) => kind === 'context')).toHaveLength(3);
  });
});
