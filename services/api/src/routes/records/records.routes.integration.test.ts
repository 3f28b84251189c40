import {
  ApplicationPage,
  AssessmentDetails,
  AssessmentPage,
  HouseholdPage,
  LeasePage,
  PlaceDetails,
  PlacePage,
  type PolicySet,
  PolicySetDetails,
  PolicySetPage,
  QueuePage,
} from '@boligtrapp/contracts';
import { DEFAULT_POLICY } from '@boligtrapp/domain';
import { aHousehold, aMember, anApplication, anAssessment, type BuilderScope } from '@boligtrapp/testing';
import { PERMISSIONS, type Permission, ROLES } from '@boligtrapp/use-cases';
import type { LightMyRequestResponse } from 'fastify';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { aHouseholdBody, aLeaseBody, anAssessmentBody } from '../../../test/record-bodies.ts';
import { bearer } from '../../../test/tokens.ts';

/** What there is of a municipality, by the name of the parameter in the paths. */
interface Ids {
  readonly householdId: string;
  readonly applicationId: string;
  readonly assessmentId: string;
  readonly policySetId: string;
  readonly placeId: string;
  readonly leaseId: string;
}

let scene: ApiScene;
let here: Ids;
let there: Ids;
let asOfficer: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
  here = await fill(scene.one.id, scene.one.buildingId);
  there = await fill(scene.other.id, scene.other.buildingId);
});
afterAll(() => scene.close());

async function fill(municipalityId: string, placeId: string): Promise<Ids> {
  const scope: BuilderScope = { db: scene.db, municipalityId };
  const householdId = await aHousehold(scope);
  await aMember(scope, householdId);
  const applicationId = await anApplication(scope, { household_id: householdId });
  const assessmentId = await anAssessment(scope, { household_id: householdId });
  const headers = await bearer('case-officer', municipalityId);
  const leases = (await get('/v1/leases', headers)).json<LeasePage>();
  const leaseId = leases.items[0]?.id ?? '';
  const policySetId = (await get('/v1/policy-sets/in-force', headers)).json<PolicySet>().id;
  return { householdId, applicationId, assessmentId, policySetId, placeId, leaseId };
}

async function get(url: string, headers = asOfficer): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url, headers });
}

async function post(url: string, payload: object, headers = asOfficer): Promise<LightMyRequestResponse> {
  keys += 1;
  const key = { 'idempotency-key': `records-${keys}` };
  return await scene.app.inject({ method: 'POST', url, payload, headers: { ...headers, ...key } });
}

describe('every answer has all that its schema promises, and no more', () => {
  test.each([
    ['/v1/places', PlacePage],
    ['/v1/places/{placeId}', PlaceDetails],
    ['/v1/households', HouseholdPage],
    ['/v1/applications', ApplicationPage],
    ['/v1/assessments?householdId={householdId}', AssessmentPage],
    ['/v1/assessments/{assessmentId}', AssessmentDetails],
    ['/v1/queue', QueuePage],
    ['/v1/policy-sets', PolicySetPage],
    ['/v1/policy-sets/{policySetId}', PolicySetDetails],
    ['/v1/policy-sets/in-force?on=2026-11-23', PolicySetDetails],
    ['/v1/leases', LeasePage],
  ] as const satisfies readonly (readonly [string, TSchema])[])('%s', async (path, schema) => {
    const response = await get(withIds(path, here));
    expect(response.statusCode, response.body).toBe(200);
    expect([...Value.Errors(schema, response.json())]).toEqual([]);
    if (schema === PlacePage || schema === QueuePage || schema === LeasePage) {
      expect(response.json()).not.toMatchObject({ totalCount: 0 });
    }
  });

  test('the content of a policy set is the one that was stored', async () => {
    const { content } = (await get(`/v1/policy-sets/${here.policySetId}`)).json<PolicySet>();
    expect(content).toEqual(DEFAULT_POLICY);
  });
});

test.each([
  ['/v1/places/{placeId}', 'place.not-found'],
  ['/v1/households/{householdId}', 'household.not-found'],
  ['/v1/applications/{applicationId}', 'housing-application.not-found'],
  ['/v1/assessments/{assessmentId}', 'assessment.not-found'],
  ['/v1/assessments?householdId={householdId}', 'household.not-found'],
  ['/v1/policy-sets/{policySetId}', 'policy-set.not-found'],
  ['/v1/leases/{leaseId}', 'lease.not-found'],
])('%s of another municipality is not found', async (path, code) => {
  expect((await get(withIds(path, there), await bearer('case-officer', scene.other.id))).statusCode).toBe(
    200,
  );
  const response = await get(withIds(path, there));
  expect(response.json()).toMatchObject({ status: 404, code });
});

test('no list has a row of another municipality in it', async () => {
  for (const path of ['places', 'households', 'applications', 'queue', 'policy-sets', 'leases']) {
    const { body } = await get(`/v1/${path}?limit=200`);
    for (const id of Object.values(there)) expect(body, path).not.toContain(id);
  }
});

