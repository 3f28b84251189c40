import { findRound, markRoundCancelled } from '@boligtrapp/database';
import { DEFAULT_POLICY, type FactChange, plainDate } from '@boligtrapp/domain';
import { aHousehold, aLease, anAssessment, aPolicySet, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  A_ROUND,
  aKeepApart,
  aRound,
  aTown,
  aUsedDwelling,
  aWaiting,
  createDeps,
  factsOf,
  solveDeps,
  type Town,
} from '../../test/round-scene.ts';
import { cancelRound } from './cancel-round.ts';
import { findRoundChanges } from './find-round-changes.ts';
import { getRoundChanges } from './get-round-changes.ts';
import { listStaleRounds } from './list-stale-rounds.ts';
import { reSolveRound } from './re-solve-round.ts';
import { solveRound } from './solve-round.ts';
import { freezeRound, storeRound } from './store-round.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

interface Held {
  readonly town: Town;
  readonly roundId: string;
  readonly dwellingId: string;
  readonly households: readonly [string, string];
}

/** A round of one dwelling and two households that nothing tells apart: a lot has ranked them. */
async function aHeldRound(): Promise<Held> {
  const town = await aTown(scene);
  const dwellingId = await aUsedDwelling(town);
  const households = [await aWaiting(town), await aWaiting(town)] as const;
  const { id: roundId } = await aRound(scene, town);
  return { town, roundId, dwellingId, households };
}

async function changesOf({ town, roundId }: Held): Promise<readonly FactChange[]> {
  return await peek(town, async (tx) => {
    const round = await findRound(tx, roundId);
    if (round === undefined) throw new Error('no round');
    return await findRoundChanges(tx, round);
  });
}

async function aLeaseOf(town: Town, dwelling_id: string, household_id: string): Promise<void> {
  await aLease(town, { dwelling_id, household_id, starts_on: plainDate('2026-11-01') });
}

/** The building of the town from 2020 on. */
function placed({ municipalityId, buildingId }: Town) {
  const valid_during = '[2020-01-01,)';
  return {
    municipality_id: municipalityId,
    id: nextId(),
    building_id: buildingId,
    reason: 'r',
    valid_during,
  };
}

describe('a round', () => {
  it('is not stale while nothing changes', async () => {
    expect(await changesOf(await aHeldRound())).toEqual([]);
  });

  it.each<[FactChange['kind'], (held: Held) => Promise<unknown>]>([
    [
      'assessment-superseded',
      async ({ town, households: [household_id] }) =>
        await anAssessment(town, { household_id, version_number: 2, urgency_class: 1 }),
    ],
    ['household-joined', async ({ town }) => await aWaiting(town)],
    [
      'household-left',
      async ({ town, households: [id] }) =>
        await peek(town, async (tx) => {
          await tx
            .updateTable('housing_applications')
            .set({ status: 'withdrawn' })
            .where('household_id', '=', id)
            .execute();
        }),
    ],
    ['dwelling-freed', async ({ town }) => await aUsedDwelling(town)],
    [
      'dwelling-changed',
      async ({ town, dwellingId }) =>
        await peek(town, async (tx) => {
          await tx.updateTable('dwellings').set({ robust: true }).where('id', '=', dwellingId).execute();
        }),
    ],
    [
      'status-changed',
      async ({ town }) =>
        await peek(town, async (tx) => {
          const status = { status: 'spared' as const, highest_level_allowed: 0 as const, owner: 'owner' };
          const row = { ...placed(town), ...status, review_on: plainDate('2027-06-01') };
          await tx.insertInto('place_statuses').values(row).execute();
        }),
    ],
    [
      'cap-changed',
      async ({ town }) =>
        await peek(town, async (tx) => {
          await tx
            .insertInto('place_caps')
            .values({ ...placed(town), cap_points: 99 })
            .execute();
        }),
    ],
    [
      'policy-replaced',
      async ({ town }) => {
        await peek(town, async (tx) => {
          const ended = { state: 'replaced' as const, valid_during: '[2020-01-01,2026-12-01)' };
          await tx.updateTable('policy_sets').set(ended).execute();
        });
        await aPolicySet(town, {
          valid_during: '[2026-12-01,)',
          content: { ...DEFAULT_POLICY, spareBedrooms: 2 },
        });
      },
    ],
    [
      'keep-apart-changed',
      async ({ town, households: [a, b] }) => await aKeepApart(town, [a, b], 'building'),
    ],
  ])('is stale by %s, which is named', async (kind, deed) => {
    const held = await aHeldRound();
    await deed(held);
    expect((await changesOf(held)).map((change) => change.kind)).toContain(kind);
  });

  it('names dwelling and household where the one was let to the other', async () => {
    const held = await aHeldRound();
    const id = await aHousehold(held.town);
    await aLeaseOf(held.town, held.dwellingId, id);
    const found = await changesOf(held);
    expect(found).toContainEqual({
      kind: 'dwelling-taken',
      subject: 'dwelling',
      id: held.dwellingId,
      otherId: null,
    });
    expect(found).toContainEqual({
      kind: 'resident-moved-in',
      subject: 'household',
      id,
      otherId: held.dwellingId,
    });
  });

  it('that is signed or cancelled is never stale', async () => {
    for (const state of ['closed', 'cancelled'] as const) {
      const held = await aHeldRound();
      await aWaiting(held.town);
      expect(await changesOf(held)).toHaveLength(1);
      await peek(held.town, async (tx) => {
        await tx.updateTable('rounds').set({ state }).where('id', '=', held.roundId).execute();
      });
      expect(await changesOf(held)).toEqual([]);
    }
  });
});

