import { describe, expect, it } from 'vitest';
import type { RoleOfModel } from '../api/types';
import { agreement, overall, useOf } from './agreement';

describe('agreement of two models', () => {
  it.each([
    [{ active: 10, shadow: 10, both: 10 }, 1],
    [{ active: 10, shadow: 5, both: 5 }, 0.5],
    [{ active: 4, shadow: 4, both: 0 }, 0],
    [{ active: 0, shadow: 0, both: 0 }, null],
  ])('%o is %s', (counts, share) => {
    expect(agreement(counts)).toBe(share);
  });

  it('over all classes is of all objects, not the mean of the classes', () => {
    const comparison = {
      frames: 5,
      rejected: 0,
      activeMs: 20,
      shadowMs: 30,
      classes: [
        { objectClass: 'PERSON', active: 90, shadow: 90, both: 90 },
        { objectClass: 'CAR', active: 10, shadow: 0, both: 0 },
      ],
    };
    expect(overall(comparison)).toBe(0.9);
    expect(overall({ ...comparison, classes: [] })).toBeNull();
  });
});

describe('what a model at hand is doing', () => {
  const model = (sha256: string) => ({
    name: sha256,
    sha256,
    family: 'YOLOX',
    inputWidth: 416,
    inputHeight: 416,
    labels: [],
    scoreThreshold: 0.5,
    licence: '',
    limits: '',
  });
  const role: RoleOfModel = {
    role: 'OBJECTS',
    active: model('a'),
    shadow: {
      model: model('b'),
      comparison: { frames: 0, rejected: 0, activeMs: null, shadowMs: null, classes: [] },
    },
    previous: { name: 'c', sha256: 'c' },
    changedAt: null,
    changedBy: null,
  };

  it.each([
    ['a', null, 'ACTIVE'],
    ['b', null, 'TRIAL'],
    ['c', null, 'BEFORE'],
    ['d', null, 'FREE'],
    ['a', 'SHA-256 is another', 'REFUSED'],
    [null, 'no manifest', 'REFUSED'],
  ])('%s with the refusal %s is %s', (sha256, refusal, use) => {
    expect(useOf({ sha256, refusal }, [role])).toBe(use);
  });
});
