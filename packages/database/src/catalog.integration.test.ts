import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_TABLES } from './privacy/case-tables.ts';
import { CASE_BRIDGES, CASE_LINKS, CASE_STEPS, SUBJECT_LINKS } from './traces/case-ids.read-model.ts';

/** Tables that belong to the migrator and to no municipality. */
const NOT_TENANT = ['applied_migrations', 'kysely_migrations', 'kysely_migrations_lock'];
/** What is only ever added to. */
const APPEND_ONLY = [
  'access_events',
  'address_protection_changes',
  'appeal_panels',
  'application_assignments',
  'assessments',
  'attendance',
  'audit_events',
  'career_plan_versions',
  'decisions',
  'dissents',
  'documents',
  'entitlements',
  'follow_up_assignments',
  'follow_up_notes',
  'keep_apart_reviews',
  'kobo_ledger',
  'household_merges',
  'handover_items',
  'handovers',
  'incident_households',
  'lease_notices',
  'lease_party_changes',
  'letter_senders',
  'letter_templates',
  'lots',
  'meeting_items',
  'notice_letters',
  'notice_sendings',
  'overrides',
  'proposals',
  'protocols',
  'queue_events',
  'queue_moves',
  'recusals',
  'retention_figures',
  'review_inputs',
  'review_protocols',
  'review_rulings',
  'review_signatures',
  'review_snapshots',
  'report_deliveries',
  'role_changes',
  'rotation_run_flags',
  'round_signatures',
  'round_snapshots',
  'verdicts',
  'visit_outcomes',
  'webhook_deliveries',
  'webhook_events',
];

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
  return rows.map((row) => row.name);
}

