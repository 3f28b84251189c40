import { claimRotationRun, type Db, inTenant } from '@boligtrapp/database';
import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aClosing, aNamedLease, aNight, manyLeases, through } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { makeOwedRuns } from './make-owed-runs.ts';
import type { NightlyStep } from './nightly-steps.ts';
import { enqueueRotationRun } from './request-rotation-run.ts';
import { runRotation } from './run-rotation.ts';

const NIGHT = plainDate('2026-11-24');
/** Three transactions. */
const LEASES = 1_200;

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const ids = { next: nextId };

async function rowsOf(town: Town) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('rotation_runs')
        .select([
          'run_on',
          'state',
          'attempt_count',
          'new_flag_count',
          'input_hash',
          'failed_step',
          'progress',
        ])
        .orderBy('run_on')
        .execute(),
  );
}

/** Ids that end a run when so many have been asked for. */
function idsUntil(most: number) {
  let calls = 0;
  return {
    next: () => {
      calls += 1;
      if (calls > most) throw new Error('killed');
      return nextId();
    },
  };
}

describe('a night that is cut off between two parts', () => {
  it('goes on with the next lease, and ends with the record that it would have had', async () => {
    const town = await aTown(scene);
    await manyLeases(town, LEASES);
    const command = { municipalityId: town.municipalityId, runOn: NIGHT, requestedBy: 'night' };
    // Two for the run, 500 for the findings of the first part; the second part is undone.
    const cut = { db: scene.db, ids: idsUntil(800), steps: [] };
    await expect(runRotation(cut, command)).rejects.toThrow('killed');
    const [row] = await rowsOf(town);
    expect(row).toMatchObject({ state: 'running', failed_step: 'sweep', progress: { leaseCount: 500 } });
    const seen = await peek(
      town,
      async (tx) => await tx.selectFrom('rotation_flags').select('lease_id').execute(),
    );
    expect(seen).toHaveLength(500);

    const counted = idsUntil(Number.POSITIVE_INFINITY);
    let asked = 0;
    const counting = {
      next: () => {
        asked += 1;
        return counted.next();
      },
    };
    const run = await runRotation({ db: scene.db, ids: counting, steps: [] }, command);
    expect(run).toMatchObject({ state: 'done', leaseCount: LEASES, newFlagCount: LEASES, attemptCount: 2 });
    // The first part was not looked at again.
    expect(asked).toBeLessThan(LEASES - 500 + 10);
    const again = await runRotation({ db: scene.db, ids, steps: [] }, command);
    expect([again.inputHash, again.flagCount, again.newFlagCount]).toEqual([
      run.inputHash,
      run.flagCount,
      run.newFlagCount,
    ]);
  });

  it('ends where a signal says so, and is not done', async () => {
    const town = await aTown(scene);
    await manyLeases(town, 600);
    const stopping = new AbortController();
    const stopped = {
      next: () => {
        stopping.abort();
        return nextId();
      },
    };
    const command = { municipalityId: town.municipalityId, runOn: NIGHT, requestedBy: 'night' };
    const deps = { db: scene.db, ids: stopped, steps: [] };
    await expect(runRotation(deps, { ...command, signal: stopping.signal })).rejects.toThrow();
    expect(await rowsOf(town)).toMatchObject([{ state: 'running' }]);
    expect(await runRotation({ db: scene.db, ids, steps: [] }, command)).toMatchObject({
      state: 'done',
      leaseCount: 600,
      flagCount: 600,
    });
  });
});

describe('a part that cannot be read', () => {
  it('ends the night after the parts before it, which stay; the next attempt goes on from there', async () => {
    const town = await aTown(scene);
    await manyLeases(town, LEASES);
    const command = { municipalityId: town.municipalityId, runOn: NIGHT, requestedBy: 'night' };
    const deps = { db: failingAtPage(3), ids, steps: [] };
    await expect(runRotation(deps, command)).rejects.toThrow('cannot be read');
    expect(await rowsOf(town)).toMatchObject([{ failed_step: 'sweep', progress: { leaseCount: 1_000 } }]);
    const run = await runRotation({ db: scene.db, ids, steps: [] }, command);
    expect(run).toMatchObject({ state: 'done', leaseCount: LEASES, newFlagCount: LEASES });
  });
});

