import { TABLE_RETENTION, withheldBecause } from '@boligtrapp/domain';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUBJECT_LINKS } from '../traces/case-ids.read-model.ts';
import { CASE_TABLES } from './case-tables.ts';
import { ERASE_ORDER } from './due-subjects.read-model.ts';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.adminUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function names(query: string, values: readonly unknown[] = []): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(query, [...values]);
  return rows.map((row) => row.name).toSorted();
}

/** Of every schema but that of the queues, whose jobs hold ids alone. */
const ALL_TABLES = `select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema', 'bullmq')
  and c.relkind in ('r', 'p') and c.relname not like 'kysely%'`;
/** What goes with a person: the hash by which the number is searched. */
const WITH_PERSON = 'identity_lookups';
const CASE_NAMES = CASE_TABLES.map(({ table }) => table);
const BLOCKED = CASE_TABLES.filter(({ isFrozen }) => isFrozen !== true).map(({ table }) => table);

describe('the retention of tables', () => {
  it('is told of every table of the database, and of no other', async () => {
    expect(Object.keys(TABLE_RETENTION).toSorted()).toEqual(await names(ALL_TABLES));
  });

  it('calls the tables of cases by that name, and no other', () => {
    const cases = Object.entries(TABLE_RETENTION).filter(([, table]) => table.class === 'case');
    expect(cases.map(([name]) => name).toSorted()).toEqual(BLOCKED.toSorted());
  });

  it('destroys from the tables from which the database lets the role delete', async () => {
    const erasable = Object.entries(TABLE_RETENTION).filter(([, { rules }]) =>
      rules.some((rule) => rule !== 'closed-case'),
    );
    expect(erasable.map(([name]) => name).toSorted()).toEqual([...ERASE_ORDER, WITH_PERSON].toSorted());
  });
});

describe('the tables of cases', () => {
  it('are all that hang on a household by a foreign key, at first or at second hand', async () => {
    const reached = await names(
      `with recursive keys as (
         select c.relname as child, p.relname as parent from pg_constraint k
         join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
         where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and p.relname <> 'municipalities'
       ), reached as (
         select 'households'::name as name union select keys.child from keys join reached on keys.parent = reached.name
       ) select name from reached`,
    );
    // A table that refers to a case and belongs to several, or to a place.
    const shared = reached.filter((name) => !CASE_NAMES.includes(name));
    expect(shared.map((name) => [name, TABLE_RETENTION[name]?.class])).toEqual([]);
  });

  it.each(CASE_TABLES.map(({ table, links }) => [table, links] as const))(
    'hang together by columns there are: %s',
    async (table, links) => {
      for (const { column, parent, parentColumn = 'id' } of links) {
        const there = await names(
          `select table_name || '.' || column_name as name from information_schema.columns
           where table_schema = 'public' and (table_name, column_name) in (($1, $2), ($3, $4))`,
          [table, column, parent, parentColumn],
        );
        expect(there).toHaveLength(2);
        expect(CASE_NAMES.indexOf(parent)).toBeLessThan(CASE_NAMES.indexOf(table));
      }
    },
  );

  it('know what a task may be about, as the links of cases do', () => {
    const tasks = CASE_TABLES.find(({ table }) => table === 'case_tasks');
    const parents = SUBJECT_LINKS.filter(({ table }) => table === 'case_tasks').map(({ parent }) => parent);
    expect(tasks?.links.map(({ parent }) => parent).toSorted()).toEqual(parents.toSorted());
  });

  it('can be blocked, and hide from the application what is', async () => {
    const columns =
      await names(`select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'blocked_at' and c.relkind = 'r' and c.relname <> 'case_blocks'`);
    expect(columns).toEqual(BLOCKED.toSorted());
    const hidden = await names(`select tablename as name from pg_policies
      where policyname = 'blocked_is_hidden' and permissive = 'RESTRICTIVE' and cmd = 'ALL'
        and qual = '(blocked_at IS NULL)' and with_check = '(blocked_at IS NULL)'
        and roles = '{boligtrapp_app,boligtrapp_readonly,boligtrapp_relay}'`);
    expect(hidden).toEqual(BLOCKED.toSorted());
  });

  it('name no other household or person in a copy for one of them', async () => {
    const keys = await names(
      `select c.relname || '.' || a.attname as name from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey) and a.attname <> 'municipality_id'
       where k.contype = 'f' and p.relname in ('households', 'persons') and c.relname = any($1)`,
      [CASE_NAMES],
    );
    const told = keys.filter((key) => {
      const [table = '', column = ''] = key.split('.');
      return withheldBecause(table, column) === undefined;
    });
    // The household itself, and those of its members who are the person.
    const own = [
      'household_members.person_id',
      'household_merges.kept_household_id',
      'household_merges.merged_household_id',
    ];
    expect(told.filter((key) => !key.endsWith('.household_id'))).toEqual(own);
  });
});

describe('the role of retention', () => {
  it('deletes from nothing but the tables of drafts', async () => {
    const deletable = await names(
      `select name from (${ALL_TABLES}) t where has_table_privilege('boligtrapp_retention', (case when t.name like '%.%' then '' else 'public.' end) || t.name, 'DELETE')
         or has_table_privilege('boligtrapp_retention', (case when t.name like '%.%' then '' else 'public.' end) || t.name, 'TRUNCATE')`,
    );
    expect(deletable).toEqual([...ERASE_ORDER, WITH_PERSON].toSorted());
    const guarded = await names(
      `select tablename as name from pg_policies where policyname = 'erases_what_was_approved'
         and permissive = 'RESTRICTIVE' and cmd = 'DELETE' and roles = '{boligtrapp_retention}'`,
    );
    expect(guarded).toEqual([...ERASE_ORDER, WITH_PERSON].toSorted());
  });

  it('changes nothing of a case but whether it is blocked, and the draft of a letter on its notice', async () => {
    const changed = await names(
      `select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a
       where a.attrelid = any($1::regclass[]) and a.attnum > 0 and not a.attisdropped
         and has_column_privilege('boligtrapp_retention', a.attrelid, a.attname, 'UPDATE')`,
      [CASE_NAMES],
    );
    expect(changed.filter((column) => !column.endsWith('.blocked_at'))).toEqual([
      'prepared_notices.letter_id',
    ]);
  });

  it('adds to the traces and its own records, and to nothing else', async () => {
    const insertable = await names(
      `select name from (${ALL_TABLES}) t where has_table_privilege('boligtrapp_retention', (case when t.name like '%.%' then '' else 'public.' end) || t.name, 'INSERT')`,
    );
    expect(insertable).toEqual([
      'access_events',
      'audit_events',
      'audit_heads',
      'case_blocks',
      'erasure_ledger',
      'outbox',
      'retention_items',
      'retention_runs',
    ]);
  });
});
