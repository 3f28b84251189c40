import { createTestDatabase, demoMunicipalityId, type TestDatabase } from '@boligtrapp/testing';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { addSeedCommand } from './seed.ts';

let database: TestDatabase;
let printed: string;
let told: string;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

beforeEach(() => {
  printed = '';
  told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function runSeed(args: readonly string[], changes: Record<string, string> = {}): Promise<void> {
  const program = new Command('boligtrapp');
  addSeedCommand(program, {
    DATABASE_URL: database.url,
    IDENTITY_ENCRYPTION_KEY: '01'.repeat(32),
    IDENTITY_LOOKUP_KEY: '02'.repeat(32),
    IDENTITY_KEY_ID: 'test-1',
    ADDRESS_ENCRYPTION_KEY: '04'.repeat(32),
    ADDRESS_KEY_ID: 'test-1',
    AUDIT_KEY: '03'.repeat(32),
    AUDIT_KEY_ID: 'test-1',
    ...changes,
  });
  for (const command of [program, ...program.commands]) command.exitOverride();
  await program.parseAsync(['seed', ...args], { from: 'user' });
}

test('writes the municipality; run again it changes nothing; --json says which', async () => {
  await runSeed(['--seed', '3', '--on', '2026-11-22']);
  expect(printed).toMatch(/^1 of 1 municipalities added, \d{5} rows \(seed 3, 2026-11-22\)\n$/);
  expect(told).toMatch(/^Fjordvik: \d{5} rows written\.\n$/);
  printed = '';
  await runSeed(['--json']);
  expect(JSON.parse(printed)).toMatchObject({
    seed: 1,
    municipalities: [{ id: demoMunicipalityId(0), kommunenummer: '9001', name: 'Fjordvik', inserted: false }],
  });
});

test('--scale 10 adds the nine others', async () => {
  await runSeed(['--scale', '10', '--on', '2026-11-22', '--json']);
  const answer: unknown = JSON.parse(printed);
  expect(answer).toMatchObject({
    municipalities: [{ inserted: false }, ...Array.from({ length: 9 }, () => ({ inserted: true }))],
  });
});

test.for([
  ['a day that does not exist', ['--on', '2026-02-30'], /must be a date that exists/],
  ['another scale', ['--scale', '7'], /Allowed choices are 1, 10, 100/],
  ['a seed that is no number', ['--seed', '-1'], /integer from 0 to 4294967295/],
] as const)('refuses %s as a usage error', async ([, args, message]) => {
  await expect(runSeed(args)).rejects.toMatchObject({ name: 'CommanderError', exitCode: 1 });
  expect(told).toMatch(message);
});

test('names every setting that is missing, and connects nowhere', async () => {
  await expect(runSeed([], { DATABASE_URL: '', IDENTITY_LOOKUP_KEY: 'short' })).rejects.toThrow(
    /DATABASE_URL is not set[\s\S]*IDENTITY_LOOKUP_KEY is not 32 bytes/,
  );
});
