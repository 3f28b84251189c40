import { createDb, createPool, DATABASE_ROLES, type Db } from '@boligtrapp/database';
import { migrateQueueStore } from '@boligtrapp/jobs';
import { createIdSource, createSystemClock, readKeyParts } from '@boligtrapp/platform';
import { createTestDatabase, generateDemo, insertDemo, type TestDatabase } from '@boligtrapp/testing';
import { createIdentityCipher } from '@boligtrapp/use-cases';
import { SERVICE_SECRETS } from './service-process.ts';

/** A database of its own with the demo municipality in it. */
export interface DemoScene {
  readonly database: TestDatabase;
  readonly db: Db;
  readonly municipalityId: string;
  readonly close: () => Promise<void>;
}

/** Makes a database with the demo municipality of today, ready for the real services. */
export async function createDemoScene(): Promise<DemoScene> {
  const database = await createTestDatabase();
  await migrateQueueStore(database.adminUrl);
  const db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'test' }));
  const demo = generateDemo({ seed: 1, on: createSystemClock().today() });
  const keys = readKeyParts(SERVICE_SECRETS);
  const cipher = createIdentityCipher({ db, ids: createIdSource(), ...keys });
  await insertDemo(db, demo, { cipher });
  return {
    database,
    db,
    municipalityId: demo.municipality.id,
    close: async () => {
      await db.destroy();
      await database.drop();
    },
  };
}
