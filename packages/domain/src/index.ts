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
export { createJudgingContext, type JudgingContext, placeOfScope } from './allocation/judging-context.ts';
export { findPlacementFault, type PlacementFacts, type PlacementFault } from './allocation/placement.ts';
export { orderQueue, priorityPoints, type QueueEntry } from './allocation/queue-order.ts';
export { type Ending, residentIn, residentsAfter } from './allocation/residents-after.ts';
export {
  type KeepApartPair,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
  type Vacancy,
} from './allocation/round-facts.ts';
export { ROUND_TRANSITIONS, type RoundAction, type RoundState } from './allocation/round-states.ts';
export {
  neighbourhoodIdOf,
  RULES,
  type Rule,
  type RuleCode,
  type VerdictFigure,
} from './allocation/rules.ts';
export {
  type Statement,
  type StatementCode,
  type StatementFigure,
  type StatementFigures,
  state,
} from './allocation/statement.ts';
export { type ScorePart, scoreParts, type WishCode } from './allocation/wishes.ts';
export {
  appealBodyOfTrack,
  findBarredFromAppeal,
  type InvolvedPerson,
  type Involvement,
} from './appeal/appeal-body.ts';
export {
  type AppealDates,
  type AppealTimeliness,
  appealDeadline,
  appealTimeliness,
} from './appeal/appeal-deadline.ts';
export { APPEAL_TRANSITIONS, type AppealAction, type AppealState } from './appeal/appeal-states.ts';
export {
  ACCEPTABLE_LEVEL_REASONS,
  type AcceptableLevelReason,
  type AssessmentNeeds,
  BEDROOMS_REASONS,
  type BedroomsReason,
  CHILD_AGE_GROUPS,
  type ChildAgeGroup,
  EXTRA_LOAD_REASONS,
  type ExtraLoadReason,
} from './assessment/assessment-needs.ts';
export { type Brand, isNonEmpty, type NonEmpty, REDACTED, type Sensitive, sensitive } from './brand.ts';
export {
  type GoalLevel,
  isSoundGoal,
  PLAN_GOALS,
  PLAN_STEP_KINDS,
  type PlanGoal,
  type PlanStepKind,
  planProgress,
  STEP_RESPONSIBLES,
  type StepResponsible,
} from './career-plan/career-plan.ts';
export {
  CAREER_PLAN_TRANSITIONS,
  type CareerPlanAction,
  type CareerPlanState,
  PLAN_STEP_TRANSITIONS,
  type PlanStepAction,
  type PlanStepState,
} from './career-plan/career-plan-states.ts';
export {
  CORRECTION_TRANSITIONS,
  type CorrectionAction,
  type CorrectionState,
} from './decision/correction-states.ts';
export {
  countSignatures,
  type SignedGroup,
  type SigningRules,
  type WaitingReason,
} from './decision/count-signatures.ts';
export {
  barredFrom,
  type IsBarred,
  RECUSAL_GROUNDS,
  type Recusal,
  type RecusalGround,
} from './decision/impartiality.ts';
export {
  type EndingFault,
  type JudgedEnding,
  judgeEnding,
  type UnwelcomeLoad,
} from './decision/judge-ending.ts';
export { moveChains } from './decision/move-chains.ts';
export {
  endingOf,
  RULING_OUTCOMES,
  RULING_REASONS,
  type Ruling,
  type RulingOutcome,
  type RulingReason,
} from './decision/ruling.ts';
export {
  DWELLING_ROLE_TRANSITIONS,
  type DwellingRole,
  type DwellingRoleAction,
} from './dwelling/dwelling-role-states.ts';
export {
  EVENT_CATALOGUE,
  EVENT_TYPES,
  type EventKind,
  type EventType,
  eventTypeOf,
  TEST_EVENT_TYPE,
  TOLD_ACTIONS,
  type ToldAction,
  UNTOLD_ACTIONS,
} from './events/event-catalogue.ts';
export { WEBHOOK_ATTEMPTS, waitAfterFailure } from './events/webhook-backoff.ts';
export {
  WEBHOOK_MESSAGE_TRANSITIONS,
  WEBHOOK_SUBSCRIPTION_TRANSITIONS,
  type WebhookMessageAction,
  type WebhookMessageState,
  type WebhookSubscriptionAction,
  type WebhookSubscriptionState,
} from './events/webhook-states.ts';
export {
  findWebhookUrlFault,
  LOOPBACK_HOSTS,
  type WebhookHosts,
  type WebhookUrlFault,
} from './events/webhook-url.ts';
export { countFlow, countTenants, type FlowOfYear, type StepTenants, yearsUntil } from './flow/count-flow.ts';
export { longStays } from './flow/long-stays.ts';
export { type LowestLevelShare, lowestLevelShares } from './flow/lowest-level.ts';
export {
  directionOf,
  type FlowTenancy,
  type LivedStep,
  PASSAGES,
  type Passage,
  type Sojourn,
  type Stay,
  staysOf,
} from './flow/stays.ts';
export {
  isAboveAssessment,
  STEP_DOWN_STANDINGS,
  type StepDownFacts,
  type StepDownStanding,
  stepDownStandings,
} from './flow/step-down.ts';
export {
  FOLLOW_UP_KINDS,
  FOLLOW_UP_PLANNING_MONTHS,
  type FollowUpKind,
  followUpsToPlan,
  isFollowUpOverdue,
  overdueSince,
  type PlannedFollowUp,
  type VisitKind,
} from './follow-up/follow-up-schedule.ts';
export {
  FOLLOW_UP_TRANSITIONS,
  type FollowUpAction,
  type FollowUpState,
} from './follow-up/follow-up-states.ts';
export { type FollowUpStanding, type SettledFollowUp, settleFollowUp } from './follow-up/settle-follow-up.ts';
export {
  type EnvironmentLevel,
  isSoundOutcome,
  VISIT_OUTCOMES,
  type VisitOutcome,
} from './follow-up/visit-outcome.ts';
export { CERTAINTIES, isSureEnough, lessSure } from './forecast/certainty.ts';
export { countByMonth, type MonthOfForecast } from './forecast/count-by-month.ts';
export { type DwellingUse, firstDayAsDwelling } from './forecast/dwelling-uses.ts';
export {
  type DwellingOutlook,
  type ForecastFacts,
  type OutlookLease,
  type TenancyDecision,
} from './forecast/forecast-facts.ts';
export {
  type ForecastReason,
  type ForecastVacancy,
  forecastVacancies,
} from './forecast/forecast-vacancies.ts';
export { forecastLosses, isTermHeld, type StockLoss } from './forecast/lease-in.ts';
export {
  type BedroomNeed,
  type BedroomNormPolicy,
  type BedroomUse,
  bedroomNorm,
  isWithinNorm,
} from './household/bedroom-norm.ts';
export {
  type DuplicateGround,
  type DuplicateGroup,
  type DuplicateSubject,
  duplicateGroups,
} from './household/duplicates.ts';
export { type HouseholdMember } from './household/household.ts';
export {
  type ApplicationFacts,
  applicationSteps,
  decisionsInForce,
  type EntitlementFacts,
} from './housing-application/application-steps.ts';
export {
  type AppealBody,
  DECISION_TRACKS,
  type DecisionBasis,
  type DecisionTrack,
  decisionBasisOf,
} from './housing-application/decision-track.ts';
export {
  HOUSING_APPLICATION_TRANSITIONS,
  type HousingApplicationAction,
  type HousingApplicationState,
} from './housing-application/housing-application-states.ts';
export { preliminaryAnswerDueOn } from './housing-application/preliminary-answer.ts';
export {
  decideImportRow,
  type ImportDecision,
  isRejected,
  type StoredValues,
} from './imports/decide-import-row.ts';
export {
  IMPORT_SUBJECTS,
  type ImportCellRule,
  type ImportColumn,
  type ImportFault,
  type ImportFaultCode,
  type ImportSubject,
  type ImportValues,
} from './imports/import-column.ts';
export { type BuildingForm, IMPORT_COLUMNS, isBuildingForm } from './imports/import-columns.ts';
export {
  IMPORT_KEPT_DAYS,
  IMPORT_RUN_TRANSITIONS,
  type ImportRunAction,
  type ImportRunState,
} from './imports/import-run-states.ts';
export {
  type ColumnFinder,
  columnFinder,
  type RawCell,
  type RawRow,
  type ReadRow,
  readImportRow,
} from './imports/read-import-row.ts';
export {
  KOBO_CONFLICT_TRANSITIONS,
  KOBO_LINK_TRANSITIONS,
  KOBO_QUESTION_TRANSITIONS,
  type KoboConflictAction,
  type KoboConflictState,
  type KoboLinkAction,
  type KoboLinkState,
  type KoboQuestionAction,
  type KoboQuestionState,
} from './kobo/kobo-states.ts';
export {
  capacityGap,
  type GapCell,
  type GapDwelling,
  type GapPlace,
  isInCell,
  requiredNeighbourhood,
} from './ladder/capacity-gap.ts';
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
export { FEWEST_TOLD, type ToldFigure, type ToldGap, type ToldGapTable, tellGap } from './ladder/tell-gap.ts';
export { getLawRow, isLawRef, LAW_REGISTER, type LawRef } from './law/register.ts';
export { DEFAULT_LEASE_OPTIONS, evaluateLease, type LeaseOptions } from './lease/evaluate-lease.ts';
export {
  type DepositExcess,
  depositExcessOn,
  depositsHeldOn,
  depositsNotSeparateOn,
  LEASE_DEPOSIT_KINDS,
  type LeaseDeposit,
  type LeaseDepositKind,
} from './lease/lease-deposit.ts';
export {
  LEASE_REGIMES,
  type LeaseFacts,
  type LeaseRegime,
  SHORT_TERM_BASES,
  type ShortTermBasis,
} from './lease/lease-facts.ts';
export { LEASE_TRANSITIONS, type LeaseChange, leaseChangeBetween } from './lease/lease-states.ts';
export {
  INDEFINITE_REASON_LAW,
  type IndefiniteReason,
  LEASE_STATES,
  type LeaseState,
  type LeaseStatus,
} from './lease/lease-status.ts';
export {
  OCCUPANCY_REFUSAL_GROUNDS,
  OCCUPANT_KINDS,
  type OccupancyRefusalGround,
  type OccupancyState,
  type OccupantKind,
  occupancyAnswerDueOn,
  occupancyStateOn,
} from './lease/occupancy-request.ts';
export { allocationKindOf, lastDayOfTerm } from './lease/offered-lease.ts';
export { LEASE_FILE_FORMAT, type LeaseFileResult, parseLeaseFile } from './lease/parse-lease-file.ts';
export { claimDueOn, PARTY_CHANGE_GROUNDS, type PartyChangeGround } from './lease/party-change.ts';
export {
  earliestGjengsLeieDemandOn,
  earliestNextRentOn,
  findRentFault,
  gjengsLeieFrom,
  indexNoticeDueOn,
  indexRentFrom,
  type ProposedRent,
  RENT_SETTING_KINDS,
  type RentFault,
  type RentSetting,
  type RentSettingKind,
  rentSettingInForce,
  rentSettingsKnownOn,
} from './lease/rent-setting.ts';
export {
  conversionDateOf,
  isShorterThanThreeYears,
  lastSafeDayOf,
  minimumTermEnd,
  noticeEndOf,
  reviewWindowStart,
} from './lease/statutory-periods.ts';
export {
  hasVote,
  MEETING_CAPACITIES,
  MEETING_TRANSITIONS,
  type MeetingAction,
  type MeetingCapacity,
  type MeetingState,
} from './meeting/meeting-states.ts';
export { FIELD_CLASSES, type FieldClass } from './need-to-know/field-class.ts';
export { type AnyFieldClasses, type FieldClasses } from './need-to-know/field-classes.ts';
export { type AddedLoad, addLoad, findOverfilled } from './neighbourhood/added-load.ts';
export {
  type EnvironmentFinding,
  type EnvironmentIncident,
  type EnvironmentJudgement,
  type EnvironmentPart,
  type EnvironmentProposal,
  INCIDENT_KINDS,
  type IncidentKind,
  type IncidentSeverity,
  judgeEnvironment,
  proposalDirection,
} from './neighbourhood/environment.ts';
export {
  capOf,
  type Fullness,
  fullnessOf,
  loadOf,
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
export {
  type DatedNotice,
  type DueNotice,
  dueNotices,
  forbidsNotice,
  NOTICE_OBSTACLES,
  type NoticeDecision,
  type NoticeFacts,
  type NoticeGround,
  type NoticeGrounds,
  type NoticeObstacle,
  noticeDueOn,
  noticeGrounds,
  noticeSpan,
} from './notice/due-notices.ts';
export {
  findLetterDetailsFault,
  type LetterDetails,
  type LetterDetailsFault,
  type LetterMeeting,
} from './notice/letter-details.ts';
export { isLetterHeld, type LetterHome, nameHomeInLetter } from './notice/letter-home.ts';
export {
  LETTER_KINDS,
  LETTER_LANGUAGES,
  type LetterKind,
  type LetterLanguage,
  letterKindOf,
  NOTICE_SEQUENCES,
  NOTICE_TYPES,
  type NoticeSequence,
  type NoticeType,
  PREPARED_NOTICE_KINDS,
  type PreparedNoticeKind,
} from './notice/notice-kinds.ts';
export { NOTICE_TRANSITIONS, type NoticeAction, type NoticeState } from './notice/notice-states.ts';
export {
  type DecidedDwelling,
  decideOffers,
  type NoOfferReason,
  type OfferedDwelling,
  type OfferedHousehold,
  type OfferFacts,
  type OfferVerdict,
  type Tenancy,
} from './offer/decide-offers.ts';
export {
  judgeSuccession,
  narrowFacts,
  type SuccessionLoad,
  type SuccessionVerdict,
} from './offer/judge-succession.ts';
export {
  circleOf,
  isLiveOffer,
  type LinkedOffer,
  offersBrokenBy,
  offersChangedByAcceptance,
} from './offer/linked-offers.ts';
export { OFFER_TRANSITIONS, type OfferAction, type OfferState } from './offer/offer-states.ts';
export {
  SUCCESSION_TRANSITIONS,
  type SuccessionAction,
  type SuccessionState,
} from './offer/succession-states.ts';
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
export {
  type CompletePolicy,
  type LaterPolicyKey,
  type PerLevel,
  type PolicyContent,
  type PolicySource,
  type PolicySourceKey,
  type RefusalConsequence,
} from './policy/policy-content.ts';
export {
  POLICY_SET_TRANSITIONS,
  type PolicySetAction,
  type PolicySetState,
} from './policy/policy-set-states.ts';
export { LATER_POLICY_KEYS, readPolicy, refusalConsequence } from './policy/read-policy.ts';
export {
  type Certainty,
  type EnvironmentPolicy,
  type FlowPolicy,
  type FollowUpPolicy,
  type ForecastRule,
  type ForecastSource,
  type NoticePolicy,
  type RenewalTerms,
  type ReviewFactKind,
  type ReviewPolicy,
  type RotationWorkPolicy,
} from './policy/rotation-policy.ts';
export {
  CASE_BLOCK_TRANSITIONS,
  type CaseBlockAction,
  type CaseBlockState,
} from './privacy/case-block-states.ts';
export {
  type DataRow,
  disclose,
  mayHaveCase,
  TEXTS_TO_READ,
  type WithheldBecause,
  withheldBecause,
} from './privacy/person-data.ts';
export {
  EXPORT_KEPT_DAYS,
  PERSON_DATA_EXPORT_TRANSITIONS,
  type PersonDataExportAction,
  type PersonDataExportState,
} from './privacy/person-data-export-states.ts';
export {
  DESTROYING_RULES,
  lastDueEventOn,
  RETENTION_RULE_CODES,
  RETENTION_RULES,
  type RetentionEffect,
  type RetentionRule,
  type RetentionRuleCode,
} from './privacy/retention-rules.ts';
export {
  RETENTION_RUN_TRANSITIONS,
  type RetentionRunAction,
  type RetentionRunState,
} from './privacy/retention-run-states.ts';
export { TABLE_RETENTION, type TableClass, type TableRetention } from './privacy/table-retention.ts';
export {
  CASE_ACCESS_TRANSITIONS,
  type CaseAccessAction,
  type CaseAccessState,
} from './protection/case-access-states.ts';
export {
  isProtectionGrade,
  isStrongerGrade,
  PROTECTION_GRADES,
  type ProtectionGrade,
} from './protection/protection-grade.ts';
export {
  type QueueMove,
  type QueuePlace,
  queueMoves,
  queuePlaces,
  type WaitingHousehold,
} from './queue/queue-places.ts';
export {
  type ArchivedDocument,
  type ArchivedKind,
  archivedFileName,
  type NoarkMetadata,
  toNoarkMetadata,
} from './records-archive/noark-metadata.ts';
export {
  minutesUntilNextHandOver,
  OUTGOING_DOCUMENT_TRANSITIONS,
  type OutgoingDocumentAction,
  type OutgoingDocumentState,
} from './records-archive/outgoing-document-states.ts';
export { isStillInRole, type LastWord, OWNER_KNOWN_DAYS } from './report/calendar-link-owner.ts';
export {
  CALENDAR_LINK_TRANSITIONS,
  type CalendarLinkAction,
  type CalendarLinkState,
  REPORT_SUBSCRIPTION_TRANSITIONS,
  type ReportSubscriptionAction,
  type ReportSubscriptionState,
} from './report/report-states.ts';
export {
  buildRotationReport,
  type ChangeRow,
  DEADLINE_CLASSES,
  type DeadlineClass,
  type DeadlineRow,
  deadlineClass,
  type FindingGroup,
  type ListedFinding,
  type MonthRow,
  type ReportedFinding,
  type ReportedMunicipality,
  type ReportedRun,
  type ReportList,
  type RotationReport,
  type RotationReportFacts,
} from './report/rotation-report.ts';
export {
  departsFrom,
  findReviewRulingFault,
  LONGEST_RENEWAL_MONTHS,
  type ReviewRuling,
  type ReviewRulingContext,
  type ReviewRulingFault,
  SHORTEST_REVIEW_REASON,
} from './review/judge-review-ruling.ts';
export {
  onlyConsidered,
  type Recommendation,
  type RecommendationPart,
  recommendOutcome,
  renewalMonthsOf,
} from './review/recommend-outcome.ts';
export {
  type ConductCounts,
  type OutcomeWithTerms,
  RENT_ARREARS,
  REVIEW_OUTCOMES,
  REVIEW_REASONS,
  REVIEW_WISHES,
  type RentArrears,
  type ReviewFacts,
  type ReviewOutcome,
  type ReviewReason,
  type ReviewWish,
  type VisitCounts,
} from './review/review-facts.ts';
export { REVIEW_TRANSITIONS, type ReviewAction, type ReviewState } from './review/review-states.ts';
export { findFlags, findLimitFlags, type LeaseFindings } from './rotation/find-flags.ts';
export { SAFE_DAY_STEPS } from './rotation/find-term-flags.ts';
export {
  type FollowUpFacts,
  type OccupancyRequestFacts,
  type ReviewedLimit,
  type RotationFacts,
  type RotationOptions,
  rotationOptionsOf,
} from './rotation/rotation-facts.ts';
export {
  FLAG_SUBJECT_KINDS,
  type FlagSubjectKind,
  kindsOfUrgency,
  ROTATION_FLAG_KINDS,
  ROTATION_FLAG_LAW,
  ROTATION_URGENCIES,
  type RotationFlag,
  type RotationFlagKind,
  type RotationUrgency,
  rotationUrgency,
} from './rotation/rotation-flag.ts';
export {
  CONFIRMATION_DUE_MS,
  CONFIRMATION_OVERDUE_MS,
  judgeSession,
  type SessionStanding,
  type SessionTimes,
} from './staff-session/judge-session.ts';
export {
  STAFF_SESSION_TRANSITIONS,
  type StaffSessionAction,
  type StaffSessionState,
} from './staff-session/staff-session-states.ts';
export { allowedActions, nextState, type StateTable } from './states/state-table.ts';
export { STATE_TABLES } from './states/state-tables.ts';
export { type ShownBreakdown, showBreakdown } from './statistics/public-breakdown.ts';
export {
  FIGURE_DEFINITIONS,
  type FigureDefinition,
  REPORTED_FIGURES,
  type ReportedFigure,
} from './statistics/reported-figures.ts';
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
export { isDayOff, monthlyDeadline, nextWorkingDay } from './time/working-days.ts';
