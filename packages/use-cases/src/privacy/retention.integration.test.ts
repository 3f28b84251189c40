import { listErasures } from '@boligtrapp/database';
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
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  approveLatest,
  carryOut,
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
import { carryOutRetention } from './carry-out-retention.ts';
import { runNightlyRetention } from './nightly-retention.ts';
import { requestRetentionRun } from './request-retention-run.ts';
import { getRetentionRules } from './retention-rules.ts';
import { settleRetentionRun } from './settle-retention-run.ts';

let scene: PrivacyScene;

beforeAll(async () => {
  scene = await openPrivacyScene();
});
afterAll(async () => {
  await scene.close();
});
beforeEach(async () => {
  for (const rule of ['never-applied', 'draft-career-plan', 'unsent-letter', 'closed-case'] as const) {
    await keepFor(scene, rule, null);
  }
  await night();
});

async function night() {
  const { municipalityId } = scene.home;
  return await runNightlyRetention(scene.jobs, { municipalityId, requestId: nextId() });
}

async function neverApplied(): Promise<{ householdId: string; personId: string }> {
  const householdId = await aHousehold(scene.home);
  const personId = await aMember(scene.home, householdId);
  await anAssessment(scene.home, { household_id: householdId });
  return { householdId, personId };
}

async function isThere(table: string, id: string): Promise<boolean> {
  return (await rowsOf(scene, table, `id = '${id}'`)).length === 1;
}

async function aRunningLease(): Promise<{ leaseId: string; householdId: string }> {
  const { buildingId } = await aPlaceToLive(scene.home);
  const householdId = await aHousehold(scene.home);
  const leaseId = await aLease(scene.home, {
    dwelling_id: await aDwelling(scene.home, { building_id: buildingId }),
    household_id: householdId,
  });
  return { leaseId, householdId };
}

describe('without a figure of the municipality', () => {
  it('nothing is planned, blocked or destroyed, however old it is', async () => {
    await neverApplied();
    expect(await night()).toEqual({ expiredCopies: 0, blockedCases: 0, plannedItems: 0 });
    const plan = requestRetentionRun(scene.deps, officer(scene), { kind: 'due' }, aRequest('plan'));
    await expect(plan).rejects.toMatchObject({ code: 'retention-run.nothing-due' });
    const { rules } = await getRetentionRules(scene.deps, officer(scene));
    expect(rules.map(({ current }) => current?.keepMonths)).toEqual([null, null, null, null]);
  });
});

