import { inTenant, listRotationFlags, type RotationRunRow } from '@boligtrapp/database';
import { plainDate, type RotationFlagKind } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  type BuilderScope,
  nextId,
  type RowChanges,
} from '@boligtrapp/testing';
import { runRotation } from '../src/index.ts';
import { peek } from './records-scene.ts';
import type { Town } from './round-scene.ts';

/** Stores a lease of a new household and dwelling; the household's reference is `name`. Returns the id of the lease. */
export async function aNamedLease(town: Town, name: string, changes: RowChanges<'leases'>): Promise<string> {
  return await aLease(town, {
    dwelling_id: await aDwelling(town, { building_id: town.buildingId }),
    household_id: await aHousehold(town, { reference: name }),
    ...changes,
  });
}

/** Terms of an ordinary lease of more than three years with this last day. */
export function through(lastDay: string): RowChanges<'leases'> {
  const starts_on = plainDate('2020-01-01');
  return { starts_on, signed_on: starts_on, last_day: plainDate(lastDay) };
}

/** Stores that the tenant was asked to move on a day. */
export async function aMoveRequest(scope: BuilderScope, lease_id: string, sentOn: string): Promise<void> {
  await peek(scope, async (tx) => {
    await tx
      .insertInto('lease_notices')
      .values({
        municipality_id: scope.municipalityId,
        id: nextId(),
        lease_id,
        kind: 'move-request',
        sent_on: plainDate(sentOn),
        channel: 'letter',
      })
      .execute();
  });
}

/** Stores that the lease does not bind the dwelling from a day on. */
export async function aClosing(scope: BuilderScope, leaseId: string, closedOn: string): Promise<void> {
  await peek(scope, async (tx) => {
    const changes = { closed_on: plainDate(closedOn), closed_because: 'vacated' } as const;
    await tx.updateTable('leases').set(changes).where('id', '=', leaseId).execute();
  });
}

/** Makes the run of a night. */
export async function aNight(scope: BuilderScope, runOn: string): Promise<RotationRunRow> {
  const deps = { db: scope.db, ids: { next: nextId } };
  const { municipalityId } = scope;
  return await runRotation(deps, { municipalityId, runOn: plainDate(runOn), requestedBy: 'night' });
}

/** Kinds of findings that say where a lease stands: at any time at most two of them hold for one lease. */
export const STANDING_KINDS: readonly RotationFlagKind[] = [
  'holdover',
  'early-request-only',
  'became-indefinite',
  'short-term-without-basis',
  'repeated-short-term',
  'review-due',
];

/**
 * A flag in one line: household, kind, due day, first night, and the night on which it was cleared. Only flags of
 * `kinds`; of {@link STANDING_KINDS} where nothing is said.
 */
export async function flagLines(
  scope: BuilderScope,
  kinds: readonly RotationFlagKind[] | 'all' = STANDING_KINDS,
): Promise<readonly string[]> {
  const rows = await inTenant(
    scope.db,
    { municipalityId: scope.municipalityId, actorId: 'peek' },
    async (tx) => await listRotationFlags(tx, { limit: 10_000, kinds: kinds === 'all' ? undefined : kinds }),
  );
  return rows
    .map(
      ({ householdReference, placeName, kind, dueOn, firstSeenRunOn, clearedRunOn }) =>
        `${householdReference ?? placeName ?? 'pair'}: ${kind} ${dueOn}, seen ${firstSeenRunOn}, ${clearedRunOn ?? 'open'}`,
    )
    .toSorted();
}

/** How many findings of the {@link STANDING_KINDS} held in a run. */
export function standingCount({ kindCounts }: RotationRunRow): number {
  return STANDING_KINDS.reduce((sum, kind) => sum + (kindCounts?.[kind] ?? 0), 0);
}

/** Leases of one transaction of a test; as many as one statement takes. */
const STORED_AT_ONCE = 500;

/** Stores so many leases that are past their term, each of a household and dwelling of its own. Returns their ids. */
export async function manyLeases(town: Town, count: number): Promise<readonly string[]> {
  const { municipalityId: municipality_id, buildingId: building_id } = town;
  const rows = Array.from({ length: count }, (_, index) => ({
    index,
    dwelling: nextId(),
    household: nextId(),
    lease: nextId(),
  }));
  const dwelling = {
    municipality_id,
    building_id,
    track: 'welfare',
    level: 1,
    bedrooms: 1,
    area_m2: 40,
    floor: 1,
    has_lift: false,
    wheelchair_accessible: false,
    robust: false,
    own_entrance: false,
    screened: false,
    owner_form: 'owned',
  } as const;
  const lease = {
    municipality_id,
    ...through('2026-11-01'),
    regime: 'ordinary',
    allocation_kind: 'new',
    rent_ore_per_month: 900_000,
  } as const;
  await peek(town, async (tx) => {
    for (let from = 0; from < count; from += STORED_AT_ONCE) {
      const chunk = rows.slice(from, from + STORED_AT_ONCE);
      const dwellings = chunk.map(({ index, dwelling: id }) => ({
        ...dwelling,
        id,
        reference: `B-${index}`,
      }));
      await tx.insertInto('dwellings').values(dwellings).execute();
      const households = chunk.map(({ index, household: id }) => ({
        municipality_id,
        id,
        reference: `H-${index}`,
      }));
      await tx.insertInto('households').values(households).execute();
      const leases = chunk.map(({ dwelling: dwelling_id, household: household_id, lease: id }) => ({
        starts_on: plainDate('2020-01-01'),
        signed_on: plainDate('2020-01-01'),
        ...lease,
        id,
        dwelling_id,
        household_id,
      }));
      await tx.insertInto('leases').values(leases).execute();
    }
  });
  return rows.map(({ lease: id }) => id);
}
