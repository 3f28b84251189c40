import {
  type Db,
  findMeeting,
  insertRecusal,
  isProtectedCase,
  listCaseAccess,
  lockRecusals,
  type Tx,
  upsertSuperior,
} from '@boligtrapp/database';
import type { RecusalGround } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { appendTakenAway, takeAwayAssignments } from '../recusal/take-away-assignments.ts';

/** What {@link declareRecusal} works with. */
export interface DeclareRecusalDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A person who is disqualified (inhabil) in the case of a household. */
export interface DeclareRecusal {
  readonly householdId: string;
  readonly member: string;
  readonly ground: RecusalGround;
  /** The meeting in which it was declared or decided; null outside of one. */
  readonly meetingId: string | null;
}

/**
 * Recuses a member from the case of a household: from now on the case does not exist for the member, who is named in
 * the minutes. It is never taken back. A direct subordinate of the member still sees the case, and cannot decide it.
 * What was assigned to the member of the case is taken away. A decision that is being made is waited for. Somebody who is
 * recused from the case may only declare it of themselves again, which is refused as declared already. Nobody learns by
 * it that a case exists which they are not named for.
 *
 * @throws {RuleRefusedError} `record.reference-unknown` @throws {ConflictError} `recusal.declared-already`
 * @law LOV-1967-02-10 § 6
 */
export async function declareRecusal(
  deps: DeclareRecusalDeps,
  actor: Actor,
  command: DeclareRecusal,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'meetings.write');
  // Whoever declares it of themselves does not see the case afterwards.
  const retried = { ...request, isAnsweredWhereHidden: true };
  return await runOnce(deps.db, actor, retried, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: DeclareRecusalDeps,
  actor: Actor,
  command: DeclareRecusal,
): Promise<{ readonly id: string }> {
  const { householdId, member, ground, meetingId } = command;
  await lockRecusals(tx, actor.municipalityId, 'exclusive');
  if (meetingId !== null && (await findMeeting(tx, meetingId)) === undefined) {
    throw new RuleRefusedError('record.reference-unknown', { field: 'meetingId' });
  }
  if (!(await mayKnowOf(tx, actor, command))) {
    throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
  }
  const id = deps.ids.next();
  const outcome = await insertRecusal(tx, actor.municipalityId, { id, ...command });
  if (outcome === 'household-unknown') {
    throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
  }
  if (outcome === 'declared-already')
    throw new ConflictError('recusal.declared-already', { field: 'member' });
  const taken = await takeAwayAssignments(tx, deps, actor, command);
  await logAccess(tx, deps, actor, { operation: 'declare-recusal', householdIds: [householdId] });
  await appendAuditEvent(tx, actor, {
    action: 'recusal.declared',
    objectKind: 'recusal',
    objectId: id,
    after: { householdId, member, ground, meetingId },
  });
  await appendTakenAway(tx, actor, taken, 'recusal');
  return { id };
}

/**
 * Whether the case exists for the actor, or is hidden by nothing but an own recusal, which the actor may declare again. A
 * case with a protected address for which the actor is not named is answered like one that is not there.
 */
async function mayKnowOf(tx: Tx, actor: Actor, { householdId, member }: DeclareRecusal): Promise<boolean> {
  if (!(await hiddenHouseholds(tx, actor)).has(householdId)) return true;
  if (member !== actor.id) return false;
  if (!(await isProtectedCase(tx, householdId))) return true;
  const named = await listCaseAccess(tx, actor.municipalityId, householdId);
  return named.some((grant) => grant.member === actor.id && grant.isInForce);
}

/** Who is whose direct superior. */
export interface SetSuperior {
  readonly member: string;
  /** Null where there is none. */
  readonly superior: string | null;
}

/**
 * Keeps who a member's direct superior is, so that a superior's disqualification reaches the member.
 *
 * @throws {RuleRefusedError} `staff.own-superior`
 */
export async function setSuperior(
  deps: Pick<DeclareRecusalDeps, 'db' | 'ids'>,
  actor: Actor,
  command: SetSuperior,
  request: IdempotencyRequest,
): Promise<SetSuperior> {
  authorise(actor, 'meetings.write');
  if (command.member === command.superior)
    throw new RuleRefusedError('staff.own-superior', { field: 'superior' });
  return await runOnce(deps.db, actor, request, async (tx) => {
    // Who is barred from deciding follows from it, too.
    await lockRecusals(tx, actor.municipalityId, 'exclusive');
    await upsertSuperior(tx, actor.municipalityId, command);
    await appendAuditEvent(tx, actor, {
      action: 'staff.superior-set',
      objectKind: 'municipality',
      objectId: actor.municipalityId,
      after: { member: command.member, superior: command.superior },
    });
    return command;
  });
}
