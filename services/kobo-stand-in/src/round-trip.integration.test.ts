import {
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  insertKoboLink,
  inTenant,
  listDueKoboLinks,
} from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import type { KoboDwelling } from '@boligtrapp/kobo';
import { createHttpKoboGateway, createIdSource } from '@boligtrapp/platform';
import {
  createTestDatabase,
  type DemoMunicipality,
  generateDemo,
  insertDemo,
  nextId,
  type TestDatabase,
  testIdentityCipher,
} from '@boligtrapp/testing';
import {
  enterKoboValuePair,
  type KoboSyncDeps,
  receiveKoboHint,
  syncKoboDwelling,
} from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKoboStandIn, type KoboStandIn } from './stand-in.ts';

const TODAY = plainDate('2026-11-23');
const API_KEY = 'a-key-of-the-stand-in';
/** All 1,200 with `TEST_RUNS_FACTOR=20`. */
const COUNT = Math.round(60 * Number(process.env['TEST_RUNS_FACTOR'] ?? '1'));
const AT_ONCE = 4;

let database: TestDatabase;
let db: Db;
let demo: DemoMunicipality;
let standIn: KoboStandIn;
let deps: KoboSyncDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(
    createPool({
      url: database.url,
      role: DATABASE_ROLES.app,
      applicationName: 'round-trip',
      maxConnections: 8,
    }),
  );
  demo = generateDemo({ seed: 1, on: TODAY });
  await insertDemo(db, demo, { cipher: testIdentityCipher(db) });
  standIn = createKoboStandIn({ apiKey: API_KEY, environment: {} });
  const baseUrl = await standIn.app.listen({ host: '127.0.0.1', port: 0 });
  const { kommunenummer } = demo.municipality;
  const names = { apiKeyHeader: 'x-api-key', webhookKeyHeader: 'x-api-key', webhookIdField: 'koboId' };
  const settings = { kommunenummer, baseUrl, apiKey: API_KEY, webhookKeys: ['x'.repeat(20)], ...names };
  const clock = { now: () => `${TODAY}T08:00:00Z`, today: () => TODAY };
  const kobo = createHttpKoboGateway(new Map([[kommunenummer, settings]]), { timeoutMs: 10_000 });
  deps = { db, ids: createIdSource(), clock, kobo };
});
afterAll(async () => {
  await standIn.app.close();
  await db.destroy();
  await database.drop();
});

async function inDemo<T>(work: Parameters<typeof inTenant<T>>[2]): Promise<T> {
  return await inTenant(db, { municipalityId: demo.municipality.id, actorId: 'round-trip' }, work);
}

async function drain(): Promise<void> {
  const municipalityId = demo.municipality.id;
  for (;;) {
    const due = [
      ...(await inDemo(
        async (tx) => await listDueKoboLinks(tx, deps.clock.now(), { afterId: undefined, limit: 5_000 }),
      )),
    ];
    if (due.length === 0) return;
    const work = async (): Promise<void> => {
      for (let next = due.pop(); next !== undefined; next = due.pop()) {
        await syncKoboDwelling(deps, { municipalityId, dwellingId: next, requestId: nextId() });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
}

async function dwellingsHere() {
  const rows = await inDemo(
    async (tx) => await tx.selectFrom('dwellings').selectAll().orderBy('id').execute(),
  );
  // Whatever its version is: that counts changes, and is none.
  return rows.slice(0, COUNT).map((row) => ({ ...row, version: 0 }));
}

function dwellingsThere(): ReadonlyMap<string, KoboDwelling> {
  return new Map(standIn.store.list().map(({ koboId, dwelling }) => [koboId, dwelling]));
}

/** What is different of two dwellings of Kobo, by field. */
function changed(before: KoboDwelling | undefined, after: KoboDwelling): readonly string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]));
}

async function pairEverything(): Promise<void> {
  const actor = { id: 'eiendom', role: 'housing-manager', municipalityId: demo.municipality.id } as const;
  const pairs = [
    ['disposisjonsform', 'owned', 'A'],
    ['disposisjonsform', 'leased-in', 'B'],
    ['disposisjonsform', 'allocation-right', 'C'],
    ['egenskaper', 'lift', 'L'],
    ['egenskaper', 'own-entrance', 'E'],
    ['egenskaper', 'robust', 'R'],
    ['egenskaper', 'screened', 'S'],
  ] as const;
  for (const [field, ours, kobos] of pairs) {
    const request = {
      operation: 'pair',
      key: `pair-${kobos}-padded`,
      requestHash: 'a'.repeat(64),
      status: 201,
    };
    await enterKoboValuePair(deps, { ...actor, requestId: nextId() }, { field, ours, kobos }, request);
  }
}

it('brings the dwellings of the demo out and back, and nothing but what was changed is different', async () => {
  await pairEverything();
  const before = await dwellingsHere();
  expect(before).toHaveLength(COUNT);
  await inDemo(async (tx) => {
    for (const { id } of before) {
      await insertKoboLink(tx, demo.municipality.id, {
        dwellingId: id,
        koboId: null,
        supplierId: id,
        state: 'to-create',
        newDwelling: {
          adresse: { noe: id },
          boligtype: 'UKJENT_TYPE',
          eieform: 'UKJENT_FORM',
          husstand: { noe: [1, 2] },
          noeNytt: { dypt: [null, 1.5, 'ø'] },
          egenskaper: ['HAGE'],
        },
      });
    }
  });
  await drain();
  const made = dwellingsThere();
  expect(made.size).toBe(COUNT);
  // Going out has changed nothing here; traits that were not given are told now.
  expect(await dwellingsHere()).toEqual(before);

  const edited = standIn.store.list().map((stored, index) => {
    const own =
      index % 3 === 0 ? { antallSoverom: (index % 5) + 1, bruksareal: 40 + (index % 30) + 0.3 } : {};
    const { koboId, dwelling } = standIn.store.edit(stored, {
      ...own,
      enTilNy: index,
      eieform: `FORM_${index}`,
    });
    return { koboId, dwelling, index };
  });
  for (const { koboId } of edited) {
    await receiveKoboHint(deps, { municipalityId: demo.municipality.id, koboId });
  }
  await drain();
  const there = dwellingsThere();
  for (const { koboId, dwelling } of edited) {
    expect([koboId, changed(dwelling, there.get(koboId) ?? {})]).toEqual([koboId, []]);
  }
  const bySupplier = new Map(edited.map(({ dwelling, index }) => [dwelling['leverandorBoligId'], index]));
  expect(await dwellingsHere()).toEqual(
    before.map((row) => {
      const index = bySupplier.get(row.id) ?? 1;
      return index % 3 === 0 ? { ...row, bedrooms: (index % 5) + 1, area_m2: 40 + (index % 30) } : row;
    }),
  );
  const open = await inDemo(
    async (tx) =>
      await tx
        .selectFrom('kobo_links')
        .select(['dwelling_id'])
        .where((eb) => eb.or([eb('state', '<>', 'linked'), eb('wanted', '<>', eb.ref('done'))]))
        .execute(),
  );
  expect(open).toEqual([]);
});
