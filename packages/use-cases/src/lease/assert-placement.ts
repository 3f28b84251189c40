import {
  findPolicyInForce,
  readKeepApart,
  readPlaces,
  readProspect,
  readResidents,
  type Tx,
} from '@boligtrapp/database';
import {
  DEFAULT_POLICY,
  findPlacementFault,
  type PlacementFault,
  type PlainDateString,
} from '@boligtrapp/domain';
import { ConflictError } from '../errors/domain-error.ts';

/** A household that is to live in a dwelling from a day on. */
export interface Placement {
  readonly dwellingId: string;
  readonly householdId: string;
  readonly startsOn: PlainDateString;
  readonly today: PlainDateString;
}

/**
 * What stands against a placement that no round has judged: by who lives there, or is promised a home there, on its first
 * day, or today for one that began before. Whoever leaves the dwelling for it does not count. The caller holds the lock
 * of offers, under which leases are made by hand: two who are kept apart cannot come at once.
 */
async function findFault(
  tx: Tx,
  { dwellingId, householdId, startsOn, today }: Placement,
): Promise<PlacementFault | null> {
  const on = startsOn > today ? startsOn : today;
  const placed = await readProspect(tx, { dwellingId, householdId });
  // A dwelling or household that is not there is refused when the lease is stored.
  if (placed === undefined) return null;
  const all = [...(await readResidents(tx, on)), ...(await readResidents(tx, on, 'promised'))];
  const facts = {
    policy: (await findPolicyInForce(tx, on))?.content ?? DEFAULT_POLICY,
    places: await readPlaces(tx, on),
    residents: all.filter((resident) => resident.dwellingId !== dwellingId),
    keepApart: await readKeepApart(tx, on),
  };
  return findPlacementFault(facts, placed);
}

/** What a place would carry with a lease that is registered over its cap, for the trail. */
export type AcceptedOverCap = Readonly<Record<'load' | 'cap', number>> & Readonly<Record<'placeId', string>>;

/**
 * Lets a lease that is registered by hand pass that keeps pairs apart and the caps of places. A cap, and only a cap, may
 * be passed with a reason, which goes into the trail with what it was passed by.
 *
 * @throws {ConflictError} `lease.placement-refused`, which names neither a household nor a pair; `lease.place-overfilled`
 */
export async function assertPlacement(
  tx: Tx,
  placement: Placement,
  overCapReason: string | null,
): Promise<AcceptedOverCap | null> {
  const fault = await findFault(tx, placement);
  if (fault === null) return null;
  if (fault.code === 'kept-apart') throw placementRefused();
  const { placeId, before, after, cap } = fault.overfilled;
  const accepted = { placeId, load: after, cap: cap ?? 0 };
  if (overCapReason !== null) return accepted;
  throw new ConflictError('lease.place-overfilled', {
    field: 'overCapReason',
    facts: { placeId, before, after, cap: accepted.cap },
  });
}

/**
 * The same for who enters a lease: a right by law, in a home that is there already, so that no cap stands against it.
 *
 * @throws {ConflictError} `lease.placement-refused`
 */
export async function assertKeptApart(tx: Tx, placement: Placement): Promise<void> {
  if ((await findFault(tx, placement))?.code === 'kept-apart') throw placementRefused();
}

function placementRefused(): ConflictError {
  return new ConflictError('lease.placement-refused', { field: 'dwellingId' });
}
