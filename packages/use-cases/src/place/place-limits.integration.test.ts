import { plainDate } from '@boligtrapp/domain';
import {
  aMunicipality,
  aPlaceToLive,
  aPolicySet,
  type BuilderScope,
  nextId,
  type PlaceIds,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { endPlaceLimitOn, renewPlaceLimit } from './end-or-renew-place-limit.ts';
import { getPlace } from './get-place.ts';
import { listPlaces } from './list-places.ts';
import { getOverdueReviews, listPlaceLimits } from './read-place-limits.ts';
import { type PlaceLimitSet, type SetPlaceLimit, setPlaceLimit } from './set-place-limit.ts';

let scene: RecordsScene;
let scope: BuilderScope;
let ids: PlaceIds;

beforeAll(async () => {
  scene = await openRecordsScene();
});
beforeEach(async () => {
  scope = await aMunicipality(scene.db);
  await aPolicySet(scope);
  ids = await aPlaceToLive(scope);
});
afterAll(async () => {
  await scene.close();
});

const TERMS = {
  reason: 'mange hendelser',
  owner: 'ola',
  reviewOn: plainDate('2027-02-01'),
  validFrom: TODAY,
  validTo: null,
} as const;

async function setStatus(
  changes: Partial<SetPlaceLimit & { limit: 'status' }> = {},
  request = aRequest('setPlaceStatus'),
): Promise<PlaceLimitSet> {
  const command: SetPlaceLimit = {
    limit: 'status',
    placeId: ids.neighbourhoodId,
    status: 'caution',
    highestLevelAllowed: null,
    ...TERMS,
    ...changes,
  };
  return await setPlaceLimit(scene.deps, actorOf(scope, 'housing-manager'), command, request);
}

async function setCap(capPoints: number, placeId = ids.buildingId): Promise<PlaceLimitSet> {
  const command = { limit: 'cap', placeId, capPoints, ...TERMS } as const;
  return await setPlaceLimit(scene.deps, actorOf(scope), command, aRequest('setPlaceCap'));
}

async function end(endsOn: string, limit: 'status' | 'cap' = 'status'): Promise<object> {
  const command = { placeId: ids.neighbourhoodId, limit, endsOn: plainDate(endsOn), reason: 'rolig' };
  return await endPlaceLimitOn(scene.deps, actorOf(scope), command, aRequest('endPlaceStatus'));
}

async function renew(reviewOn: string, placeId = ids.neighbourhoodId): Promise<PlaceLimitSet> {
  const command = {
    placeId,
    limit: 'status',
    reason: 'fortsatt',
    owner: 'per',
    reviewOn: plainDate(reviewOn),
  } as const;
  return await renewPlaceLimit(scene.deps, actorOf(scope), command, aRequest('renewPlaceStatus'));
}

async function history(limit: 'status' | 'cap' = 'status', placeId = ids.neighbourhoodId) {
  return await listPlaceLimits(scene.deps, actorOf(scope, 'committee'), { placeId, limit });
}

/** A status as an earlier time has left it. */
async function anOldStatus(valid_during: string, review_on = plainDate('2026-11-22')): Promise<void> {
  await peek(scope, async (tx) => {
    await tx
      .insertInto('place_statuses')
      .values({
        municipality_id: scope.municipalityId,
        id: nextId(),
        neighbourhood_id: ids.neighbourhoodId,
        status: 'spared',
        highest_level_allowed: 2,
        reason: 'før',
        owner: 'ola',
        review_on,
        valid_during,
      })
      .execute();
  });
}

describe('setting the status of a place', () => {
  it('ends the one before on that day, and the place has the new one from then on', async () => {
    await anOldStatus('[2026-01-01,)');
    const set = await setStatus({ validFrom: plainDate('2026-12-01') });
    expect(set.ended?.endsOn).toBe('2026-12-01');
    expect(await history()).toMatchObject([
      { status: 'spared', validTo: '2026-12-01', state: 'holding', isReviewOverdue: true },
      { id: set.id, status: 'caution', validFrom: '2026-12-01', validTo: null, state: 'upcoming' },
    ]);
    await expect(getPlace(scene.deps, actorOf(scope), ids.neighbourhoodId)).resolves.toMatchObject({
      status: 'spared',
      isReviewOverdue: true,
    });
  });

  it('on the day on which one begins corrects that one, and the audit trail has both', async () => {
    const first = await setStatus();
    const second = await setStatus({ status: 'spared', highestLevelAllowed: 0 });
    expect(second).toEqual({ id: first.id, ended: null });
    expect(await history()).toMatchObject([{ status: 'spared', highestLevelAllowed: 0 }]);
    const trail = await peek(
      scope,
      async (tx) =>
        await tx
          .selectFrom('audit_events')
          .select(['action', 'before', 'after'])
          .orderBy('sequence')
          .execute(),
    );
    expect(trail).toMatchObject([
      { action: 'place-status.set', after: { status: 'caution' } },
      { action: 'place-status.set', before: { status: 'caution' }, after: { status: 'spared' } },
    ]);
  });

  it('does not run into a later one that is planned', async () => {
    await setStatus({ validFrom: plainDate('2027-01-01') });
    await expect(setStatus()).rejects.toMatchObject({
      code: 'place.later-one-planned',
      details: { facts: { validFrom: '2027-01-01' } },
    });
    await expect(setStatus({ validTo: plainDate('2027-01-01') })).resolves.toBeDefined();
    expect(await history()).toHaveLength(2);
  });

  it('refuses what contradicts itself, and a place that is not there', async () => {
    const cases: readonly (readonly [Partial<SetPlaceLimit & { limit: 'status' }>, string])[] = [
      [{ status: 'spared' }, 'place.status-contradictory'],
      [{ highestLevelAllowed: 1 }, 'place.status-contradictory'],
      [{ validFrom: plainDate('2026-11-22') }, 'record.date-in-the-past'],
      [{ reviewOn: TODAY }, 'record.date-in-the-past'],
      [{ validTo: TODAY }, 'record.range-reversed'],
      [{ placeId: nextId() }, 'place.not-found'],
    ];
    for (const [changes, code] of cases) await expect(setStatus(changes)).rejects.toMatchObject({ code });
    expect(await history()).toEqual([]);
    const missing = { placeId: nextId(), limit: 'status' } as const;
    await expect(listPlaceLimits(scene.deps, actorOf(scope), missing)).rejects.toMatchObject({
      code: 'place.not-found',
    });
  });

  it('by many at once leaves one status for each day', async () => {
    const days = Array.from({ length: 12 }, (_, index) =>
      plainDate(`2026-12-${String(index + 1).padStart(2, '0')}`),
    );
    const outcomes = await Promise.allSettled(days.map((validFrom) => setStatus({ validFrom })));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'place.later-one-planned' });
    }
    const rows = await history();
    expect(rows.length).toBe(outcomes.filter(({ status }) => status === 'fulfilled').length);
    for (const [index, row] of rows.entries()) expect(row.validTo).toBe(rows[index + 1]?.validFrom ?? null);
  });
});

