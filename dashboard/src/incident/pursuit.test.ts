import { describe, expect, it } from 'vitest';
import type { Incident, Pursuit, PursuitCamera } from '../api/types';
import { compassOf, distanceText, pursuitFeatures, speedText } from './pursuit';
import { mayBeSeenByUs } from './usePursuit';

const camera = (cameraId: string, lat: number): PursuitCamera => ({
  cameraId,
  name: cameraId,
  districtCode: 'DJ-SEO',
  lon: 127.38,
  lat,
  headingDeg: 180,
  fieldOfViewDeg: 90,
  distanceM: 50,
  bearingDeg: 0,
  open: true,
  turning: false,
  reachedAt: null,
});
const STILL: Pursuit = {
  incidentId: 'i',
  lastSeen: { lon: 127.38, lat: 36.35, at: '2026-11-22T03:00:00Z' },
  headingDeg: null,
  speedMps: null,
  way: [{ lon: 127.38, lat: 36.35, at: '2026-11-22T03:00:00Z' }],
  holding: [camera('A', 36.3505)],
  next: [camera('B', 36.353), camera('C', 36.356)],
};
const kinds = (pursuit: Pursuit | null) =>
  pursuitFeatures(pursuit).features.map(({ properties }) => String(properties!['kind']));

describe('directions', () => {
  it('are the nearest of eight, all the way round', () => {
    expect([0, 22, 23, 90, 135, 180, 269, 315, 338, 359, -45].map(compassOf)).toEqual([
      'N', 'N', 'NE', 'E', 'SE', 'S', 'W', 'NW', 'N', 'N', 'NW',
    ]);
  });
});

describe('figures', () => {
  it('are such as people say', () => {
    expect(speedText(4.2)).toBe('15 km/h');
    expect(distanceText(999.4)).toBe('999 m');
    expect(distanceText(1234)).toBe('1.2 km');
  });
});

describe('a pursuit on the map', () => {
  it('has no way and no arrow while nothing has moved', () => {
    expect(kinds(STILL)).toEqual(['sight', 'holding', 'next', 'next', 'target']);
    expect(kinds(null)).toEqual([]);
  });

  it('shows way and heading, and numbers the next cameras as the list does', () => {
    const moving: Pursuit = {
      ...STILL,
      headingDeg: 0,
      way: [{ lon: 127.38, lat: 36.349, at: '2026-11-22T02:59:00Z' }, ...STILL.way],
    };
    expect(kinds(moving)).toEqual(['way', 'sight', 'holding', 'next', 'next', 'heading', 'arrow', 'target']);
    const { features } = pursuitFeatures(moving);
    expect(features.flatMap(({ properties }) => properties!['number'] ?? [])).toEqual(['1', '2']);
    const arrow = features.find(({ properties }) => properties!['kind'] === 'arrow')!;
    const [lon, lat] = (arrow.geometry as GeoJSON.Point).coordinates;
    expect(lon).toBeCloseTo(127.38, 6);
    expect(lat! - 36.35).toBeCloseTo(120 / 111_320, 5);
  });
});

describe('those who were sent', () => {
  it('are on the map, and doubtful when their signal is lost', () => {
    const unit = (name: string, lost: boolean) => ({
      agency: '119',
      unit: name,
      lon: 127.38,
      lat: 36.35,
      floor: 'B1',
      room: null,
      at: '2026-11-22T03:00:00Z',
      lost,
    });
    const { features } = pursuitFeatures(null, [unit('engine-3', false), unit('engine-4', true)]);
    expect(features.map(({ properties }) => [properties!['kind'], properties!['name']])).toEqual([
      ['unit', 'engine-3'],
      ['unit', 'engine-4 ?'],
    ]);
  });
});

describe('where the target is', () => {
  const incident = (agency: string | null, until: string | null, status: 'OPEN' | 'CLOSED' = 'OPEN') =>
    ({
      status,
      agency,
      agencies: agency ? [{ agency, part: 'LEAD', since: '2026-11-22T03:00:00Z', until }] : [],
    }) as unknown as Incident;

  it('is said by whoever leads it', () => {
    expect(mayBeSeenByUs(incident(null, null))).toBe(true);
    expect(mayBeSeenByUs(incident('112', null))).toBe(false);
    expect(mayBeSeenByUs(incident('112', '2026-11-22T03:05:00Z'))).toBe(true);
    expect(mayBeSeenByUs(incident(null, null, 'CLOSED'))).toBe(false);
  });
});
