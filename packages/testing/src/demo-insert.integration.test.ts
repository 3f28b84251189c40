import {
  createDb,
  createPool,
  type Db,
  inTenant,
  readCandidates,
  readKeepApart,
  readPlaces,
  readResidents,
  readStepCounts,
  readVacancies,
} from '@boligtrapp/database';
import { addDays, plainDate, sensitive, TRACKS } from '@boligtrapp/domain';
import type { IdentityCipher } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareText, demoPlaces, demoResidents } from './demo/demo-facts.ts';
import { demoRoundFacts } from './demo/demo-round-facts.ts';
import { generateDemo } from './demo/generate-demo.ts';
import { insertDemo } from './demo/insert-demo.ts';
import { createTestDatabase, runAsAdmin, type TestDatabase } from './test-database.ts';
import { testIdentityCipher } from './test-keys.ts';

const ON = plainDate('2026-11-22');
const demo = generateDemo({ seed: 1, on: ON });
const second = generateDemo({ seed: 1, on: ON, index: 1 });
const scope = { municipalityId: demo.municipality.id, actorId: 'a-test' };
const tables = Object.entries<readonly unknown[]>({ ...demo.rows });

let database: TestDatabase;
let db: Db;
let cipher: IdentityCipher;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: 'boligtrapp_app', applicationName: 'a-test' }));
  cipher = testIdentityCipher(db);
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function countRows(table: string): Promise<number> {
  let count = -1;
  await runAsAdmin(database.adminUrl, async (client) => {
    const { rows } = await client.query<{ readonly count: number }>(
      `select count(*)::int as count from ${table}`,
    );
    count = rows[0]?.count ?? -1;
  });
  return count;
}

describe('insertion', () => {
  test('writes every row once, as the app role; again it changes nothing and says so', async () => {
    const progress: (readonly [number, number])[] = [];
    const lines: string[] = [];
    const total = tables.reduce((sum, [, list]) => sum + list.length, 0);
    const options = {
      cipher,
      log: (line: string) => lines.push(line),
      onProgress: (done: number, of: number) => progress.push([done, of]),
    };
    expect(await insertDemo(db, demo, options)).toEqual({ isInserted: true, rowCount: total });
    expect(progress.at(-1)).toEqual([total, total]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).toSorted((a, b) => a - b));

    const other = generateDemo({ seed: 2, on: addDays(ON, 5) });
    expect((await insertDemo(db, other, options)).isInserted).toBe(false);
    expect(lines).toEqual([
      `Fjordvik: ${total} rows written.`,
      'Fjordvik is there already; nothing was changed.',
    ]);
    for (const [table, list] of tables) {
      // With each lease the database adds the rent that it was made with.
      const added = table === 'lease_rents' ? demo.rows.leases.length : 0;
      expect(await countRows(table), table).toBe(list.length + added);
    }
  });

  test('another municipality stands beside it and neither sees the other', async () => {
    expect((await insertDemo(db, second, { cipher })).isInserted).toBe(true);
    const seen = await inTenant(db, { ...scope, municipalityId: second.municipality.id }, (tx) =>
      tx.selectFrom('dwellings').select('municipality_id').distinct().execute(),
    );
    expect(seen).toEqual([{ municipality_id: second.municipality.id }]);
    expect(await countRows('dwellings')).toBe(2 * 1228);
  });

  test('no identity number is stored in clear; each opens and is found by its hash', async () => {
    const stored = await inTenant(db, scope, (tx) =>
      tx.selectFrom('persons').select(['id', 'identity_number_ciphertext']).orderBy('id').execute(),
    );
    const opened: string[] = [];
    for (const { id, identity_number_ciphertext: sealed } of stored) {
      const owner = { municipalityId: scope.municipalityId, personId: id };
      opened.push((await cipher.open(sealed ?? new Uint8Array(), owner)).reveal());
    }
    expect(opened).toEqual(demo.rows.persons.map(({ identity_number }) => identity_number));
    const [first] = demo.rows.persons;
    const hash = cipher.hash(sensitive(first?.identity_number ?? ''), scope.municipalityId);
    const found = await inTenant(db, scope, (tx) =>
      tx
        .selectFrom('identity_lookups')
        .where('lookup_key_id', '=', 'l1')
        .where('hash', '=', Buffer.from(hash))
        .select('person_id')
        .execute(),
    );
    expect(found).toEqual([{ person_id: first?.id }]);
    const text = JSON.stringify(stored.map((row) => row.identity_number_ciphertext?.toString('latin1')));
    expect(text).not.toContain(first?.identity_number);
  });

  test('a failure leaves nothing behind', async () => {
    const third = generateDemo({ seed: 1, on: ON, index: 2 });
    const broken = {
      sealerFor: async () =>
        await Promise.resolve({
          seal: () => {
            throw new Error('the key is gone');
          },
        }),
    };
    await expect(insertDemo(db, third, { cipher: broken })).rejects.toThrow('the key is gone');
    expect(await countRows(`municipalities where id = '${third.municipality.id}'`)).toBe(0);
    expect(await countRows(`districts where municipality_id = '${third.municipality.id}'`)).toBe(0);
  });
});

describe('what the product reads from it', () => {
  test('the lowest step of welfare: 620 dwellings, 598 occupied, 9 vacant, 13 out of use, 41 in the queue', async () => {
    const counts = await inTenant(db, scope, (tx) => readStepCounts(tx, ON, new Set()));
    expect(counts[0]).toEqual({
      track: 'welfare',
      level: 1,
      programme: 'ladder',
      stock: 620,
      occupied: 598,
      vacant: 9,
      outOfUse: 13,
      queue: 41,
      movers: 14,
    });
    expect(counts.reduce((sum, step) => sum + step.queue, 0)).toBe(400);
  });

  test('places, residents, vacancies, candidates and pairs are those that the rows say without a database', async () => {
    const meetingOn = addDays(ON, 7);
    const horizonEndsOn = addDays(ON, 45);
    const query = { meetingOn, horizonEndsOn, tracks: TRACKS, includesMovers: true };
    const read = await inTenant(db, scope, async (tx) => ({
      places: await readPlaces(tx, meetingOn),
      residents: await readResidents(tx, meetingOn),
      vacancies: await readVacancies(tx, query),
      candidates: await readCandidates(tx, query),
      keepApart: await readKeepApart(tx, meetingOn),
    }));
    const facts = demoRoundFacts(demo, query);
    expect(read.places).toEqual(demoPlaces(demo, meetingOn));
    expect(read.residents).toEqual(demoResidents(demo, meetingOn));
    expect(read.vacancies).toEqual(facts.dwellings.filter(({ vacancy }) => vacancy !== 'home-of-mover'));
    expect(read.keepApart).toEqual(facts.keepApart);
    expect(
      read.candidates.map(({ householdId, currentDwellingId }) => [householdId, currentDwellingId]),
    ).toEqual(
      facts.households
        .map(({ id, currentDwellingId }) => [id, currentDwellingId] as const)
        .toSorted(([a], [b]) => compareText(a, b)),
    );
  });
});