describe('ending and renewing', () => {
  it('ends what holds today, and only that', async () => {
    await expect(end('2026-12-01')).rejects.toMatchObject({ code: 'place.nothing-to-end' });
    await setStatus();
    await expect(end('2026-11-22')).rejects.toMatchObject({ code: 'record.date-in-the-past' });
    await expect(end('2026-11-23')).rejects.toMatchObject({ code: 'record.range-reversed' });
    await end('2026-12-01');
    await expect(end('2026-12-01')).rejects.toMatchObject({ code: 'place.nothing-to-end' });
    expect(await history()).toMatchObject([{ validTo: '2026-12-01' }]);
  });

  it('renews with a new term of its own, so that the history shows both', async () => {
    await anOldStatus('[2026-01-01,2027-06-01)');
    await expect(renew('2026-11-23')).rejects.toMatchObject({ code: 'record.date-in-the-past' });
    await renew('2027-03-01');
    expect(await history()).toMatchObject([
      { reason: 'før', owner: 'ola', validTo: TODAY, state: 'ended', isReviewOverdue: false },
      {
        reason: 'fortsatt',
        owner: 'per',
        status: 'spared',
        highestLevelAllowed: 2,
        reviewOn: '2027-03-01',
        validFrom: TODAY,
        validTo: '2027-06-01',
      },
    ]);
    await renew('2027-04-01');
    expect(await history()).toHaveLength(2);
  });
});

describe('a cap of its own', () => {
  it('is what the place may carry from that day on', async () => {
    await setCap(7);
    await expect(getPlace(scene.deps, actorOf(scope), ids.buildingId)).resolves.toMatchObject({
      ownCapPoints: 7,
      cap: 7,
    });
    expect(await history('cap', ids.buildingId)).toMatchObject([
      { capPoints: 7, owner: 'ola', reviewOn: '2027-02-01' },
    ]);
    await expect(end('2026-12-01', 'cap')).rejects.toMatchObject({ code: 'place.nothing-to-end' });
    await setCap(3, ids.districtId);
    await expect(getPlace(scene.deps, actorOf(scope), ids.districtId)).resolves.toMatchObject({ cap: 3 });
  });
});

describe('what is past the day of its review', () => {
  it('is flagged in the list and counted, and holds on', async () => {
    await anOldStatus('[2026-01-01,)');
    await setCap(7);
    await peek(scope, async (tx) => {
      await tx
        .updateTable('place_caps')
        .set({ review_on: plainDate('2026-11-01') })
        .execute();
    });
    const overdue = await listPlaces(scene.deps, actorOf(scope), { overdue: true, limit: 9 });
    expect(overdue.items.map(({ id, status }) => [id, status])).toEqual([
      [ids.neighbourhoodId, 'spared'],
      [ids.buildingId, 'open'],
    ]);
    const rest = await listPlaces(scene.deps, actorOf(scope), { overdue: false, limit: 9 });
    expect(rest.items.map(({ id }) => id)).toEqual([ids.districtId]);
    await expect(getOverdueReviews(scene.deps, actorOf(scope))).resolves.toEqual({
      on: TODAY,
      keepApart: 0,
      placeStatuses: 1,
      placeCaps: 1,
    });
    await renew('2027-03-01');
    await expect(getOverdueReviews(scene.deps, actorOf(scope))).resolves.toMatchObject({ placeStatuses: 0 });
  });
});

it('is not for those who only read', async () => {
  for (const role of ['committee', 'leader', 'auditor', 'follow-up', 'integration'] as const) {
    const command = { limit: 'cap', placeId: ids.buildingId, capPoints: 1, ...TERMS } as const;
    await expect(
      setPlaceLimit(scene.deps, actorOf(scope, role), command, aRequest('setPlaceCap')),
    ).rejects.toMatchObject({ code: 'authorisation.denied' });
  }
});
