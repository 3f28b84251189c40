import {
  type AddressProtectionChange,
  type CaseAccessRow,
  findHousehold,
  inTenant,
  listAddressProtectionChanges,
  listCaseAccess,
  listRecusedHouseholds,
  listUnattendedHouseholds,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import type { CaseAccessDeps } from './grant-case-access.ts';

/** Who may know of a case, and how its protection came about. */
export interface CaseAccessView {
  readonly householdId: string;
  /** From the newest, those that hold no more among them. */
  readonly grants: readonly CaseAccessRow[];
  readonly protectionChanges: readonly AddressProtectionChange[];
}

/**
 * Who is and was named for the case of a household, and every grade that its members were given. The reading is logged.
 *
 * @throws {NotFoundError} `household.not-found`
 */
export async function listCaseAccessOf(
  deps: Pick<CaseAccessDeps, 'db' | 'ids'>,
  actor: Actor,
  householdId: string,
): Promise<CaseAccessView> {
  authorise(actor, 'case-access.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    if ((await findHousehold(tx, municipalityId, householdId)) === undefined) {
      throw new NotFoundError('household.not-found');
    }
    await assertVisible(tx, actor, householdId, 'household.not-found');
    await logAccess(tx, deps, actor, { operation: 'list-case-access', householdIds: [householdId] });
    return {
      householdId,
      grants: await listCaseAccess(tx, municipalityId, householdId),
      protectionChanges: await listAddressProtectionChanges(tx, municipalityId, householdId),
    };
  });
}

/**
 * The cases of protected people for which nobody is named now who can look after them: whoever is recused, was shut out
 * or has not been at work for 30 days cannot. They stand still until somebody is appointed. Ids and nothing else; the
 * only thing that tells of such a case to who is not named for it, and not to who is recused from it. The reading is
 * logged.
 */
export async function listUnattendedCases(
  deps: Pick<CaseAccessDeps, 'db' | 'ids'>,
  actor: Actor,
): Promise<readonly string[]> {
  authorise(actor, 'case-access.appoint');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const recused = new Set(await listRecusedHouseholds(tx, actor.id));
    const unattended = await listUnattendedHouseholds(tx, actor.municipalityId);
    const householdIds = unattended.filter((id) => !recused.has(id));
    await logAccess(tx, deps, actor, { operation: 'list-unattended-cases', householdIds });
    return householdIds;
  });
}
