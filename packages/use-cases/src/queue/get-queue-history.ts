import {
  countQueueMoves,
  type Db,
  findHousehold,
  inTenant,
  listQueueMoves,
  type QueueMoveRow,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** Which page of whose history. */
export interface GetQueueHistory {
  readonly householdId: string;
  /** The last move of the page before. */
  readonly before?: { readonly eventNumber: number; readonly queue: string } | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts all moves of the household. */
export interface QueueHistoryPage {
  readonly items: readonly QueueMoveRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * Every change of a household's place in the queue with its reason, the newest first. Names no other household. The
 * reading is logged.
 *
 * @throws {NotFoundError} `household.not-found`
 */
export async function getQueueHistory(
  deps: { readonly db: Db; readonly ids: IdSource },
  actor: Actor,
  { householdId, before, limit }: GetQueueHistory,
): Promise<QueueHistoryPage> {
  authorise(actor, 'queue.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    if ((await findHousehold(tx, municipalityId, householdId)) === undefined) {
      throw new NotFoundError('household.not-found');
    }
    await assertVisible(tx, actor, householdId, 'household.not-found');
    const rows = await listQueueMoves(tx, municipalityId, householdId, { before, limit: limit + 1 });
    const totalCount = await countQueueMoves(tx, municipalityId, householdId);
    await logAccess(tx, deps, actor, { operation: 'get-queue-history', householdIds: [householdId] });
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
  });
}
