// building blocks
export { type Access, logAccess } from './access-log/log-access.ts';
export { type Actor, tenantOf } from './actor/actor.ts';
export { authorise, isAllowed } from './actor/authorise.ts';
export { PERMISSIONS, type Permission, ROLES, type Role } from './actor/permissions.ts';
// records
export { getApplication, type ReadApplicationsDeps } from './application/get-application.ts';
export {
  type ApplicationPage,
  type ListApplications,
  listApplications,
} from './application/list-applications.ts';
export {
  type RegisterApplication,
  type RegisterApplicationDeps,
  type RegisteredApplication,
  registerApplication,
} from './application/register-application.ts';
export type { BedroomNormView } from './assessment/bedroom-norm-view.ts';
export {
  type AssessmentDetails,
  type AssessmentPage,
  getAssessment,
  type ListAssessments,
  listAssessments,
  type ReadAssessmentsDeps,
} from './assessment/read-assessments.ts';
export {
  type RegisterAssessment,
  type RegisterAssessmentDeps,
  type RegisteredAssessment,
  registerAssessment,
} from './assessment/register-assessment.ts';
export {
  type AuditEntry,
  type AuditFields,
  type AuditValue,
  appendAuditEvent,
} from './audit/append-audit-event.ts';
export { type ChangeDwelling, type ChangeDwellingDeps, changeDwelling } from './dwelling/change-dwelling.ts';
export { type GetDwellingDeps, getDwelling } from './dwelling/get-dwelling.ts';
export {
  type DwellingPage,
  type ListDwellings,
  type ListDwellingsDeps,
  listDwellings,
} from './dwelling/list-dwellings.ts';
export {
  AccessRefusedError,
  ConflictError,
  DomainError,
  type DomainErrorDetails,
  NotFoundError,
  RuleRefusedError,
  StaleVersionError,
  UnavailableError,
} from './errors/domain-error.ts';
export type { DomainErrorCode } from './errors/domain-error-code.ts';
export { getHousehold, type ReadHouseholdsDeps } from './household/get-household.ts';
export type { IdentityCipher, SealedIdentityNumber } from './household/identity-cipher.ts';
export { type HouseholdPage, type ListHouseholds, listHouseholds } from './household/list-households.ts';
export type { HouseholdView, MemberView } from './household/member-view.ts';
export {
  type NewHouseholdMember,
  type RegisteredHousehold,
  type RegisterHousehold,
  type RegisterHouseholdDeps,
  registerHousehold,
} from './household/register-household.ts';
export { type SearchHouseholdsDeps, searchHouseholds } from './household/search-household.ts';
export { type IdempotencyRequest, idempotent } from './idempotency/idempotent.ts';
// rounds, rotation, ladder
export { getLadder } from './ladder/get-ladder.ts';
export { type ClosedLease, type CloseLease, type CloseLeaseDeps, closeLease } from './lease/close-lease.ts';
export { getLease, type LeaseDetails, type ReadLeasesDeps } from './lease/get-lease.ts';
export type { LeaseView } from './lease/lease-view.ts';
export type { LeaseWarning } from './lease/lease-warnings.ts';
export { type LeasePage, type ListLeases, listLeases } from './lease/list-leases.ts';
export {
  type RecordedLeaseNotice,
  type RecordLeaseNotice,
  type RecordLeaseNoticeDeps,
  recordLeaseNotice,
} from './lease/record-lease-notice.ts';
export {
  type RegisteredLease,
  type RegisterLease,
  type RegisterLeaseDeps,
  registerLease,
} from './lease/register-lease.ts';
export { type GetPlaceDeps, getPlace, type PlaceDetails } from './place/get-place.ts';
export {
  type ListPlaces,
  type ListPlacesDeps,
  listPlaces,
  type PlaceKey,
  type PlacePage,
} from './place/list-places.ts';
export type { PlaceLoadView } from './place/place-load-view.ts';
export {
  type ApprovePolicySet,
  type ApprovePolicySetDeps,
  approvePolicySet,
} from './policy-set/approve-policy-set.ts';
export {
  type ChangePolicySet,
  type ChangePolicySetDeps,
  changePolicySet,
} from './policy-set/change-policy-set.ts';
export type { PolicySetVersion } from './policy-set/check-policy.ts';
export {
  type ComparePolicySetsDeps,
  comparePolicySets,
  type PolicySetComparison,
} from './policy-set/compare-policy-sets.ts';
export {
  computeImpact,
  type ImpactHousehold,
  type ImpactPart,
  type ImpactTask,
  type PolicyImpact,
} from './policy-set/compute-impact.ts';
export {
  type DraftPolicySet,
  type DraftPolicySetDeps,
  draftPolicySet,
} from './policy-set/draft-policy-set.ts';
export {
  discardPolicySet,
  type MovePolicySetDeps,
  type RejectPolicySet,
  rejectPolicySet,
  submitPolicySet,
} from './policy-set/move-policy-set.ts';
export {
  getPolicyImpactRun,
  type ImpactCells,
  type ImpactPartView,
  type PolicyImpactRunView,
  type ReadPolicyImpactDeps,
} from './policy-set/read-policy-impact.ts';
export {
  getPolicySet,
  getPolicySetInForce,
  listPolicySets,
  type PolicySetPage,
  type ReadPolicySetsDeps,
} from './policy-set/read-policy-sets.ts';
export {
  type RequestPolicyImpactDeps,
  requestPolicyImpactRun,
} from './policy-set/request-policy-impact.ts';
export {
  failPolicyImpactRun,
  type RunPolicyImpact,
  type RunPolicyImpactDeps,
  runPolicyImpact,
} from './policy-set/run-policy-impact.ts';
export type { Clock, IdSource, LotSource } from './ports/ports.ts';
export {
  type ListQueue,
  type ListQueueDeps,
  listQueue,
  type QueueKey,
  type QueuePage,
} from './queue/list-queue.ts';
export { type QueueItem, type QueuePointsPart, queuePositions } from './queue/queue-positions.ts';
export { hiddenHouseholds } from './recusal/hidden-households.ts';
export {
  type EnqueueMissedRunsDeps,
  enqueueMissedRuns,
  NIGHTLY_SCHEDULER,
} from './rotation/enqueue-missed-runs.ts';
export {
  getRotationRun,
  listAllRotationRuns,
  listFlags,
  type ReadRotationDeps,
} from './rotation/read-rotation.ts';
export { type RequestRotationRunDeps, requestRotationRun } from './rotation/request-rotation-run.ts';
export {
  failRotationRun,
  type RunRotation,
  type RunRotationDeps,
  runRotation,
} from './rotation/run-rotation.ts';
export { buildProblem } from './round/build-problem.ts';
export { type CancelRound, type CancelRoundDeps, cancelRound } from './round/cancel-round.ts';
export type { FactsChange, PlaceChange, RoundPolicy } from './round/change-facts.ts';
export type {
  ComparedDwelling,
  ComparedHousehold,
  ComparedPlace,
  OutcomeComparison,
} from './round/compare-outcomes.ts';
export {
  type ComputedProposal,
  type ComputeOptions,
  computeProposal,
  ENGINE_VERSION,
  ProposalRefusedError,
} from './round/compute-proposal.ts';
export {
  computeWhatIf,
  type PlacedPair,
  type WhatIf,
  type WhatIfOutcome,
  type WhatIfResult,
  type WhatIfTask,
} from './round/compute-what-if.ts';
export {
  type CreatedRound,
  type CreateRound,
  type CreateRoundDeps,
  createRound,
} from './round/create-round.ts';
export { type DrawnLots, drawLots } from './round/draw-lots.ts';
export { findRoundChanges } from './round/find-round-changes.ts';
export { getProposal, type Placement, type Proposal, type Unplaced } from './round/get-proposal.ts';
export { getRoundChanges, type RoundChanges, type RoundChangeView } from './round/get-round-changes.ts';
export {
  type DwellingVerdict,
  type ExplainedDwelling,
  explainHousehold,
  type HouseholdVerdicts,
  listRoundVerdicts,
} from './round/get-verdicts.ts';
export type { LoadChange } from './round/load-change.ts';
export { type ReSolveRound, reSolveRound } from './round/re-solve-round.ts';
export { exportRound, getRound, listAllRounds, type ReadRoundDeps } from './round/read-round.ts';
export {
  type ReplayedHash,
  type ReplayRoundDeps,
  type RoundReplay,
  replayRound,
} from './round/replay-round.ts';
export {
  type ImpactSolver,
  type RoundSolveOptions,
  type RoundSolver,
  type SolvedRound,
  type SolverDeathCode,
  SolverDiedError,
  type WhatIfSolver,
} from './round/round-solver.ts';
export { type RunWhatIf, type RunWhatIfDeps, runWhatIf } from './round/run-what-if.ts';
export {
  failRound,
  ProposalDiffersError,
  type SolveRound,
  type SolveRoundDeps,
  solveRound,
} from './round/solve-round.ts';
