import { describe, expect, it } from 'vitest';
import { planState, usualSpan } from './plans';

const plan = { from: '2026-11-22T01:00:00Z', to: '2026-11-22T03:00:00Z' };
const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

describe('a planned work', () => {
  it.each([
    ['00:59:59', 'coming'],
    ['01:00:00', 'now'],
    ['02:59:59', 'now'],
    ['03:00:00', 'over'],
  ])('at %s it is %s', (time, state) => expect(planState(plan, at(time))).toBe(state));

  it('begins with the next quarter of an hour, never with a past one', () => {
    expect(usualSpan(at('01:00:01'))).toEqual({ fromMs: at('01:15:00'), toMs: at('03:15:00') });
    expect(usualSpan(at('01:15:00')).fromMs).toBe(at('01:15:00'));
  });
});
