import {
  bumpHouseholdVersion,
  type Db,
  endMembership,
  findOpenMembership,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { type ChangedHousehold, lockVisibleHousehold } from './add-household-member.ts';

/** A member who leaves a household. */
export interface EndHouseholdMembership {
  readonly householdId: string;
  readonly personId: string;
  /** The version that the caller has read. */
  readonly version: number;
  /** First day on which the person is no member (exclusive), after the first day as one; may lie ahead. */
  readonly until: PlainDateString;
}

/**
 * Ends a membership; nothing of the person or of the time before is deleted. The applicant stays: a household without
 * one is another household.
 *
 * @throws {NotFoundError} `household.not-found`, also for somebody who is no member. @throws {StaleVersionError}
 * @throws {RuleRefusedError} `household.members-contradictory` for the applicant, `record.range-reversed`
 */
export async function endHouseholdMembership(
  deps: { readonly db: Db },
  actor: Actor,
  command: EndHouseholdMembership,
  request: IdempotencyRequest,
): Promise<ChangedHousehold> {
  authorise(actor, 'households.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, actor, command));
}

async function store(
  tx: Tx,
  actor: Actor,
  { householdId, personId, version, until }: EndHouseholdMembership,
): Promise<ChangedHousehold> {
  const { municipalityId } = actor;
  await lockVisibleHousehold(tx, actor, householdId, version);
  const membership = await findOpenMembership(tx, municipalityId, householdId, personId);
  if (membership === undefined) throw new NotFoundError('household.not-found');
  const { id, relation, from } = membership;
  if (relation === 'applicant')
    throw new RuleRefusedError('household.members-contradictory', { field: 'personId' });
  if (until <= from) throw new RuleRefusedError('record.range-reversed', { field: 'until' });
  await endMembership(tx, municipalityId, id, until);
  const changed = await bumpHouseholdVersion(tx, municipalityId, householdId);
  await appendAuditEvent(tx, actor, {
    action: 'household.member-left',
    objectKind: 'household',
    objectId: householdId,
    after: { personId, relation, until },
  });
  return { id: householdId, version: changed, personId };
}
