import {
  type Db,
  deleteProtectedAddress,
  endCaseAccess,
  findHousehold,
  findProtectedAddress,
  insertCaseAccess,
  inTenant,
  listAddressProtectionChanges,
  listCaseAccess,
  listHouseholdsEverOf,
  lockAddressProtection,
  setAddressProtection,
  type Tx,
} from '@boligtrapp/database';
import { isProtectionGrade, plainDate } from '@boligtrapp/domain';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { AuditSealer, IdSource } from '../ports/ports.ts';
import { takeFromUnnamed } from '../recusal/take-away-assignments.ts';
import { isTrueProtection, type SealedProtection } from './protection-ledger.ts';

/** What {@link reapplyProtections} works with. */
export interface ReapplyProtectionsDeps {
  readonly db: Db;
  /** Connections as the role that alone may touch the addresses. */
  readonly protectedDb: Db;
  readonly ids: IdSource;
  readonly sealer: AuditSealer;
}

/** What guards people again. */
export interface ReappliedProtections {
  readonly municipalityId: string;
  readonly entryCount: number;
  /** Entries that no holder of the key has written; nothing is done by them. */
  readonly forgedCount: number;
  /** People whose grade was not the one that they had. */
  readonly gradesSet: number;
  readonly grantsMade: number;
  readonly grantsEnded: number;
  /** Addresses that were back, and are erased again. */
  readonly addressesErased: number;
  /** People and cases that the backup does not have: they were registered after it. */
  readonly missingCount: number;
}

const JOB = 'job:reapply-protections';
const WHY_GRANTED = 'Named again from the ledger after a restore.';
const WHY_ENDED = 'Ended again from the ledger after a restore.';

/**
 * Guards people again as they were guarded before an old backup was restored: grades of protection, who is named for
 * their cases, and addresses that were erased. What was recorded after the restore is newer than every entry, and holds.
 * Run again it changes nothing.
 *
 * @param kept entries from the file outside the database; those of other municipalities are passed over.
 */
export async function reapplyProtections(
  deps: ReapplyProtectionsDeps,
  { municipalityId, requestId }: { readonly municipalityId: string; readonly requestId: string },
  kept: readonly SealedProtection[],
): Promise<ReappliedProtections> {
  const own = kept.filter((entry) => entry.municipalityId === municipalityId);
  const entries = own
    .filter((entry) => isTrueProtection(deps.sealer, entry))
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  const actor: AuditActor = { id: JOB, role: 'job', municipalityId, requestId };
  const grades = await setGrades(
    deps,
    actor,
    lastOf(entries, 'grade', ({ subjectId }) => subjectId),
  );
  const grants = await settleGrants(
    deps,
    actor,
    lastOf(entries, 'access', ({ id }) => id.slice(0, UUID_LENGTH)),
  );
  const addressesErased = await eraseAgain(
    deps,
    actor,
    lastOf(entries, 'address-erased', ({ subjectId }) => subjectId),
  );
  const found = {
    entryCount: own.length,
    forgedCount: own.length - entries.length,
    gradesSet: grades.set,
    grantsMade: grants.made,
    grantsEnded: grants.ended,
    addressesErased,
    missingCount: grades.missing + grants.missing,
  };
  await inTenant(deps.db, { municipalityId, actorId: JOB }, async (tx) => {
    await appendAuditEvent(tx, actor, {
      action: 'protections.reapplied',
      objectKind: 'municipality',
      objectId: municipalityId,
      after: found,
    });
  });
  return { municipalityId, ...found };
}

const UUID_LENGTH = 36;

/** The last entry of a kind for each key: where its history has led to. */
function lastOf(
  entries: readonly SealedProtection[],
  kind: SealedProtection['kind'],
  keyOf: (entry: SealedProtection) => string,
): ReadonlyMap<string, SealedProtection> {
  return new Map(entries.filter((entry) => entry.kind === kind).map((entry) => [keyOf(entry), entry]));
}

