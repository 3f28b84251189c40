import { inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, nextId } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

const ON = plainDate('2026-11-23');
let scene: ApiScene;
let asWorker: { authorization: string };
let asManager: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene({ clock: { now: () => `${ON}T09:00:00.000Z`, today: () => ON } });
  asWorker = await bearer('follow-up', scene.one.id);
  asManager = await bearer('housing-manager', scene.one.id);
});
afterAll(() => scene.close());

async function post(path: string, payload: object, version?: number): Promise<LightMyRequestResponse> {
  keys += 1;
  return await scene.app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    payload,
    headers: {
      ...asWorker,
      'idempotency-key': `follow-ups-${keys}`,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
}

async function get(path: string, headers = asWorker): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url: `/v1/${path}`, headers });
}

async function aVisitDue(due_on: string): Promise<{ readonly id: string; readonly leaseId: string }> {
  const scope = { db: scene.db, municipalityId: scene.one.id };
  const dwelling_id = await aDwelling(scope, { building_id: scene.one.buildingId });
  const leaseId = await aLease(scope, { dwelling_id, household_id: await aHousehold(scope) });
  const id = nextId();
  await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
    const row = { municipality_id: scene.one.id, id, lease_id: leaseId, due_on: plainDate(due_on) };
    await tx
      .insertInto('follow_ups')
      .values({ ...row, kind: 'yearly-visit' })
      .execute();
  });
  return { id, leaseId };
}

