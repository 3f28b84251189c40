import { createDb, createPool, type Db } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createIdentityCipher } from '@boligtrapp/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test-database.ts';
import { generateDemo } from '../generate-demo.ts';
import { insertDemo } from '../insert-demo.ts';
import { enactDemoPast } from './enact-demo-past.ts';

const demo = generateDemo({ seed: 1, on: plainDate('2026-11-28') });
const cipher = createIdentityCipher({
  keyId: 'test-1',
  encryptionKey: new Uint8Array(32).fill(1),
  lookupKey: new Uint8Array(32).fill(2),
});
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: 'boligtrapp_app', applicationName: 'a-test' }));
  await insertDemo(db, demo, { cipher });
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

test('runs', async () => {
  const before = performance.now();
  await enactDemoPast(demo, { db, cipher });
  console.log('ms', performance.now() - before);
  expect(1).toBe(1);
});