describe('reading what has changed', () => {
  it('is logged for the households that are named', async () => {
    const held = await aHeldRound();
    const joined = await aWaiting(held.town);
    const actor = actorOf(held.town, 'committee');
    expect(await getRoundChanges(scene.deps, actor, held.roundId)).toEqual({
      roundId: held.roundId,
      isStale: true,
      changes: [{ kind: 'household-joined', subject: 'household', id: joined, otherId: null }],
    });
    const log = await peek(
      held.town,
      async (tx) =>
        await tx.selectFrom('access_events').select(['actor', 'operation', 'household_ids']).execute(),
    );
    expect(log).toEqual([{ actor: actor.id, operation: 'get-round-changes', household_ids: [joined] }]);
  });

  it('leaves out cases from which the reader is recused, and still says that it is stale', async () => {
    const held = await aHeldRound();
    const joined = await aWaiting(held.town);
    const actor = actorOf(held.town, 'committee');
    await peek(held.town, async (tx) => {
      const municipality_id = held.town.municipalityId;
      const recusal = { id: nextId(), household_id: joined, member: actor.id, ground: 'family' } as const;
      await tx
        .insertInto('recusals')
        .values({ municipality_id, ...recusal })
        .execute();
    });
    const seen = await getRoundChanges(scene.deps, actor, held.roundId);
    expect(seen).toMatchObject({ isStale: true, changes: [] });
    const other = await getRoundChanges(scene.deps, { ...actor, id: 'other' }, held.roundId);
    expect(other.changes).toHaveLength(1);
  });

  it('tells of a pair to be kept apart without its households, to those who may not read it', async () => {
    const held = await aHeldRound();
    await aKeepApart(held.town, held.households, 'building');
    const told = async (role: 'committee' | 'case-officer') =>
      (await getRoundChanges(scene.deps, actorOf(held.town, role), held.roundId)).changes;
    const change = { kind: 'keep-apart-changed', subject: 'household' };
    expect(await told('committee')).toEqual([{ ...change, id: null, otherId: null }]);
    const [id, otherId] = held.households.toSorted();
    expect(await told('case-officer')).toEqual([{ ...change, id, otherId }]);
  });

  it('of another municipality finds nothing', async () => {
    const { roundId } = await aHeldRound();
    const reading = getRoundChanges(scene.deps, actorOf(scene.elsewhere), roundId);
    await expect(reading).rejects.toMatchObject({ code: 'round.not-found' });
  });
});

describe('the list of rounds that are stale', () => {
  it('has those alone whose facts have changed, and logs no reading', async () => {
    const held = await aHeldRound();
    await peek(held.town, async (tx) => {
      await tx.updateTable('rounds').set({ state: 'proposed' }).where('id', '=', held.roundId).execute();
    });
    const read = async () => await listStaleRounds(scene.deps, actorOf(held.town, 'committee'));
    expect(await read()).toEqual([]);
    await aWaiting(held.town);
    expect(await read()).toMatchObject([{ id: held.roundId }]);
    const log = await peek(
      held.town,
      async (tx) => await tx.selectFrom('access_events').select('operation').execute(),
    );
    expect(log).toEqual([]);
  });
});

