import type { AssessmentRegistration, HouseholdRegistration, LeaseRegistration } from '@boligtrapp/contracts';
import { plainDate } from '@boligtrapp/domain';
import { someNeeds } from '@boligtrapp/testing';

/** A household of one. */
export function aHouseholdBody(identityNumber: string | null = null): HouseholdRegistration {
  const member = { name: 'Syn Tetisk', birthDate: plainDate('1980-02-01'), relation: 'applicant' } as const;
  return { members: [{ ...member, identityNumber }] };
}

/** An assessment that the default policy lets through. */
export function anAssessmentBody(householdId: string): AssessmentRegistration {
  return {
    householdId,
    track: 'welfare',
    level: 2,
    programme: 'ladder',
    needs: someNeeds({ acceptableLevels: [{ level: 1, reason: 'below-own-wish-and-mastery' }] }),
    urgencyClass: 3,
    needPoints: 12,
    needPointsParts: [{ criterion: 'housing', value: 'none', points: 12 }],
    waitingSince: plainDate('2026-01-01'),
    readyToMove: false,
    assessedOn: plainDate('2026-11-23'),
    validUntil: plainDate('2027-11-23'),
  };
}

/** A lease of three years from 2026-12-01. */
export function aLeaseBody(home: { dwellingId: string; householdId: string }): LeaseRegistration {
  return {
    ...home,
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
  };
}
