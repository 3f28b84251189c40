import type { RoundFacts } from '@boligtrapp/domain';
import { RuleRefusedError } from '../errors/domain-error.ts';

/**
 * Pairs of household and dwelling that one round may have. Verdicts take about 70 bytes a pair while they are judged
 * (measured: 2.4 million 198 MiB, 10 million 689 MiB), and the solver needs room beside them in a thread of 1 GiB. A
 * city of 2,000 households and 1,200 dwellings has 2.4 million.
 */
export const MOST_PAIRS = 6_000_000;

/**
 * Refuses a round that a solver could not hold, before it is frozen: later, it could only fail.
 *
 * @throws {RuleRefusedError} `round.too-large`
 */
export function assertRoundFits(
  facts: { readonly [K in 'households' | 'dwellings']: Pick<RoundFacts[K], 'length'> },
  mostPairs = MOST_PAIRS,
): void {
  const households = facts.households.length;
  const dwellings = facts.dwellings.length;
  if (households * dwellings <= mostPairs) return;
  throw new RuleRefusedError('round.too-large', { facts: { households, dwellings, mostPairs } });
}
