import { connectAsAdmin } from '@boligtrapp/testing';
import { PERMISSIONS, ROLES } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, sceneDeps, setApiScene } from '../test/api-scene.ts';
import { ANY_CANARY, CANARIES, canaryRequest, type Places } from '../test/canaries.ts';
import { type Endpoint, readEndpoints } from '../test/endpoints.ts';
import { DATABASE_FAULTS, type DatabaseFault, failingDatabase } from '../test/failing-database.ts';
import { bearer } from '../test/tokens.ts';
import { buildApp } from './app.ts';

const text = `${CANARIES.name} ${CANARIES.number}`;
let scene: ApiScene;
beforeAll(async () => {
  scene = await setApiScene();
});
afterAll(() => scene.close());

async function headersFor({ 'x-permission': permission }: Endpoint): Promise<Record<string, string>> {
  const role = ROLES.find((name) => [...PERMISSIONS[name]].some((allowed) => allowed === permission));
  return role === undefined ? {} : await bearer(role, scene.one.id);
}

/** Sends a request to every endpoint, and gives the answers that are problems. */
async function sendAll(app: ApiScene['app'], places: Places): Promise<readonly string[]> {
  const { endpoints, schemas } = readEndpoints(scene.app);
  const problems: string[] = [];
  for (const endpoint of endpoints) {
    const { headers, ...request } = canaryRequest(endpoint, schemas, places);
    const response = await app.inject({
      ...request,
      headers: { ...headers, ...(await headersFor(endpoint)) },
    });
    const { statusCode, body } = response;
    if (statusCode >= 400)
      problems.push(`${endpoint.operationId} ${statusCode} ${body} ${JSON.stringify(response.headers)}`);
  }
  return problems;
}

function withCanary(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => ANY_CANARY.test(line)).map((line) => line.slice(0, 400));
}

test.for<[string, Places]>([
  ['in paths and queries', { id: text, text, idempotencyKey: 'a-key-of-this-test' }],
  [
    'in paths and queries, alone',
    { id: CANARIES.number, text: CANARIES.number, idempotencyKey: CANARIES.number },
  ],
])('canaries %s of every route come into no log and no refusal', async ([, places]) => {
  const before = scene.log.length;
  const problems = await sendAll(scene.app, places);
  expect(problems.length).toBeGreaterThan(100);
  expect(withCanary(problems)).toEqual([]);
  expect(withCanary(scene.log.slice(before))).toEqual([]);
});

test('a token that is not taken comes into no log and no refusal', async () => {
  const before = scene.log.length;
  for (const authorization of [
    `Bearer ${CANARIES.token}.${CANARIES.token}.${CANARIES.number}`,
    `Basic ${CANARIES.token}`,
  ]) {
    const cookie = `__Host-session=${CANARIES.token}`;
    const response = await scene.app.inject({ url: '/v1/households', headers: { authorization, cookie } });
    expect(response.statusCode).toBe(401);
    expect(withCanary([response.body, JSON.stringify(response.headers)])).toEqual([]);
  }
  expect(withCanary(scene.log.slice(before))).toEqual([]);
});

const FAULTS = Object.keys(DATABASE_FAULTS).filter((name): name is DatabaseFault =>
  Object.hasOwn(DATABASE_FAULTS, name),
);

test.for(FAULTS)(
  'canaries come into no log and no answer of any route when the database %s',
  async (fault) => {
    const log: string[] = [];
    const app = buildApp({
      ...sceneDeps(failingDatabase(fault), log),
      ensureSchemaFits: async () => await Promise.resolve(),
    });
    const problems = await sendAll(app, {
      id: scene.one.householdId,
      text: '',
      idempotencyKey: 'a-key-of-this-test',
    });
    await app.close();
    expect(problems.length).toBeGreaterThan(100);
    expect(withCanary(problems)).toEqual([]);
    expect(log.filter((line) => line.includes('request answered')).length).toBeGreaterThan(100);
    expect(withCanary(log)).toEqual([]);
  },
);

/** Tables in which nobody's name has anything to do. */
const NO_NAMES = [
  'outbox',
  'audit_events',
  'access_events',
  'audit_heads',
  'idempotency_keys',
  'round_snapshots',
];

test('what is stored has a number nowhere, and a name in no trace, job or event', async () => {
  const { endpoints, schemas } = readEndpoints(scene.app);
  const asOfficer = await bearer('case-officer', scene.one.id);
  const household = endpoints.find(({ operationId }) => operationId === 'registerHousehold');
  expect(household).toBeDefined();
  if (household === undefined) return;
  const { headers } = canaryRequest(household, schemas, {
    id: '',
    text: '',
    idempotencyKey: 'a-key-of-this-household',
  });
  const member = {
    name: CANARIES.name,
    birthDate: '1980-02-01',
    relation: 'applicant',
    identityNumber: CANARIES.number,
  };
  const made = await scene.app.inject({
    method: 'POST',
    url: '/v1/households',
    headers: { ...headers, ...asOfficer },
    payload: JSON.stringify({ members: [member] }),
  });
  expect(made.statusCode, made.body).toBe(201);
  const found = await scene.app.inject({
    method: 'POST',
    url: '/v1/households/search',
    headers: asOfficer,
    payload: { identityNumber: CANARIES.number },
  });
  expect(found.body).toContain(made.json<{ id: string }>().id);
  await sendAll(scene.app, {
    id: made.json<{ id: string }>().id,
    text: '',
    idempotencyKey: 'a-key-of-another',
  });
  const stored = await searchDatabase();
  expect(stored.withNumber).toEqual([]);
  expect(stored.withName).toContain('persons');
  expect(stored.withName.filter((table) => NO_NAMES.includes(table))).toEqual([]);
});

/** Tables of which a row holds the number or the name, whatever the column. */
async function searchDatabase(): Promise<{
  readonly withNumber: readonly string[];
  readonly withName: readonly string[];
}> {
  const admin = await connectAsAdmin({ adminUrl: scene.adminUrl });
  const tables = await admin.query<{ qualified: string; tablename: string }>(
    `select format('%I.%I', schemaname, tablename) as qualified, tablename from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const withNumber: string[] = [];
  const withName: string[] = [];
  for (const { qualified, tablename } of tables) {
    const [row] = await admin.query<{ number: boolean; name: boolean }>(
      `select coalesce(bool_or(t::text like '%${CANARIES.number}%'), false) as number,
         coalesce(bool_or(t::text ilike '%kanari%'), false) as name from ${qualified} t`,
    );
    if (row?.number === true) withNumber.push(tablename);
    if (row?.name === true) withName.push(tablename);
  }
  await admin.close();
  return { withNumber, withName };
}
