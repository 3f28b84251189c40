import type { PolicySet, PolicySetDetails } from '@boligtrapp/contracts';
import { inTenant, markImpactDone } from '@boligtrapp/database';
import { DEFAULT_POLICY, LAW_FIGURES } from '@boligtrapp/domain';
import type { Role } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { signToken } from '../../../test/tokens.ts';

let scene: ApiScene;
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
});
afterAll(async () => {
  await scene.close();
});

interface Asked {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly role?: Role;
  readonly payload?: object;
  readonly etag?: string;
}

async function ask(path: string, { method = 'POST', role = 'case-officer', payload, etag }: Asked = {}) {
  const token = await signToken({ role, municipalityId: scene.one.id, subject: role });
  keys += 1;
  return await scene.app.inject({
    method,
    url: `/v1/policy-sets${path}`,
    headers: {
      authorization: `Bearer ${token}`,
      ...(method === 'POST' ? { 'idempotency-key': `policy-key-${keys}` } : {}),
      ...(etag === undefined ? {} : { 'if-match': etag }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

it('a set goes from draft to in force over HTTP, with an entity tag at each step', async () => {
  const content = { ...DEFAULT_POLICY, spareBedrooms: 2 };
  const drafted = await ask('', { payload: { name: 'Ny', content } });
  expect(drafted.statusCode).toBe(201);
  const { id } = drafted.json<PolicySet>();
  const diff = await ask(`/${id}/diff`, { method: 'GET', role: 'leader' });
  expect(diff.json()).toMatchObject({
    changes: [{ figure: 'spareBedrooms', unit: 'bedrooms', before: 1, after: 2 }],
  });
  expect((await ask(`/${id}/submit`)).statusCode).toBe(428);
  const early = await ask(`/${id}/submit`, { etag: '"1"' });
  expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([
    409,
    'policy-set.impact-run-missing',
  ]);
  const requested = await ask(`/${id}/impact-runs`);
  expect(requested.statusCode).toBe(202);
  const run = requested.json<{ id: string }>().id;
  // As the worker does.
  await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
    await markImpactDone(tx, run, { lastRound: null, presentQueue: null });
  });
  const latest = await ask(`/${id}/impact-runs/latest`, { method: 'GET' });
  expect(latest.json()).toMatchObject({ id: run, state: 'done', result: { lastRound: null } });
  const submitted = await ask(`/${id}/submit`, { etag: '"1"' });
  expect(submitted.headers['etag']).toBe('"2"');
  const payload = { validFrom: '2027-01-01', reason: 'Vedtatt.', decisionReference: 'Sak 26/100' };
  const own = await ask(`/${id}/approve`, { payload, etag: '"2"' });
  expect(own.statusCode).toBe(403);
  const approved = await ask(`/${id}/approve`, { role: 'leader', payload, etag: '"2"' });
  expect(approved.statusCode).toBe(201);
  expect(approved.json()).toMatchObject({ state: 'in-force', validFrom: '2027-01-01', approver: 'leader' });
});

it('what law gives is shown, and a content that sets it is refused', async () => {
  const inForce = await ask('/in-force', { method: 'GET' });
  expect(inForce.json<PolicySetDetails>().lawFigures).toEqual(LAW_FIGURES);
  const short = await ask('', {
    payload: { name: 'Kort', content: { ...DEFAULT_POLICY, leaseTermMonths: 12 } },
  });
  expect(short.statusCode).toBe(422);
  expect(short.json()).toMatchObject({
    code: 'policy-set.against-law',
    errors: [{ pointer: '/body/content/leaseTermMonths' }],
    lawRefs: ['LOV-1999-03-26-17 § 9-3 (1)'],
  });
  const named = await ask('', {
    payload: { name: 'Lov', content: { ...DEFAULT_POLICY, holdoverMonths: 6 } },
  });
  expect(named.statusCode).toBe(400);
  expect(named.json()).toMatchObject({ errors: [{ pointer: '/body/content/holdoverMonths' }] });
});
