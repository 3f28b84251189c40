import { type AddedLoad, type Statement, state } from '@boligtrapp/domain';
import type { Objective } from '@boligtrapp/matching';
import type { PairOutcome } from './pair-outcome.ts';

/** How places and households are called in statements. */
export interface Names {
  readonly place: (id: string) => string;
  /** Undefined for a household that the reader may not know. */
  readonly household: (id: string) => string | undefined;
}

/** Why a household ends in a dwelling or does not, as a statement; `failedRules`: how many rules fail. */
export function outcomeStatement(outcome: PairOutcome, failedRules: number, names: Names): Statement {
  switch (outcome.kind) {
    case 'placed-here':
    case 'stays-here':
    case 'moves-away':
    case 'kept-apart':
      return state(`outcome.${outcome.kind}`, {});
    case 'rule-failed':
      return state('outcome.rule-failed', { count: failedRules });
    case 'taken':
      return takenStatement(names.household(outcome.holderId), outcome.byRank);
    case 'would-overfill':
      return state('outcome.would-overfill', {
        place: names.place(outcome.placeId),
        load: outcome.load,
        cap: outcome.cap,
      });
    case 'whole-is-better':
      return wholeStatement(outcome.compared, names);
  }
}

function takenStatement(household: string | undefined, byRank: boolean): Statement {
  if (household === undefined) return state(byRank ? 'outcome.taken' : 'outcome.held', {});
  return state(byRank ? 'outcome.taken-by' : 'outcome.held-by', { household });
}

function wholeStatement(
  compared: { readonly lost: readonly string[]; readonly by: Objective | null } | null,
  names: Names,
): Statement {
  if (compared === null) return state('outcome.whole-is-better', {});
  const { lost, by } = compared;
  if (by === null) {
    const households = lost.map((id) => names.household(id)).filter((name) => name !== undefined);
    // Nobody is named where somebody may not be: those who are left out would be known by their number.
    return households.length === lost.length
      ? state('outcome.others-would-lose-named', { count: lost.length, households })
      : state('outcome.others-would-lose', { count: lost.length });
  }
  const { misfit, excess, score } = by;
  if (misfit === 0 && excess === 0 && score === 0) return state('outcome.whole-is-equal', {});
  return state('outcome.whole-is-better-by', { misfit, excess, score });
}

/** Load of a place without and with a household, of its cap. */
export function loadStatement({ name, before, after, cap }: AddedLoad): Statement {
  return cap === null
    ? state('load.uncapped', { place: name, before, after })
    : state('load.capped', { place: name, before, after, cap });
}
