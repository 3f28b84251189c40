import { addDays, plainDate, type RotationFlagKind } from '@boligtrapp/domain';
import { aMember } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { aMoveRequest, aNamedLease, aNight, through } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { enqueueMissedRuns, NIGHTLY_SCHEDULER } from './enqueue-missed-runs.ts';
import { getRotationRun, type ListFlags, listAllRotationRuns, listFlags } from './read-rotation.ts';
import { requestRotationRun } from './request-rotation-run.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** What waits to be sent, oldest first. */
async function outboxOf(town: Town) {
  return await peek(
    town,
    async (tx) => await tx.selectFrom('outbox').select(['queue', 'kind', 'payload']).orderBy('id').execute(),
  );
}

function jobOf({ municipalityId }: Town, runDate: string) {
  return { queue: 'rotation', kind: 'run-rotation', payload: { municipalityId, runDate } };
}

describe('asking for a run', () => {
  it('leaves it to a worker, with a trace; asked again it is the same run, made again', async () => {
    const town = await aTown(scene);
    const actor = actorOf(town, 'leader');
    const request = aRequest('requestRotationRun');
    const run = await requestRotationRun(scene.deps, actor, { runOn: TODAY }, request);
    expect(run).toMatchObject({ runOn: TODAY, state: 'queued', requestedBy: 'leader-1', inputHash: null });
    expect(await requestRotationRun(scene.deps, actor, { runOn: TODAY }, request)).toEqual(run);
    expect(await outboxOf(town)).toEqual([jobOf(town, TODAY)]);
    const again = await requestRotationRun(
      scene.deps,
      actor,
      { runOn: TODAY },
      aRequest('requestRotationRun'),
    );
    expect(again.id).toBe(run.id);
    expect(await outboxOf(town)).toHaveLength(2);
    const audit = await peek(town, async (tx) => await tx.selectFrom('audit_events').selectAll().execute());
    expect(audit).toMatchObject([
      { action: 'rotation-run.requested', object_id: run.id, actor: 'leader-1', after: { runOn: TODAY } },
      { action: 'rotation-run.requested', object_id: run.id },
    ]);
  });

  it('is refused for a night to come, and for those who may not, and leaves nothing', async () => {
    const town = await aTown(scene);
    const ask = async (role: 'leader' | 'auditor', days: number) =>
      await requestRotationRun(
        scene.deps,
        actorOf(town, role),
        { runOn: addDays(TODAY, days) },
        aRequest('requestRotationRun'),
      );
    await expect(ask('leader', 1)).rejects.toMatchObject({
      code: 'rotation-run.date-in-the-future',
      details: { field: 'runOn' },
    });
    await expect(ask('auditor', 0)).rejects.toMatchObject({ code: 'authorisation.denied' });
    expect(await outboxOf(town)).toEqual([]);
    const runs = await peek(town, async (tx) => await tx.selectFrom('rotation_runs').select('id').execute());
    expect(runs).toEqual([]);
  });
});

describe('catching up', () => {
  const night = addDays(TODAY, -1);

  it('enqueues the night alone the first time, and each missed one after, oldest first', async () => {
    const town = await aTown(scene);
    expect(await enqueueMissedRuns(scene.deps, town.municipalityId, night)).toEqual([night]);
    await aNight(town, night);
    expect(await enqueueMissedRuns(scene.deps, town.municipalityId, night)).toEqual([]);
    const missed = [1, 2, 3].map((days) => addDays(night, days));
    expect(await enqueueMissedRuns(scene.deps, town.municipalityId, addDays(night, 3))).toEqual(missed);
    expect(await outboxOf(town)).toEqual([night, ...missed].map((date) => jobOf(town, date)));
    const runs = await listAllRotationRuns(scene.deps, actorOf(town), { beforeRunOn: undefined, limit: 9 });
    expect(runs.items.map(({ runOn, state, requestedBy }) => [runOn, state, requestedBy])).toEqual([
      ...missed.toReversed().map((date) => [date, 'queued', NIGHTLY_SCHEDULER]),
      [night, 'done', NIGHTLY_SCHEDULER],
    ]);
  });

  it('passes over no night because a later one was made', async () => {
    const town = await aTown(scene);
    await enqueueMissedRuns(scene.deps, town.municipalityId, addDays(TODAY, -4));
    await aNight(town, addDays(TODAY, -4));
    await aNight(town, TODAY);
    const missed = [-3, -2, -1].map((days) => addDays(TODAY, days));
    expect(await enqueueMissedRuns(scene.deps, town.municipalityId, TODAY)).toEqual(missed);
    for (const date of missed) await aNight(town, date);
    expect(await enqueueMissedRuns(scene.deps, town.municipalityId, TODAY)).toEqual([]);
  });
});

