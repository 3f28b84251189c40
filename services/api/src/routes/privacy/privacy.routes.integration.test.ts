import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createAuditSealer, createIdSource } from '@boligtrapp/platform';
import { protectPerson, syntheticIdentityNumber } from '@boligtrapp/testing';
import {
  type CarryOutDeps,
  carryOutRetention,
  makePersonDataExport,
  ROLES,
  runNightlyRetention,
} from '@boligtrapp/use-cases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { readEndpoints } from '../../../test/endpoints.ts';
import { bearer } from '../../../test/tokens.ts';

/** Every GET by every role. */
const CRAWL_MS = 120_000;
const LATER = plainDate('2040-06-15');
const CANARY = 'Kanari Sperret';
const NUMBER = syntheticIdentityNumber(71);

let scene: ApiScene;
let retentionDb: Db;
let jobs: CarryOutDeps;
let officer: Readonly<Record<string, string>>;
let leader: Readonly<Record<string, string>>;

beforeAll(async () => {
  scene = await setApiScene();
  const sealer = createAuditSealer({ keyId: 'test', key: new Uint8Array(32).fill(3) });
  const role = DATABASE_ROLES.retention;
  const pool = createPool({ url: scene.databaseUrl, role, applicationName: 'privacy-api-test' });
  retentionDb = createDb(pool, { sealAuditHead: sealer.seal });
  const clock = { now: () => `${LATER}T08:00:00Z`, today: () => LATER };
  jobs = { retentionDb, sealer, clock, ids: createIdSource() };
  officer = await bearer('case-officer', scene.one.id);
  leader = await bearer('leader', scene.one.id);
});
afterAll(async () => {
  await retentionDb.destroy();
  await scene.close();
});

let keys = 0;

async function post(url: string, payload: object, headers: Readonly<Record<string, string>>) {
  keys += 1;
  const all = { ...headers, 'idempotency-key': `privacy-key-${keys}` };
  return await scene.app.inject({ method: 'POST', url, headers: all, payload });
}

async function get(url: string, headers = officer) {
  return await scene.app.inject({ method: 'GET', url, headers });
}

async function aHousehold(name: string, identityNumber: string | null = null): Promise<string> {
  const member = { name, birthDate: '1980-02-01', relation: 'applicant', identityNumber };
  const response = await post('/v1/households', { members: [member] }, officer);
  expect(response.statusCode, response.body).toBe(201);
  return response.json<{ id: string }>().id;
}

async function memberOf(householdId: string): Promise<string> {
  const household = (await get(`/v1/households/${householdId}`)).json<{ members: { personId: string }[] }>();
  return household.members[0]?.personId ?? '';
}

function job(): { readonly municipalityId: string; readonly requestId: string } {
  return { municipalityId: scene.one.id, requestId: jobs.ids.next() };
}

describe('retention over the API', () => {
  it('shows every rule without a figure, and plans nothing', async () => {
    const overview = (await get('/v1/retention-rules')).json<{
      rules: { current: object | null }[];
      tables: object[];
    }>();
    expect(overview.rules.map(({ current }) => current)).toEqual([null, null, null, null]);
    expect(overview.tables.length).toBeGreaterThan(90);
    const plan = await post('/v1/retention-runs', {}, officer);
    expect([plan.statusCode, plan.json<{ code: string }>().code]).toEqual([409, 'retention-run.nothing-due']);
  });

  it('erases a draft on request, by one who asks and another who approves these very rows', async () => {
    const householdId = await aHousehold('Syn Tetisk');
    const draft = {
      rule: 'never-applied',
      subjectId: householdId,
      reasonCode: 'person-asked',
      reference: '26/1',
    };
    const plan = await post('/v1/retention-runs', { draft }, officer);
    expect(plan.statusCode, plan.body).toBe(201);
    const { id, itemsHash } = plan.json<{ id: string; itemsHash: string }>();
    const items = (await get(`/v1/retention-runs/${id}/items`)).json<{ totalCount: number }>();
    expect(items.totalCount).toBe(3);
    const url = `/v1/retention-runs/${id}/settlement`;
    const ifMatch = { 'if-match': String(plan.headers['etag']) };
    const wrong = await post(
      url,
      { action: 'approve', itemsHash: 'a'.repeat(64) },
      { ...leader, ...ifMatch },
    );
    expect([wrong.statusCode, wrong.json<{ code: string }>().code]).toEqual([
      409,
      'retention-run.items-changed',
    ]);
    const approval = await post(url, { action: 'approve', itemsHash }, { ...leader, ...ifMatch });
    expect([approval.statusCode, approval.json<{ state: string }>().state]).toEqual([201, 'approved']);
    await carryOutRetention(jobs, { ...job(), runId: id });
    expect((await get(`/v1/households/${householdId}`)).statusCode).toBe(404);
    expect((await get(`/v1/retention-runs/${id}`, leader)).json()).toMatchObject({
      state: 'done',
      kind: 'on-request',
    });
  });

  it('refuses to erase what belongs to a case', async () => {
    const subjectId = scene.one.householdId;
    const draft = { rule: 'never-applied', subjectId, reasonCode: 'person-asked', reference: '26/2' };
    const plan = await post('/v1/retention-runs', { draft }, officer);
    expect(plan.json()).toMatchObject({
      status: 422,
      code: 'retention-run.kept-for-archive',
      lawRefs: ['LOV-2025-06-20-96 § 13'],
    });
  });
});

