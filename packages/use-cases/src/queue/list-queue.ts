import { type Db, findPolicyInForce, inTenant, type QueueQuery, readQueue } from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { type QueueItem, queuePositions } from './queue-positions.ts';

/** What {@link listQueue} needs. */
export interface ListQueueDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Which page of which part of the queue. */
export interface ListQueue extends QueueQuery {
  /** The last household of the page before. */
  readonly after?: QueueKey | undefined;
  readonly limit: number;
  /** Applications that a user answers for, or that nobody has; all who wait where nothing is said. Changes no position. */
  readonly assignedTo?: string | null | undefined;
  /** Tenants who are to move alone, or those who have applied alone; changes no position. */
  readonly isMover?: boolean | undefined;
  /** This household alone, where it stands among the others. */
  readonly householdId?: string | undefined;
}

/** Where a household stands: its position, and its id among those with the same one. */
export interface QueueKey {
  readonly position: number;
  readonly householdId: string;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface QueuePage {
  readonly items: readonly QueueItem[];
  readonly isLast: boolean;
  readonly totalCount: number;
  /** The policy set whose rules made the order. */
  readonly policySetId: string;
}

/**
 * The queue of today in its order, by the policy in force. Positions are counted among those the query has. No
 * names; the households on the page are logged as read.
 *
 * @throws {NotFoundError} `policy-set.none-in-force`
 */
export async function listQueue(
  deps: ListQueueDeps,
  actor: Actor,
  { after, limit, assignedTo, isMover, householdId, ...query }: ListQueue,
): Promise<QueuePage> {
  authorise(actor, 'queue.read');
  const today = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const policy = await findPolicyInForce(tx, today);
    if (policy === undefined) throw new NotFoundError('policy-set.none-in-force', { facts: { on: today } });
    const rows = await readQueue(tx, actor.municipalityId, query, today);
    const hidden = await hiddenHouseholds(tx, actor);
    const all = withoutHidden(queuePositions(policy.content, rows, today), hidden).filter(
      (item) =>
        (assignedTo === undefined || isAssignedTo(item, assignedTo)) &&
        (isMover === undefined || isMover === (item.applicationId === null)) &&
        (householdId === undefined || item.householdId === householdId),
    );
    const rest = after === undefined ? all : all.filter((item) => isAfter(item, after));
    const items = rest.slice(0, limit);
    await logAccess(tx, deps, actor, {
      operation: 'list-queue',
      householdIds: items.map(({ householdId }) => householdId),
    });
    return { items, isLast: rest.length <= limit, totalCount: all.length, policySetId: policy.id };
  });
}

/** Leaves out households that do not exist for the actor; the others keep the positions that they have. */
function withoutHidden(items: readonly QueueItem[], hidden: ReadonlySet<string>): readonly QueueItem[] {
  if (hidden.size === 0) return items;
  const references = new Set(
    items
      .filter(({ householdId }) => hidden.has(householdId))
      .map(({ householdReference }) => householdReference),
  );
  return items
    .filter(({ householdId }) => !hidden.has(householdId))
    .map((item) => ({ ...item, tiedWith: item.tiedWith.filter((reference) => !references.has(reference)) }));
}

/** A mover has no application that somebody could have. */
function isAssignedTo(item: QueueItem, userId: string | null): boolean {
  return item.applicationId !== null && item.assignedTo === userId;
}

function isAfter(item: QueueKey, key: QueueKey): boolean {
  return item.position === key.position ? item.householdId > key.householdId : item.position > key.position;
}