const TABLES = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) as owner
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
  and c.relname <> all($1)`;

describe('every table', () => {
  it('has row-level security, forced for its owner, too', async () => {
    const open = await names(
      `select relname as name from (${TABLES}) t where not (relrowsecurity and relforcerowsecurity)`,
      [NOT_TENANT],
    );
    expect(open).toEqual([]);
  });

  it('has a policy of the municipality for reading and for writing', async () => {
    const without = await names(
      `select relname as name from (${TABLES}) t where not exists (select from pg_policies p
         where p.tablename = t.relname and p.policyname = 'tenant_isolation' and p.cmd = 'ALL'
         and p.qual like '%current_municipality()%' and p.with_check like '%current_municipality()%')`,
      [NOT_TENANT],
    );
    expect(without).toEqual([]);
  });

  it('begins its key with the municipality', async () => {
    const without = await names(
      `select relname as name from (${TABLES}) t where relname <> 'municipalities' and not exists (
         select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         where k.conrelid = t.oid and k.contype = 'p' and a.attname = 'municipality_id')`,
      [NOT_TENANT],
    );
    expect(without).toEqual([]);
  });

  it('refers to other tables within the municipality only', async () => {
    const loose = await names(
      `select k.conname as name from pg_constraint k
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace
         and k.confrelid <> 'municipalities'::regclass and not exists (select from pg_attribute a
           where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'municipality_id')`,
    );
    expect(loose).toEqual([]);
  });

  it('names the formats of what is stored whole', async () => {
    const named = await names(
      `select col_description('proposals'::regclass, attnum) as name from pg_attribute
       where attrelid = 'proposals'::regclass and attname = 'solution'`,
    );
    expect(named.join(' ')).toContain('boligtrapp-solution/2');
  });

  it('says what it is for', async () => {
    const silent = await names(
      `select relname as name from (${TABLES}) t where obj_description(t.oid, 'pg_class') is null`,
      [NOT_TENANT],
    );
    expect(silent).toEqual([]);
  });
});

describe('the roles', () => {
  it('own nothing but the migrator, and none walks past row-level security', async () => {
    expect(await names(`select distinct owner as name from (${TABLES}) t`, [[]])).toEqual([
      'boligtrapp_migrator',
    ]);
    expect(
      await names(`select rolname as name from pg_roles where rolname like 'boligtrapp\\_%'
        and rolname !~ '_test_' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin)`),
    ).toEqual([]);
  });

  it.each(APPEND_ONLY)('let the app read and add to %s, and nothing else', async (table) => {
    expect(await privileges('boligtrapp_app', table)).toEqual(['INSERT', 'SELECT']);
  });

  it('let nobody delete but what is meant to go', async () => {
    const deletable = await names(
      `select relname as name from (${TABLES}) t where has_table_privilege('boligtrapp_app', t.oid, 'DELETE')
         or has_table_privilege('boligtrapp_app', t.oid, 'TRUNCATE') order by 1`,
      [[]],
    );
    expect(deletable).toEqual([
      'idempotency_keys',
      'identity_lookups',
      // What was found in a file, before anything of it is stored, and the file.
      'import_faults',
      'import_file_parts',
      'import_rows',
      'kobo_links',
    ]);
  });

  it('let the relay see the outbox, the ids of municipalities, which nights wait and how far is told, and nothing else', async () => {
    const readable = await names(
      `select relname as name from (${TABLES}) t where has_any_column_privilege('boligtrapp_relay', t.oid, 'SELECT')
       and relname <> 'applied_migrations' order by 1`,
      [[]],
    );
    expect(readable).toEqual([
      'audit_events',
      'municipalities',
      'outbox',
      'rotation_runs',
      'webhook_cursors',
      'webhook_events',
    ]);
    expect(await privileges('boligtrapp_relay', 'outbox')).toEqual(['DELETE', 'SELECT']);
  });

  it('let the role of identity see who is signed in and which municipalities exist, and nothing else', async () => {
    const readable = await names(
      `select relname as name from (${TABLES}) t where has_any_column_privilege('boligtrapp_identity', t.oid, 'SELECT')
       order by 1`,
      [[]],
    );
    // Which migrations ran is for every role: the schema must fit the code.
    expect(readable).toEqual(['applied_migrations', 'municipalities', 'staff_sessions']);
    expect(await privileges('boligtrapp_identity', 'staff_sessions')).toEqual(['DELETE', 'SELECT']);
    expect(await privileges('boligtrapp_identity', 'municipalities')).toEqual([]);
    expect(await columns('boligtrapp_identity', 'staff_sessions', 'UPDATE')).toEqual([
      'confirmed_at',
      'confirming_at',
      'sealed_refresh_token',
      'used_at',
    ]);
  });

  it('let key care see and change ciphertexts of numbers, add hashes without reading one, and nothing else', async () => {
    const readable = await names(
      `select relname as name from (${TABLES}) t where has_any_column_privilege('boligtrapp_keys', t.oid, 'SELECT')
       order by 1`,
      [[]],
    );
    expect(readable).toEqual(['applied_migrations', 'identity_lookups', 'persons']);
    expect(await columns('boligtrapp_keys', 'persons', 'SELECT')).toEqual([
      'id',
      'identity_number_ciphertext',
      'municipality_id',
    ]);
    expect(await columns('boligtrapp_keys', 'persons', 'UPDATE')).toEqual(['identity_number_ciphertext']);
    expect(await columns('boligtrapp_keys', 'identity_lookups', 'SELECT')).toEqual([
      'lookup_key_id',
      'municipality_id',
      'person_id',
    ]);
    const writable = await names(
      `select relname || ' ' || p as name from (${TABLES}) t
       cross join unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
       where has_table_privilege('boligtrapp_keys', t.oid, p) order by 1`,
      [[]],
    );
    expect(writable).toEqual(['identity_lookups INSERT']);
  });

  it('let the app see neither the hash of a session nor its refresh token', async () => {
    const seen = await columns('boligtrapp_app', 'staff_sessions', 'SELECT');
    expect(seen).toContain('actor');
    expect(seen).not.toContain('token_hash');
    expect(seen).not.toContain('sealed_refresh_token');
  });

  it('let the readonly role see no person', async () => {
    const readable = await names(
      `select relname as name from (${TABLES}) t where has_any_column_privilege('boligtrapp_readonly', t.oid, 'SELECT')
       and relname in ('persons', 'households', 'household_members', 'assessments', 'leases', 'keep_apart')`,
      [[]],
    );
    expect(readable).toEqual([]);
  });
});

/** Functions that run with the rights of their owner, each with the reason why it must. */
const WITH_RIGHTS_OF_OWNER: ReadonlyMap<string, string> = new Map([
  ['attends_case', 'recusals of blocked cases, and how a session ended, which the app does not read'],
  ['case_ids', 'rows of blocked cases, by ids alone'],
  ['hidden_households', 'members and recusals of blocked cases, by ids alone'],
  ['households_ever_of', 'memberships of blocked cases, by ids alone'],
  ['protected_households', 'members of blocked cases, by ids alone'],
  ['recused_households', 'recusals of blocked cases, by ids alone'],
]);

describe('what walks around row-level security', () => {
  const OWN_SCHEMAS = `n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`;

  it('is no function, but those that are known, each with a search path of its own', async () => {
    const definers = `from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OWN_SCHEMAS} and p.prosecdef`;
    expect(await names(`select p.proname as name ${definers} order by 1`)).toEqual(
      [...WITH_RIGHTS_OF_OWNER.keys()].toSorted(),
    );
    expect(
      await names(`select p.proname as name ${definers} and not exists (
        select from unnest(p.proconfig) setting where setting like 'search_path=%')`),
    ).toEqual([]);
  });

  it('runs for the roles that ask what is hidden, and for nobody else', async () => {
    const runners = await names(
      `select p.proname || ': ' || r.rolname as name from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace
       cross join pg_roles r
       where ${OWN_SCHEMAS} and p.prosecdef and r.rolname like 'boligtrapp\\_%' and r.rolname <> 'boligtrapp_migrator'
         and has_function_privilege(r.oid, p.oid, 'EXECUTE') order by 1`,
    );
    const [guards, all] = [['app', 'protected', 'retention'], ['app']] as const;
    const expected = [
      ['attends_case', all],
      ['case_ids', ['app', 'retention']],
      ['hidden_households', guards],
      ['households_ever_of', guards],
      ['protected_households', guards],
      ['recused_households', all],
    ] as const;
    expect(runners).toEqual(
      expected.flatMap(([name, roles]) => roles.map((role) => `${name}: boligtrapp_${role}`)),
    );
  });

  it('is no view without the rights of its reader, no materialized view, rule or foreign table', async () => {
    expect(
      await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${OWN_SCHEMAS} and (c.relkind in ('m', 'f') or (c.relkind = 'v' and not
          coalesce(c.reloptions @> array['security_invoker=true'], false)
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')))`),
    ).toEqual([]);
    expect(
      await names(`select r.rulename as name from pg_rewrite r join pg_class c on c.oid = r.ev_class
        join pg_namespace n on n.oid = c.relnamespace where ${OWN_SCHEMAS} and r.rulename <> '_RETURN'`),
    ).toEqual([]);
  });

  it('is no table of any schema that carries a municipality and is open', async () => {
    expect(
      await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped
        where ${OWN_SCHEMAS} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`),
    ).toEqual([]);
  });

  it('is no other policy: permissive ones add up, and the app has the one of the municipality alone', async () => {
    const open = await names(
      `select p.tablename || ': ' || p.policyname as name from pg_policies p
       where p.permissive = 'PERMISSIVE'
         and p.roles && array['public', 'boligtrapp_app', 'boligtrapp_readonly']::name[]
         and not (p.cmd = 'ALL' and p.qual = p.with_check and p.qual in
           ('(municipality_id = current_municipality())', '(id = current_municipality())'))`,
    );
    expect(open).toEqual([]);
    const byId = await names(
      `select tablename as name from pg_policies where qual = '(id = current_municipality())'`,
    );
    expect(byId).toEqual(['municipalities']);
  });

  it('is no role that the app may become: none that owns something, or is above row-level security', async () => {
    expect(
      await names(`select r.rolname as name from pg_roles r
        where pg_has_role('boligtrapp_app', r.oid, 'MEMBER') and r.rolname <> 'boligtrapp_app'`),
    ).toEqual([]);
    expect(
      await names(`select c.relname as name from pg_class c
        where pg_has_role('boligtrapp_app', c.relowner, 'MEMBER')
        union all select p.proname from pg_proc p where pg_has_role('boligtrapp_app', p.proowner, 'MEMBER')`),
    ).toEqual([]);
  });

  it('is nothing that the app could put before the tables: it creates nothing and calls no procedure of migrations', async () => {
    expect(
      await names(`select n.nspname as name from pg_namespace n
        where ${OWN_SCHEMAS} and has_schema_privilege('boligtrapp_app', n.oid, 'CREATE')`),
    ).toEqual([]);
    expect(
      await names(`select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where ${OWN_SCHEMAS} and p.prokind = 'p' and has_function_privilege('boligtrapp_app', p.oid, 'EXECUTE')`),
    ).toEqual([]);
  });

  it('is no sequence or large object, which know no municipality', async () => {
    expect(
      await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${OWN_SCHEMAS} and case when c.relkind = 'S'
          then has_sequence_privilege('boligtrapp_app', c.oid, 'SELECT, USAGE, UPDATE') else false end`),
    ).toEqual([]);
    expect(await names('select oid::text as name from pg_largeobject_metadata')).toEqual([]);
  });
});

