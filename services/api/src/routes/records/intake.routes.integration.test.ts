import {
  AssessmentDetails,
  type ChangedHousehold,
  DueDatePage,
  DuplicateGroupPage,
  EntitlementList,
  HousingApplication,
  LotPage,
  type MovedApplication,
  OccupancyRequest,
  QueueMovePage,
  type RegisteredApplication,
  type RegisteredEntitlement,
  type RegisteredOccupancyRequest,
} from '@boligtrapp/contracts';
import { aHousehold, aMember, type BuilderScope, syntheticIdentityNumber } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { anAssessmentBody } from '../../../test/record-bodies.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let scope: BuilderScope;
let asOfficer: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  scope = { db: scene.db, municipalityId: scene.one.id };
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

async function get(url: string): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url, headers: asOfficer });
}

async function post(url: string, payload?: object, version?: string): Promise<LightMyRequestResponse> {
  keys += 1;
  const headers = {
    ...asOfficer,
    'idempotency-key': `intake-${keys}`,
    ...(version === undefined ? {} : { 'if-match': version }),
  };
  return await scene.app.inject({
    method: 'POST',
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
}

function expectShape(response: LightMyRequestResponse, schema: TSchema): void {
  expect(response.statusCode, response.body).toBe(200);
  expect([...Value.Errors(schema, response.json())], response.body).toEqual([]);
}

const received = { source: 'paper', receivedOn: '2026-11-02', helpedBy: 'Flyktningtjenesten' };
const decided = { decidedOn: '2026-11-20', notifiedOn: '2026-11-23' };

describe('from application to queue and out of it', () => {
  test('goes through HTTP alone, with a receipt, a decision, a history and an end', async () => {
    const householdId = await aHousehold(scope);
    await aMember(scope, householdId);
    const made = await post('/v1/applications', { householdId, ...received });
    expect(made.statusCode, made.body).toBe(201);
    const { id, receiptSentAt } = made.json<RegisteredApplication>();
    expect(receiptSentAt).toBe('2026-11-23T09:00:00.000Z');
    const due = await get('/v1/due-dates');
    expectShape(due, DueDatePage);
    expect(due.json()).toMatchObject({
      items: [{ id, kind: 'preliminary-answer', dueOn: '2026-12-02', isOverdue: false }],
    });
    const answer = await post(`/v1/applications/${id}/preliminary-answers`, { sentOn: '2026-11-23' });
    expect(answer.statusCode, answer.body).toBe(201);
    expect((await get('/v1/due-dates')).json()).toMatchObject({ totalCount: 0 });

    const body = {
      decisionTrack: 'municipal-dwelling',
      outcome: 'granted',
      localRules: 'Forskrift § 4',
      ...decided,
    };
    const granted = await post(`/v1/applications/${id}/entitlements`, body);
    expect(granted.statusCode, granted.body).toBe(201);
    expect(granted.json<RegisteredEntitlement>()).toMatchObject({
      appealBody: 'municipal-appeals-board',
      legalBasis: 'LOV-1967-02-10 § 28 (2); Forskrift § 4',
      applicationStatus: 'received',
    });
    expectShape(await get(`/v1/applications/${id}/entitlements`), EntitlementList);
    const assessed = await post('/v1/assessments', anAssessmentBody(householdId));
    expect(assessed.statusCode, assessed.body).toBe(201);
    const application = await get(`/v1/applications/${id}`);
    expectShape(application, HousingApplication);
    expect(application.json()).toMatchObject({ status: 'in-queue', helpedBy: 'Flyktningtjenesten' });
    const history = await get(`/v1/households/${householdId}/queue-history`);
    expectShape(history, QueueMovePage);
    expect(history.json()).toMatchObject({
      items: [{ kind: 'entered', isOwn: true, fromPlace: null, toPlace: 1 }],
    });

    const version = String(application.headers['etag']);
    expect((await post(`/v1/applications/${id}/withdraw`, undefined, '"1"')).statusCode).toBe(412);
    expect((await post(`/v1/applications/${id}/withdraw`)).statusCode).toBe(428);
    const ended = await post(`/v1/applications/${id}/withdraw`, undefined, version);
    expect(ended.statusCode, ended.body).toBe(201);
    expect(ended.json<MovedApplication>().status).toBe('withdrawn');
    const late = await post(`/v1/applications/${id}/expire`, undefined, String(ended.headers['etag']));
    expect(late.json()).toMatchObject({
      status: 409,
      code: 'record.transition-refused',
      facts: { state: 'withdrawn', action: 'expire', allowed: '' },
    });
    const again = await post(`/v1/applications/${id}/re-apply`, {
      source: 'digital',
      receivedOn: '2026-11-23',
    });
    expect(again.statusCode, again.body).toBe(201);
  });

  test('a refusal needs its grounds, and the problem names the field', async () => {
    const householdId = await aHousehold(scope);
    const { id } = (
      await post('/v1/applications', { householdId, ...received })
    ).json<RegisteredApplication>();
    const body = { decisionTrack: 'care-dwelling', outcome: 'refused', ...decided };
    const refused = await post(`/v1/applications/${id}/entitlements`, body);
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'entitlement.reason-missing',
      errors: [{ pointer: '/body/reason' }],
    });
    const local = await post(`/v1/applications/${id}/entitlements`, {
      ...body,
      decisionTrack: 'municipal-dwelling',
      reason: 'Has a suitable dwelling of its own.',
    });
    expect(local.json()).toMatchObject({
      code: 'entitlement.local-rules-missing',
      lawRefs: ['LOV-1967-02-10 § 28 (2)'],
    });
  });
});

