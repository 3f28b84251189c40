import { type FollowUpKind, type FollowUpState, plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aPlaceToLive,
  nameForCase,
  nextId,
  type PlaceIds,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { listCaseTasks } from '../offer/handle-case-tasks.ts';
import { type AssignedFollowUp, assignFollowUp } from './assign-follow-up.ts';
import { type CompletedFollowUp, type CompleteFollowUp, completeFollowUp } from './complete-follow-up.ts';
import { type FollowUpPage, getFollowUp, getFollowUpNote, listFollowUps } from './read-follow-ups.ts';

const NOTE = 'vil gjerne flytte';
let scene: RecordsScene;
let place: PlaceIds;

beforeAll(async () => {
  scene = await openRecordsScene();
  place = await aPlaceToLive(scene.home);
});
afterAll(async () => {
  await scene.close();
});

const worker = () => actorOf(scene.home, 'follow-up');

interface Planned {
  readonly id: string;
  readonly leaseId: string;
  readonly householdId: string;
}

async function aFollowUp(
  due_on: string,
  { kind = 'yearly-visit', state = 'due' }: { kind?: FollowUpKind; state?: FollowUpState } = {},
): Promise<Planned> {
  const householdId = await aHousehold(scene.home);
  const dwelling_id = await aDwelling(scene.home, { building_id: place.buildingId });
  const leaseId = await aLease(scene.home, { dwelling_id, household_id: householdId });
  const id = nextId();
  await peek(scene.home, async (tx) => {
    await tx
      .insertInto('follow_ups')
      .values({
        municipality_id: scene.home.municipalityId,
        id,
        lease_id: leaseId,
        kind,
        due_on: plainDate(due_on),
        state,
        ...(state === 'cancelled' ? { cancelled_on: TODAY } : {}),
      })
      .execute();
  });
  return { id, leaseId, householdId };
}

async function complete(
  followUpId: string,
  changes: Partial<CompleteFollowUp> = {},
  request = aRequest('completeFollowUp'),
): Promise<CompletedFollowUp> {
  const command: CompleteFollowUp = {
    followUpId,
    version: 1,
    outcome: 'met',
    environmentLevel: 2,
    needsChanged: false,
    heldOn: TODAY,
    note: null,
    ...changes,
  };
  return await completeFollowUp(scene.deps, worker(), command, request);
}

async function assign(followUpId: string, assignedTo: string | null, version = 1): Promise<AssignedFollowUp> {
  const command = { followUpId, version, assignedTo };
  return await assignFollowUp(scene.deps, worker(), command, aRequest('assignFollowUp'));
}

describe('a visit', () => {
  it('is stored in codes, once, and cannot be told anew', async () => {
    const { id, householdId } = await aFollowUp('2026-11-20');
    const request = aRequest('completeFollowUp');
    const done = await complete(id, {}, request);
    expect(done).toEqual({ id, state: 'done', version: 2 });
    expect(await complete(id, {}, request)).toEqual(done);
    await expect(complete(id)).rejects.toMatchObject({ code: 'record.version-stale' });
    await expect(complete(id, { version: 2 })).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'done', action: 'complete', allowed: '' } },
    });
    expect(await getFollowUp(scene.deps, actorOf(scene.home, 'leader'), id)).toMatchObject({
      householdId,
      state: 'done',
      doneOn: TODAY,
      doneBy: 'follow-up-1',
      isOverdue: false,
      visit: { outcome: 'met', environmentLevel: 2, needsChanged: false },
    });
  });

  it('by many at once is of one', async () => {
    const { id } = await aFollowUp('2026-11-20');
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, async () => await complete(id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('that finds another need leaves a task for a case officer, and no assessment is changed', async () => {
    const { id, householdId } = await aFollowUp('2026-11-20');
    await complete(id, { needsChanged: true });
    const tasks = async (actor = actorOf(scene.home)) => {
      const { items } = await listCaseTasks(scene.deps, actor, { limit: 200 });
      return items.filter(({ subjectId }) => subjectId === id);
    };
    const [household] = await peek(scene.home, async (tx) =>
      tx.selectFrom('households').where('id', '=', householdId).select('reference').execute(),
    );
    const found = await tasks();
    expect(found).toMatchObject([
      { kind: 'needs-changed', dueOn: TODAY, householdId, householdReference: household?.reference },
    ]);
    expect(found[0]?.dwellingReference).toMatch(/\S/);
    const recused = { ...actorOf(scene.home), id: 'recused-officer' };
    await aRecusal(scene.home, recused, householdId);
    expect(await tasks(recused)).toEqual([]);
  });

  it('is refused where it cannot be', async () => {
    const { id } = await aFollowUp('2026-11-20');
    const plan = await aFollowUp('2026-11-20', { kind: 'career-plan' });
    const cancelled = await aFollowUp('2026-11-20', { state: 'cancelled' });
    const cases: readonly (readonly [string, Partial<CompleteFollowUp>, string])[] = [
      [id, { environmentLevel: null }, 'follow-up.outcome-contradictory'],
      [id, { outcome: 'not-met' }, 'follow-up.outcome-contradictory'],
      [id, { heldOn: plainDate('2026-11-24') }, 'record.date-in-the-future'],
      [id, { heldOn: plainDate('2024-12-31') }, 'record.range-reversed'],
      [plan.id, {}, 'follow-up.not-a-visit'],
      [cancelled.id, {}, 'record.transition-refused'],
      [nextId(), {}, 'follow-up.not-found'],
    ];
    for (const [followUpId, changes, code] of cases) {
      await expect(complete(followUpId, changes)).rejects.toMatchObject({ code });
    }
    expect(await complete(id, { outcome: 'refused', environmentLevel: null })).toMatchObject({
      state: 'done',
    });
  });

  it('has a note that is read by those who follow up, each reading logged, and stands nowhere else', async () => {
    const { id, householdId } = await aFollowUp('2026-11-20');
    await complete(id, { note: NOTE });
    expect(await getFollowUpNote(scene.deps, worker(), id)).toMatchObject({
      note: NOTE,
      writtenBy: 'follow-up-1',
    });
    for (const role of ['auditor', 'leader'] as const) {
      await expect(getFollowUpNote(scene.deps, actorOf(scene.home, role), id)).rejects.toMatchObject({
        code: 'follow-up-note.not-found',
      });
    }
    const details = await getFollowUp(scene.deps, worker(), id);
    const page = await listFollowUps(scene.deps, worker(), { limit: 200 });
    const traces = await peek(scene.home, async (tx) => ({
      audit: await tx.selectFrom('audit_events').selectAll().execute(),
      keys: await tx.selectFrom('idempotency_keys').selectAll().execute(),
      outbox: await tx.selectFrom('outbox').selectAll().execute(),
      reads: await tx
        .selectFrom('access_events')
        .where('operation', '=', 'get-follow-up-note')
        .select('household_ids')
        .execute(),
    }));
    const { reads, ...others } = traces;
    expect(JSON.stringify({ details, page, others })).not.toContain(NOTE);
    expect(reads).toEqual([{ household_ids: [householdId] }]);
    const silent = await aFollowUp('2026-11-20');
    await expect(getFollowUpNote(scene.deps, worker(), silent.id)).rejects.toMatchObject({
      code: 'follow-up-note.not-found',
    });
  });
});

describe('an assignment', () => {
  it('is kept with who made it, also when it is given back', async () => {
    const { id } = await aFollowUp('2026-12-20');
    expect(await assign(id, 'anna')).toEqual({ id, assignedTo: 'anna', version: 2 });
    await expect(assign(id, 'bo')).rejects.toMatchObject({ code: 'record.version-stale' });
    await assign(id, null, 2);
    await assign(id, 'bo', 3);
    expect((await getFollowUp(scene.deps, worker(), id)).assignments).toMatchObject([
      { assignedTo: 'anna', assignedBy: 'follow-up-1' },
      { assignedTo: null },
      { assignedTo: 'bo' },
    ]);
    const cancelled = await aFollowUp('2026-12-20', { state: 'cancelled' });
    await expect(assign(cancelled.id, 'anna')).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  /** @law LOV-1967-02-10 § 6 */
  it('is of nobody who is recused from the case (forvaltningsloven § 6)', async () => {
    const { id, householdId } = await aFollowUp('2026-12-20');
    await aRecusal(scene.home, { ...worker(), id: 'cousin' }, householdId);
    await expect(assign(id, 'cousin')).rejects.toMatchObject({
      code: 'follow-up.assignee-recused',
      details: { lawRefs: ['LOV-1967-02-10 § 6'] },
    });
  });
});

/** What Mette is to do, two on a page. */
async function list(query: object): Promise<FollowUpPage> {
  return await listFollowUps(scene.deps, worker(), { assignedTo: 'mette', limit: 2, ...query });
}

describe('the work list', () => {
  it('has what is assigned, unassigned and overdue, page by page, with counts', async () => {
    const [late, soon, later] = [
      await aFollowUp('2026-01-02'),
      await aFollowUp('2026-11-22'),
      await aFollowUp('2027-01-20'),
    ];
    for (const { id } of [late, soon, later]) await assign(id, 'mette');
    await complete(soon.id, { version: 2 });
    const idsOf = async (query: object) => (await list(query)).items.map(({ id }) => id);
    const first = await list({});
    expect(first).toMatchObject({
      isLast: false,
      totalCount: 3,
      counts: { due: 2, overdue: 1, unassigned: 0 },
      items: [{ id: late.id, isOverdue: true }, { id: soon.id }],
    });
    expect(await idsOf({ after: first.items[1] })).toEqual([later.id]);
    expect(await list({ isOverdue: true })).toMatchObject({ totalCount: 1, counts: { due: 2, overdue: 1 } });
    expect(await idsOf({ isOverdue: true })).toEqual([late.id]);
    expect(await idsOf({ state: 'done' })).toEqual([soon.id]);
    expect(await idsOf({ dueBefore: plainDate('2026-11-22') })).toEqual([late.id]);
    expect(await idsOf({ leaseId: later.leaseId })).toEqual([later.id]);
    const nobodys = await aFollowUp('2026-11-01');
    const open = await list({ assignedTo: null, limit: 200 });
    expect(open.items.map(({ id }) => id)).toContain(nobodys.id);
    expect(open.items.some(({ assignedTo }) => assignedTo !== null)).toBe(false);
  });

  it('leaves out households whose case is hidden, and those of protected people', async () => {
    const [secret, hidden] = [await aFollowUp('2026-11-10'), await aFollowUp('2026-11-10')];
    const recused = { ...worker(), id: 'recused-worker' };
    await aRecusal(scene.home, recused, hidden.householdId);
    const { items } = await listFollowUps(scene.deps, recused, { limit: 200 });
    expect(items.some(({ id }) => id === hidden.id)).toBe(false);
    expect(items.some(({ id }) => id === secret.id)).toBe(true);
    const missing = { code: 'follow-up.not-found' };
    await expect(getFollowUp(scene.deps, recused, hidden.id)).rejects.toMatchObject(missing);
    await expect(getFollowUpNote(scene.deps, recused, hidden.id)).rejects.toMatchObject(missing);
    const command = { followUpId: hidden.id, version: 1, assignedTo: 'anna' };
    await expect(assignFollowUp(scene.deps, recused, command, aRequest('a'))).rejects.toMatchObject(missing);
    await expect(
      getFollowUp(scene.deps, actorOf(scene.elsewhere, 'follow-up'), secret.id),
    ).rejects.toMatchObject(missing);
    await complete(secret.id, { note: NOTE });
    await aMember(scene.home, secret.householdId, { address_protection: 'confidential' });
    await nameForCase(scene.home, secret.householdId, actorOf(scene.home).id);
    await expect(getFollowUpNote(scene.deps, worker(), secret.id)).rejects.toMatchObject(missing);
    const left = await listFollowUps(scene.deps, worker(), { limit: 200 });
    expect(left.items.some(({ id }) => id === secret.id)).toBe(false);
    expect((await getFollowUpNote(scene.deps, actorOf(scene.home), secret.id)).note).toBe(NOTE);
  });
});