async function privileges(role: string, table: string): Promise<readonly string[]> {
  return await names(
    `select p as name from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
     where has_table_privilege($1, $2, p) order by 1`,
    [role, `public.${table}`],
  );
}

async function columns(role: string, table: string, privilege: string): Promise<readonly string[]> {
  return await names(
    `select attname as name from pg_attribute where attrelid = $2::regclass and attnum > 0 and not attisdropped
     and has_column_privilege($1, attrelid, attnum, $3) order by 1`,
    [role, `public.${table}`, privilege],
  );
}

/** Keys that lead to the case of another household, or may: a deposit goes on with the lease of somebody who enters. */
const OTHER_CASES = [
  'household_members.person_id',
  'lease_deposits.carried_from_id',
  'offers.waits_for_id',
  'successions.after_offer_id',
];

it('leads from a household to all that belongs to its case by the links of cases', async () => {
  const { rows } = await client.query<{ link: string }>(
    `with recursive keys as (
       select k.conrelid, c.relname as child, a.attname as column, k.confrelid, p.relname as parent
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
       join unnest(k.conkey, k.confkey) as pair(own, other) on true
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
       join pg_attribute o on o.attrelid = k.confrelid and o.attnum = pair.other and o.attname = 'id'
       where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
         and not (p.relname = 'municipalities')
         and exists (select from pg_attribute i where i.attrelid = k.conrelid and i.attname = 'id')
     ), reached as (
       select * from keys where parent in ('households', 'persons') and child || '.' || "column" <> all($1)
       union select keys.* from keys join reached on keys.parent = reached.child
         where keys.child || '.' || keys.column <> all($1)
     )
     select distinct child || '.' || "column" || ' to ' || parent as link from reached`,
    [OTHER_CASES],
  );
  const known = CASE_LINKS.map(({ table, column, parent }) => `${table}.${column} to ${parent}`);
  expect(rows.map(({ link }) => link).toSorted()).toEqual(known.toSorted());
});

