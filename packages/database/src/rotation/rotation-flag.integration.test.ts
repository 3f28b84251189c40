import { plainDate } from '@boligtrapp/domain';
import {
  aMunicipality,
  aPlaceToLive,
  type BuilderScope,
  createTestDatabase,
  nextId,
  type TestDatabase,
} from '@boligtrapp/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDb, createPool, type Db, type Tx } from '../connect.ts';
import { DATABASE_ROLES } from '../roles.ts';
import { inTenant } from '../tenant-scope.ts';
import { addFlags, clearFlags, readOpenLimitFlags } from './rotation-flag.repository.ts';

const FIRST = plainDate('2026-11-24');
const NEXT = plainDate('2026-11-25');
const LATER = plainDate('2026-11-26');
/** So many that a plan that walks through all of them is not the cheapest one. */
const OPEN_FLAGS = 20_000;

let database: TestDatabase;
let db: Db;
let scope: BuilderScope;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'flags' }));
});
beforeEach(async () => {
  scope = await aMunicipality(db);
  await aPlaceToLive(scope);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return await inTenant(db, { municipalityId: scope.municipalityId, actorId: 'test' }, work);
}

/** In the transaction that uses them, so that nobody can gather statistics of them in between. */
async function openFlags(tx: Tx, count: number): Promise<readonly string[]> {
  const flags = Array.from({ length: count }, () => ({
    id: nextId(),
    kind: 'place-status-overdue' as const,
    dueOn: FIRST,
    step: null,
    subjectKind: 'place-status' as const,
    subjectId: nextId(),
    leaseId: null,
    clearedRunOn: null,
  }));
  await addFlags(tx, { municipalityId: scope.municipalityId, runOn: FIRST, reopens: true }, flags);
  return flags.map(({ id }) => id);
}

describe('flags that are cleared', () => {
  it('are those named, and no other; what was cleared before stays cleared on its day', async () => {
    const [one, two, three] = await within(async (tx) => await openFlags(tx, 3));
    await within(async (tx) => await clearFlags(tx, NEXT, [one ?? '']));
    await within(async (tx) => await clearFlags(tx, LATER, [one ?? '', two ?? '']));
    const open = await within(async (tx) => await readOpenLimitFlags(tx));
    expect(open.map(({ id }) => id)).toEqual([three]);
    const cleared = await within(
      async (tx) =>
        await tx
          .selectFrom('rotation_flags')
          .select(['id', 'cleared_run_on as on'])
          .where('cleared_run_on', 'is not', null)
          .orderBy('cleared_run_on')
          .execute(),
    );
    expect(cleared).toEqual([
      { id: one, on: NEXT },
      { id: two, on: LATER },
    ]);
  });

  it('are found by their ids: the others that stand open are not walked through', async () => {
    const walked = await within(async (tx) => {
      const ids = await openFlags(tx, OPEN_FLAGS);
      const before = await readEntries(tx);
      await clearFlags(tx, NEXT, ids.slice(0, 5));
      return (await readEntries(tx)) - before;
    });
    expect(walked).toBeLessThan(50);
  });

  it('would be looked for among all that stand open, if the statement asked for open ones (control)', async () => {
    const plan = await within(async (tx) => {
      const ids = await openFlags(tx, OPEN_FLAGS);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers, costs off, timing off)
        update rotation_flags set cleared_run_on = ${NEXT}
        where id = any(${ids.slice(0, 5)}::uuid[]) and cleared_run_on is null`.execute(tx);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/rotation_flags_(?:due|lease)_idx/);
  });
});

/** Rows that indexes of the table have led to in this transaction. */
async function readEntries(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select sum(pg_stat_get_xact_tuples_returned(indexrelid))::int as count
    from pg_index where indrelid = 'rotation_flags'::regclass`.execute(tx);
  return rows[0]?.count ?? 0;
}