describe('a household that never applied', () => {
  it('is planned by a night, once, and destroyed only after another person approved it', async () => {
    const { householdId, personId } = await neverApplied();
    await keepFor(scene, 'never-applied', 24);
    const { plannedItems } = await night();
    expect(plannedItems).toBeGreaterThanOrEqual(4);
    const planned = await latestRun(scene);
    expect(planned).toMatchObject({ kind: 'due', state: 'planned', requestedBy: 'job:nightly-retention' });
    await night();
    expect((await latestRun(scene)).id).toBe(planned.id);
    expect(await isThere('households', householdId)).toBe(true);

    // Who set the figure is not a second person.
    const figureSetter = { ...leader(scene), id: officer(scene).id };
    await expect(approveLatest(scene, figureSetter)).rejects.toMatchObject({
      code: 'retention-run.same-person',
    });
    await carryOut(scene, await approveLatest(scene));
    expect(await isThere('households', householdId)).toBe(false);
    expect(await isThere('persons', personId)).toBe(false);
    expect(await rowsOf(scene, 'household_members', `household_id = '${householdId}'`)).toEqual([]);
    expect(await rowsOf(scene, 'assessments', `household_id = '${householdId}'`)).toEqual([]);

    const done = await latestRun(scene);
    expect(done.state).toBe('done');
    expect(done.counts.map(({ tableName, state }) => [tableName, state])).toEqual([
      ['assessments', 'done'],
      ['household_members', 'done'],
      ['households', 'done'],
      ['persons', 'done'],
    ]);
  });

  it('leaves ids and no more in the ledger and the audit trail, whose chain stays whole', async () => {
    const { householdId } = await neverApplied();
    await keepFor(scene, 'never-applied', 24);
    await night();
    await carryOut(scene, await approveLatest(scene));
    const entries = await peek(
      scene.home,
      async (tx) => await listErasures(tx, scene.home.municipalityId, { afterId: null, limit: 1_000 }),
    );
    const own = entries.filter(({ subjectId }) => subjectId === householdId);
    expect(own.map(({ action, tableName }) => [action, tableName])).toEqual([
      ['destroyed', 'assessments'],
      ['destroyed', 'household_members'],
      ['destroyed', 'persons'],
      ['destroyed', 'households'],
    ]);
    const { faults } = await verifyAudit(scene, scene.home.municipalityId, []);
    expect(faults).toEqual([]);
    const events = JSON.stringify(await rowsOf(scene, 'audit_events'));
    expect(events).toContain('retention-run.carried-out');
    expect(events).not.toContain('Person ');
  });

  it('is kept where it has applied after the approval', async () => {
    const { householdId } = await neverApplied();
    await keepFor(scene, 'never-applied', 24);
    await night();
    const runId = await approveLatest(scene);
    await anApplication(scene.home, { household_id: householdId });
    await carryOut(scene, runId);
    expect(await isThere('households', householdId)).toBe(true);
    expect((await latestRun(scene)).counts).toContainEqual(
      expect.objectContaining({ tableName: 'households', state: 'kept', rowCount: 0 }),
    );
  });

  it('is kept where its time is not over, to the day', async () => {
    const { householdId } = await neverApplied();
    const day = await scene.admin.query<{ day: string }>(
      `select to_char(created_at at time zone 'Europe/Oslo', 'YYYY-MM-DD') as day from households where id = $1`,
      [householdId],
    );
    const registeredOn = plainDate(day[0]?.day ?? '');
    const [year, rest] = [String(Number(registeredOn.slice(0, 4)) + 2), registeredOn.slice(4)];
    await keepFor(scene, 'never-applied', 24);
    const on = (today: string) => ({
      ...scene.jobs,
      clock: { now: () => `${today}T08:00:00Z`, today: () => plainDate(today) },
    });
    const { municipalityId } = scene.home;
    const last = await runNightlyRetention(on(`${year}${rest}`), { municipalityId, requestId: nextId() });
    expect(last.plannedItems).toBe(0);
    const after = await runNightlyRetention(on(`${Number(year) + 1}-01-01`), {
      municipalityId,
      requestId: nextId(),
    });
    expect(after.plannedItems).toBeGreaterThan(0);
  });

  it('leaves a child that has another home', async () => {
    const { householdId } = await neverApplied();
    const childId = await aMember(scene.home, householdId, { relation: 'child' });
    const otherHome = await aHousehold(scene.home);
    await anApplication(scene.home, { household_id: otherHome });
    await peek(scene.home, async (tx) => {
      const row = { municipality_id: scene.home.municipalityId, id: nextId(), household_id: otherHome };
      await tx
        .insertInto('household_members')
        .values({ ...row, person_id: childId, relation: 'child', member_during: '[2020-01-01,)' })
        .execute();
    });
    await keepFor(scene, 'never-applied', 24);
    await night();
    await carryOut(scene, await approveLatest(scene));
    expect(await isThere('households', householdId)).toBe(false);
    expect(await isThere('persons', childId)).toBe(true);
  });
});

