import { CASE_TABLES } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  anApplication,
  anAssessment,
  aPlaceToLive,
  nextId,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  keepFor,
  LATER,
  latestRun,
  leader,
  officer,
  openPrivacyScene,
  type PrivacyScene,
  rowsOf,
} from '../../test/privacy-scene.ts';
import { actorOf, aRequest, peek } from '../../test/records-scene.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { liftCaseBlock, listCaseBlocks, requestCaseLift } from './case-blocks.ts';
import { runNightlyRetention } from './nightly-retention.ts';

let scene: PrivacyScene;

beforeAll(async () => {
  scene = await openPrivacyScene();
});
afterAll(async () => {
  await scene.close();
});

interface Case {
  readonly householdId: string;
  readonly personId: string;
  readonly leaseId: string;
}

/** A case that ended in 2028, with rows at first and at second hand. */
async function aCase(closedOn: string | null = '2028-03-01'): Promise<Case> {
  const { buildingId } = await aPlaceToLive(scene.home);
  const householdId = await aHousehold(scene.home);
  const personId = await aMember(scene.home, householdId);
  await anApplication(scene.home, { household_id: householdId, status: 'housed' });
  await anAssessment(scene.home, { household_id: householdId });
  const leaseId = await aLease(scene.home, {
    dwelling_id: await aDwelling(scene.home, { building_id: buildingId }),
    household_id: householdId,
    ...(closedOn === null ? {} : { closed_on: plainDate(closedOn), closed_because: 'vacated' }),
  });
  const row = { municipality_id: scene.home.municipalityId };
  const followUpId = nextId();
  await peek(scene.home, async (tx) => {
    const visit = { lease_id: leaseId, kind: 'one-month-visit', due_on: plainDate('2025-02-01') };
    await tx
      .insertInto('follow_ups')
      .values({ ...row, id: followUpId, ...visit })
      .execute();
    const note = { follow_up_id: followUpId, note: 'A note of the visit', written_by: 'worker' };
    await tx
      .insertInto('follow_up_notes')
      .values({ ...row, ...note })
      .execute();
    const notice = { lease_id: leaseId, kind: 'expiry-information', sequence: 'first', last_day: LATER };
    const prepared = {
      due_on: LATER,
      prepared_on: LATER,
      origin: 'person',
      prepared_by: 'w',
      ground: 'end-nears',
    };
    const discarded = {
      discarded_on: plainDate('2028-02-01'),
      discarded_by: 'w',
      discarded_because: 'closed',
    };
    await tx
      .insertInto('prepared_notices')
      .values({ ...row, id: nextId(), ...notice, ...prepared, ...discarded, state: 'discarded' })
      .execute();
  });
  return { householdId, personId, leaseId };
}

async function night() {
  const { municipalityId } = scene.home;
  return await runNightlyRetention(scene.jobs, { municipalityId, requestId: nextId() });
}

/** Rows of the tables of cases that the application sees and that mention one of the ids. */
async function seen(ids: readonly string[]): Promise<readonly string[]> {
  const { admin, home } = scene;
  const found: string[] = [];
  await admin.query('begin');
  await admin.query(`select set_config('app.municipality', $1, true)`, [home.municipalityId]);
  await admin.query('set local role boligtrapp_app');
  for (const { table } of CASE_TABLES) {
    const rows = await admin.query<{ text: string }>(`select to_jsonb(t)::text as text from ${table} t`);
    if (rows.some(({ text }) => ids.some((id) => text.includes(id)))) found.push(table);
  }
  await admin.query('rollback');
  return found;
}

function idsOf({ householdId, personId, leaseId }: Case): readonly string[] {
  return [householdId, personId, leaseId];
}

