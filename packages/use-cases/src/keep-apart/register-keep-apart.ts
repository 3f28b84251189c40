import { type Db, insertKeepApart, type Tx } from '@boligtrapp/database';
import type { KeepApartPair, PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What the commands about keep-apart pairs need. */
export interface KeepApartDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Two households that are to be kept apart (skal holdes atskilt). */
export interface RegisterKeepApart {
  readonly householdIds: readonly [string, string];
  readonly scope: KeepApartPair['scope'];
  /** For those who may read it; a neutral wording is shown to everyone else. */
  readonly reason: string;
  readonly owner: string;
  /** Day by which the owner must look at it again; ahead. */
  readonly reviewOn: PlainDateString;
  /** Today or later. */
  readonly validFrom: PlainDateString;
  /** First day on which it no longer holds (exclusive); null for no end. */
  readonly validTo: PlainDateString | null;
}

/**
 * Registers that two households must not live in the same building or neighbourhood. Rounds that are frozen already do
 * not know of it.
 *
 * @throws {RuleRefusedError} `keep-apart.same-household`, `record.date-in-the-past`, `record.range-reversed`,
 * `record.reference-unknown` also for a household whose case is hidden from the actor.
 * @throws {ConflictError} `keep-apart.already-kept-apart` when they are kept apart in this scope on one of the days.
 */
export async function registerKeepApart(
  deps: KeepApartDeps,
  actor: Actor,
  command: RegisterKeepApart,
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly version: number }> {
  authorise(actor, 'keep-apart.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: KeepApartDeps,
  actor: Actor,
  command: RegisterKeepApart,
): Promise<{ readonly id: string; readonly version: number }> {
  assertSound(command, deps.clock.today());
  const { householdIds, reason, ...terms } = command;
  const [householdAId, householdBId] = inOrder(householdIds);
  const hidden = await hiddenHouseholds(tx, actor);
  if (hidden.has(householdAId) || hidden.has(householdBId)) throw unknownHousehold();
  const id = deps.ids.next();
  const pair = { id, householdAId, householdBId, restrictedReason: reason, ...terms };
  const outcome = await insertKeepApart(tx, actor.municipalityId, pair);
  if (outcome === 'household-unknown') throw unknownHousehold();
  if (outcome === 'overlapping') throw new ConflictError('keep-apart.already-kept-apart');
  await appendAuditEvent(tx, actor, {
    action: 'keep-apart.registered',
    objectKind: 'keep-apart',
    objectId: id,
    after: { householdAId, householdBId, ...terms },
  });
  return { id, version: 1 };
}

function assertSound(
  { householdIds, validFrom, validTo, reviewOn }: RegisterKeepApart,
  today: PlainDateString,
): void {
  const [one, other] = inOrder(householdIds);
  if (one === other) throw new RuleRefusedError('keep-apart.same-household', { field: 'householdIds' });
  if (validFrom < today) throw new RuleRefusedError('record.date-in-the-past', { field: 'validFrom' });
  if (reviewOn <= today) throw new RuleRefusedError('record.date-in-the-past', { field: 'reviewOn' });
  if (validTo !== null && validTo <= validFrom) {
    throw new RuleRefusedError('record.range-reversed', { field: 'validTo' });
  }
}

/** As the database has them: in lower case, the lower id first. */
function inOrder(ids: RegisterKeepApart['householdIds']): readonly [string, string] {
  const [one, other] = [ids[0].toLowerCase(), ids[1].toLowerCase()];
  return one < other ? [one, other] : [other, one];
}

function unknownHousehold(): RuleRefusedError {
  return new RuleRefusedError('record.reference-unknown', { field: 'householdIds' });
}
