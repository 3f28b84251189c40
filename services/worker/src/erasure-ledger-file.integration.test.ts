import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createAuditSealer, createIdSource } from '@boligtrapp/platform';
import {
  type AdminConnection,
  aHousehold,
  aMember,
  aMunicipality,
  anAssessment,
  type BuilderScope,
  connectAsAdmin,
  createTestDatabase,
  nameForCase,
  protectPerson,
  type TestDatabase,
} from '@boligtrapp/testing';
import {
  type Actor,
  type CarryOutDeps,
  isTrueProtection,
  listRetentionRuns,
  parseErasure,
  parseProtection,
  reapplyErasures,
  setRetentionFigure,
  settleRetentionRun,
} from '@boligtrapp/use-cases';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLedgerFile, type LedgerFile } from './erasure-ledger-file.ts';
import {
  carryOutRetentionProcessor,
  enqueueAllRetention,
  nightlyRetentionProcessor,
} from './processors/privacy.processor.ts';

const CANARY = 'Kanarifugl Utløpt';
const TODAY = plainDate('2040-06-15');
const sealer = createAuditSealer({ keyId: 'test-1', key: Buffer.alloc(32, 3) });
const ids = createIdSource();
const clock = { now: () => `${TODAY}T02:00:00Z`, today: () => TODAY };

let database: TestDatabase;
let db: Db;
let retentionDb: Db;
let relayPool: Pool;
let admin: AdminConnection;
let home: BuilderScope;
let folder: string;
let file: string;
let ledger: LedgerFile;
let deps: CarryOutDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  const { url } = database;
  const pool = (role: (typeof DATABASE_ROLES)['app' | 'relay' | 'retention']): Pool =>
    createPool({ url, role, applicationName: 'ledger-test' });
  db = createDb(pool(DATABASE_ROLES.app), { sealAuditHead: sealer.seal });
  retentionDb = createDb(pool(DATABASE_ROLES.retention), { sealAuditHead: sealer.seal });
  relayPool = pool(DATABASE_ROLES.relay);
  admin = await connectAsAdmin(database);
  home = await aMunicipality(db);
  folder = await mkdtemp(join(tmpdir(), 'boligtrapp-ledger-'));
  file = join(folder, 'ledger.jsonl');
  ledger = createLedgerFile({ db, relayPool, sealer, file });
  deps = { retentionDb, clock, ids, sealer, onCarriedOut: ledger.keep };
});
afterAll(async () => {
  await Promise.all([db.destroy(), retentionDb.destroy(), relayPool.end(), admin.close()]);
  await database.drop();
  await rm(folder, { recursive: true });
});

function someone(id: string, role: Actor['role']): Actor {
  return { id, role, municipalityId: home.municipalityId, requestId: ids.next() };
}

function request(operation: string) {
  return { operation, key: `key-${ids.next()}`, requestHash: 'a'.repeat(64), status: 201 };
}

const job = { jobId: 'job', attempt: 1, signal: new AbortController().signal };

