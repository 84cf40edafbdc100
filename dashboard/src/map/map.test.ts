import { describe, expect, it } from 'vitest';
import { boundsOf, labelPoints, sector } from './geometry';

const square: GeoJSON.FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'x' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
          [
            [
              [2, 2],
              [6, 2],
              [6, 6],
              [2, 6],
              [2, 2],
            ],
          ],
        ],
      },
    },
  ],
};

describe('map geometry', () => {
  it('looks where the camera looks', () => {
    const ring = sector(127, 36, 90, 60, 100)!;
    expect(ring[0]).toEqual([127, 36]);
    expect(ring.at(-1)).toEqual([127, 36]);
    const middle = ring[Math.floor(ring.length / 2)]!;
    expect(middle[0]).toBeGreaterThan(127.0009);
    expect(middle[1]).toBeCloseTo(36, 5);
    expect(sector(127, 36, null, 60)).toBeNull();
  });

  it('makes a full circle without a corner', () => {
    const ring = sector(127, 36, 0, 360, 100)!;
    expect(ring[0]).toEqual(ring.at(-1));
    expect(ring).not.toContainEqual([127, 36]);
  });

  it('finds the bounds and one point for the name', () => {
    expect(boundsOf(square)).toEqual([0, 0, 6, 6]);
    expect(boundsOf({ type: 'FeatureCollection', features: [] })).toBeNull();
    expect(labelPoints(square).features[0]?.geometry).toEqual({ type: 'Point', coordinates: [4, 4] });
  });
});
