import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { createAuditSealer, createIdSource, createSystemClock } from '@boligtrapp/platform';
import {
  type AdminConnection,
  aMunicipality,
  type BuilderScope,
  connectAsAdmin,
  createTestDatabase,
  type TestDatabase,
} from '@boligtrapp/testing';
import { type Actor, appendAuditEvent, exportAuditTrail, makeAnchor } from '@boligtrapp/use-cases';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { addAuditCommand } from './audit.ts';

const KEY = '03'.repeat(32);
const sealer = createAuditSealer({ keyId: 'test-1', key: Buffer.from(KEY, 'hex') });
const ids = createIdSource();

let database: TestDatabase;
let db: Db;
let admin: AdminConnection;
let home: BuilderScope;
let folder: string;
let anchors: string;
let printed: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const pool = createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'audit-test' });
  db = createDb(pool, { sealAuditHead: sealer.seal });
  admin = await connectAsAdmin(database);
  home = await aMunicipality(db);
  folder = await mkdtemp(join(tmpdir(), 'boligtrapp-audit-'));
  anchors = join(folder, 'anchors.jsonl');
  for (let number = 0; number < 3; number += 1) await append();
  const anchor = await makeAnchor({ db, clock: createSystemClock(), sealer }, home.municipalityId, undefined);
  await writeFile(anchors, `${JSON.stringify(anchor)}\n`);
});
afterAll(async () => {
  await Promise.all([db.destroy(), admin.close()]);
  await database.drop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('AUDIT_KEY_ID', 'test-1');
  vi.stubEnv('AUDIT_KEY', KEY);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

async function append(): Promise<void> {
  const { municipalityId } = home;
  const actor: Actor = { id: 'kari', role: 'case-officer', municipalityId, requestId: ids.next() };
  await inTenant(db, { municipalityId, actorId: actor.id }, async (tx) => {
    await appendAuditEvent(tx, actor, { action: 'x.done', objectKind: 'x', objectId: ids.next() });
  });
}

async function runAudit(...args: readonly string[]): Promise<void> {
  const program = new Command('boligtrapp').exitOverride();
  addAuditCommand(program);
  await program.parseAsync(['audit', ...args], { from: 'user' });
}

async function runVerify(...args: readonly string[]): Promise<void> {
  await runAudit('verify', ...args);
}

it('says of each municipality that its traces are whole, and ends with 0', async () => {
  await runVerify('--anchors', anchors);
  expect(process.exitCode).toBeUndefined();
  expect(printed).toMatch(
    new RegExp(`^${home.municipalityId}: whole; 3 changes, 0 readings under 1 anchors, `),
  );
});

it('says which change is not as it was written, as text and as JSON, and ends with 3', async () => {
  await admin.query('begin');
  await admin.query('set local session_replication_role = replica');
  await admin.query("update audit_events set actor = 'ola' where sequence = 2");
  await admin.query('commit');
  try {
    await runVerify();
    expect(process.exitCode).toBe(EXIT.deviations);
    expect(printed).toContain('change 2 is not as it was written');
    printed = '';
    await runVerify('--json', '--municipality', home.municipalityId);
    expect(JSON.parse(printed)).toMatchObject({
      municipalities: [{ eventCount: 3, faults: [{ kind: 'chain-broken', sequence: 2 }] }],
    });
  } finally {
    await admin.query('set session_replication_role = replica');
    await admin.query("update audit_events set actor = 'kari' where sequence = 2");
    await admin.query('set session_replication_role = default');
  }
});

it('believes no head that another key has sealed', async () => {
  vi.stubEnv('AUDIT_KEY', '04'.repeat(32));
  await runVerify();
  expect(process.exitCode).toBe(EXIT.deviations);
  expect(printed).toContain('the head was not sealed with the key');
});

it('refuses a file of anchors with a line that is none', async () => {
  const torn = join(folder, 'torn.jsonl');
  await writeFile(torn, '{"format":"boligtr\n');
  await expect(runVerify('--anchors', torn)).rejects.toThrow('line 1 of');
});

it('knows an export again, and says when it is not as it was handed out', async () => {
  const actor: Actor = {
    id: 'revisor',
    role: 'auditor',
    municipalityId: home.municipalityId,
    requestId: ids.next(),
  };
  const deps = { db, clock: createSystemClock(), ids, auditSealer: sealer };
  const { text } = await exportAuditTrail(deps, actor, 0);
  const file = join(folder, 'export.jsonl');
  await writeFile(file, text);
  await runAudit('check-export', file);
  expect(process.exitCode).toBeUndefined();
  expect(printed).toMatch(/^whole: 3 changes through number 3, exported /);
  for (const [changed, answer] of [
    [text.replace('kari', 'ola'), 'not as it was handed out'],
    [text.split('\n').slice(0, 2).join('\n'), 'no seal of an export'],
  ] as const) {
    printed = '';
    await writeFile(file, changed);
    await runAudit('check-export', file);
    expect(process.exitCode).toBe(EXIT.deviations);
    expect(printed).toContain(answer);
  }
});