describe('follow-up over HTTP', () => {
  test('a visit is assigned, made and told of in codes; its note is read by itself', async () => {
    const [{ id }, other] = [await aVisitDue('2026-10-01'), await aVisitDue('2026-10-02')];
    const assignment = { assignedTo: 'anna' };
    expect((await post(`follow-ups/${id}/assign`, assignment)).statusCode).toBe(428);
    const assigned = await post(`follow-ups/${id}/assign`, assignment, 1);
    expect([assigned.statusCode, assigned.headers['etag']]).toEqual([201, '"2"']);
    const mine = await get('follow-ups?assignedTo=anna&overdue=true');
    expect(mine.json()).toMatchObject({
      items: [{ id, isOverdue: true, assignedTo: 'anna', state: 'due' }],
      nextCursor: null,
      totalCount: 1,
      counts: { due: 1, overdue: 1, unassigned: 0 },
    });
    const page = await get('follow-ups?limit=1&unassigned=false');
    const { nextCursor } = page.json<{ nextCursor: string }>();
    const next = await get(`follow-ups?limit=1&unassigned=false&cursor=${nextCursor}`);
    expect(next.json()).toMatchObject({ items: [{ id: other.id }], totalCount: 2 });
    const visit = {
      outcome: 'met',
      environmentLevel: 2,
      needsChanged: true,
      heldOn: '2026-11-20',
      note: 'Ønsker å bo nærmere jobben.',
    };
    const unsound = await post(`follow-ups/${id}/complete`, { ...visit, environmentLevel: null }, 2);
    expect(unsound.json()).toMatchObject({
      code: 'follow-up.outcome-contradictory',
      status: 422,
      errors: [{ pointer: '/body/environmentLevel' }],
    });
    expect((await post(`follow-ups/${id}/complete`, visit, 1)).statusCode).toBe(412);
    expect((await post(`follow-ups/${id}/complete`, visit, 2)).json()).toEqual({
      id,
      state: 'done',
      version: 3,
    });
    expect((await post(`follow-ups/${id}/complete`, visit, 3)).statusCode).toBe(409);
    const read = await get(`follow-ups/${id}`);
    expect(read.headers['etag']).toBe('"3"');
    expect(read.json()).toMatchObject({
      doneOn: '2026-11-20',
      visit: { outcome: 'met', environmentLevel: 2, needsChanged: true },
      assignments: [{ assignedTo: 'anna' }],
    });
    expect(read.body).not.toContain('jobben');
    expect((await get(`follow-ups/${id}/note`)).json()).toMatchObject({ note: visit.note });
    expect((await get(`follow-ups/${other.id}/note`)).statusCode).toBe(404);
    expect((await get(`follow-ups/${id}`, asManager)).statusCode).toBe(403);
  });

  test('a housing-career plan goes from draft to its goal', async () => {
    const { leaseId } = await aVisitDue('2027-01-01');
    const step = { kind: 'savings', responsible: 'tenant', dueOn: '2027-06-01' };
    const draft = { leaseId, goal: 'own-with-startlan', goalLevel: null, steps: [step] };
    const made = await post('career-plans', draft);
    expect(made.statusCode, made.body).toBe(201);
    const { id } = made.json<{ id: string }>();
    expect(made.headers['location']).toBe(`/v1/career-plans/${id}`);
    expect((await post('career-plans', draft)).json()).toMatchObject({ code: 'career-plan.has-current' });
    await post(`career-plans/${id}/revise`, { goal: 'step-down', goalLevel: 1 }, 1);
    await post(`career-plans/${id}/agree`, { agreedOn: '2026-11-23' }, 2);
    await post(`career-plans/${id}/steps`, { ...step, kind: 'startlan-readiness' }, 3);
    const steps = (await get(`career-plans/${id}`)).json<{ steps: readonly { id: string }[] }>().steps;
    expect(steps).toHaveLength(2);
    const moved = await post(`career-plans/${id}/steps/${steps[0]?.id}/move`, { action: 'finish' }, 4);
    expect(moved.json()).toEqual({ id, state: 'agreed', version: 5 });
    expect((await post(`career-plans/${id}/end`, { action: 'achieve' }, 5)).statusCode).toBe(201);
    const listed = await get('career-plans?state=achieved');
    expect(listed.json()).toMatchObject({ totalCount: 1, items: [{ id, progressBasisPoints: 5_000 }] });
    const { versions } = (await get(`career-plans/${id}`)).json<{ versions: readonly { event: string }[] }>();
    expect(versions.map(({ event }) => event)).toEqual([
      'made',
      'revised',
      'agreed',
      'step-added',
      'step-moved',
      'achieved',
    ]);
  });

  test('what happens at a place proposes a status, which a housing manager sees', async () => {
    const { buildingId } = scene.one;
    const incident = {
      buildingId,
      occurredOn: '2026-11-20',
      severity: 3,
      kind: 'threat',
      reportedByRole: 'police',
      householdId: null,
    };
    const registered = await post('incidents', incident);
    expect(registered.statusCode, registered.body).toBe(201);
    const { id } = registered.json<{ id: string }>();
    const report = { placeId: buildingId, reportedOn: '2026-11-21', level: 4, complaintCount: 2 };
    const reported = await post('environment-reports', report);
    const judged = await get(`places/${buildingId}/environment`, asManager);
    expect(judged.json()).toMatchObject({
      points: 12,
      parts: [
        { source: 'incidents', severity: 3, count: 1 },
        { source: 'report', level: 4 },
      ],
      proposal: 'caution',
      direction: 'tighten',
    });
    const proposed = await get('place-environments?hasProposal=true', asManager);
    expect(proposed.body).toContain(buildingId);
    expect((await get(`incidents?placeId=${buildingId}`)).json()).toMatchObject({ items: [{ id }] });
    expect((await get(`incidents/${id}`)).json()).toMatchObject({ kind: 'threat', withdrawnOn: null });
    expect((await get(`incidents/${id}/household`)).statusCode).toBe(404);
    const withdrawn = await post(`incidents/${id}/withdraw`, { because: 'wrong-place' });
    expect(withdrawn.json()).toEqual({ id, withdrawnOn: '2026-11-23' });
    expect((await post(`incidents/${id}/withdraw`, { because: 'other' })).json()).toMatchObject({
      code: 'incident.withdrawn-already',
    });
    const { id: reportId } = reported.json<{ id: string }>();
    await post(`environment-reports/${reportId}/withdraw`, { because: 'registered-twice' });
    expect((await get('environment-reports?withdrawn=true')).json()).toMatchObject({
      items: [{ id: reportId }],
    });
    expect((await get(`places/${buildingId}/environment`, asManager)).json()).toMatchObject({
      points: 0,
      proposal: 'none',
    });
  });
});