describe('cancelling', () => {
  it('keeps who and why, and the solve that comes later does nothing', async () => {
    const { town, roundId } = await aHeldRound();
    const actor = actorOf(town);
    const request = aRequest('cancelRound');
    const cancel = async () =>
      await cancelRound(scene.deps, actor, { roundId, reason: 'Wrong day.' }, request);
    const cancelled = await cancel();
    expect(cancelled).toMatchObject({
      state: 'cancelled',
      cancelledBy: actor.id,
      cancelReason: 'Wrong day.',
      replacedById: null,
    });
    expect(await cancel()).toEqual(cancelled);
    const { municipalityId } = town;
    const signal = new AbortController().signal;
    expect(await solveRound(solveDeps(scene), { municipalityId, roundId, signal })).toBe('cancelled');
    const again = cancelRound(scene.deps, actor, { roundId, reason: 'Again.' }, aRequest('cancelRound'));
    await expect(again).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('goes for a round that failed, and keeps why it failed', async () => {
    const { town, roundId } = await aHeldRound();
    await peek(town, async (tx) => {
      const failed = { state: 'failed' as const, failure_code: 'solver.stopped' };
      await tx.updateTable('rounds').set(failed).where('id', '=', roundId).execute();
    });
    const command = { roundId, reason: 'It cannot be computed.' };
    const round = await cancelRound(scene.deps, actorOf(town), command, aRequest('cancelRound'));
    expect(round).toMatchObject({ state: 'cancelled', failureCode: 'solver.stopped' });
  });

  it('is refused once the round is signed', async () => {
    const { town, roundId } = await aHeldRound();
    await peek(town, async (tx) => {
      await tx.updateTable('rounds').set({ state: 'closed' }).where('id', '=', roundId).execute();
    });
    const command = { roundId, reason: 'Too late.' };
    await expect(
      cancelRound(scene.deps, actorOf(town), command, aRequest('cancelRound')),
    ).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'closed', action: 'cancel', allowed: '' } },
    });
  });
});

describe('computing anew', () => {
  it('freezes the facts of now with the same parameters and the same lot, and cancels the old round', async () => {
    const held = await aHeldRound();
    const { town, roundId, households } = held;
    const joined = await aWaiting(town, { urgency_class: 1 });
    const before = await factsOf(town, roundId);
    const request = aRequest('reSolveRound');
    // Another draw would be taken by whoever asks again until it suits.
    const deps = { ...createDeps(scene), lots: { seed: () => 'f'.repeat(32) } };
    const solveAgain = async () => await reSolveRound(deps, actorOf(town), { roundId }, request);
    const created = await solveAgain();
    expect(await solveAgain()).toEqual(created);
    const after = await factsOf(town, created.id);
    const { households: were, ...same } = before;
    expect(after).toMatchObject(same);
    expect(after.households.map(({ id }) => id)).toEqual([joined, ...were.map(({ id }) => id)]);
    expect(new Set(after.households.map(({ id }) => id))).toEqual(new Set([joined, ...households]));
    const rounds = await peek(town, async (tx) => [
      await findRound(tx, roundId),
      await findRound(tx, created.id),
    ]);
    expect(rounds).toMatchObject([
      { state: 'cancelled', replacedById: created.id, cancelReason: null },
      { state: 'queued', replacedById: null },
    ]);
  });

  it('of many at once is done once', async () => {
    const { town, roundId } = await aHeldRound();
    const outcomes = await Promise.allSettled(
      Array.from(
        { length: 6 },
        async () =>
          await reSolveRound(createDeps(scene), actorOf(town), { roundId }, aRequest('reSolveRound')),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'record.transition-refused' });
    }
    const rounds = await peek(town, async (tx) => await tx.selectFrom('rounds').select('id').execute());
    expect(rounds).toHaveLength(2);
  });

  it('broken control: without the lock on the old round, it is done as often as it is asked for', async () => {
    const { town, roundId } = await aHeldRound();
    const deps = createDeps(scene);
    const withoutLock = async () =>
      await peek(town, async (tx) => {
        const frozen = await freezeRound(tx, deps, { ...A_ROUND, lotSeed: deps.lots.seed() });
        const { id } = await storeRound(tx, deps, actorOf(town), { ...A_ROUND, ...frozen });
        await markRoundCancelled(tx, roundId, { cancelledBy: 'test', reason: null, replacedById: id });
      });
    await Promise.all(Array.from({ length: 6 }, withoutLock));
    const rounds = await peek(town, async (tx) => await tx.selectFrom('rounds').select('id').execute());
    expect(rounds).toHaveLength(7);
  });

  it('may be for another day, but for none in the past', async () => {
    const { town, roundId } = await aHeldRound();
    const solveAgain = async (day: string) => {
      const command = { roundId, meetingOn: plainDate(day) };
      return await reSolveRound(createDeps(scene), actorOf(town), command, aRequest('reSolveRound'));
    };
    await expect(solveAgain('2026-11-22')).rejects.toMatchObject({ code: 'round.meeting-in-the-past' });
    const facts = await factsOf(town, (await solveAgain('2026-12-10')).id);
    expect(facts).toMatchObject({ meetingOn: '2026-12-10', horizonEndsOn: '2027-01-09' });
  });
});
