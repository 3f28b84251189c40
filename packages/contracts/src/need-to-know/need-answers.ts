import {
  ApplicationPage,
  HousingApplication,
  MovedApplication,
  RegisteredApplication,
} from '../records/applications.ts';
import { AssessmentDetails, AssessmentPage, RegisteredAssessment } from '../records/assessments.ts';
import { CapacityGap, GapCellDetails } from '../records/capacity-gap.ts';
import { DueDatePage } from '../records/due-dates.ts';
import { EntitlementList, RegisteredEntitlement } from '../records/entitlements.ts';
import { DuplicateGroupPage, MergedHousehold } from '../records/household-merges.ts';
import {
  ChangedHousehold,
  Household,
  HouseholdPage,
  HouseholdSearchResult,
  RegisteredHousehold,
} from '../records/households.ts';
import { KeepApart, KeepApartPage, KeepApartReason, StoredKeepApart } from '../records/keep-apart.ts';
import { LotPage } from '../records/lots.ts';
import { QueueMovePage, QueuePage } from '../records/queue.ts';
import { type ClassedAnswer, classed } from './classed-answer.ts';
import { BY_REFERENCE, pageFields } from './shared-fields.ts';

const HOUSEHOLD = {
  id: 'case',
  version: 'case',
  reference: 'case',
  createdAt: 'case',
  mergedIntoId: 'case',
  members: {
    personId: 'identity',
    relation: 'identity',
    name: 'identity',
    birthDate: 'identity',
    hasIdentityNumber: 'identity',
    addressProtection: 'protection',
  },
} as const;

const APPLICATION = {
  id: 'case',
  version: 'case',
  ...BY_REFERENCE,
  source: 'case',
  receivedOn: 'case',
  receiptSentAt: 'case',
  helpedBy: 'note',
  previousApplicationId: 'case',
  preliminaryAnswerSentOn: 'case',
  status: 'case',
  createdAt: 'case',
} as const;

const BEDROOM_NORM = { bedrooms: 'function', uses: 'function' } as const;

const NEEDS = {
  acceptableLevels: { level: 'function', reason: 'function' },
  bedrooms: { min: 'function', max: 'function' },
  bedroomsReason: 'function',
  wheelchair: 'function',
  highestFloorWithoutLift: 'function',
  screened: 'function',
  ownEntrance: 'function',
  leastStaffing: 'function',
  followUpHoursPerWeek: 'function',
  expectsWear: 'function',
  prefersSmallUnit: 'function',
  children: {
    count: 'function',
    schoolDistrict: 'function',
    mustStayInSchoolDistrict: 'function',
    ageGroups: { group: 'function', count: 'function' },
    unfitLevels: 'function',
    unfitBuildingIds: 'function',
  },
  wishedNeighbourhoodIds: 'function',
  requiredNeighbourhoodIds: 'function',
  supportNeighbourhoodIds: 'function',
  loadProfile: { extraPoints: 'function', reason: 'function' },
} as const;

const ASSESSMENT = {
  id: 'case',
  ...BY_REFERENCE,
  versionNumber: 'case',
  isCurrent: 'case',
  track: 'function',
  level: 'function',
  programme: 'function',
  needs: NEEDS,
  urgencyClass: 'function',
  needPoints: 'function',
  needPointsParts: { criterion: 'function', value: 'note', points: 'function' },
  waitingSince: 'case',
  readyToMove: 'function',
  assessedOn: 'case',
  assessedBy: 'staff',
  validUntil: 'case',
  createdAt: 'case',
} as const;

const KEEP_APART = {
  id: 'case',
  version: 'case',
  householdAId: 'case',
  householdAReference: 'case',
  householdBId: 'case',
  householdBReference: 'case',
  scope: 'case',
  owner: 'staff',
  reviewOn: 'case',
  validFrom: 'case',
  validTo: 'case',
  state: 'case',
  isReviewOverdue: 'case',
} as const;

