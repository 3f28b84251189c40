import { inTenant, listHouseholdsOfPerson, listMembers } from '@boligtrapp/database';
import type { Sensitive } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { ReadHouseholdsDeps } from './get-household.ts';
import type { IdentityCipher } from './identity-cipher.ts';
import { assertIdentityNumber, type IdentityNumbers } from './identity-number.ts';
import { type HouseholdView, toHouseholdViews } from './member-view.ts';

/** What {@link searchHouseholds} needs. */
export interface SearchHouseholdsDeps extends ReadHouseholdsDeps {
  readonly identityCipher: IdentityCipher;
  readonly identityNumbers: IdentityNumbers;
}

/**
 * The households that the person with this number belongs to today: none, one, or two for a child with two homes.
 * What is found is logged as read.
 *
 * @throws {RuleRefusedError} `household.identity-number-invalid`, `household.identity-number-real`,
 * `household.identity-number-synthetic`
 */
export async function searchHouseholds(
  deps: SearchHouseholdsDeps,
  actor: Actor,
  identityNumber: Sensitive<string>,
): Promise<readonly HouseholdView[]> {
  authorise(actor, 'households.read');
  assertIdentityNumber(identityNumber, deps.identityNumbers, 'identityNumber');
  const { municipalityId } = actor;
  const today = deps.clock.today();
  const lookups = deps.identityCipher.lookups(identityNumber, municipalityId);
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const found = await listHouseholdsOfPerson(tx, municipalityId, lookups, today);
    const households = found.filter(({ id }) => !hidden.has(id));
    const householdIds = households.map(({ id }) => id);
    const members = await listMembers(tx, municipalityId, householdIds, today);
    await logAccess(tx, deps, actor, { operation: 'search-households', householdIds });
    return toHouseholdViews(households, members, hidden);
  });
}