/** The database, but for the page of leases with this number. */
function failingAtPage(number: number): Db {
  let pages = 0;
  return scene.db.withPlugin({
    transformQuery: ({ node }) => {
      if (!JSON.stringify(node).includes('no_termination_info_given_on')) return node;
      pages += 1;
      if (pages === number) throw new Error('cannot be read');
      return node;
    },
    transformResult: async ({ result }) => await Promise.resolve(result),
  });
}

describe('a step of the night that fails', () => {
  it('is named, leaves what was found, and is gone on with alone', async () => {
    const town = await aTown(scene);
    await aNamedLease(town, 'lease', through('2026-11-01'));
    const made: string[] = [];
    let isBroken = true;
    const steps: readonly NightlyStep[] = [
      { name: 'one', run: () => Promise.resolve(void made.push('one')) },
      {
        name: 'two',
        run: () => {
          made.push('two');
          return isBroken ? Promise.reject(new Error('broken')) : Promise.resolve();
        },
      },
    ];
    const command = { municipalityId: town.municipalityId, runOn: NIGHT, requestedBy: 'night' };
    const deps = { db: scene.db, ids, steps };
    await expect(runRotation(deps, command)).rejects.toThrow('broken');
    expect(await rowsOf(town)).toMatchObject([{ state: 'running', failed_step: 'two', new_flag_count: 1 }]);
    isBroken = false;
    await runRotation(deps, command);
    expect(made).toEqual(['one', 'two', 'two']);
    expect(await rowsOf(town)).toMatchObject([
      { state: 'done', failed_step: null, new_flag_count: 1, progress: null },
    ]);
  });
});

describe('a process that was believed dead', () => {
  it('stores nothing more once another one has taken the run, or one of another night', async () => {
    const town = await aTown(scene);
    const { municipalityId } = town;
    await aNamedLease(town, 'lease', through('2026-11-01'));
    const taken = await aNight(town, '2026-11-25');
    for (const runOn of [NIGHT, plainDate('2026-11-25')]) {
      const step: NightlyStep = {
        name: 'robbed',
        run: async () => {
          await inTenant(
            scene.db,
            { municipalityId, actorId: 'other' },
            async (tx) => void (await claimRotationRun(tx, { runId: taken.id, claim: nextId() })),
          );
        },
      };
      await expect(
        runRotation({ db: scene.db, ids, steps: [step] }, { municipalityId, runOn, requestedBy: 'night' }),
      ).rejects.toMatchObject({ code: 'rotation-run.taken' });
    }
  });
});

async function ask(town: Town, runOn: PlainDateString): Promise<void> {
  const { municipalityId } = town;
  await peek(
    town,
    async (tx) => void (await enqueueRotationRun(tx, ids, { municipalityId, runOn, requestedBy: 'night' })),
  );
}

const order = async (town: Town, runOn: PlainDateString, attempt = 1) =>
  await makeOwedRuns(
    { db: scene.db, ids, steps: [] },
    { municipalityId: town.municipalityId, runOn, requestedBy: 'job', attempt },
  );

describe('nights that are owed', () => {
  const nights = ['2026-11-22', '2026-11-23', '2026-11-24'].map((date) => plainDate(date));

  it('are made oldest first, whichever job comes first, and once', async () => {
    const town = await aTown(scene);
    await aClosing(town, await aNamedLease(town, 'lease', through('2026-11-22')), '2026-11-24');
    for (const night of nights) await ask(town, night);
    expect(await order(town, NIGHT)).toEqual(nights);
    for (const night of nights) expect(await order(town, night)).toEqual([]);
    const flags = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('rotation_flags')
          .select(['kind', 'first_seen_run_on as seen', 'cleared_run_on as cleared'])
          .where('kind', 'in', ['review-due', 'holdover'])
          .orderBy('kind')
          .execute(),
    );
    expect(flags).toEqual([
      { kind: 'holdover', seen: '2026-11-23', cleared: '2026-11-24' },
      { kind: 'review-due', seen: '2026-11-22', cleared: '2026-11-23' },
    ]);
  });

  it('do not hold up the later ones for ever when one of them cannot be made', async () => {
    const town = await aTown(scene);
    for (const night of nights) await ask(town, night);
    expect(await order(town, NIGHT, 6)).toEqual([NIGHT]);
    expect(await order(town, plainDate('2026-11-23'))).toEqual(nights.slice(0, 2));
  });
});
