import { plainDate } from '@boligtrapp/domain';
import { aHousehold, aMember, anApplication, anAssessment, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  approveLatest,
  carryOut,
  keepFor,
  openPrivacyScene,
  type PrivacyScene,
  putBack,
  rowsOf,
} from '../../test/privacy-scene.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { parseErasure, readErasures, toErasureLine } from './erasure-ledger.ts';
import { runNightlyRetention } from './nightly-retention.ts';
import { reapplyErasures } from './reapply-erasures.ts';

const RESTORED = ['persons', 'households', 'household_members', 'assessments'] as const;

let scene: PrivacyScene;
let destroyed: string;
let blocked: string;
/** The file outside the database. */
let file: string;

beforeAll(async () => {
  scene = await openPrivacyScene();
  destroyed = await aHousehold(scene.home);
  await aMember(scene.home, destroyed, { name: 'Canary Erased' });
  await anAssessment(scene.home, { household_id: destroyed });
  blocked = await aHousehold(scene.home);
  await aMember(scene.home, blocked, { name: 'Canary Blocked' });
  await anApplication(scene.home, {
    household_id: blocked,
    status: 'withdrawn',
    received_on: plainDate('2027-01-01'),
  });
  const backup = await Promise.all(
    RESTORED.map(async (table) => [table, await rowsOf(scene, table)] as const),
  );
  await keepFor(scene, 'never-applied', 24);
  await keepFor(scene, 'closed-case', 24);
  await night();
  await carryOut(scene, await approveLatest(scene));
  expect(await rowsOf(scene, 'persons', `name = 'Canary Erased'`)).toEqual([]);
  const lines: string[] = [];
  for await (const page of readErasures(scene.retentionDb, scene.home.municipalityId)) {
    lines.push(...page.map(toErasureLine));
  }
  file = lines.join('\n');
  // The old backup: the rows as they were, and nothing of what came after.
  for (const table of [
    'retention_items',
    'retention_runs',
    'case_blocks',
    'erasure_ledger',
    ...RESTORED.toReversed(),
  ]) {
    await scene.admin.query('begin');
    await scene.admin.query('set local session_replication_role = replica');
    await scene.admin.query(`delete from ${table}`);
    await scene.admin.query('commit');
  }
  for (const [table, rows] of backup) await putBack(scene, table, rows);
  await scene.admin.query('update housing_applications set blocked_at = null');
});
afterAll(async () => {
  await scene.close();
});

async function night(): Promise<void> {
  await runNightlyRetention(scene.jobs, { municipalityId: scene.home.municipalityId, requestId: nextId() });
}

async function reapply(text = file) {
  const entries = text.split('\n').flatMap((line) => parseErasure(line) ?? []);
  return await reapplyErasures(
    scene.jobs,
    { municipalityId: scene.home.municipalityId, requestId: nextId() },
    entries,
  );
}

describe('after an old backup was restored', () => {
  it('control: what was erased is back, and what was blocked is seen', async () => {
    expect(await rowsOf(scene, 'persons', `name = 'Canary Erased'`)).toHaveLength(1);
    expect(await rowsOf(scene, 'persons', `name = 'Canary Blocked' and blocked_at is null`)).toHaveLength(1);
  });

  it('entries that nobody with the key has written do nothing', async () => {
    const forged = file.replaceAll(destroyed, blocked).split('\n');
    const found = await reapply(
      forged.filter((line) => line.includes(blocked) && line.includes('destroyed')).join('\n'),
    );
    expect(found).toMatchObject({ destroyedRows: 0, blockedRows: 0, liftedRows: 0 });
    expect(found.forgedCount).toBeGreaterThan(0);
    expect(await rowsOf(scene, 'households')).toHaveLength(2);
  });

  it('the ledger of the file erases and blocks it again, and the audit trail stays whole', async () => {
    const found = await reapply();
    expect(found).toMatchObject({ forgedCount: 0, destroyedRows: 4, stuckRows: 0 });
    expect(found.blockedRows).toBeGreaterThanOrEqual(4);
    expect(await rowsOf(scene, 'persons', `name = 'Canary Erased'`)).toEqual([]);
    expect(await rowsOf(scene, 'households', `id = '${destroyed}'`)).toEqual([]);
    expect(await rowsOf(scene, 'persons', `name = 'Canary Blocked' and blocked_at is null`)).toEqual([]);
    expect(await rowsOf(scene, 'housing_applications', 'blocked_at is null')).toEqual([]);
    expect(
      await rowsOf(scene, 'case_blocks', `household_id = '${blocked}' and state = 'blocked'`),
    ).toHaveLength(1);
    expect((await verifyAudit(scene, scene.home.municipalityId, [])).faults).toEqual([]);
  });

  it('again it changes nothing, and takes no other file than its own', async () => {
    expect(await reapply()).toMatchObject({
      destroyedRows: 0,
      blockedRows: 0,
      liftedRows: 0,
      forgedCount: 0,
    });
    expect(await reapply('not a line\n{"format":"else"}')).toMatchObject({
      destroyedRows: 0,
      forgedCount: 0,
    });
  });
});
