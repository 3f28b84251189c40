import {
  countOffers,
  type Db,
  inTenant,
  type OfferListRow,
  type OfferQuery,
  listOffers as readOffers,
  type Tx,
} from '@boligtrapp/database';
import type { OfferState } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { visibleOffers } from '../recusal/hidden-offers.ts';

/** What reading offers works with; ids are for the access log. */
export interface ReadOffersDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** An offer as the actor may see it: one that it waits for is null where its case does not exist for the actor. */
export type OfferView = OfferListRow;

/** A page; `totalCount` counts what the query has, on all pages. */
export interface OfferPage {
  readonly items: readonly OfferView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Which page of which offers. */
export interface ListOffers {
  readonly state?: OfferState | undefined;
  readonly dwellingId?: string | undefined;
  readonly householdId?: string | undefined;
  readonly afterId?: string | undefined;
  readonly limit: number;
}

/** Offers from the newest; the households on the page are logged as read. */
export async function listOffers(
  deps: ReadOffersDeps,
  actor: Actor,
  { afterId, limit, ...filter }: ListOffers,
): Promise<OfferPage> {
  authorise(actor, 'offers.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const query: OfferQuery = {
      ...filter,
      hidden: await hiddenHouseholds(tx, actor),
    };
    const rows = await readOffers(tx, municipalityId, query, { afterId, limit: limit + 1 });
    const items = await toViews(tx, actor, rows.slice(0, limit));
    await logAccess(tx, deps, actor, { operation: 'list-offers', householdIds: householdsOf(items) });
    return { items, isLast: rows.length <= limit, totalCount: await countOffers(tx, municipalityId, query) };
  });
}

/** One offer; the reading is logged. @throws {NotFoundError} `offer.not-found` */
export async function getOffer(deps: ReadOffersDeps, actor: Actor, offerId: string): Promise<OfferView> {
  authorise(actor, 'offers.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const query = { offerId, hidden: await hiddenHouseholds(tx, actor) };
    const rows = await readOffers(tx, actor.municipalityId, query, { limit: 1 });
    const [view] = await toViews(tx, actor, rows);
    if (view === undefined) throw new NotFoundError('offer.not-found');
    await logAccess(tx, deps, actor, { operation: 'get-offer', householdIds: householdsOf([view]) });
    return view;
  });
}

async function toViews(tx: Tx, actor: Actor, rows: readonly OfferListRow[]): Promise<readonly OfferView[]> {
  const waitedFor = rows.flatMap(({ waitsForId }) => waitsForId ?? []);
  const visible = await visibleOffers(tx, actor, waitedFor);
  return rows.map(({ waitsForId, ...row }) => ({
    ...row,
    waitsForId: waitsForId !== null && visible.has(waitsForId) ? waitsForId : null,
  }));
}

function householdsOf(views: readonly OfferView[]): readonly string[] {
  return views.map(({ householdId }) => householdId);
}
