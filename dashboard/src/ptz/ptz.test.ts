import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mover, PAUSE_MS, REPEAT_MS } from './Mover';
import { dragMovement, isMovementKey, isStill, keyMovement, STILL, type Movement } from './vector';

describe('drag', () => {
  it.each<[number, number, Movement]>([
    [0, 0, STILL],
    [5, 3, STILL],
    [100, 0, { pan: 1, tilt: 0, zoom: 0 }],
    [300, 0, { pan: 1, tilt: 0, zoom: 0 }],
    [0, -100, { pan: 0, tilt: 1, zoom: 0 }],
    [0, 100, { pan: 0, tilt: -1, zoom: 0 }],
    [-54, 0, { pan: -0.5, tilt: 0, zoom: 0 }],
  ])('of %d, %d px is %j', (dx, dy, movement) => {
    expect(dragMovement(dx, dy, 100)).toEqual(movement);
  });

  it('is never faster than full speed in any direction', () => {
    for (let degrees = 0; degrees < 360; degrees += 7) {
      const radians = (degrees * Math.PI) / 180;
      const { pan, tilt } = dragMovement(Math.cos(radians) * 500, Math.sin(radians) * 500, 100);
      expect(Math.hypot(pan, tilt)).toBeLessThanOrEqual(1.04);
      expect(Math.abs(pan)).toBeLessThanOrEqual(1);
      expect(Math.abs(tilt)).toBeLessThanOrEqual(1);
    }
  });

  it('without a reach stands still', () => {
    expect(isStill(dragMovement(NaN, 0, 100))).toBe(true);
  });
});

describe('keys', () => {
  it('add up, and opposite ones are nothing', () => {
    expect(keyMovement(['ArrowRight', 'ArrowUp', '+'], false)).toEqual({ pan: 0.6, tilt: 0.6, zoom: 0.6 });
    expect(keyMovement(['ArrowRight', 'ArrowLeft'], false)).toEqual(STILL);
    expect(keyMovement(['-', '_'], false).zoom).toBe(-0.6);
    expect(keyMovement(['ArrowDown'], true)).toEqual({ pan: 0, tilt: -0.2, zoom: 0 });
    expect(keyMovement(['x'], false)).toEqual(STILL);
    expect(isMovementKey('constructor')).toBe(false);
  });
});

describe('Mover', () => {
  const right: Movement = { pan: 0.5, tilt: 0, zoom: 0 };
  const left: Movement = { pan: -0.5, tilt: 0, zoom: 0 };
  let said: (Movement | 'stop')[];
  let mover: Mover;

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    mover = new Mover(
      { move: (movement) => said.push(movement), stop: () => said.push('stop') },
      () => Date.now(),
    );
  });
  afterEach(() => vi.useRealTimers());

  it('moves at once, repeats each second and stops when let go', () => {
    mover.hold(right);
    expect(said).toEqual([right]);
    vi.advanceTimersByTime(REPEAT_MS * 2.5);
    expect(said).toEqual([right, right, right]);
    mover.release();
    vi.advanceTimersByTime(REPEAT_MS * 3);
    expect(said).toEqual([right, right, right, 'stop']);
  });

  it('says a change after a pause, only the last of many', () => {
    mover.hold(right);
    for (let pan = -0.1; pan > -0.5; pan -= 0.1) mover.hold({ pan, tilt: 0, zoom: 0 });
    mover.hold(left);
    expect(said).toEqual([right]);
    vi.advanceTimersByTime(PAUSE_MS);
    expect(said).toEqual([right, left]);
  });

  it('repeats nothing for a hand that holds still', () => {
    mover.hold(right);
    mover.hold(right);
    expect(said).toHaveLength(1);
  });

  it('stops when the hand comes back to the middle, once', () => {
    mover.hold(right);
    mover.hold(STILL);
    mover.release();
    expect(said).toEqual([right, 'stop']);
  });

  it('says stop in any case when asked to', () => {
    mover.stop();
    expect(said).toEqual(['stop']);
  });

  it('says nothing more after a refusal', () => {
    mover.hold(right);
    mover.refused();
    vi.advanceTimersByTime(REPEAT_MS * 3);
    expect(said).toEqual([right]);
    expect(mover.moving).toBe(false);
    mover.release();
    expect(said).toEqual([right]);
  });
});
