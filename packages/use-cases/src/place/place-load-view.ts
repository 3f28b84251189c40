import {
  findPolicyInForce,
  listPlacesWithOverdueReview,
  readPlaces,
  readResidents,
  type Tx,
} from '@boligtrapp/database';
import {
  type Fullness,
  fullnessOf,
  indexPlaces,
  type Place,
  type PlainDateString,
  placeLoads,
} from '@boligtrapp/domain';
import { NotFoundError } from '../errors/domain-error.ts';

/** A place with what it carries on a day, by the policy that is in force then. */
export interface PlaceLoadView extends Place {
  /** Load points of those who live there. */
  readonly load: number;
  /** Load points it may carry; null when nothing limits it. */
  readonly cap: number | null;
  readonly fullness: Fullness;
  /** Households that live there. */
  readonly residentCount: number;
  /** The day of the review of its status or its own cap is past: it holds on, and somebody must look at it. */
  readonly isReviewOverdue: boolean;
}

/** Every place on `on`, in no order that means anything. @throws {NotFoundError} `policy-set.none-in-force` */
export async function readPlaceLoads(
  tx: Tx,
  municipalityId: string,
  on: PlainDateString,
): Promise<readonly PlaceLoadView[]> {
  const policy = await findPolicyInForce(tx, on);
  if (policy === undefined) throw new NotFoundError('policy-set.none-in-force', { facts: { on } });
  const index = indexPlaces(await readPlaces(tx, on));
  const residents = await readResidents(tx, on);
  const overdue = await listPlacesWithOverdueReview(tx, municipalityId, on);
  const residentCounts = new Map<string, number>();
  for (const { buildingId } of residents) {
    for (const { id } of index.chainOf(buildingId)) residentCounts.set(id, (residentCounts.get(id) ?? 0) + 1);
  }
  return [...placeLoads(policy.content, index, residents).values()].map(({ place, load, cap }) => ({
    ...place,
    load,
    cap,
    fullness: fullnessOf(policy.content, { load, cap }),
    residentCount: residentCounts.get(place.id) ?? 0,
    isReviewOverdue: overdue.has(place.id),
  }));
}
