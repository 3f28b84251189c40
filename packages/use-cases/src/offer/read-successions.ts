import {
  countSuccessions,
  type Db,
  inTenant,
  listHouseholdsOf,
  listSuccessions as readSuccessions,
  type SuccessionRow,
} from '@boligtrapp/database';
import type { SuccessionState } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { visibleOffers } from '../recusal/hidden-offers.ts';

/** A proposal as the actor may see it. */
export interface SuccessionView extends Omit<SuccessionRow, 'afterOfferId'> {
  /** Null where the case of the offer does not exist for the actor. */
  readonly afterOfferId: string | null;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface SuccessionPage {
  readonly items: readonly SuccessionView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * Proposals of a next in line, from the newest; the households on the page are logged as read, and those whose offers
 * they come after.
 */
export async function listSuccessions(
  deps: { readonly db: Db; readonly ids: IdSource },
  actor: Actor,
  query: {
    readonly state?: SuccessionState | undefined;
    readonly afterId?: string | undefined;
    readonly limit: number;
  },
): Promise<SuccessionPage> {
  authorise(actor, 'decisions.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const filter = { state: query.state, hidden: await hiddenHouseholds(tx, actor) };
    const page = { ...filter, afterId: query.afterId, limit: query.limit + 1 };
    const rows = await readSuccessions(tx, municipalityId, page);
    const found = rows.slice(0, query.limit);
    const afterIds = found.map(({ afterOfferId }) => afterOfferId);
    const visible = await visibleOffers(tx, actor, afterIds);
    const items = found.map((row) => ({
      ...row,
      afterOfferId: visible.has(row.afterOfferId) ? row.afterOfferId : null,
    }));
    const householdIds = [
      ...items.map(({ householdId }) => householdId),
      ...(await listHouseholdsOf(tx, municipalityId, [...visible])),
    ];
    await logAccess(tx, deps, actor, { operation: 'list-successions', householdIds });
    const totalCount = await countSuccessions(tx, municipalityId, filter);
    return { items, isLast: rows.length <= query.limit, totalCount };
  });
}
