import type { MaintenancePlan } from '../api/types';
import { fromField } from '../language/time';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const USUAL_MS = 2 * 60 * MINUTE_MS;

export type PlanState = 'coming' | 'now' | 'over';

export function planState(plan: Pick<MaintenancePlan, 'from' | 'to'>, nowMs: number): PlanState {
  if (Date.parse(plan.to) <= nowMs) return 'over';
  return Date.parse(plan.from) <= nowMs ? 'now' : 'coming';
}

/** What a form begins with: from the next quarter of an hour, for two hours. */
export function usualSpan(nowMs: number): { fromMs: number; toMs: number } {
  const fromMs = Math.ceil(nowMs / QUARTER_MS) * QUARTER_MS;
  return { fromMs, toMs: fromMs + USUAL_MS };
}

/** What {@code SpanFields} of a form hold. */
export function spanOf(form: FormData): { from: string; to: string } {
  const time = (name: string) => new Date(fromField(String(form.get(name)))).toISOString();
  return { from: time('from'), to: time('to') };
}
