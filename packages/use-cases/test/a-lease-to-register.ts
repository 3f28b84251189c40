import { plainDate } from '@boligtrapp/domain';
import type { RegisterLease } from '../src/index.ts';

/** A lease of three years from 2026-12-01 under the ordinary rules, that stands in law. */
export function aLeaseToRegister(changes: Partial<RegisterLease> = {}): RegisterLease {
  return {
    dwellingId: 'dwelling',
    householdId: 'household',
    startsOn: plainDate('2026-12-01'),
    lastDay: plainDate('2029-11-30'),
    regime: 'ordinary',
    shortTerm: null,
    previousShortTerms: 0,
    signedOn: plainDate('2026-11-20'),
    exceptionsInfoGivenOn: null,
    noTerminationInfoGivenOn: null,
    hasEvictionClauseExpiry: false,
    hasEvictionClauseRent: false,
    allocationKind: 'new',
    rentOrePerMonth: 950_000,
    ...changes,
  };
}
