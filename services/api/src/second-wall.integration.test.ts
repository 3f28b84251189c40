import { createDb, createPool, DATABASE_ROLES } from '@boligtrapp/database';
import {
  type AdminConnection,
  connectAsAdmin,
  createTestDatabase,
  type Forgetting,
  type Forgotten,
  forgetMunicipality,
  type TestDatabase,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sceneDeps } from '../test/api-scene.ts';
import { type SeededMunicipality, seedMunicipality } from '../test/seed-municipality.ts';
import { bearer } from '../test/tokens.ts';
import { buildApp } from './app.ts';

const REQUESTS = 2_000;
const AT_ONCE = 50;
/** For a machine that does much else. */
const SOME_MINUTES = 400_000;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let database: TestDatabase;
let admin: AdminConnection;
let both: readonly SeededMunicipality[];
/** The municipality that a row belongs to, by its id. */
const ownerOf = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  const db = createDb(aPool());
  both = [await seedMunicipality(db, '3201'), await seedMunicipality(db, '3203')];
  await db.destroy();
  admin = await connectAsAdmin(database);
  const tables = await admin.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public'
     and column_name in ('id', 'municipality_id') group by table_name having count(*) = 2`,
  );
  for (const { name } of tables) {
    const rows = await admin.query<{ id: string; owner: string }>(
      `select id::text, municipality_id::text as owner from ${name}`,
    );
    for (const { id, owner } of rows) ownerOf.set(id, owner);
  }
});
afterAll(async () => {
  await admin.close();
  await database.drop();
});

function aPool() {
  const role = DATABASE_ROLES.app;
  return createPool({ url: database.url, role, applicationName: 'second-wall', maxConnections: 10 });
}

interface Seen {
  /** Rows of a municipality that was not asked for. */
  readonly foreign: number;
  readonly own: number;
  /** Answers with nothing in them. */
  readonly empty: number;
  readonly forgotten: Forgotten;
}

/** Asks for what both municipalities have, by list and by the id of either, many at once on few connections. */
async function fitsAlways(): Promise<void> {
  await Promise.resolve();
}

async function askWithout(forgetting: Forgetting, requests = REQUESTS): Promise<Seen> {
  const pool = aPool();
  const forgotten = forgetMunicipality(pool, forgetting);
  const db = createDb(pool);
  const app = buildApp({ ...sceneDeps(db, []), ensureSchemaFits: fitsAlways });
  await app.ready();
  const paths = [
    '/v1/dwellings',
    '/v1/places?kind=building',
    '/v1/leases',
    '/v1/households',
    ...both.map(({ vacantId }) => `/v1/dwellings/${vacantId}`),
    ...both.map(({ householdId }) => `/v1/households/${householdId}`),
  ];
  const askers = await Promise.all(
    both.map(async ({ id }) => ({ id, headers: await bearer('case-officer', id) })),
  );
  const seen = { foreign: 0, own: 0, empty: 0 };
  const ask = async (index: number): Promise<void> => {
    const { id = '', headers } = askers[index % askers.length] ?? {};
    const url = paths[Math.floor(index / 2) % paths.length] ?? '';
    const { body } = await app.inject({ url, headers: { ...headers } });
    const owners = [...body.matchAll(UUID)].flatMap(([found]) =>
      url.includes(found) ? [] : (ownerOf.get(found) ?? []),
    );
    seen.foreign += owners.filter((owner) => owner !== id).length;
    seen.own += owners.filter((owner) => owner === id).length;
    seen.empty += owners.length === 0 ? 1 : 0;
  };
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < requests) {
        next += 1;
        await ask(next);
      }
    }),
  );
  await app.close();
  await db.destroy();
  return { ...seen, forgotten };
}

test(
  'with every filter of the app taken away, and the municipality forgotten in one of three transactions, 2,000 requests at once show no foreign row',
  async () => {
    const seen = await askWithout({ tenant: 'every-third', setting: 'transaction' });
    expect(seen.forgotten.filters).toBeGreaterThan(REQUESTS);
    expect(seen.forgotten.tenants).toBeGreaterThan(REQUESTS / 4);
    expect(seen.own).toBeGreaterThan(REQUESTS);
    // Who forgets the municipality gets nothing, and neither does who asks for the row of another.
    expect(seen.empty).toBeGreaterThan(seen.forgotten.tenants / 2);
    expect(seen.foreign).toBe(0);
  },
  SOME_MINUTES,
);

test(
  'a setting of the session leaks to whoever forgets it next (control)',
  async () => {
    const seen = await askWithout({ tenant: 'every-third', setting: 'session' }, 400);
    expect(seen.foreign).toBeGreaterThan(0);
  },
  SOME_MINUTES,
);

test('no statement over any table shows a row of another municipality, or anything to who names none', async () => {
  const tables = await admin.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'municipality_id' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(70);
  const pool = aPool();
  const [one, other] = both;
  for (const municipality of [one?.id, other?.id, null]) {
    const client = await pool.connect();
    await client.query('begin');
    await client.query(`select set_config('app.municipality', $1, true)`, [municipality ?? '']);
    for (const { name } of tables) {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from ${name} where municipality_id is distinct from $1::uuid`,
        [municipality],
      );
      expect([name, rows[0]?.count]).toEqual([name, 0]);
    }
    await client.query('rollback');
    client.release();
  }
  await pool.end();
});

// Last: it takes the wall down.
test(
  'without row-level security the same requests show foreign rows (control)',
  async () => {
    for (const table of ['dwellings', 'dwelling_periods', 'buildings', 'leases', 'households']) {
      await admin.query(`alter table ${table} disable row level security`);
    }
    const seen = await askWithout({ tenant: 'kept', setting: 'transaction' }, 60);
    expect(seen.foreign).toBeGreaterThan(0);
  },
  SOME_MINUTES,
);
