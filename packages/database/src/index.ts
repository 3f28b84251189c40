/**
 * PostgreSQL: roles, migrations, transactions for one municipality, and what is read and written per aggregate.
 */
export {
  type ConnectionSettings,
  createDb,
  createPool,
  type Db,
  type ReadDb,
  type Tx,
} from './connect.ts';
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
export { findPolicyInForce, type PolicyInForce } from './policy-set/find-policy-in-force.ts';
export { DATABASE_ROLES, type DatabaseRole, ensureRoles } from './roles.ts';
export { readLeasePage } from './rotation/lease-page.ts';
export {
  countRotationFlags,
  listRotationFlags,
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
  parseFacts,
  type RoundState,
  updateRoundProgress,
} from './round/round.repository.ts';
export type { DB } from './schema.generated.ts';
export { inTenant, type TenantScope } from './tenant-scope.ts';
export { insertAccessEvent, type NewAccessEvent } from './traces/access-events.repository.ts';
export { insertAuditEvent, type NewAuditEvent } from './traces/audit-events.repository.ts';
