import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDb, createPool, type Db } from './connect.ts';
import { DATABASE_ROLES } from './roles.ts';
import { inTenant, inTenantSnapshot } from './tenant-scope.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';

let database: TestDatabase;
let pool: pg.Pool;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({
    url: database.url,
    role: DATABASE_ROLES.app,
    applicationName: 'test',
    maxConnections: 8,
  });
  db = createDb(pool);
  for (const [id, number] of [
    [A, '9001'],
    [B, '9002'],
  ] as const) {
    await inTenant(db, { municipalityId: id, actorId: 'test' }, async (tx) => {
      await tx.insertInto('municipalities').values({ id, kommunenummer: number, name: number }).execute();
      await tx.insertInto('districts').values({ municipality_id: id, id, name: 'D' }).execute();
    });
  }
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** Without any condition of our own: what is seen is what the database lets through. */
const SEEN = sql<{ municipality_id: string }>`select municipality_id from districts`;

describe('a transaction of one municipality', () => {
  it('sees and writes its own rows only', async () => {
    await inTenant(db, { municipalityId: A, actorId: 'test' }, async (tx) => {
      expect((await SEEN.execute(tx)).rows).toEqual([{ municipality_id: A }]);
      const changed = await tx.updateTable('districts').set({ name: 'X' }).where('id', '=', B).execute();
      expect(changed[0]?.numUpdatedRows).toBe(0n);
    });
    const foreign = inTenant(db, { municipalityId: A, actorId: 'test' }, async (tx) => {
      await tx.insertInto('districts').values({ municipality_id: B, id: A, name: 'Y' }).execute();
    });
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('shows no foreign row in 2,000 requests at once on few connections, a third of which name no municipality', async () => {
    const foreign = await countForeignRows(async (municipalityId, read) => {
      if (municipalityId === null) return await read(db);
      return await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => await read(tx));
    });
    expect(foreign).toBe(0);
  });

  it('would show foreign rows if the setting were the session’s (control)', async () => {
    const foreign = await countForeignRows(async (municipalityId, read) => {
      if (municipalityId === null) return await read(db);
      return await db.connection().execute(async (connection) => {
        await sql`select set_config('app.municipality', ${municipalityId}, false)`.execute(connection);
        return await read(connection);
      });
    });
    expect(foreign).toBeGreaterThan(0);
  });
});

describe('a snapshot of one municipality', () => {
  const scope = { municipalityId: A, actorId: 'test' };

  /** How many districts two statements see when a district is added between them. */
  async function countTwice(open: typeof inTenant): Promise<readonly number[]> {
    return await open(db, scope, async (tx) => {
      const before = (await SEEN.execute(tx)).rows.length;
      await inTenant(db, scope, async (other) => {
        const id = randomUUID();
        await other.insertInto('districts').values({ municipality_id: A, id, name: id }).execute();
      });
      return [before, (await SEEN.execute(tx)).rows.length];
    });
  }

  it('sees one moment, whatever is stored meanwhile', async () => {
    const [before, after] = await countTwice(inTenantSnapshot);
    expect(after).toBe(before);
  });

  it('would see two moments in an ordinary transaction (control)', async () => {
    const [before = 0, after] = await countTwice(inTenant);
    expect(after).toBe(before + 1);
  });

  it('writes nothing', async () => {
    const write = inTenantSnapshot(db, scope, async (tx) => {
      await tx.updateTable('districts').set({ name: 'X' }).execute();
    });
    await expect(write).rejects.toThrow(/read-only/);
  });
});

type Read = (on: Db) => Promise<readonly string[]>;

async function countForeignRows(
  request: (municipalityId: string | null, read: Read) => Promise<readonly string[]>,
): Promise<number> {
  const requests = Array.from({ length: 2_000 }, async (_, index) => {
    const municipalityId = [A, B, null][index % 3] ?? null;
    const seen = await request(municipalityId, readSeen);
    return seen.filter((id) => id !== municipalityId).length;
  });
  return (await Promise.all(requests)).reduce((sum, count) => sum + count, 0);
}

async function readSeen(on: Db): Promise<readonly string[]> {
  return (await SEEN.execute(on)).rows.map((row) => row.municipality_id);
}
