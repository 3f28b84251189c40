import { plainDate } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';
import { runRotation } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runsFactor } from '../packages/matching/test/runs-factor.ts';
import { type NightScene, openNightScene, randomKills } from './killed-night.ts';

const RUN_ON = plainDate('2026-11-24');
/** A hundred thousand with `TEST_RUNS_FACTOR=10`. */
const LEASES = 10_000 * runsFactor();
/** Kills come before so many leases have been looked at; about a sixth of those stored have been given up. */
const KILLED_WITHIN = Math.floor(LEASES * 0.78);
const NAIVE_LEASES = 2_000;
const FINDING = 'subject_kind, subject_id, kind, due_on';
/** Each town plans its own visits: of a visit it is its lease that is compared. */
const STORED = `subject_kind, case when subject_kind = 'follow-up' then lease_id else subject_id end, kind, due_on, step,
  lease_id, first_seen_run_on, cleared_run_on`;
/** Without the hash of what was looked at: each town has visits of its own. */
const RESULT = 'state, lease_count, flag_count, new_flag_count, state_counts, kind_counts, progress, claim';

let scene: NightScene;

beforeAll(async () => {
  scene = await openNightScene(RUN_ON);
}, 120_000);

afterAll(async () => {
  await scene.close();
});

async function count(text: string, ...values: readonly unknown[]): Promise<number> {
  const [row] = await scene.query(`select count(*)::int as count from ${text}`, values);
  return Number(row?.['count']);
}

it('loses no finding and stores none twice when twelve workers and two databases are killed in one night', async () => {
  const killed = await scene.storeTown(LEASES);
  const undisturbed = await scene.storeTown(LEASES);
  const kills = randomKills(12, 2, KILLED_WITHIN);
  const startedAt = performance.now();
  await scene.makeKilled({
    municipalityId: killed,
    runOn: RUN_ON,
    kills,
    how: 'as-shipped',
    readDone: async () => {
      const [run] = await scene.query(
        `select state, (progress ->> 'leaseCount')::int as done from rotation_runs where municipality_id = $1`,
        [killed],
      );
      // Kills that come after the end would have tried nothing.
      expect(run?.['state']).not.toBe('done');
      return Number(run?.['done'] ?? 0);
    },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`${LEASES} leases, ${kills.length} kills: ${seconds.toFixed(1)} s`);

  const deps = { db: scene.db, ids: createIdSource() };
  await runRotation(deps, { municipalityId: undisturbed, runOn: RUN_ON, requestedBy: 'test' });
  const of = async (id: string) =>
    await scene.query(`select ${RESULT} from rotation_runs where municipality_id = $1`, [id]);
  expect(await of(killed)).toEqual(await of(undisturbed));
  const hashOf = async (): Promise<unknown> =>
    await scene.query('select input_hash from rotation_runs where municipality_id = $1', [killed]);
  const hash = await hashOf();
  await runRotation(deps, { municipalityId: killed, runOn: RUN_ON, requestedBy: 'test' });
  // In one go it is the hash that the killed night had put together part by part.
  expect(await hashOf()).toEqual(hash);
  const onlyIn = async (one: string, other: string): Promise<number> =>
    await count(
      `(select ${STORED} from rotation_flags where municipality_id = $1
        except all select ${STORED} from rotation_flags where municipality_id = $2) missing`,
      one,
      other,
    );
  expect([kills, await onlyIn(undisturbed, killed), await onlyIn(killed, undisturbed)]).toEqual([
    kills,
    0,
    0,
  ]);
  const stored = await count('rotation_flags where municipality_id = $1', killed);
  expect(stored).toBeGreaterThan(LEASES / 2);
  expect(
    await count(`(select distinct ${FINDING} from rotation_flags where municipality_id = $1) d`, killed),
  ).toBe(stored);
  const [run] = await scene.query('select attempt_count from rotation_runs where municipality_id = $1', [
    killed,
  ]);
  // Kills that nobody noticed would have tried nothing.
  expect(Number(run?.['attempt_count'])).toBeGreaterThan(kills.length / 2);
}, 900_000);

it('is better than a run that notes nothing of what it has done: that one stores findings twice', async () => {
  const municipalityId = await scene.storeTown(NAIVE_LEASES);
  await scene.query('create table naive_flags (subject_kind text, subject_id uuid, kind text, due_on date)');
  await scene.query('grant select, insert on naive_flags to boligtrapp_app');
  await scene.makeKilled({
    municipalityId,
    runOn: RUN_ON,
    kills: [{ victim: 'worker', afterLeases: 1 }],
    how: 'naive',
    readDone: async () => await count('naive_flags'),
  });
  const stored = await count('naive_flags');
  expect(await count(`(select distinct ${FINDING} from naive_flags) d`)).toBeLessThan(stored);
}, 300_000);