test('duplicates are found without names and merged by a person', async () => {
  const [kept, merged] = [await aHousehold(scope), await aHousehold(scope)];
  for (const household of [kept, merged]) await aMember(scope, household, { name: 'Syn Dobbel' });
  const found = await get('/v1/household-duplicates');
  expectShape(found, DuplicateGroupPage);
  expect(found.json()).toMatchObject({
    items: [
      { households: [{ householdId: kept }, { householdId: merged }], grounds: ['name-and-birth-date'] },
    ],
  });
  expect(found.body).not.toContain('Dobbel');
  const reason = 'Same person, registered at two counters.';
  const made = await post(`/v1/households/${kept}/merge`, { mergedHouseholdId: merged, reason });
  expect(made.statusCode, made.body).toBe(201);
  expect((await get('/v1/household-duplicates')).json()).toMatchObject({ totalCount: 0 });
  expect((await get(`/v1/households/${merged}`)).json()).toMatchObject({ mergedIntoId: kept });
  const tenant = await post(`/v1/households/${kept}/merge`, {
    mergedHouseholdId: scene.one.householdId,
    reason,
  });
  expect(tenant.json()).toMatchObject({
    status: 409,
    code: 'household.merge-refused',
    facts: { obstacle: 'lease' },
  });
});

test('an application to take somebody in is answered in time or counts as approved', async () => {
  const leases = (await get('/v1/leases')).json<{ items: readonly { id: string }[] }>();
  const leaseId = leases.items[0]?.id ?? '';
  const ask = async (receivedOn: string): Promise<RegisteredOccupancyRequest> =>
    (await post(`/v1/leases/${leaseId}/occupancy-requests`, { personKind: 'other', receivedOn })).json();
  const silent = await ask('2026-10-01');
  expect(silent).toMatchObject({ dueOn: '2026-11-02', state: 'approved-by-silence' });
  const found = await get(`/v1/occupancy-requests/${silent.id}`);
  expectShape(found, OccupancyRequest);
  const refusal = {
    answer: 'refused',
    answeredOn: '2026-11-23',
    refusalGround: 'clear-overcrowding',
    reason: 'Six would live in one room.',
  };
  const late = await post(`/v1/occupancy-requests/${silent.id}/answers`, refusal, '"1"');
  expect(late.json()).toMatchObject({ status: 409, code: 'occupancy-request.approved-by-silence' });
  const fresh = await ask('2026-11-20');
  const inTime = await post(`/v1/occupancy-requests/${fresh.id}/answers`, refusal, '"1"');
  expect(inTime.json()).toMatchObject({ state: 'refused', version: 2 });
});

test('members join and leave with the version in the entity tag; the number is nowhere', async () => {
  const householdId = await aHousehold(scope);
  await aMember(scope, householdId);
  const identityNumber = syntheticIdentityNumber(3);
  const member = { name: 'Syn Barn', birthDate: '2019-05-01', relation: 'child', identityNumber };
  const joined = await post(`/v1/households/${householdId}/members`, { from: '2026-11-01', member }, '"1"');
  expect(joined.statusCode, joined.body).toBe(201);
  const { personId } = joined.json<ChangedHousehold>();
  const left = await post(
    `/v1/households/${householdId}/members/${personId}/leave`,
    { until: '2026-11-20' },
    String(joined.headers['etag']),
  );
  expect(left.statusCode, left.body).toBe(201);
  expect((await get(`/v1/households/${householdId}`)).json()).toMatchObject({
    version: 3,
    members: [{ relation: 'applicant' }],
  });
  expect(`${joined.body}${left.body}${scene.log.join('')}`).not.toContain(identityNumber);
});

test('an assessment carries what it says of children and load, within the policy', async () => {
  const householdId = await aHousehold(scope);
  const body = anAssessmentBody(householdId);
  const children = {
    count: 2,
    schoolDistrict: null,
    mustStayInSchoolDistrict: false,
    ageGroups: [{ group: '6-12', count: 2 }],
    unfitLevels: [3, 4, 5],
    unfitBuildingIds: [scene.one.buildingId],
  };
  const needs = { ...body.needs, children, bedroomsReason: 'child-part-time' };
  const loadProfile = { extraPoints: 5, reason: 'conflict-risk' };
  const refused = await post('/v1/assessments', { ...body, needs: { ...needs, loadProfile } });
  expect(refused.json()).toMatchObject({
    code: 'assessment.extra-load-refused',
    errors: [{ pointer: '/body/needs/loadProfile/extraPoints' }],
    facts: { most: 4 },
  });
  const made = await post('/v1/assessments', { ...body, needs });
  expect(made.statusCode, made.body).toBe(201);
  const found = await get(String(made.headers['location']));
  expectShape(found, AssessmentDetails);
  expect(found.json()).toMatchObject({ needs });
});

test('lots are listed with their seeds', async () => {
  expectShape(await get('/v1/queue/lots'), LotPage);
});
