export const WARNING_S = 60;
/** Well below the server's own time-out. */
const TELL_EVERY_MS = 120_000;

export type IdleStep = { name: 'nothing' } | { name: 'tell' } | { name: 'warn'; leftS: number } | { name: 'leave' };

export function idleStep(facts: { idleMs: number; sinceToldMs: number; limitMs: number }): IdleStep {
  const leftMs = facts.limitMs - facts.idleMs;
  if (leftMs <= 0) return { name: 'leave' };
  if (leftMs <= WARNING_S * 1000) return { name: 'warn', leftS: Math.ceil(leftMs / 1000) };
  // Told only of time in which somebody was there.
  if (facts.sinceToldMs >= TELL_EVERY_MS && facts.idleMs < facts.sinceToldMs) return { name: 'tell' };
  return { name: 'nothing' };
}