const ROUTES = [
  ['GET', '/v1/places', 'places.read'],
  ['GET', '/v1/places/{placeId}', 'places.read'],
  ['POST', '/v1/households', 'households.write'],
  ['GET', '/v1/households', 'households.read'],
  ['GET', '/v1/households/{householdId}', 'households.read'],
  ['POST', '/v1/households/search', 'households.read'],
  ['POST', '/v1/applications', 'applications.write'],
  ['GET', '/v1/applications', 'applications.read'],
  ['GET', '/v1/applications/{applicationId}', 'applications.read'],
  ['POST', '/v1/assessments', 'assessments.write'],
  ['GET', '/v1/assessments?householdId={householdId}', 'assessments.read'],
  ['GET', '/v1/assessments/{assessmentId}', 'assessments.read'],
  ['GET', '/v1/queue', 'queue.read'],
  ['GET', '/v1/policy-sets', 'policy-sets.read'],
  ['GET', '/v1/policy-sets/in-force', 'policy-sets.read'],
  ['GET', '/v1/policy-sets/{policySetId}', 'policy-sets.read'],
  ['POST', '/v1/leases', 'leases.write'],
  ['GET', '/v1/leases', 'leases.read'],
  ['GET', '/v1/leases/{leaseId}', 'leases.read'],
  ['POST', '/v1/leases/{leaseId}/notices', 'leases.write'],
  ['POST', '/v1/leases/{leaseId}/close', 'leases.write'],
] as const satisfies readonly (readonly ['GET' | 'POST', string, Permission])[];

test.each(ROUTES)('%s %s asks for %s', async (method, path, permission) => {
  for (const role of ROLES) {
    const headers = await bearer(role, scene.one.id);
    const url = withIds(path, here);
    const response = method === 'GET' ? await get(url, headers) : await post(url, {}, headers);
    expect(response.statusCode === 403, `${role}: ${response.statusCode}`).toBe(
      !PERMISSIONS[role].has(permission),
    );
  }
  expect((await scene.app.inject({ method, url: withIds(path, here) })).statusCode).toBe(401);
});

describe('from application to queue', () => {
  test('an application and an assessment are registered over HTTP; a second open application is refused', async () => {
    const { id: householdId } = (await post('/v1/households', aHouseholdBody())).json<{ id: string }>();
    const application = { householdId, source: 'paper', receivedOn: '2026-11-23' };
    const first = await post('/v1/applications', application);
    expect(first.statusCode, first.body).toBe(201);
    const second = await post('/v1/applications', application);
    expect(second.json()).toMatchObject({
      status: 409,
      code: 'housing-application.already-open',
      errors: [{ pointer: '/body/householdId' }],
    });
    const assessment = await post('/v1/assessments', anAssessmentBody(householdId));
    expect(assessment.statusCode, assessment.body).toBe(201);
    expect(assessment.json()).toMatchObject({
      versionNumber: 1,
      bedroomNorm: { bedrooms: 1, uses: ['own-room-by-age'] },
    });
  });

  test.each([
    [
      'an unknown household',
      { householdId: '01900000-0000-7000-8000-ffffffffffff' },
      422,
      '/body/householdId',
    ],
    ['a household of another municipality', { householdId: 'there' }, 422, '/body/householdId'],
    ['an impossible date', { assessedOn: '2026-02-30' }, 400, '/body/assessedOn'],
    ['a level that no ladder has', { level: 6 }, 400, '/body/level'],
    [
      'needs with an unknown field',
      { needs: { ...anAssessmentBody('').needs, diagnosis: 'x' } },
      400,
      '/body/needs/diagnosis',
    ],
    [
      'an acceptable level two steps away',
      { needs: { ...anAssessmentBody('').needs, acceptableLevels: [{ level: 4, reason: 'above-safety' }] } },
      422,
      '/body/needs/acceptableLevels/0',
    ],
    ['points that do not add up', { needPoints: 13 }, 422, '/body/needPoints'],
    ['an end before the beginning', { validUntil: '2026-11-23' }, 400, '/body/validUntil'],
  ] as const)(
    'an assessment with %s is refused, the field named, nothing stored',
    async (_what, changes, status, pointer) => {
      const body = { ...anAssessmentBody(here.householdId), ...changes };
      if (body.householdId === 'there') body.householdId = there.householdId;
      const response = await post('/v1/assessments', body);
      expect(response.statusCode, response.body).toBe(status);
      expect(response.json()).toMatchObject({ errors: [{ pointer }] });
      const stored = (await get(`/v1/assessments?householdId=${here.householdId}`)).json<AssessmentPage>();
      expect(stored.totalCount).toBe(1);
    },
  );

  test('the queue tells position, points and ties, and no names', async () => {
    const scope = { db: scene.db, municipalityId: scene.one.id };
    const tied = await aHousehold(scope, { reference: 'H-TIED' });
    await anApplication(scope, { household_id: tied });
    await anAssessment(scope, { household_id: tied });
    const response = await get('/v1/queue?track=welfare&programme=ladder&level=1');
    expect(response.json()).toMatchObject({
      policySetId: here.policySetId,
      totalCount: 2,
      items: [
        {
          position: 1,
          householdId: here.householdId,
          tiedWith: ['H-TIED'],
          points: 10,
          pointsParts: [
            { part: 'need', points: 0 },
            { part: 'waiting', points: 10 },
          ],
          waitingSince: '2026-01-15',
        },
        { position: 1, householdId: tied },
      ],
    });
    expect(response.body).not.toContain('Person ');
    expect((await get('/v1/queue?level=9')).statusCode).toBe(400);
  });
});

test('without a policy in force, places and queue say so', async () => {
  const url = '/v1/policy-sets/in-force?on=1999-12-31';
  expect((await get(url)).json()).toMatchObject({
    status: 404,
    code: 'policy-set.none-in-force',
    facts: { on: '1999-12-31' },
  });
});

test('a lease for the taken dwelling names it also when the body has more to it', async () => {
  const body = aLeaseBody({ dwellingId: scene.one.occupiedId, householdId: here.householdId });
  const response = await post('/v1/leases', body);
  expect(response.json()).toMatchObject({ status: 409, errors: [{ pointer: '/body/dwellingId' }] });
});

function withIds(path: string, ids: Ids): string {
  return Object.entries<string>({ ...ids }).reduce((text, [name, id]) => text.replace(`{${name}}`, id), path);
}
