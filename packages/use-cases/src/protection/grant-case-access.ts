import type { Db } from '@boligtrapp/database';
import {
  endCaseAccess,
  findHousehold,
  insertCaseAccess,
  isAttended,
  isProtectedCase,
  listCaseAccess,
  listRecusedHouseholds,
  type NewCaseAccess,
  type Tx,
} from '@boligtrapp/database';
import { CASE_ACCESS_TRANSITIONS, type PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';

/** What naming people for a case works with. */
export interface CaseAccessDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Somebody who is to know of a case. */
export interface GrantCaseAccess {
  readonly householdId: string;
  /** Who is named, by the id at the identity provider. */
  readonly member: string;
  /** First day on which it no longer holds (exclusive); null for no end. */
  readonly until: PlainDateString | null;
  readonly reason: string;
}

/** The grant that was made. */
export interface GrantedCaseAccess {
  readonly id: string;
  readonly householdId: string;
}

/**
 * Names somebody for the case of a household with a protected member, from now on. Who is named may name others. A case
 * for which nobody is named who can look after it is given to somebody else by whoever may appoint: nobody appoints
 * themselves, and nobody who is recused from a case appoints for it. Whoever is named and cannot look after it (recused,
 * or not there) is not refused, which would tell who is recused: the case stays among those that nobody attends.
 *
 * @throws {NotFoundError} `household.not-found`, also where the case does not exist for the actor.
 * @throws {ConflictError} `case-access.not-protected`, `case-access.granted-already`
 * @throws {RuleRefusedError} `case-access.appoints-self`, `record.date-in-the-past`
 */
export async function grantCaseAccess(
  deps: CaseAccessDeps,
  actor: Actor,
  command: GrantCaseAccess,
  request: IdempotencyRequest,
): Promise<GrantedCaseAccess> {
  authorise(actor, 'case-access.write');
  if (command.until !== null && command.until <= deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-past', { field: 'until' });
  }
  // Whoever appoints somebody does not see the case, before or after.
  const retried = { ...request, isAnsweredWhereHidden: true };
  return await runOnce(deps.db, actor, retried, async (tx) => {
    await assertMayGrant(tx, actor, command);
    const id = deps.ids.next();
    await nameForCase(tx, actor, { ...command, id });
    return { id, householdId: command.householdId };
  });
}

/**
 * Stores the grant with its trace; one that is past its day makes way for it.
 *
 * @throws {ConflictError} `case-access.granted-already`
 */
export async function nameForCase(
  tx: Tx,
  actor: Actor,
  { id, householdId, member, until, reason }: Omit<NewCaseAccess, 'grantedBy'>,
): Promise<void> {
  const { municipalityId } = actor;
  const past = (await listCaseAccess(tx, municipalityId, householdId)).find(
    (row) => row.member === member && row.state === 'in-force' && !row.isInForce,
  );
  if (past !== undefined) {
    const state = transition(CASE_ACCESS_TRANSITIONS, past.state, 'expire');
    await endCaseAccess(tx, municipalityId, past.id, { state, by: actor.id, because: null });
  }
  const grant = { id, householdId, member, until, reason, grantedBy: actor.id };
  if ((await insertCaseAccess(tx, municipalityId, grant)) === 'granted-already') {
    throw new ConflictError('case-access.granted-already', { field: 'member' });
  }
  await appendAuditEvent(tx, actor, {
    action: 'case-access.granted',
    objectKind: 'case-access',
    objectId: id,
    after: { householdId, member, until },
    reason,
  });
}

async function assertMayGrant(tx: Tx, actor: Actor, { householdId, member }: GrantCaseAccess): Promise<void> {
  const { municipalityId } = actor;
  const isProtected = await isProtectedCase(tx, householdId);
  // A blocked case is not seen, and must be given to somebody all the same: without, nobody could ever read it.
  if (!isProtected && (await findHousehold(tx, municipalityId, householdId)) === undefined) {
    throw new NotFoundError('household.not-found');
  }
  if ((await hiddenHouseholds(tx, actor)).has(householdId)) {
    const mayAppoint =
      isProtected &&
      isAllowed(actor, 'case-access.appoint') &&
      !(await listRecusedHouseholds(tx, actor.id)).includes(householdId) &&
      !(await isAttended(tx, municipalityId, householdId));
    if (!mayAppoint) throw new NotFoundError('household.not-found');
    if (member === actor.id) throw new RuleRefusedError('case-access.appoints-self', { field: 'member' });
  }
  if (!isProtected) throw new ConflictError('case-access.not-protected');
}