/** What many cases share: it is of none of them. */
const SHARED = ['buildings', 'dwellings', 'letter_templates', 'meetings', 'policy_sets', 'rounds'];

it('leads from a case to what it owns through rows that name both', async () => {
  const cases = ['households', ...CASE_LINKS.map(({ table }) => table)];
  const { rows } = await client.query<{ bridge: string }>(
    `with keys as (
       select c.relname as table, a.attname as column, p.relname as parent,
         exists (select from pg_attribute i where i.attrelid = k.conrelid and i.attname = 'id') as has_id
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
       join unnest(k.conkey, k.confkey) as pair(own, other) on true
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
       join pg_attribute o on o.attrelid = k.confrelid and o.attnum = pair.other and o.attname = 'id'
       where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and p.relname <> 'municipalities'
     )
     select distinct there.table || '.' || there.column || ' to ' || there.parent as bridge
     from keys there
     where there.parent <> all($1) and there.parent <> all($2) and (there.table = any($1)
       or exists (select from keys here where not here.has_id and here.table = there.table and here.parent = any($1)))`,
    [cases, SHARED],
  );
  const known = CASE_BRIDGES.map(({ table, to, target }) => `${table}.${to} to ${target}`);
  // What hangs on a person is no bridge to one.
  const links = new Set(CASE_LINKS.map(({ table, column, parent }) => `${table}.${column} to ${parent}`));
  const bridges = rows.map(({ bridge }) => bridge).filter((bridge) => !links.has(bridge));
  expect(bridges.toSorted()).toEqual(known.toSorted());
});

