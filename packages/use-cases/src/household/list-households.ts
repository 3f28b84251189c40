import {
  countHouseholds,
  type HouseholdQuery,
  inTenant,
  listMembers,
  listHouseholds as readHouseholds,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { ReadHouseholdsDeps } from './get-household.ts';
import { type HouseholdView, toHouseholdViews } from './member-view.ts';

/** Which page of which households. */
export interface ListHouseholds extends Omit<HouseholdQuery, 'hiddenHouseholdIds'> {
  /** Reference of the last household of the page before. */
  readonly afterReference: string | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface HouseholdPage {
  readonly items: readonly HouseholdView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Households by reference, with their members of today; those on the page are logged as read. */
export async function listHouseholds(
  deps: ReadHouseholdsDeps,
  actor: Actor,
  { afterReference, limit, ...filter }: ListHouseholds,
): Promise<HouseholdPage> {
  authorise(actor, 'households.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const query = { ...filter, hiddenHouseholdIds: [...hidden] };
    const rows = await readHouseholds(tx, municipalityId, query, { afterReference, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const householdIds = page.map(({ id }) => id);
    const members = await listMembers(tx, municipalityId, householdIds, deps.clock.today());
    const totalCount = await countHouseholds(tx, municipalityId, query);
    await logAccess(tx, deps, actor, { operation: 'list-households', householdIds });
    return { items: toHouseholdViews(page, members, hidden), isLast: rows.length <= limit, totalCount };
  });
}
