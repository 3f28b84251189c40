import { parseFacts } from '@boligtrapp/database';
import { type FieldClass, plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  anApplication,
  anAssessment,
  type BuilderScope,
} from '@boligtrapp/testing';
import {
  computeProposal,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
  SHOWN_CLASSES,
  solveRound,
} from '@boligtrapp/use-cases';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../test/api-scene.ts';
import { bearer } from '../../test/tokens.ts';

const ON = plainDate('2026-11-23');
let scene: ApiScene;
let scope: BuilderScope;
/** Paths of what the tests read. */
const paths: Record<string, string> = {};
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  scope = { db: scene.db, municipalityId: scene.one.id };
  await seedNeed();
  await seedRound();
  await seedReview();
  await seedAppeal();
}, 120_000);
afterAll(() => scene.close());

async function ask(role: Role, url: string): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url, headers: await bearer(role, scene.one.id) });
}

async function post(path: string, payload: object, version?: number): Promise<string> {
  keys += 1;
  const answer = await scene.app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    payload,
    headers: {
      ...(await bearer('case-officer', scene.one.id)),
      'idempotency-key': `need-to-know-${keys}`,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json<{ readonly id: string }>().id;
}

/** A household in the queue with a name and a finding, kept apart from another. */
async function seedNeed(): Promise<void> {
  const householdId = await aHousehold(scope);
  await aMember(scope, householdId, { name: 'Navn «identity»' });
  await anApplication(scope, { household_id: householdId });
  const need_points_parts = JSON.stringify([{ criterion: '«function»', value: '«note»', points: 0 }]);
  const assessmentId = await anAssessment(scope, { household_id: householdId, need_points_parts });
  const keepApartId = await post('keep-apart', {
    householdIds: [householdId, await aHousehold(scope)],
    scope: 'building',
    reason: 'Grunn «conflict»',
    owner: 'Boligkontoret «staff»',
    reviewOn: '2027-01-01',
    validFrom: '2026-11-23',
    validTo: null,
  });
  paths['household'] = `/v1/households/${householdId}`;
  paths['assessment'] = `/v1/assessments/${assessmentId}`;
  paths['assessments'] = `/v1/assessments?householdId=${householdId}`;
  paths['queue'] = '/v1/queue';
  paths['keep-apart'] = `/v1/keep-apart/${keepApartId}`;
  paths['keep-apart reason'] = `/v1/keep-apart/${keepApartId}/reason`;
}

async function seedRound(): Promise<void> {
  const payload = { meetingOn: '2026-12-01', horizonDays: 0, tracks: ['welfare'], includesMovers: false };
  const roundId = await post('rounds', payload);
  const solver = {
    solve: async (facts: string) => await Promise.resolve(computeProposal(parseFacts(facts))),
  };
  const command = { municipalityId: scene.one.id, roundId, signal: new AbortController().signal };
  await solveRound({ db: scene.db, solver, nowMs: () => 0 }, command);
  paths['proposal'] = `/v1/rounds/${roundId}/proposal`;
  paths['verdicts'] = `/v1/rounds/${roundId}/verdicts`;
}

/** A tenant who lives two levels too high, with a plan and a wish in own words. */
async function seedReview(): Promise<void> {
  const dwelling_id = await aDwelling(scope, { building_id: scene.one.buildingId, level: 3 });
  const household_id = await aHousehold(scope);
  await anAssessment(scope, { household_id });
  const last_day = plainDate('2027-05-31');
  const leaseId = await aLease(scope, { dwelling_id, household_id, last_day });
  const reviewId = await post('reviews', { leaseId, assignedTo: null });
  const input = { kind: 'wish', wish: 'stay', remark: 'Sier «note»', asOf: ON };
  await post(`reviews/${reviewId}/inputs`, { input }, 1);
  const step = { kind: 'debt', responsible: 'tenant', dueOn: '2027-02-01' };
  const planId = await post('career-plans', { leaseId, goal: 'stay', goalLevel: null, steps: [step] });
  paths['career plan'] = `/v1/career-plans/${planId}`;
  paths['review'] = `/v1/reviews/${reviewId}`;
  paths['lease'] = `/v1/leases/${leaseId}`;
  paths['tenants above assessment'] = '/v1/ladder/tenants-above-assessment';
  paths['audit trail'] = '/v1/audit-events';
}

async function seedAppeal(): Promise<void> {
  const household_id = await aHousehold(scope);
  const applicationId = await anApplication(scope, { household_id, status: 'received' });
  const entitlementId = await post(`applications/${applicationId}/entitlements`, {
    decisionTrack: 'municipal-dwelling',
    outcome: 'refused',
    localRules: 'Retningslinjer 2026',
    reason: 'The household has a dwelling that meets its needs.',
    decidedOn: '2026-11-02',
    notifiedOn: '2026-11-03',
  });
  const id = await post('appeals', {
    entitlementId,
    noticeArrivedOn: '2026-11-03',
    sentOn: null,
    arrivedOn: '2026-11-20',
  });
  const statement = 'The decision stands, for a reason that tells of health: «note»';
  await post(`appeals/${id}/review`, { action: 'forward', statement }, 1);
  paths['appeal'] = `/v1/appeals/${id}`;
}

/** What is read, by which permission, and words of each class that the answer has for who sees all. */
const ANSWERS: readonly (readonly [string, Permission, Readonly<Partial<Record<FieldClass, RegExp>>>])[] = [
  ['household', 'households.read', { identity: /«identity»/u, protection: /"addressProtection":"none"/u }],
  ['assessment', 'assessments.read', { function: /«function»/u, note: /«note»/u, staff: /"assessedBy":"b/u }],
  ['assessments', 'assessments.read', { function: /«function»/u, note: /«note»/u, case: /"versionNumber"/u }],
  ['queue', 'queue.read', { function: /"urgencyClass"/u, case: /"householdReference"/u }],
  ['keep-apart', 'households.read', { staff: /«staff»/u }],
  ['keep-apart reason', 'keep-apart.read', { conflict: /«conflict»/u }],
  ['proposal', 'rounds.read', { function: /"rank":1/u, property: /"dwelling"/u }],
  ['verdicts', 'rounds.read', { function: /"failedRules"/u, case: /"householdReference"/u }],
  ['review', 'reviews.read', { note: /«note»/u, function: /"wish":"stay"/u }],
  ['lease', 'leases.read', { tenancy: /"rentOrePerMonth":\d/u }],
  ['tenants above assessment', 'rotation.read', { progress: /"assessedLevel":1/u, property: /"level":3/u }],
  ['career plan', 'follow-ups.read', { plan: /"kind":"debt"/u, case: /"goal":"stay"/u }],
  ['appeal', 'appeals.read', { note: /«note»/u, staff: /"registeredBy":"case-officer-1"/u }],
  ['audit trail', 'traces.read', { trace: /"action":"appeal\./u }],
];

describe.each(ANSWERS)('of the %s', (name, permission, words) => {
  test.each(ROLES.filter((role) => PERMISSIONS[role].has(permission)))(
    '%s sees its classes, and no others',
    async (role) => {
      const answer = await ask(role, paths[name] ?? '');
      expect(answer.statusCode, answer.body).toBe(200);
      const seen = Object.entries(words).map(([fieldClass, word]) => [fieldClass, word.test(answer.body)]);
      const meant = Object.keys(words).map((fieldClass) => [
        fieldClass,
        [...SHOWN_CLASSES[role]].some((shown) => shown === fieldClass),
      ]);
      expect(seen).toEqual(meant);
    },
  );

  test.each(ROLES.filter((role) => !PERMISSIONS[role].has(permission)))('%s sees nothing', async (role) => {
    const answer = await ask(role, paths[name] ?? '');
    expect(answer.statusCode).toBe(403);
    for (const word of Object.values(words)) expect(answer.body).not.toMatch(word);
  });
});

test('what is left out is null where the schema admits it, and not there elsewhere', async () => {
  const committee = await ask('committee', paths['assessment'] ?? '');
  expect(committee.json()).toMatchObject({ needPointsParts: [{ criterion: '«function»', points: 0 }] });
  const manager = await ask('housing-manager', paths['tenants above assessment'] ?? '');
  const [tenant] = manager.json<{ readonly items: readonly object[] }>().items;
  expect(tenant).not.toHaveProperty('standing');
  const auditor = await ask('auditor', paths['appeal'] ?? '');
  expect(auditor.json()).toMatchObject({ statement: null, panel: [] });
});

test('what is masked is neither in the log', () => {
  expect(scene.log.join('\n')).not.toMatch(/«(?:note|identity|conflict)»/u);
});
