import { countLots, type Db, inTenant, type LotRow, listLots as readLots } from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';

/** A recorded lot. Anyone can draw it again from seed and options: `boligtrapp lot recompute`. */
export interface LotView extends Omit<LotRow, 'options' | 'result'> {
  readonly options: readonly (readonly string[])[];
  readonly result: readonly (readonly string[])[];
}

/** Which page of the lots, of one round or of all. */
export interface ListLots {
  readonly roundId?: string | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts what the query has. */
export interface LotPage {
  readonly items: readonly LotView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * Recorded lots, the newest first. A household that does not exist for the actor is left out of options and result; the
 * order of the others is recomputable without it. The households on the page are logged as read.
 */
export async function listLots(
  deps: { readonly db: Db; readonly ids: IdSource },
  actor: Actor,
  { roundId, beforeId, limit }: ListLots,
): Promise<LotPage> {
  authorise(actor, 'queue.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenFromFrozen(tx, actor);
    const rows = await readLots(tx, municipalityId, { roundId }, { beforeId, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      options: toGroups(row.options, hidden),
      result: toGroups(row.result, hidden),
    }));
    const totalCount = await countLots(tx, municipalityId, { roundId });
    const householdIds = items.flatMap(({ options }) => options.flat());
    await logAccess(tx, deps, actor, { operation: 'list-lots', householdIds });
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

function toGroups(stored: unknown, hidden: ReadonlySet<string>): readonly (readonly string[])[] {
  if (!Array.isArray(stored)) return [];
  return stored.map((group: unknown) =>
    Array.isArray(group)
      ? group.filter((id: unknown): id is string => typeof id === 'string' && !hidden.has(id))
      : [],
  );
}