async function setGrades(
  deps: ReapplyProtectionsDeps,
  actor: AuditActor,
  last: ReadonlyMap<string, SealedProtection>,
): Promise<{ readonly set: number; readonly missing: number }> {
  const { municipalityId } = actor;
  let [set, missing] = [0, 0];
  for (const [personId, { value, recordedAt }] of last) {
    await inTenant(deps.db, { municipalityId, actorId: JOB }, async (tx) => {
      const stored = await lockAddressProtection(tx, municipalityId, personId);
      if (stored === undefined) {
        missing += 1;
        return;
      }
      const householdIds = await listHouseholdsEverOf(tx, personId);
      if (stored === value || !isProtectionGrade(value)) return;
      if (await isChangedSince(tx, municipalityId, { personId, householdIds, recordedAt })) return;
      await setAddressProtection(tx, municipalityId, personId, value);
      await takeFromUnnamed(tx, deps, actor, householdIds);
      set += 1;
    });
  }
  return { set, missing };
}

async function isChangedSince(
  tx: Tx,
  municipalityId: string,
  of: {
    readonly personId: string;
    readonly householdIds: readonly string[];
    readonly recordedAt: string;
  },
): Promise<boolean> {
  const [householdId] = of.householdIds;
  if (householdId === undefined) return false;
  const changes = await listAddressProtectionChanges(tx, municipalityId, householdId);
  return changes.some(
    ({ personId, changedAt }) => personId === of.personId && isAfter(changedAt, of.recordedAt),
  );
}

/** Entries bear milliseconds, the database microseconds: within the same one neither is after the other. */
function isAfter(instant: string, than: string): boolean {
  return Temporal.Instant.from(instant).epochMilliseconds > Temporal.Instant.from(than).epochMilliseconds;
}

async function settleGrants(
  deps: ReapplyProtectionsDeps,
  actor: AuditActor,
  last: ReadonlyMap<string, SealedProtection>,
): Promise<{ readonly made: number; readonly ended: number; readonly missing: number }> {
  const { municipalityId } = actor;
  const count = { made: 0, ended: 0, missing: 0 };
  for (const [id, entry] of last) {
    await inTenant(deps.db, { municipalityId, actorId: JOB }, async (tx) => {
      const outcome = await settleGrant(tx, municipalityId, id, entry);
      if (outcome !== 'kept') count[outcome] += 1;
      if (outcome === 'ended') await takeFromUnnamed(tx, deps, actor, [entry.subjectId]);
    });
  }
  return count;
}

async function settleGrant(
  tx: Tx,
  municipalityId: string,
  id: string,
  { subjectId: householdId, member, value, until }: SealedProtection,
): Promise<'kept' | 'made' | 'ended' | 'missing'> {
  if ((await findHousehold(tx, municipalityId, householdId)) === undefined) return 'missing';
  const grants = await listCaseAccess(tx, municipalityId, householdId);
  const stored = grants.find((grant) => grant.id === id);
  if (value === 'in-force') {
    const isNamed = grants.some((grant) => grant.member === member && grant.state === 'in-force');
    if (stored !== undefined || isNamed || member === null) return 'kept';
    const day = until === null ? null : plainDate(until);
    const grant = { id, householdId, member, until: day, reason: WHY_GRANTED, grantedBy: JOB };
    await insertCaseAccess(tx, municipalityId, grant);
    return 'made';
  }
  if (stored?.state !== 'in-force') return 'kept';
  const because = value === 'withdrawn' ? WHY_ENDED : null;
  const state = value === 'withdrawn' ? 'withdrawn' : 'expired';
  await endCaseAccess(tx, municipalityId, id, { state, by: JOB, because });
  return 'ended';
}

/** An address that was written after its erasure stays. */
async function eraseAgain(
  { protectedDb }: ReapplyProtectionsDeps,
  { municipalityId }: AuditActor,
  last: ReadonlyMap<string, SealedProtection>,
): Promise<number> {
  let erased = 0;
  for (const [personId, { recordedAt }] of last) {
    await inTenant(protectedDb, { municipalityId, actorId: JOB }, async (tx) => {
      const stored = await findProtectedAddress(tx, municipalityId, personId);
      if (stored === undefined || isAfter(stored.writtenAt, recordedAt)) return;
      if (await deleteProtectedAddress(tx, municipalityId, stored)) erased += 1;
    });
  }
  return erased;
}
