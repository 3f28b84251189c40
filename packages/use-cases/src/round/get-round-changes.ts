import { inTenant } from '@boligtrapp/database';
import type { FactChange } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import { findRoundChanges } from './find-round-changes.ts';
import { loadRound, type ReadRoundDeps } from './read-round.ts';

/** A change as it is shown; ids that the actor may not see are null. */
export interface RoundChangeView extends Omit<FactChange, 'id'> {
  readonly id: string | null;
}

/** Whether the facts of a round still hold. */
export interface RoundChanges {
  readonly roundId: string;
  /** Also where what changed is not for the actor to see. Never of a round that is signed or cancelled. */
  readonly isStale: boolean;
  readonly changes: readonly RoundChangeView[];
}

/**
 * What has changed since the facts of a round were frozen. Cases from which the actor is recused are left out; pairs
 * to be kept apart are told without the households, and homes without who lives there, to those who may not see them.
 * The read is logged for every household that is named.
 *
 * @throws {NotFoundError} `round.not-found`
 */
export async function getRoundChanges(
  deps: ReadRoundDeps,
  actor: Actor,
  roundId: string,
): Promise<RoundChanges> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const found = await findRoundChanges(tx, await loadRound(tx, roundId));
    const hidden = await hiddenFromFrozen(tx, actor);
    const seen = found.filter(({ id, otherId }) => !hidden.has(id) && !hidden.has(otherId ?? ''));
    const changes = onlyOnce(seen.map((change) => viewOf(change, actor)));
    await logAccess(tx, deps, actor, {
      operation: 'get-round-changes',
      householdIds: householdsIn(changes),
    });
    return { roundId, isStale: found.length > 0, changes };
  });
}

const WHO_LIVES_WHERE: ReadonlySet<FactChange['kind']> = new Set([
  'household-moved',
  'resident-moved-in',
  'resident-moved-out',
  'home-promised',
  'promise-ended',
]);

function viewOf(change: FactChange, actor: Actor): RoundChangeView {
  if (change.kind === 'keep-apart-changed' && !isAllowed(actor, 'keep-apart.read')) {
    return { ...change, id: null, otherId: null };
  }
  if (WHO_LIVES_WHERE.has(change.kind) && !isAllowed(actor, 'leases.read')) {
    return { ...change, otherId: null };
  }
  return change;
}

/** Changes that look the same once ids are withheld are told once. */
function onlyOnce(changes: readonly RoundChangeView[]): readonly RoundChangeView[] {
  const keyOf = ({ kind, id, otherId }: RoundChangeView): string => `${kind} ${id} ${otherId}`;
  return [...new Map(changes.map((change) => [keyOf(change), change])).values()];
}

function householdsIn(changes: readonly RoundChangeView[]): readonly string[] {
  return changes.flatMap(({ kind, subject, id, otherId }) => {
    if (subject !== 'household' || id === null) return [];
    return kind === 'keep-apart-changed' && otherId !== null ? [id, otherId] : [id];
  });
}
