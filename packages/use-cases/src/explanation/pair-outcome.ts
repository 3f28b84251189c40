import type { RoundDwelling, RoundHousehold } from '@boligtrapp/domain';
import type { Objective, PairReason } from '@boligtrapp/matching';
import { loadsWith, meetsKeptApart, type RoundEndings } from './round-endings.ts';

/** Why a household ends in a dwelling or does not, in terms of the round. */
export type PairOutcome =
  | { readonly kind: 'placed-here' | 'stays-here' | 'moves-away' | 'rule-failed' | 'kept-apart' }
  /** `byRank`: it goes to a household ranked before. Else whoever lives there has nowhere else to go. */
  | { readonly kind: 'taken'; readonly holderId: string; readonly byRank: boolean }
  /** With the household the place would carry `load` points, of `cap`. */
  | {
      readonly kind: 'would-overfill';
      readonly placeId: string;
      readonly load: number;
      readonly cap: number;
    }
  /** It could have it, and the whole is better otherwise. `compared`: by how much, where that has been computed. */
  | {
      readonly kind: 'whole-is-better';
      readonly compared: { readonly lost: readonly string[]; readonly by: Objective | null } | null;
    };

/**
 * The nearest reason, from the proposal as it is: the same that `explainPair` of the engine finds, without the problem,
 * which a page of a large round could not build in time. Only by how much the whole is better takes a solve, and who
 * has nowhere else to go: see {@link fromEngine}.
 */
export function outcomeOf(
  endings: RoundEndings,
  household: RoundHousehold,
  dwelling: RoundDwelling,
  failedRules: number,
): PairOutcome {
  const isHome = household.currentDwellingId === dwelling.id;
  if (endings.endings.get(household.id) === dwelling.id)
    return { kind: isHome ? 'stays-here' : 'placed-here' };
  if (isHome) return { kind: 'moves-away' };
  if (failedRules !== 0) return { kind: 'rule-failed' };
  const holder = endings.holders.get(dwelling.id);
  if (holder !== undefined && holder.rank < household.rank && !endings.served.has(household.id)) {
    return { kind: 'taken', holderId: holder.id, byRank: true };
  }
  const overfilled = findOverfilled(endings, household, dwelling);
  if (overfilled !== undefined) return overfilled;
  if (meetsKeptApart(endings, household, dwelling)) return { kind: 'kept-apart' };
  return { kind: 'whole-is-better', compared: null };
}

function findOverfilled(
  endings: RoundEndings,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): PairOutcome | undefined {
  for (const { placeId, after, cap } of loadsWith(endings, household, dwelling)) {
    const limit = endings.loads.get(placeId)?.limit ?? Number.POSITIVE_INFINITY;
    if (cap !== null && after > limit) return { kind: 'would-overfill', placeId, load: after, cap };
  }
  return undefined;
}

/** What the engine found by solving again with the pair decided; `undefined` for what needs no solve. */
export function fromEngine(reason: PairReason): PairOutcome | undefined {
  if (reason.kind === 'whole-is-better') {
    return { kind: 'whole-is-better', compared: { lost: reason.lost, by: reason.by } };
  }
  return reason.kind === 'taken' ? { kind: 'taken', holderId: reason.holder, byRank: false } : undefined;
}
