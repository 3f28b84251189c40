import {
  type ChangedKind,
  type ChangedObjectRow,
  type Db,
  inTenant,
  listChangedObjects,
} from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';

/** What {@link listChanges} needs. */
export interface ListChangesDeps {
  readonly db: Db;
}

/** Changes since a number of the chain. */
export interface ChangeList {
  readonly items: readonly ChangedObjectRow[];
  /** Number from which to go on. */
  readonly nextSequence: number;
  readonly hasMore: boolean;
}

/**
 * What of the stock has changed after the change with the number `afterSequence`, from the oldest: kinds and ids alone.
 * Nothing about people or cases is among them, and so nothing that would have to be withheld.
 */
export async function listChanges(
  deps: ListChangesDeps,
  actor: Actor,
  { afterSequence, limit }: { readonly afterSequence: number; readonly limit: number },
): Promise<ChangeList> {
  authorise(actor, 'dwellings.read');
  const kinds: readonly ChangedKind[] = [
    'dwelling',
    ...(isAllowed(actor, 'places.read') ? (['place'] as const) : []),
  ];
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const query = { kinds, afterSequence, limit: limit + 1 };
    const rows = await listChangedObjects(tx, municipalityId, query);
    const items = rows.slice(0, limit);
    return {
      items,
      nextSequence: items.at(-1)?.sequence ?? afterSequence,
      hasMore: rows.length > limit,
    };
  });
}
