import {
  type CaseAccessRow,
  carryKeepApart,
  type Db,
  findMergeObstacle,
  insertHouseholdMerge,
  listCaseAccess,
  listPairsToCarry,
  listProtectedHouseholds,
  listWithMerged,
  lockHouseholdsForMerge,
  lockOpenApplication,
  type Tx,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { type MoveApplicationDeps, moveApplication } from '../application/move-application.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { nameForCase } from '../protection/grant-case-access.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { takeFromUnnamed } from '../recusal/take-away-assignments.ts';

const WHY_CARRIED = 'Named for another registration of the household, which was merged with this one.';

/** What {@link mergeHouseholds} needs. */
export interface MergeHouseholdsDeps extends MoveApplicationDeps {
  readonly db: Db;
}

/** Two registrations of one household, as a person judges. */
export interface MergeHouseholds {
  /** The one that goes on. */
  readonly keptHouseholdId: string;
  /** The one that takes no further part. */
  readonly mergedHouseholdId: string;
  /** Ten characters or more. */
  readonly reason: string;
}

/** The merge that was made. */
export interface MergedHousehold {
  readonly id: string;
  readonly keptHouseholdId: string;
  readonly mergedHouseholdId: string;
  /** The application that was open and is now merged; null where there was none. */
  readonly mergedApplicationId: string | null;
}

/**
 * Merges one registration of a household into another. Nothing is deleted: the merged one stays readable and points at
 * the kept one, its open application becomes `merged` and leaves the queue, and the database lets nothing new begin for
 * it. Neither application nor assessment is carried over: what still holds is registered on the kept one. The two are one
 * case: where somebody of the one has a protected address, both are there for the same named people only.
 *
 * @throws {NotFoundError} `household.not-found` for the kept one.
 * @throws {RuleRefusedError} `record.reference-unknown`, `household.merged-with-itself`
 * @throws {ConflictError} `household.merged` when either is merged already; `household.merge-refused` when the merged
 * one has a lease or an offer, or is kept apart from somebody the kept one is not kept apart from (`facts.obstacle`). A
 * pair with somebody whose case does not exist for the actor is carried over instead.
 */
export async function mergeHouseholds(
  deps: MergeHouseholdsDeps,
  actor: Actor,
  command: MergeHouseholds,
  request: IdempotencyRequest,
): Promise<MergedHousehold> {
  authorise(actor, 'households.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: MergeHouseholdsDeps,
  actor: Actor,
  { keptHouseholdId, mergedHouseholdId, reason }: MergeHouseholds,
): Promise<MergedHousehold> {
  const { municipalityId } = actor;
  const pair = [keptHouseholdId, mergedHouseholdId];
  await lockPair(tx, actor, { keptHouseholdId, mergedHouseholdId });
  const id = deps.ids.next();
  const merge = { id, keptHouseholdId, mergedHouseholdId, reason, mergedBy: actor.id };
  const today = deps.clock.today();
  const carried = await hiddenHouseholds(tx, actor);
  const obstacle = await findMergeObstacle(tx, merge, { today, carried });
  if (obstacle !== undefined) throw new ConflictError('household.merge-refused', { facts: { obstacle } });
  const application = await lockOpenApplication(tx, municipalityId, mergedHouseholdId);
  const inserted = await insertHouseholdMerge(tx, municipalityId, merge);
  if (inserted !== 'inserted') throw new ConflictError('household.merged');
  await carryHiddenPairs(tx, deps, actor, { ...merge, others: [...carried] });
  await carryNamed(tx, deps, actor, pair);
  await logAccess(tx, deps, actor, { operation: 'merge-households', householdIds: pair });
  if (application !== undefined) {
    await moveApplication(tx, deps, actor, { application, actions: ['merge'] });
  }
  await appendAuditEvent(tx, actor, {
    action: 'household.merged',
    objectKind: 'household',
    objectId: mergedHouseholdId,
    after: { mergedInto: keptHouseholdId },
  });
  return { id, keptHouseholdId, mergedHouseholdId, mergedApplicationId: application?.id ?? null };
}

/**
 * Keeps the kept household apart from those whose cases do not exist for the actor, as the merged one was: to refuse the
 * merge for it, or to say so, would tell of them. Who is named for such a case finds the pair there.
 */
async function carryHiddenPairs(
  tx: Tx,
  deps: MergeHouseholdsDeps,
  actor: Actor,
  merge: Omit<MergeHouseholds, 'reason'> & { readonly others: readonly string[] },
): Promise<void> {
  const { keptHouseholdId, mergedHouseholdId, others } = merge;
  const today = deps.clock.today();
  for (const pair of await listPairsToCarry(tx, merge, { today, others })) {
    const carried = { ...pair, keptHouseholdId, nextId: () => deps.ids.next() };
    for (const id of await carryKeepApart(tx, carried, today)) {
      await appendAuditEvent(tx, actor, {
        action: 'keep-apart.carried-over',
        objectKind: 'keep-apart',
        objectId: id,
        after: { from: pair.keepApartId, mergedHouseholdId, keptHouseholdId },
      });
    }
  }
}

/**
 * Names everybody who is named for the one registration for the other, too, until the same day: where one is protected,
 * both are from now on. What others have of the work on them is taken from them.
 */
async function carryNamed(
  tx: Tx,
  deps: MergeHouseholdsDeps,
  actor: Actor,
  pair: readonly string[],
): Promise<void> {
  const { municipalityId } = actor;
  const cases = await listWithMerged(tx, pair);
  if ((await listProtectedHouseholds(tx, cases)).length === 0) return;
  const grants = new Map<string, readonly CaseAccessRow[]>();
  for (const id of cases) {
    const all = await listCaseAccess(tx, municipalityId, id);
    grants.set(
      id,
      all.filter(({ isInForce }) => isInForce),
    );
  }
  const named = [...grants.values()].flat();
  for (const [householdId, own] of grants) {
    const known = new Set(own.map(({ member }) => member));
    for (const { member, until } of named) {
      if (known.has(member)) continue;
      known.add(member);
      const grant = { id: deps.ids.next(), householdId, member, until, reason: WHY_CARRIED };
      await nameForCase(tx, actor, grant);
    }
  }
  await takeFromUnnamed(tx, deps, actor, cases);
}

async function lockPair(
  tx: Tx,
  actor: Actor,
  { keptHouseholdId, mergedHouseholdId }: Omit<MergeHouseholds, 'reason'>,
): Promise<void> {
  const known = await lockHouseholdsForMerge(tx, actor.municipalityId, [keptHouseholdId, mergedHouseholdId]);
  const hidden = await hiddenHouseholds(tx, actor);
  const exists = (id: string): boolean => known.has(id) && !hidden.has(id);
  if (!exists(keptHouseholdId)) throw new NotFoundError('household.not-found');
  if (mergedHouseholdId === keptHouseholdId) {
    throw new RuleRefusedError('household.merged-with-itself', { field: 'mergedHouseholdId' });
  }
  if (!exists(mergedHouseholdId)) {
    throw new RuleRefusedError('record.reference-unknown', { field: 'mergedHouseholdId' });
  }
}
