import { plainDate } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aNamedLease, aNight, flagLines, through } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import type { NightlyStep } from './nightly-steps.ts';
import { runRotation } from './run-rotation.ts';

let scene: RecordsScene;
let town: Town;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});
beforeEach(async () => {
  town = await aTown(scene);
  const starts_on = plainDate('2026-08-24');
  await aNamedLease(town, 'new', { ...through('2032-08-23'), starts_on, signed_on: starts_on });
  await aNamedLease(town, 'over', through('2026-11-01'));
});

it('what a night plans and finds overdue, it finds again when it is made again', async () => {
  const first = await aNight(town, '2026-11-24');
  const overdue = await flagLines(town, ['follow-up-overdue']);
  expect(overdue).toEqual(['new: follow-up-overdue 2026-09-24, seen 2026-11-24, open']);
  const again = await aNight(town, '2026-11-24');
  const { inputHash, leaseCount, flagCount, newFlagCount, stateCounts, kindCounts } = first;
  expect(again).toMatchObject({ inputHash, leaseCount, flagCount, newFlagCount, stateCounts, kindCounts });
  expect(await flagLines(town, 'all')).toHaveLength(flagCount ?? -1);
});

it('and one that fails keeps no deadline from being seen; the run goes on with it', async () => {
  const made: string[] = [];
  let isBroken = true;
  const step = (name: string, isBeforeSweep?: true): NightlyStep => ({
    name,
    ...(isBeforeSweep === undefined ? {} : { isBeforeSweep }),
    run: async () => {
      if (isBroken && name === 'plan') throw new Error('broken');
      made.push(`${name}: ${(await flagLines(town)).length}`);
      await Promise.resolve();
    },
  });
  const deps = { db: scene.db, ids: { next: nextId }, steps: [step('tell'), step('plan', true)] };
  const { municipalityId } = town;
  const command = { municipalityId, runOn: plainDate('2026-11-24'), requestedBy: 'night' };
  await expect(runRotation(deps, command)).rejects.toThrow('broken');
  expect(await flagLines(town)).toEqual(['over: holdover 2027-02-01, seen 2026-11-24, open']);
  expect(made).toEqual([]);
  const runs = await peek(
    town,
    async (tx) => await tx.selectFrom('rotation_runs').select(['state', 'failed_step']).execute(),
  );
  expect(runs).toEqual([{ state: 'running', failed_step: 'plan' }]);
  isBroken = false;
  expect(await runRotation(deps, command)).toMatchObject({ state: 'done', attemptCount: 2 });
  expect(made).toEqual(['plan: 1', 'tell: 1']);
});

it('comes before the leases are looked at, and the others after', async () => {
  const seen: string[] = [];
  const step = (name: string, isBeforeSweep?: true): NightlyStep => ({
    name,
    ...(isBeforeSweep === undefined ? {} : { isBeforeSweep }),
    run: async () => {
      seen.push(`${name}: ${(await flagLines(town)).length}`);
    },
  });
  const deps = { db: scene.db, ids: { next: nextId }, steps: [step('after'), step('before', true)] };
  const { municipalityId } = town;
  await runRotation(deps, { municipalityId, runOn: plainDate('2026-11-24'), requestedBy: 'night' });
  expect(seen).toEqual(['before: 0', 'after: 1']);
});