describe('a closed case whose time is over', () => {
  it('is blocked by a night: the application sees no row of it, and none is lost', async () => {
    const [old, running] = [await aCase(), await aCase(null)];
    const before = await seen(idsOf(old));
    expect(before).toEqual(
      expect.arrayContaining(['households', 'persons', 'leases', 'follow_ups', 'prepared_notices']),
    );
    await keepFor(scene, 'closed-case', 60);
    expect((await night()).blockedCases).toBe(1);
    expect(await seen(idsOf(old))).toEqual([]);
    expect(await seen(idsOf(running))).toEqual(before);
    expect(await rowsOf(scene, 'follow_up_notes', 'blocked_at is not null')).toHaveLength(1);
    const run = await latestRun(scene);
    expect(run).toMatchObject({ kind: 'block', state: 'done', settledBy: null });
    expect(run.counts).toMatchObject([{ rule: 'closed-case', state: 'done', itemCount: 1 }]);
    expect(run.counts[0]?.rowCount).toBeGreaterThanOrEqual(8);
    expect((await night()).blockedCases).toBe(0);
    expect((await verifyAudit(scene, scene.home.municipalityId, [])).faults).toEqual([]);
  });

  it('control: a table without the policy shows it', async () => {
    const old = await aCase();
    await night();
    await scene.admin.query('begin');
    await scene.admin.query('drop policy blocked_is_hidden on leases');
    await scene.admin.query(`select set_config('app.municipality', $1, true)`, [scene.home.municipalityId]);
    await scene.admin.query('set local role boligtrapp_app');
    const shown = await scene.admin.query('select 1 from leases where id = $1', [old.leaseId]);
    const hidden = await scene.admin.query('select 1 from households where id = $1', [old.householdId]);
    await scene.admin.query('rollback');
    expect([shown.length, hidden.length]).toEqual([1, 0]);
  });

  it.each([
    [
      'an application waits',
      async ({ householdId }: Case) => void (await anApplication(scene.home, { household_id: householdId })),
    ],
    [
      'a deposit was not given back',
      async ({ leaseId }: Case) => {
        await peek(scene.home, async (tx) => {
          const row = { municipality_id: scene.home.municipalityId, id: nextId(), lease_id: leaseId };
          const given = { kind: 'guarantee', amount_ore: 100, given_on: LATER, recorded_by: 'w' } as const;
          await tx
            .insertInto('lease_deposits')
            .values({ ...row, ...given })
            .execute();
        });
      },
    ],
  ])('stays while %s', async (_what, keepOpen) => {
    const old = await aCase();
    await keepOpen(old);
    await night();
    expect(await seen([old.householdId])).not.toEqual([]);
  });

  it('is seen again when a leader asks for it, and blocked again when its time is over', async () => {
    const old = await aCase();
    await night();
    expect(await seen(idsOf(old))).toEqual([]);
    const page = await listCaseBlocks(scene.deps, leader(scene), { limit: 100 });
    expect(page.items.map(({ householdId }) => householdId)).toContain(old.householdId);
    const command = {
      householdId: old.householdId,
      reasonCode: 'appeal-or-claim',
      reference: '2040/9',
    } as const;
    const byOfficer = requestCaseLift(scene.deps, officer(scene), command, aRequest('lift'));
    await expect(byOfficer).rejects.toMatchObject({ code: 'authorisation.denied' });
    await requestCaseLift(scene.deps, leader(scene), command, aRequest('lift'));
    const job = {
      municipalityId: scene.home.municipalityId,
      householdId: old.householdId,
      requestId: nextId(),
    };
    await liftCaseBlock(scene.jobs, job);
    await liftCaseBlock(scene.jobs, job);
    expect(await seen(idsOf(old))).toContain('follow_ups');
    expect(
      await rowsOf(scene, 'erasure_ledger', `action = 'lifted' and row_id = '${old.householdId}'`),
    ).toHaveLength(1);
    const again = requestCaseLift(scene.deps, leader(scene), command, aRequest('lift'));
    await expect(again).rejects.toMatchObject({ code: 'case-block.not-found' });
    await night();
    expect(await seen(idsOf(old))).toEqual([]);
  });

  it('cannot be unblocked, or blocked, by the application', async () => {
    const old = await aCase();
    const block = peek(scene.home, async (tx) => {
      const blocked = { blocked_at: '2040-01-01T00:00:00Z' };
      await tx.updateTable('households').set(blocked).where('id', '=', old.householdId).execute();
    });
    await expect(block).rejects.toMatchObject({ code: '42501' });
    await night();
    const unblocked = await peek(scene.home, async (tx) => {
      const open = { blocked_at: null };
      return await tx
        .updateTable('households')
        .set(open)
        .where('id', '=', old.householdId)
        .executeTakeFirst();
    });
    expect(Number(unblocked.numUpdatedRows)).toBe(0);
  });

  it('is listed to nobody who is recused from it', async () => {
    const old = await aCase();
    await night();
    const cousin = { ...actorOf(scene.home, 'leader'), id: 'cousin' };
    const row = { municipality_id: scene.home.municipalityId, id: nextId(), household_id: old.householdId };
    await peek(scene.home, async (tx) => {
      await tx
        .insertInto('recusals')
        .values({ ...row, member: 'cousin', ground: 'family' })
        .execute();
    });
    const page = await listCaseBlocks(scene.deps, cousin, { limit: 100 });
    expect(page.items.map(({ householdId }) => householdId)).not.toContain(old.householdId);
  });
});
