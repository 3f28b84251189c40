import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES, type Db } from '@boligtrapp/database';
import { createAuditSealer, createIdSource } from '@boligtrapp/platform';
import {
  type AdminConnection,
  aHousehold,
  aMember,
  aMunicipality,
  type BuilderScope,
  connectAsAdmin,
  createTestDatabase,
  type TestDatabase,
} from '@boligtrapp/testing';
import { sealErasure, sealProtection, toErasureLine, toProtectionLine } from '@boligtrapp/use-cases';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { addRetentionCommands } from './retention.ts';

const KEY = '03'.repeat(32);
const sealer = createAuditSealer({ keyId: 'test-1', key: Buffer.from(KEY, 'hex') });
const ids = createIdSource();

let database: TestDatabase;
let db: Db;
let admin: AdminConnection;
let home: BuilderScope;
let folder: string;
let printed: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(
    createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'retention-test' }),
  );
  admin = await connectAsAdmin(database);
  home = await aMunicipality(db);
  folder = await mkdtemp(join(tmpdir(), 'boligtrapp-retention-'));
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

async function run(...args: readonly string[]): Promise<void> {
  const program = new Command().exitOverride();
  addRetentionCommands(program);
  await program.parseAsync(args, { from: 'user' });
}

it('retention plan counts what is due and changes nothing; without a figure that is nothing', async () => {
  const householdId = await aHousehold(home, { created_at: '2020-01-01T00:00:00Z' });
  await run('retention', 'plan');
  expect(printed).toContain('nothing is due');
  await admin.query(
    `insert into retention_figures (municipality_id, id, rule, keep_months, decision_reference, decided_on, set_by)
     values ($1, $2, 'never-applied', 12, '1', '2026-01-01', 'test')`,
    [home.municipalityId, ids.next()],
  );
  printed = '';
  await run('retention', 'plan', '--json');
  expect(JSON.parse(printed)).toEqual({
    municipalities: [
      {
        municipalityId: home.municipalityId,
        due: [{ rule: 'never-applied', tableName: 'households', itemCount: 1 }],
      },
    ],
  });
  expect(await admin.query('select 1 from retention_runs')).toEqual([]);
  await run('retention', 'run');
  expect(printed).toContain('1 rows wait for approval');
  expect(await admin.query('select 1 from households where id = $1', [householdId])).toHaveLength(1);
});

it('privacy reapply erases what is back, refuses a file that is none, and tells of forged entries', async () => {
  const rowId = await aHousehold(home);
  const entry = {
    municipalityId: home.municipalityId,
    id: ids.next(),
    action: 'destroyed',
    rule: 'never-applied',
    subjectId: rowId,
    tableName: 'households',
    rowId,
    runId: ids.next(),
    recordedAt: '2026-11-23T08:00:00.000Z',
  } as const;
  const ledger = join(folder, 'ledger.jsonl');
  const sealed = sealErasure(sealer, entry);
  await writeFile(ledger, `${toErasureLine({ ...sealed, seal: 'f'.repeat(64) })}\n`);
  await run('privacy', 'reapply', '--ledger', ledger);
  expect([printed.includes('1 entries without a true seal'), process.exitCode]).toEqual([
    true,
    EXIT.deviations,
  ]);
  expect(await admin.query('select 1 from households where id = $1', [rowId])).toHaveLength(1);

  process.exitCode = undefined;
  await writeFile(ledger, `${toErasureLine(sealed)}\n`);
  await run('privacy', 'reapply', '--ledger', ledger);
  expect([printed.includes('1 rows erased again'), process.exitCode]).toEqual([true, undefined]);
  expect(await admin.query('select 1 from households where id = $1', [rowId])).toEqual([]);

  await writeFile(ledger, 'torn');
  await expect(run('privacy', 'reapply', '--ledger', ledger)).rejects.toThrow('line 1 of');
});

it('privacy reapply guards again who was guarded after the backup', async () => {
  const householdId = await aHousehold(home);
  const personId = await aMember(home, householdId);
  const { municipalityId } = home;
  const event = {
    municipalityId,
    id: ids.next(),
    kind: 'grade',
    subjectId: personId,
    value: 'strictly-confidential',
    member: null,
    until: null,
    recordedAt: '2026-11-23T08:00:00.000Z',
  } as const;
  const access = { ...event, id: `${ids.next()}:in-force`, kind: 'access', subjectId: householdId } as const;
  const grant = { ...access, value: 'in-force', member: 'kari' };
  const ledger = join(folder, 'guarded.jsonl');
  const entries = [event, grant].map((one) => sealProtection(sealer, one));
  await writeFile(ledger, entries.map((one) => `${toProtectionLine(one)}\n`).join(''));
  await run('privacy', 'reapply', '--ledger', ledger);
  expect(printed).toContain('1 grades set again, 1 people named');
  expect(process.exitCode).toBeUndefined();
  expect(await admin.query('select person_id, grade from address_protections')).toEqual([
    { person_id: personId, grade: 'strictly-confidential' },
  ]);
});
