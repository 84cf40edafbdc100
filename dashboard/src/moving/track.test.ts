import { describe, expect, it } from 'vitest';
import { boundsOfTrack, inForce, movingFeatures, pieces } from './track';

const pose = (time: string, lon = 127.38, lat = 36.35) => ({
  at: `2026-11-22T${time}Z`,
  lon,
  lat,
  headingDeg: null,
  heightM: null,
});
const NOW = Date.parse('2026-11-22T02:00:00Z');
const area: GeoJSON.Polygon = { type: 'Polygon', coordinates: [[[127, 36], [128, 36], [128, 37], [127, 36]]] };

describe('the way of a moving camera', () => {
  it('is not drawn across a silence', () => {
    const poses = [pose('01:00:00'), pose('01:00:10'), pose('01:10:00'), pose('01:20:00'), pose('01:20:05')];
    expect(pieces(poses).map((piece) => piece.length)).toEqual([2, 2]);
    expect(pieces([])).toEqual([]);
  });

  it('shows its last pose, flights to come and airspaces, and no flight that is over', () => {
    const mission = (from: string, to: string) => ({
      missionId: from,
      way: { type: 'LineString' as const, coordinates: [[127.3, 36.3], [127.4, 36.3]] },
      heightM: 50,
      from: `2026-11-22T${from}Z`,
      to: `2026-11-22T${to}Z`,
      filedBy: 'manager',
    });
    const { features } = movingFeatures(
      {
        poses: [pose('01:59:00', 127.1), pose('01:59:30', 127.2)],
        missions: [mission('00:00:00', '01:00:00'), mission('03:00:00', '04:00:00'), { ...mission('05:00:00', '06:00:00'), suspendedAt: '2026-11-22T01:00:00Z' }],
        airspaces: [{ code: 'P-1', name: '비행장', polygon: area, floorM: 0, ceilingM: null, from: null, to: null }],
        way: [{ lon: 127.5, lat: 36.5 }],
      },
      NOW,
    );
    expect(features.map(({ properties }) => properties?.['kind'])).toEqual(['airspace', 'mission', 'track', 'pose', 'corner']);
    expect(features[3]!.geometry).toEqual({ type: 'Point', coordinates: [127.2, 36.35] });
    expect(features[0]!.properties).toMatchObject({ name: '비행장 (P-1)', now: true });
  });

  it.each([
    [null, null, true],
    ['2026-11-22T02:00:00Z', null, true],
    ['2026-11-22T02:00:01Z', null, false],
    [null, '2026-11-22T02:00:00Z', true],
    [null, '2026-11-22T01:59:59Z', false],
  ])('an airspace from %s to %s: in force %s', (from, to, now) => expect(inForce({ from, to }, NOW)).toBe(now));

  it('has bounds', () => {
    expect(boundsOfTrack([])).toBeNull();
    expect(boundsOfTrack([pose('01:00:00', 127.1, 36.2), pose('01:00:01', 127.3, 36.1)])).toEqual([127.1, 36.1, 127.3, 36.2]);
  });
});
