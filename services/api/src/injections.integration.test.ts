import { connectAsAdmin } from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOfAny, INSIDES } from '../test/answer-schemas.ts';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { JSON_BODIES, SCRIPT_TEXTS, SQL_TEXTS, TRAVERSALS } from '../test/injections.ts';
import { bearer } from '../test/tokens.ts';

const MEMBERS_OF_A_HOUSEHOLD = 20;

let scene: ApiScene;
let asOfficer: { authorization: string };
beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

/** How many rows each table has, and what the tables and roles are. */
async function lookAround(): Promise<ReadonlyMap<string, number>> {
  const admin = await connectAsAdmin({ adminUrl: scene.adminUrl });
  const tables = await admin.query<{ name: string; walled: boolean }>(
    `select relname as name, relrowsecurity and relforcerowsecurity as walled from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  );
  const found = new Map<string, number>();
  for (const { name, walled } of tables) {
    const [row] = await admin.query<{ count: number }>(`select count(*)::int as count from ${name}`);
    found.set(`${name}${walled ? ', walled' : ''}`, row?.count ?? -1);
  }
  await admin.close();
  return found;
}

/** The tables that have another number of rows than before, or are new, or gone. */
function changed(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}

let key = 0;
async function post(
  payload: string,
): Promise<{ readonly status: number; readonly body: string; readonly type: string }> {
  key += 1;
  const headers = {
    ...asOfficer,
    'content-type': 'application/json',
    'idempotency-key': `a-key-of-injections-${key}`,
  };
  const response = await scene.app.inject({ method: 'POST', url: '/v1/households', headers, payload });
  return { status: response.statusCode, body: response.body, type: String(response.headers['content-type']) };
}

/** Registers households whose members have these names, and reads them again. */
async function storeAndRead(names: readonly string[]): Promise<readonly string[]> {
  const read: string[] = [];
  for (let from = 0; from < names.length; from += MEMBERS_OF_A_HOUSEHOLD) {
    const members = names.slice(from, from + MEMBERS_OF_A_HOUSEHOLD).map((name, n) => ({
      name,
      birthDate: '1980-01-01',
      relation: n === 0 ? 'applicant' : 'other',
    }));
    const made = await post(JSON.stringify({ members }));
    expect(made.status, made.body).toBe(201);
    const household: unknown = JSON.parse(made.body);
    const id =
      typeof household === 'object' && household !== null && 'id' in household ? String(household.id) : '';
    const response = await scene.app.inject({ url: `/v1/households/${id}`, headers: asOfficer });
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    read.push(...response.json<{ members: { name: string }[] }>().members.map(({ name }) => name));
  }
  return read;
}

test('each of 800 texts of SQL is stored as it is, and nothing else happens', {
  timeout: 180_000,
}, async () => {
  expect(SQL_TEXTS.length).toBeGreaterThanOrEqual(500);
  const before = await lookAround();
  const read = await storeAndRead(SQL_TEXTS);
  expect(read.toSorted()).toEqual(SQL_TEXTS.toSorted());
  const tables = [
    'access_events',
    'audit_events',
    'audit_heads',
    'data_keys',
    'household_members',
    'households',
    'idempotency_keys',
    'outbox',
    'person_lookups',
    'persons',
  ];
  const names = changed(before, await lookAround()).map((name) => name.replace(', walled', ''));
  expect(names.filter((name) => !tables.includes(name))).toEqual([]);
});

test('in an address they find nothing, and nothing happens', { timeout: 180_000 }, async () => {
  const before = await lookAround();
  for (const [n, text] of SQL_TEXTS.entries()) {
    const search = encodeURIComponent(text);
    const url =
      [
        `/v1/households?reference=${search}`,
        `/v1/applications?status=${search}`,
        `/v1/dwellings?cursor=${search}`,
        `/v1/dwellings/${search}`,
      ][n % 4] ?? '';
    const response = await scene.app.inject({ url, headers: asOfficer });
    const isEmpty = response.statusCode === 200 && response.json<{ totalCount: number }>().totalCount === 0;
    expect(isEmpty || [400, 404].includes(response.statusCode), `${url} ${response.body}`).toBe(true);
    expect(response.body).not.toMatch(INSIDES);
  }
  expect(changed(before, await lookAround())).toEqual([]);
});

test('none of 200 bodies reaches a prototype or breaks what reads it', { timeout: 120_000 }, async () => {
  expect(JSON_BODIES).toHaveLength(200);
  const before = await lookAround();
  for (const body of JSON_BODIES) {
    const answer = await post(body);
    const faults = faultsOfAny({ ...answer, mediaType: answer.type });
    expect({ body, faults, isRefused: answer.status >= 400 }).toEqual({ body, faults: [], isRefused: true });
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(changed(before, await lookAround())).toEqual([]);
});

test('each of 200 scripts is stored as it is and answered as data', { timeout: 120_000 }, async () => {
  expect(SCRIPT_TEXTS).toHaveLength(200);
  const read = await storeAndRead(SCRIPT_TEXTS);
  expect(read.toSorted()).toEqual(SCRIPT_TEXTS.toSorted());
});

test('no script of an address stands in a page', async () => {
  for (const text of SCRIPT_TEXTS) {
    for (const url of [`/problems/${encodeURIComponent(text)}`, `/docs/${encodeURIComponent(text)}`]) {
      const response = await scene.app.inject({ url, headers: { accept: 'text/html' } });
      expect(response.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(response.headers['content-type']).toBe('application/problem+json');
      expect(response.body).not.toContain('alert(1)');
    }
  }
});

test('no address leads out of what is served', async () => {
  for (const url of TRAVERSALS) {
    const response = await scene.app.inject({ url, headers: asOfficer });
    expect(response.body, url).not.toMatch(/root:|"dependencies"|import |PATH=|_KEY/);
    expect([400, 404], `${url} ${response.body}`).toContain(response.statusCode);
  }
});
