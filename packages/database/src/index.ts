/**
 * PostgreSQL: roles, migrations, transactions for one municipality, and what is read and written per aggregate.
 */

// records
export {
  type ApplicationQuery,
  countApplications,
  findApplication,
  listApplications,
  listUnansweredApplications,
  type UndecidedApplication,
} from './application/application.read-model.ts';
export {
  insertApplication,
  type LockedApplication,
  lockApplication,
  lockOpenApplication,
  type NewApplication,
  updateApplicationStatus,
  updatePreliminaryAnswer,
} from './application/application.repository.ts';
export {
  APPLICATION_SOURCES,
  APPLICATION_STATUSES,
  type ApplicationRow,
  type ApplicationSource,
  type ApplicationStatus,
} from './application/application.rows.ts';
export { countAssessments, findAssessment, listAssessments } from './assessment/assessment.read-model.ts';
export {
  appendAssessment,
  findKnownBuildings,
  findKnownNeighbourhoods,
  type NewAssessment,
} from './assessment/assessment.repository.ts';
export type { AssessmentRow, NeedPointsPart } from './assessment/assessment.rows.ts';
export {
  type ConnectionSettings,
  createDb,
  createPool,
  type Db,
  type ReadDb,
  type Tx,
} from './connect.ts';
export {
  type DecisionOutcome,
  insertDecisions,
  type NewDecision,
  type SoftBreak,
} from './decision/decision.repository.ts';
// traces, idempotency keys, dwellings
export {
  countDwellings,
  type DwellingFilter,
  type DwellingScope,
  findDwelling,
  listDwellings,
} from './dwelling/dwelling.read-model.ts';
export {
  findDwellingForUpdate,
  type LockedDwelling,
  updateDwellingAttributes,
} from './dwelling/dwelling.repository.ts';
export type { DwellingAttributes, DwellingRow, DwellingStatus } from './dwelling/dwelling.rows.ts';
export {
  type EntitlementConflict,
  type EntitlementRow,
  hasCurrentAssessment,
  insertEntitlement,
  listEntitlements,
} from './entitlement/entitlement.repository.ts';
export {
  countHouseholds,
  findHousehold,
  type HouseholdQuery,
  listHouseholds,
  listHouseholdsOfPerson,
  listMembers,
} from './household/household.read-model.ts';
export {
  insertHousehold,
  insertMember,
  insertPerson,
  lockHousehold,
  type NewMember,
  type NewPerson,
} from './household/household.repository.ts';
export {
  ADDRESS_PROTECTIONS,
  type AddressProtection,
  type HouseholdRow,
  MEMBER_RELATIONS,
  type MemberRelation,
  type MemberRow,
} from './household/household.rows.ts';
export {
  bumpHouseholdVersion,
  endMembership,
  findOpenMembership,
  findPersonByNumber,
  joinHousehold,
  lockHouseholdVersion,
  type OpenMembership,
} from './household/household-member.repository.ts';
export {
  findKeptHousehold,
  findMergeObstacle,
  insertHouseholdMerge,
  lockHouseholdsForMerge,
  type MergeObstacle,
  type NewHouseholdMerge,
  readDuplicateSubjects,
  readHouseholdReferences,
} from './household/household-merge.repository.ts';
export {
  deleteExpiredIdempotencyKey,
  deleteExpiredIdempotencyKeys,
  findStoredAnswer,
  type IdempotencyKeyId,
  insertStoredAnswer,
  type StoredAnswer,
  tryLockIdempotencyKey,
} from './idempotency/idempotency-keys.repository.ts';
// rounds, rotation, ladder
export { readStepCounts, type StepCounts } from './ladder/ladder.read-model.ts';
export {
  countLeases,
  findLease,
  type LeaseKey,
  type LeaseQuery,
  listLeases,
  readLeaseNotices,
} from './lease/lease.read-model.ts';
export {
  closeLease,
  insertLease,
  insertLeaseNotice,
  type LeaseInsertion,
  type LockedLease,
  lockLease,
  type NewLease,
} from './lease/lease.repository.ts';
export {
  ALLOCATION_KINDS,
  type AllocationKind,
  LEASE_CLOSING_REASONS,
  LEASE_FACT_COLUMNS,
  LEASE_NOTICE_KINDS,
  type LeaseClosingReason,
  type LeaseFactsRow,
  type LeaseNoticeKind,
  type LeaseNoticeRow,
  type LeaseRow,
  NOTICE_CHANNELS,
  type NoticeChannel,
  toLeaseFacts,
} from './lease/lease.rows.ts';
export {
  findOccupancyRequest,
  insertOccupancyRequest,
  listUnansweredOccupancyRequests,
  lockOccupancyRequest,
  type OccupancyRequestRow,
  updateOccupancyAnswer,
} from './lease/occupancy-request.repository.ts';
export { countLots, type LotRow, listLots } from './lot/lot.read-model.ts';
export { listRecusedHouseholds } from './meeting/recusal.repository.ts';
export { type MigrateOptions, migrateToLatest } from './migrator/migrate.ts';
export {
  assertSchemaFits,
  MigrationChangedError,
  readSchemaState,
  SchemaBehindCodeError,
  SchemaNewerThanCodeError,
} from './migrator/schema-state.ts';
export { listMunicipalityIds } from './municipality.ts';
export { appendOutbox, type OutboxMessage } from './outbox/append-outbox.ts';
export { readOldestDueSeconds } from './outbox/pending-outbox.read-model.ts';
export { sweepOutbox } from './outbox/sweep-outbox.ts';
export { findPlaceStatusNote, type PlaceStatusNote } from './place/place-status.read-model.ts';
export { findPolicyInForce, type PolicyInForce } from './policy-set/find-policy-in-force.ts';
export {
  countPolicySets,
  findPolicySet,
  listPolicySets,
  POLICY_SET_STATES,
  type PolicySetRow,
  type PolicySetState,
} from './policy-set/policy-set.read-model.ts';
export { type QueueQuery, type QueueRow, readQueue } from './queue/queue.read-model.ts';
export {
  countQueueMoves,
  findLastQueueEvent,
  insertQueueEvent,
  listQueueMoves,
  lockQueue,
  type NewQueueEvent,
  QUEUE_EVENT_KINDS,
  type QueueEventKind,
  type QueueMoveRow,
  readRecordedPlaces,
} from './queue/queue-history.repository.ts';
export { DATABASE_ROLES, type DatabaseRole, ensureRoles, RolesUnavailableError } from './roles.ts';
export { readLeasePage } from './rotation/lease-page.ts';
export {
  countRotationFlags,
  listRotationFlags,
  type RotationFlagCount,
  type RotationFlagQuery,
  type RotationFlagRow,
} from './rotation/rotation-flag.read-model.ts';
export {
  clearFlags,
  clearFlagsOfClosedLeases,
  countFlagsFirstSeenOn,
  type FoundFlag,
  insertFlags,
} from './rotation/rotation-flag.repository.ts';
export { withRotationLock } from './rotation/rotation-lock.ts';
export {
  countRotationRuns,
  ensureRotationRun,
  findRotationRun,
  latestDoneRunOn,
  listRotationRuns,
  markRotationDone,
  markRotationFailed,
  markRotationRunning,
  type RotationRunResult,
  type RotationRunRow,
} from './rotation/rotation-run.repository.ts';
export { readPlaces } from './round/read-places.ts';
export { type RoundDwellingQuery, readMoverHomes, readVacancies } from './round/read-round-dwellings.ts';
export {
  type RoundCandidate,
  type RoundCandidateQuery,
  readCandidates,
  readKeepApart,
  readResidents,
} from './round/read-round-people.ts';
export {
  countRounds,
  findProposal,
  findRound,
  listRounds,
  listVerdicts,
  type ProposalRow,
  type RoundRow,
  type VerdictRow,
} from './round/round.read-model.ts';
export {
  countSolverDeath,
  findSnapshot,
  insertLot,
  insertProposal,
  insertRound,
  insertSnapshot,
  insertVerdicts,
  lockRound,
  markRoundFailed,
  markRoundProposed,
  markRoundSolving,
  type NewProposal,
  type NewRound,
  type NewVerdicts,
  parseFacts,
  updateRoundProgress,
} from './round/round.repository.ts';
export type { DB } from './schema.generated.ts';
export { inTenant, inTenantSnapshot, type TenantScope } from './tenant-scope.ts';
export { insertAccessEvent, type NewAccessEvent } from './traces/access-events.repository.ts';
export { insertAuditEvent, type NewAuditEvent } from './traces/audit-events.repository.ts';
