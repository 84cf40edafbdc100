import { describe, expect, it } from 'vitest';
import { boundsOf, labelPoints, sector } from './geometry';
import { foundFeatures, metresBetween, polygonOf } from './found';
import { criteria, NO_FILTER, tilesUrl } from './mapFilter';
import { Sharpness } from './sharpness';

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

describe('finding by place', () => {
  const corners = [
    { lon: 127, lat: 36 },
    { lon: 127, lat: 36.01 },
    { lon: 127.01, lat: 36.01 },
  ];

  it('closes an area counter-clockwise', () => {
    expect(polygonOf(corners)?.coordinates[0]).toEqual([
      [127.01, 36.01],
      [127, 36.01],
      [127, 36],
      [127.01, 36.01],
    ]);
    expect(polygonOf([...corners].reverse())?.coordinates[0]?.[0]).toEqual([127.01, 36.01]);
    expect(polygonOf(corners.slice(0, 2))).toBeNull();
    expect(polygonOf([corners[0]!, corners[0]!, corners[0]!])).toBeNull();
  });

  it('measures for the eye', () => {
    expect(metresBetween(corners[0]!, corners[1]!)).toBeCloseTo(1113, 0);
  });

  it('draws a line while it is drawn and the area when it is closed', () => {
    const kinds = (closed: boolean) => foundFeatures(corners, closed, []).features.map((one) => one.geometry.type);
    expect(kinds(false)).toEqual(['LineString', 'Point', 'Point', 'Point']);
    expect(kinds(true)).toEqual(['Polygon']);
  });
});

describe('map filter', () => {
  it('goes to the server, only what is set', () => {
    expect(tilesUrl('http://x', NO_FILTER)).toBe('http://x/api/cameras/tiles/{z}/{x}/{y}.mvt');
    const filter = { ...NO_FILTER, health: 'OFFLINE', agency: ' 서구청 ' };
    expect(criteria(filter)).toBe(2);
    expect(tilesUrl('', filter)).toBe(`/api/cameras/tiles/{z}/{x}/{y}.mvt?health=OFFLINE&agency=${encodeURIComponent('서구청')}`);
  });
});

describe('sharpness while moving', () => {
  const move = (sharpness: Sharpness, gapMs: number, frames: number) => {
    sharpness.moveBegins();
    for (let frame = 0; frame <= frames; frame++) sharpness.frame(frame * gapMs);
    return sharpness.share;
  };

  it('stays full where frames are fast, whatever a single one takes', () => {
    const sharpness = new Sharpness();
    sharpness.moveBegins();
    for (let frame = 0; frame < 120; frame++) sharpness.frame(frame * 16.7 + (frame > 40 ? 90 : 0));
    expect(sharpness.share).toBe(1);
  });

  it('gets coarser where they are slow, but never unreadable, and remembers it', () => {
    const sharpness = new Sharpness();
    expect(move(sharpness, 60, 13)).toBeCloseTo(0.7);
    expect(move(sharpness, 60, 400)).toBe(0.35);
    expect(move(sharpness, 19, 60)).toBe(0.35);
  });

  it('sees every third frame missed', () => {
    const sharpness = new Sharpness();
    sharpness.moveBegins();
    let at = 0;
    for (let frame = 0; frame < 30; frame++) sharpness.frame((at += frame % 3 ? 16.7 : 33.3));
    expect(sharpness.share).toBeLessThan(1);
  });

  it('gets finer only before a move, after three quick ones', () => {
    const sharpness = new Sharpness();
    move(sharpness, 60, 13);
    const coarse = sharpness.share;
    for (let quick = 0; quick < 3; quick++) expect(move(sharpness, 16.7, 100)).toBe(coarse);
    expect(move(sharpness, 16.7, 5)).toBeCloseTo(coarse * 1.2);
    for (let quick = 0; quick < 9; quick++) move(sharpness, 16.7, 100);
    expect(sharpness.share).toBe(1);
  });
});
