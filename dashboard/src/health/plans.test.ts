import { describe, expect, it } from 'vitest';
import { planState, spanOf, usualSpan } from './plans';

const plan = { from: '2026-11-22T01:00:00Z', to: '2026-11-22T03:00:00Z' };
const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

describe('a planned work', () => {
  it.each([
    ['00:59:59', 'coming'],
    ['01:00:00', 'now'],
    ['02:59:59', 'now'],
    ['03:00:00', 'over'],
  ])('at %s it is %s', (time, state) => expect(planState(plan, at(time))).toBe(state));

  it('is read from a form in Korean time', () => {
    const form = new FormData();
    form.set('from', '2026-11-22T10:15');
    form.set('to', '2026-11-22T12:15');
    expect(spanOf(form)).toEqual({ from: '2026-11-22T01:15:00.000Z', to: '2026-11-22T03:15:00.000Z' });
  });

  it('begins with the next quarter of an hour, never with a past one', () => {
    expect(usualSpan(at('01:00:01'))).toEqual({ fromMs: at('01:15:00'), toMs: at('03:15:00') });
    expect(usualSpan(at('01:15:00')).fromMs).toBe(at('01:15:00'));
  });
});
