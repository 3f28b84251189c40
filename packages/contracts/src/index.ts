/**
 * What crosses a border: bodies of HTTP requests and answers, problem documents, payloads of jobs.
 */

export { decodeCursor, encodeCursor, type Keyset } from './http/cursor.ts';
export {
  DEV_TOKEN_ALGORITHM,
  DEV_TOKEN_AUDIENCE,
  DEV_TOKEN_ISSUER,
  DEV_TOKEN_MAX_AGE_SECONDS,
  DEV_TOKEN_TYPE,
  DevTokenClaims,
} from './http/dev-token.ts';
export {
  Dwelling,
  DwellingChange,
  DwellingCursor,
  DwellingPage,
  DwellingParams,
  DwellingQuery,
  DwellingStatusName,
} from './http/dwellings.ts';
export { IdempotencyKey, IfMatch, toEntityTag, versionOfEntityTag } from './http/headers.ts';
export { Liveness, Readiness } from './http/health.ts';
export { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, PagingQuery, pageOf } from './http/paging.ts';
export {
  Instant,
  LevelNumber,
  line,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
  Version,
} from './http/primitives.ts';
export {
  RotationFlag,
  RotationFlagCursor,
  RotationFlagPage,
  RotationFlagQuery,
  RotationRun,
  RotationRunCursor,
  RotationRunPage,
  RotationRunParams,
  RotationRunQuery,
  RotationRunRequest,
} from './http/rotation.ts';
export { ReSolveRequest, RoundCancellation, RoundChanges, RoundReplay } from './http/round-changes.ts';
export {
  CreatedRound,
  HouseholdExplanation,
  Ladder,
  LadderQuery,
  LadderStep,
  Proposal,
  Round,
  RoundCursor,
  RoundExport,
  RoundPage,
  RoundParams,
  RoundQuery,
  RoundRequest,
  VerdictCursor,
  VerdictPage,
  VerdictParams,
  VerdictQuery,
} from './http/rounds.ts';
export { WhatIfRequest, WhatIfResult } from './http/what-ifs.ts';
export {
  findJobPayloadProblem,
  isJobPayload,
  isQueueName,
  type JobKind,
  type JobPayload,
  type JobPayloadProblem,
  jobPayloadSchemas,
  listJobKinds,
  type QueueName,
} from './jobs/job-payloads.ts';
export {
  PROBLEM_MEDIA_TYPE,
  Problem,
  ProblemFault,
  ProblemKind,
  ProblemParams,
  type ProblemResponse,
  type ProblemStatus,
  problems,
  responsesOf,
} from './problems/problem.ts';
// records
export {
  ApplicationCursor,
  ApplicationPage,
  ApplicationParams,
  ApplicationQuery,
  ApplicationRegistration,
  HousingApplication,
  RegisteredApplication,
} from './records/applications.ts';
export { AssessmentNeeds, StaffingName } from './records/assessment-needs.ts';
export {
  Assessment,
  AssessmentCursor,
  AssessmentDetails,
  AssessmentPage,
  AssessmentParams,
  AssessmentQuery,
  AssessmentRegistration,
  RegisteredAssessment,
} from './records/assessments.ts';
export {
  Household,
  HouseholdCursor,
  HouseholdPage,
  HouseholdParams,
  HouseholdQuery,
  HouseholdRegistration,
  HouseholdSearch,
  HouseholdSearchResult,
  RegisteredHousehold,
} from './records/households.ts';
export {
  ClosedLease,
  Lease,
  LeaseClosing,
  LeaseCursor,
  LeaseDayQuery,
  LeaseDetails,
  LeaseNoticeRegistration,
  LeasePage,
  LeaseParams,
  LeaseQuery,
  LeaseRegistration,
  type LegalState,
  RecordedLeaseNotice,
  RegisteredLease,
} from './records/leases.ts';
export {
  Place,
  PlaceCursor,
  PlaceDetails,
  PlaceKindName,
  PlacePage,
  PlaceParams,
  PlaceQuery,
} from './records/places.ts';
export { PolicyContent } from './records/policy-content.ts';
export {
  PolicyImpactRun,
  PolicyImpactRunParams,
  RequestedPolicyImpactRun,
} from './records/policy-impact-runs.ts';
export {
  InForceQuery,
  PolicySet,
  PolicySetApproval,
  PolicySetChange,
  PolicySetComparison,
  PolicySetComparisonQuery,
  PolicySetCursor,
  PolicySetDetails,
  PolicySetDraft,
  PolicySetPage,
  PolicySetParams,
  PolicySetQuery,
  PolicySetRejection,
} from './records/policy-sets.ts';
export { QueueCursor, QueueItem, QueuePage, QueueQuery } from './records/queue.ts';
