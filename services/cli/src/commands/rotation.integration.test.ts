import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMunicipality,
  aPlaceToLive,
  createTestDatabase,
  type TestDatabase,
} from '@boligtrapp/testing';
import { readPdf, readWorkbook } from '@boligtrapp/testing/documents';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../main.ts';

interface Printed {
  readonly runs: readonly {
    readonly flagCount: number;
    readonly files: readonly string[];
  }[];
}

let database: TestDatabase;
let folder: string;
let printed: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'boligtrapp-report-'));
  const pool = createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'cli-test' });
  const db = createDb(pool);
  const scope = await aMunicipality(db);
  const { buildingId } = await aPlaceToLive(scope);
  for (const lastDay of ['2026-11-01', '2026-08-01', '2027-01-31']) {
    await aLease(scope, {
      dwelling_id: await aDwelling(scope, { building_id: buildingId }),
      household_id: await aHousehold(scope),
      starts_on: plainDate('2020-01-01'),
      signed_on: plainDate('2020-01-01'),
      last_day: plainDate(lastDay),
    });
  }
  await db.destroy();
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

beforeEach(() => {
  printed = '';
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('AUDIT_KEY', '03'.repeat(32));
  vi.stubEnv('AUDIT_KEY_ID', 'test');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

test('writes the report of a date that has passed, too, for its owner only, with the counts of the run', async () => {
  await main(['rotation', 'run', '--date', '2026-11-23']);
  await main(['rotation', 'run', '--date', '2026-11-20', '--report', folder]);
  expect(printed).toMatch(/\n {2}\S+rotation-2026-11-20\.json\n {2}\S+\.xlsx\n {2}\S+\.pdf\n$/);
  printed = '';
  await main(['rotation', 'run', '--date', '2026-11-20', '--report', folder, '--json']);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the command says that it prints
  const [run] = (JSON.parse(printed) as Printed).runs;
  const [json = '', xlsx = '', pdf = ''] = run?.files ?? [];
  const report: unknown = JSON.parse(readFileSync(json, 'utf8'));
  expect(report).toMatchObject({ totalCount: run?.flagCount, run: { runOn: '2026-11-20' } });
  expect(run?.flagCount).toBeGreaterThan(0);
  const [sheet] = await readWorkbook(readFileSync(xlsx));
  expect(new Map(sheet?.rows.map(([label, value]) => [label, value])).get('Funn i denne rapporten')).toBe(
    run?.flagCount,
  );
  expect(await readPdf(readFileSync(pdf))).toMatchObject({ archive: '2A', isTagged: true, language: 'nb' });
  for (const file of [json, xlsx, pdf]) expect(statSync(file).mode & 0o077).toBe(0);
});