/** Households, what they apply for, what they need and where they stand in the queue. */
export const NEED_ANSWERS: readonly ClassedAnswer[] = [
  classed(Household, HOUSEHOLD),
  classed(HouseholdPage, pageFields(HOUSEHOLD)),
  classed(HouseholdSearchResult, { items: HOUSEHOLD }),
  classed(RegisteredHousehold, { id: 'case', reference: 'case' }),
  classed(ChangedHousehold, { id: 'case', version: 'case', personId: 'identity' }),
  classed(DuplicateGroupPage, pageFields({ households: BY_REFERENCE, grounds: 'identity' })),
  classed(MergedHousehold, {
    id: 'case',
    keptHouseholdId: 'case',
    mergedHouseholdId: 'case',
    mergedApplicationId: 'case',
  }),
  classed(HousingApplication, APPLICATION),
  classed(ApplicationPage, pageFields(APPLICATION)),
  classed(RegisteredApplication, { id: 'case', receiptSentAt: 'case' }),
  classed(MovedApplication, { id: 'case', version: 'case', status: 'case' }),
  classed(
    DueDatePage,
    pageFields({
      kind: 'case',
      id: 'case',
      ...BY_REFERENCE,
      receivedOn: 'case',
      dueOn: 'case',
      isOverdue: 'case',
    }),
  ),
  classed(RegisteredEntitlement, {
    id: 'case',
    legalBasis: 'case',
    appealBody: 'case',
    isAppealBodyVerified: 'open',
    applicationStatus: 'case',
  }),
  classed(EntitlementList, {
    items: {
      id: 'case',
      applicationId: 'case',
      decisionTrack: 'case',
      outcome: 'case',
      legalBasis: 'case',
      appealBody: 'case',
      isAppealBodyVerified: 'open',
      reason: 'grounds',
      decidedOn: 'case',
      notifiedOn: 'case',
      decidedBy: 'staff',
      correctsId: 'case',
      isInForce: 'case',
    },
  }),
  classed(AssessmentDetails, { ...ASSESSMENT, bedroomNorm: BEDROOM_NORM }),
  classed(AssessmentPage, pageFields(ASSESSMENT)),
  classed(RegisteredAssessment, { id: 'case', versionNumber: 'case', bedroomNorm: BEDROOM_NORM }),
  classed(CapacityGap, {
    on: 'open',
    until: 'open',
    cells: {
      track: 'open',
      level: 'open',
      bedrooms: 'open',
      neighbourhoodId: 'open',
      need: 'open',
      supply: 'open',
      expected: 'open',
      gap: 'open',
    },
    areas: { id: 'property', name: 'property' },
  }),
  classed(GapCellDetails, {
    households: BY_REFERENCE,
    dwellings: { dwellingId: 'property', reference: 'property', isVacantToday: 'property' },
  }),
  classed(QueuePage, {
    ...pageFields({
      position: 'function',
      tiedWith: 'case',
      ...BY_REFERENCE,
      applicationId: 'case',
      assessmentId: 'case',
      track: 'function',
      level: 'function',
      programme: 'function',
      urgencyClass: 'function',
      points: 'function',
      pointsParts: { part: 'function', points: 'function' },
      waitingSince: 'case',
    }),
    policySetId: 'open',
  }),
  classed(
    QueueMovePage,
    pageFields({
      eventId: 'case',
      kind: 'case',
      isOwn: 'case',
      occurredOn: 'case',
      recordedAt: 'case',
      policySetId: 'open',
      track: 'function',
      programme: 'function',
      fromPlace: 'function',
      toPlace: 'function',
    }),
  ),
  classed(
    LotPage,
    pageFields({
      id: 'open',
      roundId: 'case',
      seed: 'open',
      method: 'open',
      options: 'case',
      result: 'case',
      drawnBy: 'staff',
      drawnAt: 'case',
    }),
  ),
  classed(KeepApart, KEEP_APART),
  classed(KeepApartPage, pageFields(KEEP_APART)),
  classed(StoredKeepApart, { id: 'case', version: 'case' }),
  classed(KeepApartReason, {
    reason: 'conflict',
    reviews: {
      id: 'case',
      outcome: 'case',
      note: 'conflict',
      reviewOn: 'case',
      endsOn: 'case',
      reviewedBy: 'staff',
      reviewedAt: 'case',
    },
  }),
];
