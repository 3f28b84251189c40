import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { aHousehold, anApplication, anAssessment, aPolicySet, nextId, someNeeds } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal, historyOf } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { aNight } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { settleApplication } from '../application/settle-application.ts';
import { registerAssessment } from '../assessment/register-assessment.ts';
import { getQueueHistory } from './get-queue-history.ts';
import { listQueue } from './list-queue.ts';
import { catchUpQueue, recordQueueChange } from './record-queue-change.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A household in the queue with these need points, waiting since 23 November 2026 unless said otherwise. */
async function aWaiting(
  town: Town,
  need_points: number,
  waiting_since = '2026-11-23',
): Promise<{ id: string; applicationId: string }> {
  const id = await aHousehold(town);
  await anAssessment(town, { household_id: id, need_points, waiting_since: plainDate(waiting_since) });
  return { id, applicationId: await anApplication(town, { household_id: id }) };
}

async function reassess(
  town: Town,
  householdId: string,
  needPoints: number,
  track: 'welfare' | 'care' = 'welfare',
): Promise<void> {
  const assessment = {
    householdId,
    track,
    level: 1,
    programme: 'ladder',
    needs: someNeeds(),
    urgencyClass: 2,
    needPoints,
    needPointsParts: [{ criterion: 'all', value: '', points: needPoints }],
    waitingSince: TODAY,
    readyToMove: false,
    assessedOn: TODAY,
    validUntil: plainDate('2027-11-23'),
  } as const;
  await registerAssessment(scene.deps, actorOf(town), assessment, aRequest('registerAssessment'));
}

async function withdraw(town: Town, applicationId: string): Promise<void> {
  const command = { applicationId, version: 1, action: 'withdraw' } as const;
  await settleApplication(scene.deps, actorOf(town), command, aRequest('withdraw'));
}

async function catchUp(town: Town, on = TODAY): Promise<void> {
  const scope = { municipalityId: town.municipalityId, actorId: 'test' };
  await peek(town, async (tx) => {
    await catchUpQueue(tx, scene.deps, { scope, on });
  });
}

/** Where the moves of all households lead, followed from the first to the last; each must begin where the one before ended. */
async function followAll(town: Town): Promise<ReadonlyMap<string, number>> {
  const moves = await peek(town, async (tx) =>
    tx
      .selectFrom('queue_moves as m')
      .innerJoin('queue_events as e', 'e.id', 'm.event_id')
      .select(['m.household_id', 'm.track', 'm.programme', 'm.from_place', 'm.to_place', 'e.event_number'])
      .orderBy('e.event_number')
      .execute(),
  );
  const places = new Map<string, number>();
  for (const move of moves) {
    const key = `${move.household_id} ${move.track}/${move.programme}`;
    expect(move.from_place, key).toBe(places.get(key) ?? null);
    if (move.to_place === null) places.delete(key);
    else places.set(key, move.to_place);
  }
  return places;
}

/** The same from the queue as it is listed. */
async function listed(town: Town): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (const track of ['welfare', 'care'] as const) {
    const query = { track, programme: 'ladder', limit: 500 } as const;
    const { items } = await listQueue(scene.deps, actorOf(town), query);
    for (const item of items) places.set(`${item.householdId} ${track}/ladder`, item.position);
  }
  return places;
}

/** Withdraws an application and writes down what follows from `found`, which others may have changed meanwhile. */
async function withdrawUnlocked(
  town: Town,
  found: ReadonlyMap<string, number>,
  { id, applicationId }: { readonly id: string; readonly applicationId: string },
): Promise<void> {
  const left = found.get(`${id} welfare/ladder`) ?? 0;
  const event = { municipality_id: town.municipalityId, event_id: nextId() };
  const moves = [...found]
    .filter(([, place]) => place >= left)
    .map(([key, place]) => ({
      ...event,
      household_id: key.split(' ')[0] ?? '',
      track: 'welfare' as const,
      programme: 'ladder' as const,
      from_place: place,
      to_place: place === left ? null : place - 1,
    }));
  await peek(town, async (tx) => {
    const applications = tx.updateTable('housing_applications').where('id', '=', applicationId);
    await applications.set({ status: 'withdrawn' }).execute();
    await tx
      .insertInto('queue_events')
      .values({
        municipality_id: town.municipalityId,
        id: event.event_id,
        kind: 'withdrawn',
        household_id: id,
        policy_set_id: town.policySetId,
        occurred_on: TODAY,
        recorded_by: 'test',
      })
      .execute();
    await tx.insertInto('queue_moves').values(moves).execute();
  });
}

