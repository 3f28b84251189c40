import {
  bumpHouseholdVersion,
  listHouseholdsEverOf,
  lockAddressProtection,
  lockRecusals,
  setAddressProtection as storeAddressProtection,
  type Tx,
} from '@boligtrapp/database';
import { isStrongerGrade, type ProtectionGrade } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { type ChangedHousehold, lockVisibleHousehold } from '../household/add-household-member.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { takeFromUnnamed } from '../recusal/take-away-assignments.ts';
import type { CaseAccessDeps } from './grant-case-access.ts';
import { nameWhereHidden } from './name-where-hidden.ts';

/** A grade of protection that a person is given, or `none` where it is lifted. */
export interface SetAddressProtection {
  readonly householdId: string;
  readonly personId: string;
  /** The version of the household that the caller has read. */
  readonly version: number;
  readonly grade: ProtectionGrade;
}

/**
 * Gives a member of a household a grade of protection. It holds from the next request on, for everything that tells of
 * any household in which the person is or was: whoever recorded it is named for those cases, and to others they are no
 * longer there. What others have of the work on them is taken from them. The grade stands in the history of the case alone, not in the trail of changes.
 *
 * A grade is of the person and protects every case of theirs. A stronger one may be given by who is named for any of
 * them; a weaker one, or another of the same strength, by who is named for all of them, and by nobody else.
 *
 * @throws {NotFoundError} `household.not-found`, also for somebody who was never a member, and where
 * another case of the person does not exist for the actor and the grade would not be stronger. @throws {StaleVersionError}
 */
export async function setAddressProtection(
  deps: Pick<CaseAccessDeps, 'db' | 'ids'>,
  actor: Actor,
  command: SetAddressProtection,
  request: IdempotencyRequest,
): Promise<ChangedHousehold> {
  authorise(actor, 'address-protection.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  { householdId, personId, version, grade }: SetAddressProtection,
): Promise<ChangedHousehold> {
  const { municipalityId } = actor;
  // Nothing of the case is given to anybody from here on who may not be named for it.
  await lockRecusals(tx, municipalityId, 'exclusive');
  await lockVisibleHousehold(tx, actor, householdId, version);
  const before = await lockAddressProtection(tx, municipalityId, personId);
  const householdIds = await listHouseholdsEverOf(tx, personId);
  if (before === undefined || !householdIds.includes(householdId)) {
    throw new NotFoundError('household.not-found');
  }
  const hiddenBefore = await hiddenHouseholds(tx, actor);
  const isWeaker = grade !== before && !isStrongerGrade(grade, before);
  if (isWeaker && householdIds.some((id) => hiddenBefore.has(id))) {
    throw new NotFoundError('household.not-found');
  }
  await storeAddressProtection(tx, municipalityId, personId, grade);
  const changed = await bumpHouseholdVersion(tx, municipalityId, householdId);
  await appendAuditEvent(tx, actor, {
    action: 'address-protection.changed',
    objectKind: 'household',
    objectId: householdId,
    after: { personId },
  });
  // Only what this has hidden: another case of the person, hidden before, is none of the actor's.
  const seenBefore = householdIds.filter((id) => !hiddenBefore.has(id));
  await nameWhereHidden(tx, deps, actor, seenBefore);
  await takeFromUnnamed(tx, deps, actor, householdIds);
  return { id: householdId, version: changed, personId };
}
