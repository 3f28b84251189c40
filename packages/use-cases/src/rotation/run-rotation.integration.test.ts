import { withRotationLock } from '@boligtrapp/database';
import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { aMunicipality, aPlaceToLive, aPolicySet, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  aClosing,
  aMoveRequest,
  aNamedLease,
  aNight,
  flagLines,
  manyLeases,
  standingCount,
  through,
} from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { failRotationRun, runRotation } from './run-rotation.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function setAcceptsEarlyRequests(town: Town, acceptsEarlyRequests: boolean): Promise<void> {
  const content = { ...DEFAULT_POLICY, rotation: { ...DEFAULT_POLICY.rotation, acceptsEarlyRequests } };
  await peek(town, async (tx) => {
    await tx.updateTable('policy_sets').set({ content }).where('id', '=', town.policySetId).execute();
  });
}

/** Stores a policy in force in a period, with a review window of so many months. */
async function aWindow(reviewWindowMonths: number, valid_during: string, town: Town): Promise<void> {
  const rotation = { ...DEFAULT_POLICY.rotation, reviewWindowMonths };
  await aPolicySet(town, { content: { ...DEFAULT_POLICY, rotation }, valid_during });
}

describe('a night', () => {
  it('finds what the law says of each lease that night, and counts it', async () => {
    const town = await aTown(scene);
    await aNamedLease(town, 'active', through('2027-08-25'));
    await aNamedLease(town, 'review', through('2027-08-24'));
    await aNamedLease(town, 'last day', through('2026-11-24'));
    await aNamedLease(town, 'first day over', through('2026-11-23'));
    await aNamedLease(town, 'last safe day', through('2026-08-24'));
    await aNamedLease(town, 'converted', through('2026-08-23'));
    await aMoveRequest(town, await aNamedLease(town, 'asked', through('2026-10-31')), '2026-11-24');
    await aMoveRequest(town, await aNamedLease(town, 'asked too early', through('2026-10-31')), '2026-10-31');
    await aMoveRequest(town, await aNamedLease(town, 'asked too late', through('2026-08-23')), '2026-11-24');
    await aMoveRequest(town, await aNamedLease(town, 'asked tomorrow', through('2026-10-31')), '2026-11-25');
    await aClosing(town, await aNamedLease(town, 'left that day', through('2026-08-23')), '2026-11-24');
    await aClosing(town, await aNamedLease(town, 'leaves tomorrow', through('2026-08-23')), '2026-11-25');
    await aNamedLease(town, 'no end', { last_day: null });
    await aNamedLease(town, 'upcoming', {
      starts_on: plainDate('2026-11-25'),
      last_day: plainDate('2027-11-25'),
    });
    const short = {
      starts_on: plainDate('2026-01-01'),
      last_day: plainDate('2026-12-31'),
      signed_on: plainDate('2025-12-20'),
    };
    await aNamedLease(town, 'short', short);
    await aNamedLease(town, 'short again', {
      ...short,
      regime: 'public-11-1',
      short_term_basis: 'special-reasons',
      exceptions_info_given_on: plainDate('2025-12-20'),
      previous_short_terms: 1,
    });
    await aNamedLease(town, 'short, own use', {
      ...short,
      short_term_basis: 'own-use',
      short_term_reason_given_on: plainDate('2025-12-20'),
    });
    await aNamedLease(await aTown(scene), 'elsewhere', through('2026-08-23'));

    const run = await aNight(town, '2026-11-24');
    expect(await flagLines(town)).toEqual([
      'asked tomorrow: holdover 2027-01-31, seen 2026-11-24, open',
      'asked too early: early-request-only 2027-01-31, seen 2026-11-24, open',
      'asked too early: holdover 2027-01-31, seen 2026-11-24, open',
      'asked too late: became-indefinite 2026-11-24, seen 2026-11-24, open',
      'converted: became-indefinite 2026-11-24, seen 2026-11-24, open',
      'first day over: holdover 2027-02-23, seen 2026-11-24, open',
      'last day: review-due 2026-11-24, seen 2026-11-24, open',
      'last safe day: holdover 2026-11-24, seen 2026-11-24, open',
      'leaves tomorrow: became-indefinite 2026-11-24, seen 2026-11-24, open',
      'review: review-due 2027-08-24, seen 2026-11-24, open',
      'short again: repeated-short-term 2026-01-01, seen 2026-11-24, open',
      'short, own use: review-due 2026-12-31, seen 2026-11-24, open',
      'short: short-term-without-basis 2026-01-01, seen 2026-11-24, open',
    ]);
    expect(run).toMatchObject({
      runOn: '2026-11-24',
      state: 'done',
      requestedBy: 'night',
      leaseCount: 16,
      stateCounts: {
        upcoming: 1,
        active: 1,
        'review-window': 3,
        holdover: 4,
        'move-requested': 1,
        indefinite: 6,
        vacated: 0,
      },
      failureCode: null,
    });
    expect(standingCount(run)).toBe(13);
    const all = await flagLines(town, 'all');
    expect([run.flagCount, run.newFlagCount]).toEqual([all.length, all.length]);
    expect(run.inputHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('run again adds nothing and gives the same run', async () => {
    const town = await aTown(scene);
    for (const [index, lastDay] of ['2026-08-23', '2026-11-01', '2027-01-01'].entries()) {
      await aNamedLease(town, `lease ${index}`, through(lastDay));
    }
    const readAll = async () =>
      await peek(
        town,
        async (tx) => await tx.selectFrom('rotation_flags').selectAll().orderBy('id').execute(),
      );
    const first = await aNight(town, '2026-11-24');
    const flags = await readAll();
    expect(flags).toHaveLength(first.flagCount ?? 0);
    expect(standingCount(first)).toBe(3);
    const {
      attemptCount,
      startedAt: _,
      finishedAt: __,
      durationMs: ___,
      ...second
    } = await aNight(town, '2026-11-24');
    expect(first).toMatchObject(second);
    expect([first.attemptCount, attemptCount]).toEqual([1, 2]);
    expect(await readAll()).toEqual(flags);
    const runs = await peek(town, async (tx) => await tx.selectFrom('rotation_runs').select('id').execute());
    expect(runs).toEqual([{ id: first.id }]);
  });

  it('looks at other facts with another hash, and at the same ones with the same', async () => {
    const [one, two] = [await aTown(scene), await aTown(scene)];
    await aNamedLease(one, 'lease', through('2026-11-01'));
    const first = await aNight(one, '2026-11-24');
    expect((await aNight(one, '2026-11-25')).inputHash).toBe(first.inputHash);
    await aNamedLease(one, 'another', through('2027-11-01'));
    expect((await aNight(one, '2026-11-26')).inputHash).not.toBe(first.inputHash);
    const empty = await aNight(two, '2026-11-24');
    expect(empty).toMatchObject({ leaseCount: 0, flagCount: 0, newFlagCount: 0, state: 'done' });
  });

  it('uses the window of the policy of that night, and the default one where there is none', async () => {
    const scope = await aMunicipality(scene.db);
    const town = { ...scope, ...(await aPlaceToLive(scope)), policySetId: '' };
    await aNamedLease(town, 'lease', through('2027-08-24'));
    await aNight(town, '2026-11-23');
    expect(await flagLines(town)).toEqual([]);
    await aNight(town, '2026-11-24');
    expect(await flagLines(town)).toEqual(['lease: review-due 2027-08-24, seen 2026-11-24, open']);
    await aWindow(3, '[2026-11-25,2026-11-26)', town);
    await aWindow(12, '[2026-11-26,)', town);
    await aNight(town, '2026-11-25');
    expect(await flagLines(town)).toEqual(['lease: review-due 2027-08-24, seen 2026-11-24, 2026-11-25']);
    await aNight(town, '2026-11-26');
    expect(await flagLines(town)).toEqual(['lease: review-due 2027-08-24, seen 2026-11-24, open']);
  });
});

describe('a finding that is settled', () => {
  it('is cleared on the first night after the request was sent or the lease was closed, and not before', async () => {
    const town = await aTown(scene);
    const asked = await aNamedLease(town, 'asked', through('2026-11-01'));
    const left = await aNamedLease(town, 'left', through('2026-08-01'));
    const renewed = await aNamedLease(town, 'renewed', through('2026-12-31'));
    await aNight(town, '2026-11-24');
    await aMoveRequest(town, asked, '2026-11-25');
    await aClosing(town, left, '2026-11-25');
    await aClosing(town, renewed, '2026-11-26');
    // That night nothing of it was known yet: a second run of it changes nothing.
    await aNight(town, '2026-11-24');
    expect((await flagLines(town)).filter((line) => line.endsWith('open'))).toHaveLength(3);
    await aNight(town, '2026-11-25');
    const settled = [
      'asked: holdover 2027-02-01, seen 2026-11-24, 2026-11-25',
      'left: became-indefinite 2026-11-02, seen 2026-11-24, 2026-11-25',
    ];
    expect(await flagLines(town)).toEqual([
      ...settled,
      'renewed: review-due 2026-12-31, seen 2026-11-24, open',
    ]);
    await aNight(town, '2026-11-26');
    expect(await flagLines(town)).toEqual([
      ...settled,
      'renewed: review-due 2026-12-31, seen 2026-11-24, 2026-11-26',
    ]);
    await aNight(town, '2026-11-27');
    expect(await flagLines(town)).toHaveLength(3);
  });

  it('gives way to the next one as the law goes on', async () => {
    const town = await aTown(scene);
    await aNamedLease(town, 'lease', through('2026-08-24'));
    for (const night of ['2026-08-24', '2026-08-25', '2026-11-24', '2026-11-25', '2026-11-26']) {
      await aNight(town, night);
    }
    expect(await flagLines(town)).toEqual([
      'lease: became-indefinite 2026-11-25, seen 2026-11-25, open',
      'lease: holdover 2026-11-24, seen 2026-08-25, 2026-11-25',
      'lease: review-due 2026-08-24, seen 2026-08-24, 2026-08-25',
    ]);
  });

  it('is cleared on the day on which it was first seen, where the night is made again', async () => {
    const town = await aTown(scene);
    const [asked, closed] = [
      await aNamedLease(town, 'asked', through('2026-08-31')),
      await aNamedLease(town, 'closed', through('2026-08-31')),
    ];
    await aNight(town, '2026-11-24');
    await aMoveRequest(town, asked, '2026-11-24');
    await aClosing(town, closed, '2026-11-24');
    expect(await aNight(town, '2026-11-24')).toMatchObject({ flagCount: 0 });
    expect((await flagLines(town)).filter((line) => !line.endsWith('seen 2026-11-24, 2026-11-24'))).toEqual(
      [],
    );
  });

  it('is open again on the night on which it holds again', async () => {
    const town = await aTown(scene);
    await aMoveRequest(town, await aNamedLease(town, 'lease', through('2026-10-31')), '2026-10-20');
    await aNight(town, '2026-11-24');
    await setAcceptsEarlyRequests(town, true);
    const counts = await aNight(town, '2026-11-25');
    expect(counts).toMatchObject({ flagCount: 0, newFlagCount: 0 });
    expect(await flagLines(town)).toEqual([
      'lease: early-request-only 2027-01-31, seen 2026-11-24, 2026-11-25',
      'lease: holdover 2027-01-31, seen 2026-11-24, 2026-11-25',
    ]);
    await setAcceptsEarlyRequests(town, false);
    expect(await aNight(town, '2026-11-26')).toMatchObject({ flagCount: 2, newFlagCount: 0 });
    const open = [
      'lease: early-request-only 2027-01-31, seen 2026-11-24, open',
      'lease: holdover 2027-01-31, seen 2026-11-24, open',
    ];
    expect(await flagLines(town)).toEqual(open);
    await aNight(town, '2026-11-27');
    expect(await flagLines(town)).toEqual(open);
  });
});

/** Leases on whom each of the nights of 24, 25 and 26 November changes something. */
async function turningLeases(town: Town): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [name, lastDay] of [
    ['review from the 25th', '2027-08-25'],
    ['over on the 25th', '2026-11-24'],
    ['over on the 25th, asked on the 26th', '2026-11-24'],
    ['over on the 25th, empty on the 26th', '2026-11-24'],
    ['converts on the 26th', '2026-08-25'],
    ['converts on the 25th, empty on the 26th', '2026-08-24'],
    ['in time on the 25th', '2026-08-25'],
    ['steady', '2026-06-30'],
  ] as const) {
    ids.set(name, await aNamedLease(town, name, through(lastDay)));
  }
  return ids;
}

/** What happened on the 25th and the 26th, as it was registered. */
async function happen(town: Town, ids: ReadonlyMap<string, string>, on: '25' | '26'): Promise<void> {
  const id = (name: string): string => ids.get(name) ?? '';
  if (on === '25') await aMoveRequest(town, id('in time on the 25th'), '2026-11-25');
  if (on === '25') return;
  await aMoveRequest(town, id('over on the 25th, asked on the 26th'), '2026-11-26');
  await aClosing(town, id('over on the 25th, empty on the 26th'), '2026-11-26');
  await aClosing(town, id('converts on the 25th, empty on the 26th'), '2026-11-26');
}

/** What three nights leave behind when each is run in time. */
const THREE_NIGHTS = [
  'converts on the 25th, empty on the 26th: became-indefinite 2026-11-25, seen 2026-11-25, 2026-11-26',
  'converts on the 25th, empty on the 26th: holdover 2026-11-24, seen 2026-11-24, 2026-11-25',
  'converts on the 26th: became-indefinite 2026-11-26, seen 2026-11-26, open',
  'converts on the 26th: holdover 2026-11-25, seen 2026-11-24, 2026-11-26',
  'in time on the 25th: holdover 2026-11-25, seen 2026-11-24, 2026-11-25',
  'over on the 25th, asked on the 26th: holdover 2027-02-24, seen 2026-11-25, 2026-11-26',
  'over on the 25th, asked on the 26th: review-due 2026-11-24, seen 2026-11-24, 2026-11-25',
  'over on the 25th, empty on the 26th: holdover 2027-02-24, seen 2026-11-25, 2026-11-26',
  'over on the 25th, empty on the 26th: review-due 2026-11-24, seen 2026-11-24, 2026-11-25',
  'over on the 25th: holdover 2027-02-24, seen 2026-11-25, open',
  'over on the 25th: review-due 2026-11-24, seen 2026-11-24, 2026-11-25',
  'review from the 25th: review-due 2027-08-25, seen 2026-11-25, open',
  'steady: became-indefinite 2026-10-01, seen 2026-11-24, open',
];

/**
 * The line where the 25th was made after the 26th: what was still so on the 26th was seen that night first, and what
 * had ended by then was cleared that night.
 */
function asSeenLate(line: string): string {
  return line
    .replace('seen 2026-11-25, open', 'seen 2026-11-26, open')
    .replace('seen 2026-11-24, 2026-11-25', 'seen 2026-11-24, 2026-11-26');
}

/** The finding, and whether it is open. */
function withoutNights(line: string): string {
  return line.replace(/, seen .*$/, line.endsWith('open') ? ', open' : ', cleared');
}

describe('nights that were missed', () => {
  it('are what three nights in time leave behind', async () => {
    const town = await aTown(scene);
    const ids = await turningLeases(town);
    await aNight(town, '2026-11-24');
    await happen(town, ids, '25');
    await aNight(town, '2026-11-25');
    await happen(town, ids, '26');
    await aNight(town, '2026-11-26');
    expect(await flagLines(town)).toEqual(THREE_NIGHTS);
  });

  it('and are made later, oldest first, leave the same behind', async () => {
    const town = await aTown(scene);
    const ids = await turningLeases(town);
    await happen(town, ids, '25');
    await happen(town, ids, '26');
    for (const night of ['2026-11-24', '2026-11-25', '2026-11-26']) await aNight(town, night);
    expect(await flagLines(town)).toEqual(THREE_NIGHTS);
    // Once more in any order changes nothing.
    for (const night of ['2026-11-25', '2026-11-24', '2026-11-26', '2026-11-25']) await aNight(town, night);
    expect(await flagLines(town)).toEqual(THREE_NIGHTS);
  });

  it('and are made after a later one leave the same findings, each settled as it was', async () => {
    const town = await aTown(scene);
    const ids = await turningLeases(town);
    await aNight(town, '2026-11-24');
    await happen(town, ids, '25');
    await happen(town, ids, '26');
    await aNight(town, '2026-11-26');
    const late = await aNight(town, '2026-11-25');
    expect(late).toMatchObject({ runOn: '2026-11-25', state: 'done' });
    expect(await flagLines(town)).toEqual(THREE_NIGHTS.map(asSeenLate));
  });

  it('and are made after a later one open nothing that it has cleared', async () => {
    const town = await aTown(scene);
    const lease = await aNamedLease(town, 'lease', through('2026-11-01'));
    await aNight(town, '2026-11-24');
    await aMoveRequest(town, lease, '2026-11-26');
    await aNight(town, '2026-11-26');
    await aNight(town, '2026-11-25');
    expect(await flagLines(town)).toEqual(['lease: holdover 2027-02-01, seen 2026-11-24, 2026-11-26']);
    await aNight(town, '2026-11-24');
    expect(await flagLines(town)).toEqual(['lease: holdover 2027-02-01, seen 2026-11-24, 2026-11-26']);
  });
});

describe('a night that is made late', () => {
  it('settles nothing that holds on the later one, whatever the policy of that night was', async () => {
    const scope = await aMunicipality(scene.db);
    const town = { ...scope, ...(await aPlaceToLive(scope)), policySetId: '' };
    const lenient = {
      ...DEFAULT_POLICY,
      rotation: { ...DEFAULT_POLICY.rotation, acceptsEarlyRequests: true },
    };
    await aPolicySet(town, { valid_during: '[2020-01-01,2026-11-25)' });
    await aPolicySet(town, { valid_during: '[2026-11-25,2026-11-26)', content: lenient });
    await aPolicySet(town, { valid_during: '[2026-11-26,)' });
    await aMoveRequest(town, await aNamedLease(town, 'lease', through('2026-10-31')), '2026-10-20');
    await aNight(town, '2026-11-24');
    await aNight(town, '2026-11-26');
    expect(await aNight(town, '2026-11-25')).toMatchObject({ flagCount: 0 });
    expect(await flagLines(town)).toEqual([
      'lease: early-request-only 2027-01-31, seen 2026-11-24, open',
      'lease: holdover 2027-01-31, seen 2026-11-24, open',
    ]);
  });
});

describe('runs at once', () => {
  it('of one municipality begin when the one before has ended', async () => {
    const town = await aTown(scene);
    await aNamedLease(town, 'lease', through('2026-11-01'));
    const events: string[] = [];
    let waiting: Promise<void> = Promise.resolve();
    await withRotationLock(town.db, town.municipalityId, async () => {
      waiting = aNight(town, '2026-11-24').then(() => {
        events.push('the run has ended');
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await flagLines(town)).toEqual([]);
      events.push('the lock is given back');
    });
    await waiting;
    expect(events).toEqual(['the lock is given back', 'the run has ended']);
    expect(await flagLines(town)).toHaveLength(1);
  });

  it('that fail give the lock back', async () => {
    const town = await aTown(scene);
    const failing = withRotationLock(
      town.db,
      town.municipalityId,
      async () => await Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    await expect(aNight(town, '2026-11-24')).resolves.toMatchObject({ state: 'done' });
  });

  it('of one municipality wait for each other, whatever their dates, and leave what one after the other leaves', async () => {
    const town = await aTown(scene);
    const ids = await turningLeases(town);
    await happen(town, ids, '25');
    await happen(town, ids, '26');
    await aNight(town, '2026-11-24');
    const nights = ['2026-11-25', '2026-11-26', '2026-11-25', '2026-11-26', '2026-11-25'];
    await Promise.all(nights.map(async (night) => await aNight(town, night)));
    expect((await flagLines(town)).map(withoutNights)).toEqual(THREE_NIGHTS.map(withoutNights));
    const runs = await peek(
      town,
      async (tx) => await tx.selectFrom('rotation_runs').select('state').execute(),
    );
    expect(runs).toEqual([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
  });

  it('of different municipalities do not', async () => {
    const [one, two] = [await aTown(scene), await aTown(scene)];
    await aNamedLease(one, 'one', through('2026-11-01'));
    await aNamedLease(two, 'two', through('2026-11-01'));
    await Promise.all([aNight(one, '2026-11-24'), aNight(two, '2026-11-24')]);
    expect(await flagLines(one)).toEqual(['one: holdover 2027-02-01, seen 2026-11-24, open']);
    expect(await flagLines(two)).toEqual(['two: holdover 2027-02-01, seen 2026-11-24, open']);
  });
});

describe('a run that is cut off', () => {
  it('is made good by the next one', async () => {
    const town = await aTown(scene);
    await turningLeases(town);
    const { municipalityId, db } = town;
    let calls = 0;
    const ids = {
      next: () => {
        calls += 1;
        if (calls > 4) throw new Error('killed');
        return nextId();
      },
    };
    const command = { municipalityId, runOn: plainDate('2026-11-24'), requestedBy: 'night' };
    await expect(runRotation({ db, ids }, command)).rejects.toThrow('killed');
    expect(await flagLines(town)).toEqual([]);
    const run = await aNight(town, '2026-11-24');
    expect(run).toMatchObject({ state: 'done', leaseCount: 8 });
    expect(standingCount(run)).toBe(7);
    const all = await flagLines(town, 'all');
    expect([run.flagCount, run.newFlagCount]).toEqual([all.length, all.length]);
  });

  it('or given up is failed with a reason, and done when it is made after all', async () => {
    const town = await aTown(scene);
    await aNamedLease(town, 'lease', through('2026-11-01'));
    const { municipalityId, db } = town;
    const deps = { db, ids: { next: nextId } };
    const failure = { municipalityId, runOn: plainDate('2026-11-24'), failureCode: 'given-up' };
    await failRotationRun(deps, failure);
    const read = async () =>
      await peek(
        town,
        async (tx) =>
          await tx.selectFrom('rotation_runs').select(['state', 'failure_code', 'flag_count']).execute(),
      );
    expect(await read()).toEqual([{ state: 'failed', failure_code: 'given-up', flag_count: null }]);
    await aNight(town, '2026-11-24');
    expect(await read()).toEqual([{ state: 'done', failure_code: null, flag_count: 1 }]);
    await failRotationRun(deps, failure);
    expect(await read()).toEqual([{ state: 'done', failure_code: null, flag_count: 1 }]);
  });
});

describe('thousands of leases', () => {
  it('are looked at once each, across the borders of the pages', async () => {
    const town = await aTown(scene);
    const count = 2_500;
    const leases = await manyLeases(town, count);
    const run = await aNight(town, '2026-11-24');
    expect(run).toMatchObject({ leaseCount: count, flagCount: count, newFlagCount: count });
    expect(run.stateCounts).toMatchObject({ holdover: count });
    const flagged = await peek(
      town,
      async (tx) => await tx.selectFrom('rotation_flags').select('lease_id').orderBy('lease_id').execute(),
    );
    expect(flagged.map(({ lease_id }) => lease_id)).toEqual(leases);
    const again = await aNight(town, '2026-11-24');
    expect(again).toMatchObject({
      id: run.id,
      inputHash: run.inputHash,
      flagCount: count,
      newFlagCount: count,
    });
  });
});
