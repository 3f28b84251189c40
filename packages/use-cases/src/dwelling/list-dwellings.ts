import {
  countDwellings,
  type Db,
  type DwellingFilter,
  type DwellingRow,
  inTenant,
  listDwellings as readDwellings,
} from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { Clock } from '../ports/ports.ts';

/** What {@link listDwellings} needs. */
export interface ListDwellingsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Which page of which dwellings. */
export interface ListDwellings extends DwellingFilter {
  /** Reference of the last dwelling of the page before. */
  readonly afterReference: string | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts what the filter lets through, on all pages. */
export interface DwellingPage {
  readonly items: readonly DwellingRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Dwellings as they are today, in the order of their reference. */
export async function listDwellings(
  deps: ListDwellingsDeps,
  actor: Actor,
  { afterReference, limit, ...filter }: ListDwellings,
): Promise<DwellingPage> {
  authorise(actor, 'dwellings.read');
  const scope = { municipalityId: actor.municipalityId, on: deps.clock.today() };
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    // One more than the page holds tells whether there is another page.
    const rows = await readDwellings(tx, scope, filter, { afterReference, limit: limit + 1 });
    const totalCount = await countDwellings(tx, scope, filter);
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
  });
}
