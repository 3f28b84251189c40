import {
  type ApplicationQuery,
  type ApplicationRow,
  countApplications,
  inTenant,
  listApplications as readApplications,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { ReadApplicationsDeps } from './get-application.ts';

/** Which page of which applications. */
export interface ListApplications extends Omit<ApplicationQuery, 'hiddenHouseholdIds'> {
  /** The last application of the page before. */
  readonly after?: { readonly receivedOn: PlainDateString; readonly id: string } | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface ApplicationPage {
  readonly items: readonly ApplicationRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Applications from the one received first; the households on the page are logged as read. */
export async function listApplications(
  deps: ReadApplicationsDeps,
  actor: Actor,
  { after, limit, ...filter }: ListApplications,
): Promise<ApplicationPage> {
  authorise(actor, 'applications.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const query = { ...filter, hiddenHouseholdIds: [...(await hiddenHouseholds(tx, actor))] };
    const rows = await readApplications(tx, municipalityId, query, { after, limit: limit + 1 });
    const items = rows.slice(0, limit).map(({ totalCount: _totalCount, ...item }) => item);
    const totalCount = rows[0]?.totalCount ?? (await countApplications(tx, municipalityId, query));
    const householdIds = items.map(({ householdId }) => householdId);
    await logAccess(tx, deps, actor, { operation: 'list-applications', householdIds });
    return { items, isLast: rows.length <= limit, totalCount };
  });
}
