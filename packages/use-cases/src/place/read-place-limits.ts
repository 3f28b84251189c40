import {
  countOverdueReviews,
  type Db,
  findPlaceKind,
  inTenant,
  type OverdueReviewCounts,
  type PlaceLimitKind,
  type PlaceLimitRow,
  listPlaceLimits as readLimits,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What reading the limits of places needs. */
export interface ReadPlaceLimitsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** A status or cap of a place, as it is today. */
export type PlaceLimitView = PlaceLimitRow & {
  readonly state: 'upcoming' | 'holding' | 'ended';
  /** The day of its review is past and it has not ended: it holds on, and somebody must look at it. */
  readonly isReviewOverdue: boolean;
};

/**
 * All statuses, or all caps, that a place has had, has and will have, by their first day.
 *
 * @throws {NotFoundError} `place.not-found`
 */
export async function listPlaceLimits(
  deps: ReadPlaceLimitsDeps,
  actor: Actor,
  { placeId, limit }: { readonly placeId: string; readonly limit: PlaceLimitKind },
): Promise<readonly PlaceLimitView[]> {
  authorise(actor, 'places.read');
  const today = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const kind = await findPlaceKind(tx, actor.municipalityId, placeId, 'none');
    if (kind === undefined) throw new NotFoundError('place.not-found');
    const rows = await readLimits(tx, actor.municipalityId, placeId, { limit, from: null });
    return rows.map((row) => toView(row, today));
  });
}

/** How many statuses, caps and keep-apart pairs are past the day of their review; null where the actor may not know. */
export interface OverdueReviews extends Omit<OverdueReviewCounts, 'keepApart'> {
  readonly on: PlainDateString;
  readonly keepApart: number | null;
}

/** What holds on although the day of its review is past, counted for a worklist. */
export async function getOverdueReviews(deps: ReadPlaceLimitsDeps, actor: Actor): Promise<OverdueReviews> {
  authorise(actor, 'places.read');
  const on = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = [...(await hiddenHouseholds(tx, actor))];
    const counts = await countOverdueReviews(tx, actor.municipalityId, on, hidden);
    const mayKnow = isAllowed(actor, 'households.read');
    return { on, ...counts, keepApart: mayKnow ? counts.keepApart : null };
  });
}

function toView(row: PlaceLimitRow, today: PlainDateString): PlaceLimitView {
  const hasEnded = row.validTo !== null && row.validTo <= today;
  const state = hasEnded ? 'ended' : row.validFrom > today ? 'upcoming' : 'holding';
  return { ...row, state, isReviewOverdue: !hasEnded && row.reviewOn !== null && row.reviewOn < today };
}
