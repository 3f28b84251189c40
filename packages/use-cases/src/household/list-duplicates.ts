import { inTenant, readDuplicateSubjects, readHouseholdReferences } from '@boligtrapp/database';
import { type DuplicateGround, duplicateGroups } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { ReadHouseholdsDeps } from './get-household.ts';

/** Households that may be one; for a person to judge. */
export interface DuplicateGroupView {
  readonly households: readonly { readonly householdId: string; readonly householdReference: string }[];
  readonly grounds: readonly DuplicateGround[];
}

/** A page; `totalCount` counts all groups. */
export interface DuplicateGroupPage {
  readonly items: readonly DuplicateGroupView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * Groups of households that share an adult by identity number, or by name and birth date, sorted by their first
 * household. No names; the households on the page are logged as read. Time: all adults of the municipality.
 */
export async function listDuplicates(
  deps: ReadHouseholdsDeps,
  actor: Actor,
  { afterHouseholdId, limit }: { readonly afterHouseholdId?: string | undefined; readonly limit: number },
): Promise<DuplicateGroupPage> {
  authorise(actor, 'households.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const subjects = await readDuplicateSubjects(tx, municipalityId, deps.clock.today());
    const groups = duplicateGroups(subjects.filter(({ householdId }) => !hidden.has(householdId)));
    const rest = groups.filter(({ householdIds: [first = ''] }) => first > (afterHouseholdId ?? ''));
    const page = rest.slice(0, limit);
    const householdIds = page.flatMap((group) => group.householdIds);
    const references = await readHouseholdReferences(tx, municipalityId, householdIds);
    await logAccess(tx, deps, actor, { operation: 'list-duplicates', householdIds });
    const items = page.map((group) => ({
      households: group.householdIds.map((householdId) => ({
        householdId,
        householdReference: references.get(householdId) ?? '',
      })),
      grounds: group.grounds,
    }));
    return { items, isLast: rest.length <= limit, totalCount: groups.length };
  });
}