describe('a copy of what is held on a person', () => {
  it('is fetched as JSON and as PDF, with the number in clear and never stored by anybody on the way', async () => {
    const householdId = await aHousehold('Ea Innsyn', NUMBER);
    const personId = await memberOf(householdId);
    const asked = { personId, reasonCode: 'person-asked', reference: '26/3' };
    const request = await post('/v1/person-data-exports', asked, officer);
    expect(request.statusCode, request.body).toBe(201);
    const url = String(request.headers['location']);
    expect((await get(`${url}/content`)).statusCode).toBe(404);
    const { id: exportId } = request.json<{ id: string }>();
    await makePersonDataExport(jobs, { ...job(), exportId });
    const content = await get(`${url}/content`);
    expect(content.headers['cache-control']).toBe('no-store');
    expect(content.json()).toMatchObject({ person: { name: 'Ea Innsyn', identity_number: NUMBER } });
    const pdf = await get(`${url}/pdf`);
    expect([pdf.statusCode, pdf.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(scene.log.join('')).not.toContain(NUMBER);
    // From now on the case is there for named people only, and what was copied before is, too.
    await protectPerson({ db: scene.db, municipalityId: scene.one.id }, personId);
    const after = await Promise.all([get(`${url}/content`), get(`${url}/pdf`), get(url)]);
    expect(after.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
  });
});

describe('a blocked case', () => {
  let householdId: string;
  let before: readonly string[];

  /** Every GET that answers with the canary or the household, by any role. */
  async function findings(): Promise<readonly string[]> {
    const found = new Set<string>();
    const { endpoints } = readEndpoints(scene.app);
    const gets = endpoints.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/'));
    for (const role of ROLES) {
      const headers = await bearer(role, scene.one.id);
      for (const { path, operationId } of gets) {
        const url = path.replaceAll(/\{\w+\}/g, householdId);
        const response = await scene.app.inject({ method: 'GET', url, headers });
        if (response.body.includes(CANARY)) found.add(operationId);
      }
      const search = await scene.app.inject({
        method: 'POST',
        url: '/v1/households/search',
        headers: { ...headers, 'idempotency-key': `search-${role}-key` },
        payload: { identityNumber: syntheticIdentityNumber(72) },
      });
      if (search.body.includes(CANARY)) found.add('search');
    }
    return [...found].toSorted();
  }

  beforeAll(async () => {
    householdId = await aHousehold(CANARY, syntheticIdentityNumber(72));
    await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
      const row = { municipality_id: scene.one.id, id: jobs.ids.next(), household_id: householdId };
      const ended = { source: 'digital', received_on: plainDate('2026-01-01'), status: 'withdrawn' } as const;
      await tx
        .insertInto('housing_applications')
        .values({ ...row, ...ended })
        .execute();
    });
    before = await findings();
    const figure = {
      rule: 'closed-case',
      keepMonths: 12,
      decisionReference: '26/4',
      decidedOn: '2026-11-01',
    };
    expect((await post('/v1/retention-figures', figure, officer)).statusCode).toBe(201);
    await runNightlyRetention(jobs, job());
  }, CRAWL_MS);

  it('control: before it is blocked the crawl finds it', () => {
    expect(before).toEqual(expect.arrayContaining(['getHousehold', 'listHouseholds', 'search']));
  });

  it(
    'is in no answer of any role any more',
    async () => {
      expect(await findings()).toEqual([]);
      expect((await get(`/v1/households/${householdId}`)).statusCode).toBe(404);
    },
    CRAWL_MS,
  );

  it('is read by the archive, with a reason', async () => {
    const asked = { householdId, reasonCode: 'appeal-or-claim', reference: '26/5' };
    const refused = await post('/v1/archive-readings', asked, officer);
    expect(refused.statusCode).toBe(403);
    const request = await post('/v1/archive-readings', asked, leader);
    await makePersonDataExport(jobs, { ...job(), exportId: request.json<{ id: string }>().id });
    const content = await get(`${String(request.headers['location'])}/content`, leader);
    expect(content.json<{ tables: { persons: object[] } }>().tables.persons).toMatchObject([
      { name: CANARY },
    ]);
    expect((await get('/v1/case-blocks', leader)).json()).toMatchObject({
      items: [{ householdId, state: 'blocked' }],
    });
  });
});
