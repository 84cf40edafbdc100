import type { ModelComparison, RoleOfModel } from '../api/types';

/** Of all that either model saw, the share that both saw at one place; null when neither saw anything. */
export function agreement({ active, shadow, both }: { active: number; shadow: number; both: number }): number | null {
  const either = active + shadow - both;
  return either > 0 ? both / either : null;
}

/** Over all classes together. */
export function overall(comparison: ModelComparison): number | null {
  const sum = { active: 0, shadow: 0, both: 0 };
  for (const one of comparison.classes) {
    sum.active += one.active;
    sum.shadow += one.shadow;
    sum.both += one.both;
  }
  return agreement(sum);
}

export type Use = 'ACTIVE' | 'TRIAL' | 'BEFORE' | 'REFUSED' | 'FREE';

/** What a model at hand is doing, told by its hash: a folder may be renamed, a file may not change. */
export function useOf(
  model: { sha256: string | null; refusal: string | null },
  roles: readonly RoleOfModel[],
): Use {
  if (model.refusal !== null || model.sha256 === null) return 'REFUSED';
  if (roles.some(({ active }) => active?.sha256 === model.sha256)) return 'ACTIVE';
  if (roles.some(({ shadow }) => shadow?.model.sha256 === model.sha256)) return 'TRIAL';
  if (roles.some(({ previous }) => previous?.sha256 === model.sha256)) return 'BEFORE';
  return 'FREE';
}
