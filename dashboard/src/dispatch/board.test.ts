import { describe, expect, it } from 'vitest';
import type { BoardCamera, BoardCase } from '../api/types';
import { boardAction, byUrgency, countdownText, grantClock, newCases, pageOf } from './board';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const camera = (expiresS: number, limitS: number) =>
  ({ camera: { expiresAt: at(expiresS) }, limitAt: at(limitS) }) as BoardCamera;
const one = (incidentId: string, code: number | null, openedS: number) =>
  ({ incidentId, code, openedAt: at(openedS) }) as BoardCase;

describe("a grant's clock", () => {
  it('runs, warns two minutes before the end, and stops', () => {
    expect(grantClock([camera(600, 7200)], NOW)).toEqual({ name: 'running', leftMs: 600_000, mayProlong: true });
    expect(grantClock([camera(119, 7200)], NOW)).toMatchObject({ name: 'soon' });
    expect(grantClock([camera(0, 7200)], NOW)).toEqual({ name: 'over' });
    expect(grantClock([], NOW)).toEqual({ name: 'none' });
  });

  it('is that of the last picture to end, and says when nothing prolongs it', () => {
    expect(grantClock([camera(60, 7200), camera(500, 7200)], NOW)).toMatchObject({ leftMs: 500_000 });
    expect(grantClock([camera(500, 500)], NOW)).toMatchObject({ mayProlong: false });
  });

  it('counts down in minutes and seconds', () => {
    expect([599_999, 61_000, 5000, 0, -1, 3_870_000].map(countdownText)).toEqual([
      '9:59',
      '1:01',
      '0:05',
      '0:00',
      '0:00',
      '1:04:30',
    ]);
  });
});

describe('the cases', () => {
  it('stand by code, then the newest first', () => {
    const cases = [one('old2', 2, 0), one('none', null, 90), one('zero', 0, 5), one('new2', 2, 60)];
    expect(byUrgency(cases).map((known) => known.incidentId)).toEqual(['zero', 'new2', 'old2', 'none']);
  });

  it('are announced when they come, not on a first look', () => {
    const [a, b] = [one('a', 1, 0), one('b', 1, 1)];
    expect(newCases(null, [a])).toEqual([]);
    expect(newCases([a], [a, b])).toEqual([b]);
    expect(newCases([a, b], [b])).toEqual([]);
  });

  it('show many cameras by pages, and stay inside when some end', () => {
    const thirty = Array.from({ length: 30 }, (_, n) => n);
    expect(pageOf(thirty, 2)).toEqual({ items: [24, 25, 26, 27, 28, 29], page: 2, pages: 3 });
    expect(pageOf(thirty.slice(0, 5), 2)).toMatchObject({ page: 0, pages: 1 });
    expect(pageOf([], 0)).toEqual({ items: [], page: 0, pages: 1 });
  });
});

describe('keys of the board', () => {
  const press = (key: string, facts: Partial<Parameters<typeof boardAction>[0]> = {}) =>
    boardAction({
      key,
      modifier: false,
      typing: false,
      interactive: false,
      dialogOpen: false,
      enabled: true,
      ...facts,
    });

  it('work from a Korean keyboard as well', () => {
    expect(press('r')).toEqual({ name: 'prolong' });
    expect(press('ㄱ')).toEqual({ name: 'prolong' });
    expect(press('ㅌ')).toEqual({ name: 'end' });
    expect(press('3')).toEqual({ name: 'tile', at: 2 });
  });

  it('never fire while typing, in a dialog, with Ctrl, or switched off', () => {
    expect(press('x', { typing: true })).toBeNull();
    expect(press('x', { dialogOpen: true })).toBeNull();
    expect(press('r', { modifier: true })).toBeNull();
    expect(press('r', { enabled: false })).toBeNull();
    expect(press('Escape', { enabled: false })).toEqual({ name: 'back' });
    expect(press('ArrowDown', { interactive: true })).toBeNull();
    expect(press('q')).toBeNull();
  });
});