it('is walked by the database along the same steps, blocked rows included', async () => {
  const { rows } = await client.query<{ step: string }>(
    `select concat_ws(' ', source, child, child_column, parent, parent_column) as step from case_steps()`,
  );
  const known = CASE_STEPS.map(({ table, child, childColumn, parent, parentColumn }) =>
    [table, child, childColumn, parent, parentColumn].join(' '),
  );
  expect(rows.map(({ step }) => step).toSorted()).toEqual(known.toSorted());
});

it('reaches every table of cases whose rows have an id', async () => {
  const withId = await names(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id'
     order by 1`,
  );
  const reached = new Set(['households', ...CASE_STEPS.map(({ child }) => child)]);
  const cases = CASE_TABLES.map(({ table }) => table).filter((table) => withId.includes(table));
  expect(cases.filter((table) => !reached.has(table))).toEqual([]);
});

/** Ids that no key holds and that name no row of a case that is not reached otherwise. */
const LOOSE_IDS = [
  'access_events.household_ids',
  'audit_events.object_id',
  'case_blocks.run_id',
  'decisions.chain_id',
  'environment_reports.place_id',
  // Of what is destroyed, or is to be.
  'erasure_ledger.row_id',
  'erasure_ledger.run_id',
  'erasure_ledger.subject_id',
  'kobo_hints.kobo_id',
  'kobo_links.claim',
  // Of a dwelling or a place; of an import that may come.
  'external_ids.object_id',
  'import_file_parts.import_id',
  'import_rows.object_id',
  'kobo_links.kobo_id',
  'offers.chain_id',
  'outgoing_documents.subject_id',
  'place_caps.place_id',
  'place_statuses.place_id',
  'queue_moves.household_id',
  'retention_items.row_id',
  'retention_items.subject_id',
  'rotation_run_flags.flag_ids',
  'rotation_runs.claim',
  'webhook_events.subject_id',
];

it('has no column that names a row without a key, but those that the links of cases know', async () => {
  const loose = await names(
    `select c.relname || '.' || a.attname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) and a.attname not in ('id', 'municipality_id')
       and not exists (select from pg_constraint k
         where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey))
     order by 1`,
  );
  const known = SUBJECT_LINKS.map(({ table, column }) => `${table}.${column}`);
  expect(loose).toEqual([...new Set([...LOOSE_IDS, ...known])].toSorted());
});
