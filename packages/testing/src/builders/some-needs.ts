import type { AssessmentNeeds } from '@boligtrapp/domain';

/** Needs of one person that nearly any dwelling with a bedroom meets. */
export function someNeeds(changes: Partial<AssessmentNeeds> = {}): AssessmentNeeds {
  return {
    acceptableLevels: [],
    bedrooms: { min: 1, max: 2 },
    wheelchair: false,
    highestFloorWithoutLift: null,
    screened: false,
    ownEntrance: false,
    leastStaffing: 'none',
    followUpHoursPerWeek: 2,
    expectsWear: false,
    prefersSmallUnit: false,
    children: null,
    wishedNeighbourhoodIds: [],
    requiredNeighbourhoodIds: [],
    supportNeighbourhoodIds: [],
    ...changes,
  };
}
