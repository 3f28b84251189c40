import type { Ending } from '../allocation/residents-after.ts';

/**
 * What the committee says about a case. `accepted`: as proposed. `overridden`: another dwelling than was proposed, or
 * none. `postponed`: the case waits for another meeting. `refused`: nothing is given in this round.
 */
export type RulingOutcome = 'accepted' | 'overridden' | 'postponed' | 'refused';

/** All outcomes. */
export const RULING_OUTCOMES = [
  'accepted',
  'overridden',
  'postponed',
  'refused',
] as const satisfies readonly RulingOutcome[];

/** Why a case is decided otherwise than proposed; the text that goes with it says more. */
export type RulingReason =
  | 'facts-incomplete'
  | 'need-changed'
  | 'safety-of-household'
  | 'safety-of-neighbours'
  | 'wish-of-household'
  | 'condition-of-dwelling'
  | 'follow-up-not-in-place'
  | 'other';

/** All reasons. */
export const RULING_REASONS = [
  'facts-incomplete',
  'need-changed',
  'safety-of-household',
  'safety-of-neighbours',
  'wish-of-household',
  'condition-of-dwelling',
  'follow-up-not-in-place',
  'other',
] as const satisfies readonly RulingReason[];

/** A ruling as far as it decides who lives where. */
export interface Ruling {
  readonly outcome: RulingOutcome;
  /** The other dwelling where the proposal is overridden; null otherwise, and where it is overridden by none. */
  readonly dwellingId: string | null;
}

/** Who gets what: the proposal, but where a ruling says otherwise. */
export function endingOf(proposed: Ending, rulings: ReadonlyMap<string, Ruling>): Ending {
  const ending = new Map(proposed);
  for (const [householdId, { outcome, dwellingId }] of rulings) {
    if (outcome === 'accepted') continue;
    ending.delete(householdId);
    if (outcome === 'overridden' && dwellingId !== null) ending.set(householdId, dwellingId);
  }
  return ending;
}