describe('carrying out', () => {
  it('goes on where it was killed, and destroys and remembers each row once', async () => {
    const households: string[] = [];
    for (let index = 0; index < 60; index += 1) households.push(await aHousehold(scene.home));
    await keepFor(scene, 'never-applied', 24);
    await night();
    const runId = await approveLatest(scene);
    const { municipalityId } = scene.home;
    let parts = 0;
    const dying = {
      ...scene.jobs,
      onCarriedOut: async () => {
        parts += 1;
        return await Promise.reject(new Error('killed'));
      },
    };
    const run = { municipalityId, runId, requestId: nextId() };
    await expect(carryOutRetention(dying, run)).rejects.toThrow('killed');
    const left = await rowsOf(scene, 'households', `id in ('${households.join("','")}')`);
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(60);
    expect(parts).toBe(1);
    await Promise.all([carryOut(scene, runId), carryOut(scene, runId)]);
    await carryOut(scene, runId);
    expect(await rowsOf(scene, 'households', `id in ('${households.join("','")}')`)).toEqual([]);
    const entries = await rowsOf(
      scene,
      'erasure_ledger',
      `run_id = '${runId}' and table_name = 'households'`,
    );
    expect(entries).toHaveLength(60);
    const finished = await rowsOf(
      scene,
      'audit_events',
      `action = 'retention-run.carried-out' and object_id = '${runId}'`,
    );
    expect(finished).toHaveLength(1);
  });

  it('is refused where the items are not those that were approved', async () => {
    await neverApplied();
    await keepFor(scene, 'never-applied', 24);
    await night();
    const { id: runId, version, itemsHash } = await latestRun(scene);
    const { householdId } = await neverApplied();
    await peek(scene.home, async (tx) => {
      await tx
        .insertInto('retention_items')
        .values({
          municipality_id: scene.home.municipalityId,
          run_id: runId,
          number: 9_999,
          rule: 'never-applied',
          subject_id: householdId,
          table_name: 'households',
          row_id: householdId,
        })
        .execute();
    });
    const command = { runId, version, action: 'approve', itemsHash } as const;
    const approval = settleRetentionRun(scene.deps, leader(scene), command, aRequest('settle'));
    await expect(approval).rejects.toMatchObject({ code: 'retention-run.items-changed' });
  });

  it('is nothing that the role could do without an approved run', async () => {
    const { householdId } = await neverApplied();
    const scope = { db: scene.retentionDb, municipalityId: scene.home.municipalityId };
    const erase = async (): Promise<number> =>
      await peek(scope, async (tx) => {
        await tx.deleteFrom('assessments').where('household_id', '=', householdId).execute();
        await tx.deleteFrom('household_members').where('household_id', '=', householdId).execute();
        const { numDeletedRows } = await tx
          .deleteFrom('households')
          .where('id', '=', householdId)
          .executeTakeFirstOrThrow();
        return Number(numDeletedRows);
      });
    expect(await erase()).toBe(0);
    expect(await isThere('households', householdId)).toBe(true);
    // A plan that nobody has approved is no reason either.
    await keepFor(scene, 'never-applied', 24);
    await night();
    expect(await erase()).toBe(0);
    // And the role does not approve for itself.
    const { id } = await latestRun(scene);
    const approve = peek(scope, async (tx) => {
      await tx.updateTable('retention_runs').set({ state: 'approved' }).where('id', '=', id).execute();
    });
    await expect(approve).rejects.toMatchObject({ code: '42501' });
  });

  it('control: without the policy of the tables the role would delete what it likes', async () => {
    const { householdId } = await neverApplied();
    const tables = ['assessments', 'household_members', 'households'] as const;
    await scene.admin.query('begin');
    for (const table of tables) await scene.admin.query(`drop policy erases_what_was_approved on ${table}`);
    await scene.admin.query(`select set_config('app.municipality', $1, true)`, [scene.home.municipalityId]);
    await scene.admin.query('set local role boligtrapp_retention');
    for (const table of tables) {
      const column = table === 'households' ? 'id' : 'household_id';
      await scene.admin.query(`delete from ${table} where ${column} = $1`, [householdId]);
    }
    const left = await scene.admin.query('select 1 from households where id = $1', [householdId]);
    await scene.admin.query('rollback');
    expect(left).toEqual([]);
  });
});

async function aDraft(): Promise<string> {
  const { leaseId, householdId } = await aRunningLease();
  const row = { municipality_id: scene.home.municipalityId };
  const id = nextId();
  await peek(scene.home, async (tx) => {
    await tx
      .insertInto('career_plans')
      .values({ ...row, id, household_id: householdId, lease_id: leaseId, goal: 'stay', made_by: 'worker' })
      .execute();
    await tx
      .insertInto('career_plan_steps')
      .values({ ...row, id: nextId(), plan_id: id, kind: 'debt', responsible: 'tenant', due_on: LATER })
      .execute();
    await tx
      .insertInto('career_plan_versions')
      .values({ ...row, plan_id: id, version: 1, event: 'made', content: '{}', recorded_by: 'worker' })
      .execute();
  });
  return id;
}