/** Every table of the database, of all schemas, in which the text stands. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const tables = await admin.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const hex = Buffer.from(text).toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await admin.query(
      `select 1 from ${name} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%' limit 1`,
      [text, hex],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

it('what was erased is nowhere: no table, no answer that was kept, no message, no trace; the file has ids only', async () => {
  const householdId = await aHousehold(home, { reference: `${CANARY} 1` });
  await aMember(home, householdId, { name: CANARY });
  await anAssessment(home, { household_id: householdId, assessed_by: CANARY });
  expect(await tablesWith(CANARY)).toEqual(['public.assessments', 'public.households', 'public.persons']);

  const officer = someone('officer', 'case-officer');
  const figure = { rule: 'never-applied', keepMonths: 12, decisionReference: '1', decidedOn: TODAY } as const;
  await setRetentionFigure({ db, clock, ids }, officer, figure, request('figure'));
  await enqueueAllRetention({ db, ids, relayPool });
  const payload = { municipalityId: home.municipalityId };
  await nightlyRetentionProcessor(deps).run(payload, job);
  const leader = someone('leader', 'leader');
  const [run] = (await listRetentionRuns({ db }, leader, { limit: 1 })).items;
  if (run === undefined) throw new Error('no plan');
  const { id: runId, version, itemsHash } = run;
  const approval = { runId, version, itemsHash, action: 'approve' } as const;
  await settleRetentionRun({ db, clock, ids }, leader, approval, request('settle'));
  expect(await tablesWith(CANARY)).not.toEqual([]);
  await carryOutRetentionProcessor(deps).run({ ...payload, runId }, job);

  expect(await tablesWith(CANARY)).toEqual([]);
  const messages = await admin.query<{ payload: object }>(
    `select payload from outbox where queue = 'privacy'`,
  );
  expect(messages.map((message) => Object.keys(message.payload).toSorted())).toEqual([
    ['municipalityId'],
    ['municipalityId', 'runId'],
  ]);
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(CANARY);
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => parseErasure(line)?.tableName),
  ).toEqual(['assessments', 'household_members', 'persons', 'households']);
});

it('the file is added to and never written anew, also after a torn line', async () => {
  const before = await readFile(file, 'utf8');
  await ledger.keepAll();
  expect(await readFile(file, 'utf8')).toBe(before);
  const lines = before.trim().split('\n');
  await writeFile(file, `${lines.slice(0, -1).join('\n')}\n${lines.at(-1)?.slice(0, 40)}`);
  await Promise.all([ledger.keepAll(), ledger.keepAll()]);
  const after = (await readFile(file, 'utf8')).split('\n').flatMap((line) => parseErasure(line) ?? []);
  expect(after).toHaveLength(4);
  expect(new Set(after.map(({ id }) => id)).size).toBe(4);
});

it('the file does what the ledger of the database would, when that was lost', async () => {
  await appendFile(file, '\nnot an entry\n');
  const entries = (await readFile(file, 'utf8')).split('\n').flatMap((line) => parseErasure(line) ?? []);
  const household = entries.find(({ tableName }) => tableName === 'households');
  await admin.query('delete from erasure_ledger');
  await inTenant(db, { municipalityId: home.municipalityId, actorId: 'restore' }, async (tx) => {
    const row = { municipality_id: home.municipalityId, id: household?.rowId ?? '', reference: CANARY };
    await tx.insertInto('households').values(row).execute();
  });
  const target = { municipalityId: home.municipalityId, requestId: ids.next() };
  expect(await reapplyErasures(deps, target, entries)).toMatchObject({
    entryCount: 4,
    destroyedRows: 1,
    stuckRows: 0,
    forgedCount: 0,
  });
  expect(await tablesWith(CANARY)).toEqual([]);
});

it('the file has who is guarded at the next look, once, and nothing is read again while nothing changes', async () => {
  const householdId = await aHousehold(home);
  const personId = await aMember(home, householdId, { name: CANARY });
  await protectPerson(home, personId, 'strictly-confidential');
  await nameForCase(home, householdId, 'kari');
  const guarded = async () =>
    (await readFile(file, 'utf8')).split('\n').flatMap((line) => parseProtection(line) ?? []);
  expect(await guarded()).toEqual([]);
  await ledger.keepProtections();
  expect(await guarded()).toMatchObject([
    { kind: 'grade', subjectId: personId, value: 'strictly-confidential', member: null },
    { kind: 'access', subjectId: householdId, value: 'in-force', member: 'kari' },
  ]);
  expect((await guarded()).every((entry) => isTrueProtection(sealer, entry))).toBe(true);
  expect(await readFile(file, 'utf8')).not.toContain(CANARY);
  await Promise.all([ledger.keepProtections(), ledger.keepAll()]);
  expect(await guarded()).toHaveLength(2);
  await protectPerson(home, personId, 'none');
  await ledger.keepProtections();
  expect((await guarded()).at(-1)).toMatchObject({ kind: 'grade', value: 'none' });
});