describe('the history of the queue', () => {
  it('has a reason for every change of place, own or another’s', async () => {
    const town = await aTown(scene);
    const [first, second, third] = [
      await aWaiting(town, 9),
      await aWaiting(town, 5),
      await aWaiting(town, 1),
    ];
    await reassess(town, third.id, 7);
    await reassess(town, first.id, 9, 'care');
    await withdraw(town, third.applicationId);
    expect(await historyOf(scene, town, first.id)).toEqual([
      'observed other out 1',
      'assessed own out 1',
      'assessed own 1 out',
    ]);
    expect(await historyOf(scene, town, second.id)).toEqual([
      'observed other out 2',
      'assessed other 2 3',
      'assessed other 3 2',
      'withdrawn other 2 1',
    ]);
    expect(await historyOf(scene, town, third.id)).toEqual([
      'observed other out 3',
      'assessed own 3 2',
      'assessed other 2 1',
      'withdrawn own 1 out',
    ]);
    expect(await followAll(town)).toEqual(await listed(town));
  });

  it('tells days that go by from another policy, and writes nothing when nothing moved', async () => {
    const town = await aTown(scene);
    // Two months of waiting weigh two points: the patient one overtakes on 23 January.
    const [needy, patient] = [await aWaiting(town, 10, '2026-11-23'), await aWaiting(town, 9, '2026-10-25')];
    await catchUp(town);
    await catchUp(town);
    const nights = ['2026-11-24', '2026-11-25', '2026-12-25'];
    for (const night of nights) await aNight(town, night);
    expect(await historyOf(scene, town, needy.id)).toEqual([
      'observed other out 1',
      'waiting-time other 1 2',
    ]);
    const noWeight = { ...DEFAULT_POLICY, queue: { pointsPerMonthWaiting: 0, mostPointsForWaiting: 0 } };
    await peek(town, async (tx) => {
      const old = tx.updateTable('policy_sets').where('id', '=', town.policySetId);
      await old.set({ state: 'replaced', valid_during: '[2020-01-01,2026-12-26)' }).execute();
    });
    const policySetId = await aPolicySet(town, { content: noWeight, valid_during: '[2026-12-26,)' });
    await aNight(town, '2026-12-26');
    await aNight(town, '2026-12-26');
    const actor = actorOf(town, 'committee');
    const page = await getQueueHistory(scene.deps, actor, { householdId: patient.id, limit: 1 });
    expect(page).toMatchObject({ totalCount: 3, isLast: false });
    expect(page.items).toMatchObject([
      {
        kind: 'policy-changed',
        fromPlace: 1,
        toPlace: 2,
        policySetId,
        occurredOn: '2026-12-26',
        isOwn: false,
      },
    ]);
    const [newest] = page.items;
    const before = newest && { eventNumber: newest.eventNumber, queue: 'welfare/ladder' };
    const rest = await getQueueHistory(scene.deps, actor, { householdId: patient.id, before, limit: 9 });
    expect(rest.items.map(({ kind }) => kind)).toEqual(['waiting-time', 'observed']);
    // A night that is made late changes nothing.
    await aNight(town, '2026-12-01');
    expect(await historyOf(scene, town, patient.id)).toHaveLength(3);
  });

  it('says that an assessment ran out, and that it holds again', async () => {
    const town = await aTown(scene);
    const id = await aHousehold(town);
    await anAssessment(town, { household_id: id, valid_until: plainDate('2026-11-24') });
    await anApplication(town, { household_id: id });
    await aNight(town, '2026-11-23');
    await aNight(town, '2026-11-24');
    expect(await historyOf(scene, town, id)).toEqual(['observed other out 1', 'waiting-time other 1 out']);
  });

  it('leads to the queue as it is when many change it at once', async () => {
    const town = await aTown(scene);
    const waiting = [];
    for (let index = 0; index < 16; index += 1) waiting.push(await aWaiting(town, index % 5));
    await Promise.all(
      waiting.map(async ({ id, applicationId }, index) =>
        index % 3 === 0
          ? withdraw(town, applicationId)
          : reassess(town, id, (index * 7) % 11, index % 2 === 0 ? 'care' : 'welfare'),
      ),
    );
    expect(await followAll(town)).toEqual(await listed(town));
  });

  it('would not without the lock of the queue', async () => {
    const town = await aTown(scene);
    const waiting = [];
    for (let index = 0; index < 6; index += 1) waiting.push(await aWaiting(town, index));
    await catchUp(town);
    // What the use case does, but for the lock: all compare with the order that all of them found.
    const found = await listed(town);
    const broken = await Promise.allSettled(
      waiting.map(async ({ id, applicationId }) => {
        await withdrawUnlocked(town, found, { id, applicationId });
      }),
    );
    expect(broken.every(({ status }) => status === 'fulfilled')).toBe(true);
    await expect(followAll(town)).rejects.toThrow();
  });

  it('is not there for whoever is recused, nor for a household that is unknown', async () => {
    const town = await aTown(scene);
    const { id } = await aWaiting(town, 1);
    await aWaiting(town, 1);
    await aRecusal(town, id, 'committee-1');
    const actor = actorOf(town, 'committee');
    const notFound = { code: 'household.not-found' };
    await expect(getQueueHistory(scene.deps, actor, { householdId: id, limit: 1 })).rejects.toMatchObject(
      notFound,
    );
    await expect(
      getQueueHistory(scene.deps, actor, { householdId: nextId(), limit: 1 }),
    ).rejects.toMatchObject(notFound);
    const queue = await listQueue(scene.deps, actor, { limit: 9 });
    expect(queue.items.map(({ householdId, tiedWith }) => [householdId === id, tiedWith])).toEqual([
      [false, []],
    ]);
    expect(queue.totalCount).toBe(1);
  });

  it('costs little for a queue of 500', async () => {
    const town = await aTown(scene);
    await peek(town, async (tx) => {
      const { municipalityId: municipality_id } = town;
      const ids = Array.from({ length: 500 }, () => nextId());
      await tx
        .insertInto('households')
        .values(ids.map((id) => ({ municipality_id, id, reference: `Q-${id}` })))
        .execute();
      await tx
        .insertInto('housing_applications')
        .values(
          ids.map((id) => ({
            municipality_id,
            id,
            household_id: id,
            source: 'digital' as const,
            received_on: TODAY,
            status: 'in-queue' as const,
          })),
        )
        .execute();
      await tx
        .insertInto('assessments')
        .values(
          ids.map((id, index) => ({
            municipality_id,
            id,
            household_id: id,
            version_number: 1,
            track: 'welfare' as const,
            level: 1 as const,
            needs: someNeeds(),
            urgency_class: 2,
            need_points: index,
            need_points_parts: '[]',
            waiting_since: TODAY,
            assessed_on: TODAY,
            assessed_by: 'x',
            valid_until: plainDate('2099-01-01'),
          })),
        )
        .execute();
    });
    await catchUp(town);
    const top = (await listQueue(scene.deps, actorOf(town), { limit: 30 })).items;
    const costs: number[] = [];
    for (const { householdId, applicationId } of top) {
      const started = performance.now();
      await peek(town, async (tx) => {
        const moment = { scope: { municipalityId: town.municipalityId, actorId: 'test' }, on: TODAY };
        await recordQueueChange(tx, scene.deps, moment, async () => {
          await tx
            .updateTable('housing_applications')
            .set({ status: 'withdrawn' })
            .where('id', '=', applicationId)
            .execute();
          return { kind: 'withdrawn', householdId, result: undefined };
        });
      });
      costs.push(performance.now() - started);
    }
    // The first of the queue leaves, so every other one moves: the dearest event there is. The quickest of thirty is what
    // it costs; the others say how busy the machine is.
    const quickest = Math.min(...costs);
    process.stdout.write(`queue event that moves 500 households: ${quickest.toFixed(1)} ms\n`);
    expect(quickest).toBeLessThan(150);
    expect(await followAll(town)).toEqual(await listed(town));
  });
});