describe('a draft of a plan', () => {
  it('is erased on request before its time, by two people', async () => {
    const subjectId = await aDraft();
    const command = {
      kind: 'on-request',
      rule: 'draft-career-plan',
      subjectId,
      reasonCode: 'person-asked',
      reference: '2040/77',
    } as const;
    const planned = await requestRetentionRun(scene.deps, officer(scene), command, aRequest('plan'));
    expect(planned.itemCount).toBe(3);
    const self = { ...leader(scene), id: officer(scene).id };
    await expect(approveLatest(scene, self)).rejects.toMatchObject({ code: 'retention-run.same-person' });
    await carryOut(scene, await approveLatest(scene));
    for (const table of ['career_plan_steps', 'career_plan_versions']) {
      expect(await rowsOf(scene, table, `plan_id = '${subjectId}'`)).toEqual([]);
    }
    expect(await isThere('career_plans', subjectId)).toBe(false);
  });

  it('is no draft once it was agreed: LOV-2025-06-20-96 § 13', async () => {
    const subjectId = await aDraft();
    await peek(scene.home, async (tx) => {
      const agreed = { agreed_on: LATER, first_agreed_on: LATER, first_agreed_by: 'worker', state: 'agreed' };
      await tx.updateTable('career_plans').set(agreed).where('id', '=', subjectId).execute();
    });
    const command = {
      kind: 'on-request',
      rule: 'draft-career-plan',
      subjectId,
      reasonCode: 'person-asked',
      reference: '2040/78',
    } as const;
    const plan = requestRetentionRun(scene.deps, officer(scene), command, aRequest('plan'));
    await expect(plan).rejects.toMatchObject({ code: 'retention-run.kept-for-archive' });
  });

  it('is for nobody who is recused from the case', async () => {
    const subjectId = await aDraft();
    const [plan] = await scene.admin.query<{ household_id: string }>(
      'select household_id from career_plans where id = $1',
      [subjectId],
    );
    const recused = { ...actorOf(scene.home), id: 'cousin' };
    await peek(scene.home, async (tx) => {
      const row = {
        municipality_id: scene.home.municipalityId,
        id: nextId(),
        member: 'cousin',
        ground: 'family',
      } as const;
      await tx
        .insertInto('recusals')
        .values({ ...row, household_id: plan?.household_id ?? '' })
        .execute();
    });
    const command = {
      kind: 'on-request',
      rule: 'draft-career-plan',
      subjectId,
      reasonCode: 'person-asked',
      reference: '2040/79',
    } as const;
    await expect(requestRetentionRun(scene.deps, recused, command, aRequest('plan'))).rejects.toMatchObject({
      code: 'household.not-found',
    });
  });
});

describe('a letter that was never sent', () => {
  it('goes with its files; its notice stays, without the text', async () => {
    const { leaseId } = await aRunningLease();
    const row = { municipality_id: scene.home.municipalityId };
    const [noticeId, letterId, docx, pdf] = [nextId(), nextId(), nextId(), nextId()];
    await peek(scene.home, async (tx) => {
      for (const [id, media_type] of [
        [docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
        [pdf, 'application/pdf'],
      ] as const) {
        const bytes = Buffer.from(`letter ${id}`);
        const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes));
        await tx
          .insertInto('documents')
          .values({ ...row, id, media_type, bytes, sha256, stored_by: 'w' })
          .execute();
      }
      const notice = { lease_id: leaseId, kind: 'expiry-information', sequence: 'first', last_day: LATER };
      const prepared = {
        due_on: LATER,
        prepared_on: LATER,
        origin: 'person',
        prepared_by: 'w',
        ground: 'end-nears',
      };
      await tx
        .insertInto('prepared_notices')
        .values({ ...row, id: noticeId, ...notice, ...prepared })
        .execute();
      const letter = {
        notice_id: noticeId,
        letter_number: 1,
        letter_kind: 'expiry-information',
        language: 'nb',
      };
      const files = { docx_document_id: docx, pdf_document_id: pdf, data: '{"recipientLines":["Kari"]}' };
      const written = { written_on: plainDate('2038-01-01'), written_by: 'w' };
      await tx
        .insertInto('notice_letters')
        .values({ ...row, id: letterId, ...letter, ...files, ...written })
        .execute();
      const discarded = {
        discarded_on: plainDate('2038-02-01'),
        discarded_by: 'w',
        discarded_because: 'closed',
      };
      await tx
        .updateTable('prepared_notices')
        .set({ state: 'discarded', letter_id: letterId, ...discarded })
        .where('id', '=', noticeId)
        .execute();
    });
    await keepFor(scene, 'unsent-letter', 12);
    await night();
    await carryOut(scene, await approveLatest(scene));
    expect(await isThere('notice_letters', letterId)).toBe(false);
    expect(await rowsOf(scene, 'documents', `id in ('${docx}', '${pdf}')`)).toEqual([]);
    expect(await rowsOf(scene, 'prepared_notices', `id = '${noticeId}'`)).toMatchObject([
      { state: 'discarded', letter_id: null, discarded_because: 'closed' },
    ]);
  });
});