describe('reading runs', () => {
  it('has the latest first, in pages, and one by id; those of others are not found', async () => {
    const town = await aTown(scene);
    const dates = [-3, -2, -1, 0].map((days) => addDays(TODAY, days));
    for (const date of dates) await aNight(town, date);
    const actor = actorOf(town, 'housing-manager');
    const first = await listAllRotationRuns(scene.deps, actor, { beforeRunOn: undefined, limit: 3 });
    expect(first.items.map(({ runOn }) => runOn)).toEqual(dates.slice(1).toReversed());
    expect(first).toMatchObject({ isLast: false, totalCount: 4 });
    const rest = await listAllRotationRuns(scene.deps, actor, { beforeRunOn: dates[1], limit: 3 });
    expect(rest.items.map(({ runOn }) => runOn)).toEqual(dates.slice(0, 1));
    expect(rest.isLast).toBe(true);
    const [run] = first.items;
    expect(await getRotationRun(scene.deps, actor, run?.id ?? '')).toEqual(run);
    const foreign = getRotationRun(scene.deps, actorOf(scene.elsewhere), run?.id ?? '');
    await expect(foreign).rejects.toMatchObject({ code: 'rotation-run.not-found' });
  });
});

describe('the figures of a run', () => {
  it('count no lease of a protected case, by its state or otherwise', async () => {
    const town = await aTown(scene);
    await aNamedLease(town, 'seen', through('2026-11-01'));
    await aNight(town, addDays(TODAY, -1));
    const leaseId = await aNamedLease(town, 'hidden', through('2026-11-01'));
    const householdId = await householdOf(town, leaseId);
    await aMember(town, householdId, { address_protection: 'confidential' });
    await aNight(town, TODAY);
    const actor = actorOf(town, 'housing-manager');
    const { items } = await listAllRotationRuns(scene.deps, actor, { beforeRunOn: undefined, limit: 9 });
    const figures = items.map(({ leaseCount, stateCounts }) => [leaseCount, stateCounts?.holdover]);
    expect(figures).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('count no finding about a case that is hidden from who asks', async () => {
    const town = await aTown(scene);
    const [leaseId] = [
      await aNamedLease(town, 'hidden', through('2026-11-01')),
      await aNamedLease(town, 'seen', through('2026-11-01')),
    ];
    await aNight(town, TODAY);
    const actor = actorOf(town, 'housing-manager');
    const read = async () => {
      const { items } = await listAllRotationRuns(scene.deps, actor, { beforeRunOn: undefined, limit: 9 });
      const one = await getRotationRun(scene.deps, actor, items[0]?.id ?? '');
      expect(items).toEqual([one]);
      return one;
    };
    const flags = async () =>
      (await listFlags(scene.deps, actor, { after: undefined, limit: 99 })).totalCount;
    const before = await read();
    expect(before).toMatchObject({ flagCount: await flags(), newFlagCount: await flags() });
    const householdId = await householdOf(town, leaseId);
    await aMember(town, householdId, { address_protection: 'confidential' });
    const after = await read();
    expect(after.flagCount).toBeLessThan(before.flagCount ?? 0);
    expect(after).toMatchObject({ flagCount: await flags(), newFlagCount: await flags() });
    const sum = Object.values(after.kindCounts ?? {}).reduce((total, count) => total + count, 0);
    expect(sum).toBe(after.flagCount);
  });
});

async function householdOf(town: Town, leaseId: string): Promise<string> {
  return await peek(town, async (tx) => {
    const lease = tx.selectFrom('leases').where('id', '=', leaseId).select('household_id');
    return (await lease.executeTakeFirstOrThrow()).household_id;
  });
}

/** Three in holdover, one of them cleared, one that became indefinite, and two to be reviewed. */
async function aFlaggedTown(): Promise<Town> {
  const town = await aTown(scene);
  for (const [name, lastDay] of [
    ['holdover 1', '2026-11-01'],
    ['holdover 2', '2026-11-01'],
    ['converted', '2026-08-01'],
    ['review 1', '2027-02-01'],
    ['review 2', '2027-01-15'],
  ] as const) {
    await aNamedLease(town, name, through(lastDay));
  }
  const asked = await aNamedLease(town, 'cleared', through('2026-11-01'));
  await aNight(town, addDays(TODAY, -1));
  await aMoveRequest(town, asked, TODAY);
  await aNight(town, TODAY);
  return town;
}

const KINDS = ['became-indefinite', 'holdover', 'review-due'] as const;

async function read(town: Town, query: Partial<ListFlags> = {}) {
  const all = { after: undefined, limit: 50, kinds: KINDS };
  return await listFlags(scene.deps, actorOf(town, 'follow-up'), { ...all, ...query });
}

describe('reading flags', () => {
  it('has them by due date, filtered, with counts of all that match', async () => {
    const town = await aFlaggedTown();
    const names = async (query: Partial<ListFlags>): Promise<readonly string[]> =>
      (await read(town, query)).items.map(({ householdReference }) => householdReference ?? '');
    const all = await read(town);
    expect(all.items.map(({ dueOn }) => dueOn)).toEqual([
      '2026-11-02',
      '2027-01-15',
      '2027-02-01',
      '2027-02-01',
      '2027-02-01',
      '2027-02-01',
    ]);
    expect(all.counts).toEqual([
      { kind: 'became-indefinite', count: 1, firstDueOn: '2026-11-02', lastDueOn: '2026-11-02' },
      { kind: 'holdover', count: 3, firstDueOn: '2027-02-01', lastDueOn: '2027-02-01' },
      { kind: 'review-due', count: 2, firstDueOn: '2027-01-15', lastDueOn: '2027-02-01' },
    ]);
    expect(all).toMatchObject({ totalCount: 6, isLast: true });
    expect(await names({ isOpen: false })).toEqual(['cleared']);
    expect(await names({ isOpen: true, dueUntil: TODAY })).toEqual(['converted']);
    expect(await names({ dueFrom: plainDate('2027-01-15'), dueUntil: plainDate('2027-01-31') })).toEqual([
      'review 2',
    ]);
    const [first] = all.items;
    expect(await names({ leaseId: first?.leaseId ?? '' })).toEqual(['converted']);
    expect(first).toMatchObject({
      subjectKind: 'lease',
      subjectId: first?.leaseId,
      step: null,
      placeName: null,
    });
    expect(await names({ kinds: ['review-due'] })).toEqual(['review 2', 'review 1']);
    expect((await names({ kinds: ['holdover'], isOpen: true })).toSorted()).toEqual([
      'holdover 1',
      'holdover 2',
    ]);
    const filtered = await read(town, { kinds: ['holdover'], isOpen: true, limit: 1 });
    expect(filtered).toMatchObject({
      totalCount: 2,
      isLast: false,
      counts: [{ kind: 'holdover', count: 2 }],
    });
    const none: RotationFlagKind = 'repeated-short-term';
    expect(await read(town, { kinds: [none] })).toEqual({
      items: [],
      isLast: true,
      totalCount: 0,
      counts: [],
    });
  });

  it('has each once, in pages of any size, within days on which several are due', async () => {
    const town = await aFlaggedTown();
    const all = (await read(town)).items;
    for (const limit of [1, 2, 3, 6]) {
      const seen: string[] = [];
      for (let after: ListFlags['after']; ; ) {
        const page = await read(town, { after, limit });
        seen.push(...page.items.map(({ id }) => id));
        after = page.items.at(-1);
        if (page.isLast) break;
      }
      expect(seen).toEqual(all.map(({ id }) => id));
    }
  });

  it('names the dwelling and the household, is logged for each, and shows nothing of others', async () => {
    const town = await aFlaggedTown();
    const actor = actorOf(town, 'auditor');
    const page = await listFlags(scene.deps, actor, { after: undefined, limit: 2, kinds: KINDS });
    expect(page.items[0]).toMatchObject({
      kind: 'became-indefinite',
      householdReference: 'converted',
      firstSeenRunOn: addDays(TODAY, -1),
      clearedRunOn: null,
    });
    const events = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .select(['operation', 'household_ids'])
          .where('request_id', '=', actor.requestId)
          .execute(),
    );
    const household_ids = page.items.map(({ householdId }) => householdId);
    expect(events).toEqual([{ operation: 'list-rotation-flags', household_ids }]);
    expect((await read(await aTown(scene))).items).toEqual([]);
    const denied = listFlags(scene.deps, actorOf(town, 'committee'), { after: undefined, limit: 2 });
    await expect(denied).rejects.toMatchObject({ code: 'authorisation.denied' });
  });
});
