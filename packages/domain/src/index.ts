/**
 * The rules of the house, pure: no clock, no randomness, no I/O. Terms: a *track* (spor) is one of two ladders of
 * five *levels* (trinn); a *place* is a building, neighbourhood (grunnkrets) or district; *load* is the sum of
 * weights of those who live there; a *round* (tildelingsrunde) is one computation for one committee meeting; a
 * *verdict* is the outcome of every rule for one household and one dwelling; a *flag* is a finding of the nightly
 * rotation run.
 */

export {
  COMPARED_PARTS,
  compareFacts,
  type FactChange,
  type FactChangeKind,
  type FactChangeSubject,
} from './allocation/compare-facts.ts';
export {
  explainPair,
  failedRuleCodes,
  judgePair,
  judgeRound,
  type PairVerdict,
  type RoundJudgement,
  type RuleVerdict,
} from './allocation/judge.ts';
export {
  createJudgingContext,
  type JudgingContext,
  placeOfScope,
} from './allocation/judging-context.ts';
export { orderQueue, priorityPoints, type QueueEntry } from './allocation/queue-order.ts';
export type {
  KeepApartPair,
  RoundDwelling,
  RoundFacts,
  RoundHousehold,
  Vacancy,
} from './allocation/round-facts.ts';
export { ROUND_TRANSITIONS, type RoundAction, type RoundState } from './allocation/round-states.ts';
export {
  neighbourhoodIdOf,
  RULES,
  type Rule,
  type RuleCode,
  type VerdictFigure,
} from './allocation/rules.ts';
export { type ScorePart, scoreParts, type WishCode } from './allocation/wishes.ts';
export {
  ACCEPTABLE_LEVEL_REASONS,
  type AcceptableLevelReason,
  type AssessmentNeeds,
} from './assessment/assessment-needs.ts';
export { type Brand, isNonEmpty, type NonEmpty, REDACTED, type Sensitive, sensitive } from './brand.ts';
export {
  type BedroomNeed,
  type BedroomNormPolicy,
  type BedroomUse,
  bedroomNorm,
} from './household/bedroom-norm.ts';
export type { HouseholdMember } from './household/household.ts';
export {
  isLevel,
  isStaffedEnough,
  LEVELS,
  type Level,
  PROGRAMMES,
  type Programme,
  STAFFINGS,
  STEPS,
  type Staffing,
  type Step,
  TRACKS,
  type Track,
} from './ladder/ladder.ts';
export { getLawRow, isLawRef, LAW_REGISTER, type LawRef } from './law/register.ts';
export { DEFAULT_LEASE_OPTIONS, evaluateLease, type LeaseOptions } from './lease/evaluate-lease.ts';
export {
  LEASE_REGIMES,
  type LeaseFacts,
  type LeaseRegime,
  SHORT_TERM_BASES,
  type ShortTermBasis,
} from './lease/lease-facts.ts';
export {
  INDEFINITE_REASON_LAW,
  type IndefiniteReason,
  LEASE_STATES,
  type LeaseState,
  type LeaseStatus,
} from './lease/lease-status.ts';
export { LEASE_FILE_FORMAT, type LeaseFileResult, parseLeaseFile } from './lease/parse-lease-file.ts';
export {
  conversionDateOf,
  isShorterThanThreeYears,
  lastSafeDayOf,
  minimumTermEnd,
  reviewWindowStart,
} from './lease/statutory-periods.ts';
export { MEETING_TRANSITIONS, type MeetingAction, type MeetingState } from './meeting/meeting-states.ts';
export {
  capOf,
  type Fullness,
  fullnessOf,
  loadWeight,
  type PlaceLoad,
  placeLoads,
  type Resident,
  softCapOf,
} from './neighbourhood/load.ts';
export {
  indexPlaces,
  PLACE_STATUSES,
  type Place,
  type PlaceIndex,
  type PlaceKind,
  type PlaceStatus,
} from './neighbourhood/place.ts';
export { OFFER_TRANSITIONS, type OfferAction, type OfferState } from './offer/offer-states.ts';
export {
  comparePolicies,
  findPolicyConflicts,
  groupsWithoutReason,
  type PolicyChange,
  type PolicyConflict,
  type PolicyFigure,
} from './policy/compare-policies.ts';
export { DEFAULT_POLICY } from './policy/default-policy.ts';
export { findAgainstLaw, LAW_FIGURES, type LawFigure, type PolicyAgainstLaw } from './policy/law-figures.ts';
export type {
  CompletePolicy,
  LaterPolicyKey,
  PerLevel,
  PolicyContent,
  PolicySource,
  PolicySourceKey,
  RefusalConsequence,
} from './policy/policy-content.ts';
export {
  POLICY_SET_TRANSITIONS,
  type PolicySetAction,
  type PolicySetState,
} from './policy/policy-set-states.ts';
export { LATER_POLICY_KEYS, readPolicy, refusalConsequence } from './policy/read-policy.ts';
export {
  ROTATION_FLAG_KINDS,
  type RotationFlag,
  type RotationFlagKind,
  type RotationUrgency,
  rotationFlags,
  rotationUrgency,
} from './rotation/rotation-flag.ts';
export { allowedActions, nextState, type StateTable } from './states/state-table.ts';
export { STATE_TABLES } from './states/state-tables.ts';
export { SMALLEST_SHOWN, showCount, showParts } from './statistics/small-cells.ts';
export {
  addDays,
  addMonthsClamped,
  addYearsClamped,
  ageOn,
  dayAfter,
  dayBefore,
  daysBetween,
} from './time/calendar-arithmetic.ts';
export { type DateRange, rangeContains } from './time/date-range.ts';
export { isPlainDate, type PlainDateString, parsePlainDate, plainDate } from './time/plain-date.ts';
export { monthsBetween } from './time/whole-months.ts';
