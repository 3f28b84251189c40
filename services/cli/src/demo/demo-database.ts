import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES, inTenant, listMunicipalityIds } from '@boligtrapp/database';
import {
  createAuditSealer,
  createIdSource,
  type Lifecycle,
  readKeyParts,
  startEmbeddedPostgres,
} from '@boligtrapp/platform';
import { createIdentityCipher } from '@boligtrapp/use-cases';
import { Client } from 'pg';
import { analyzeTables, migrateAll } from '../database-access.ts';
import { DATA_FOLDER, type LocalSecrets } from './local-files.ts';

const DATABASE_NAME = 'boligtrapp';
/** Of the generator: the same seed and day give the same municipality. */
const DEMO_SEED = 1;

/** A database that is migrated, and the municipality that the demo works on. */
export interface DemoDatabase {
  readonly url: string;
  readonly municipality: DemoMunicipalityKeys;
}

/** By what tokens name the municipality. */
export interface DemoMunicipalityKeys {
  readonly kommunenummer: string;
  /** Null in a database from before municipalities had one. */
  readonly organisationNumber: string | null;
}

/**
 * The database of a start: the one that `DATABASE_URL` names, or the embedded PostgreSQL, started. Migrated, and
 * with the demo municipality in it when it was empty.
 */
export async function openDemoDatabase(
  lifecycle: Lifecycle,
  secrets: LocalSecrets,
  today: string,
  onProgress: (line: string) => void,
): Promise<DemoDatabase> {
  const url = await findOrStart(lifecycle, onProgress);
  await migrateAll(url, onProgress);
  const id = (await findMunicipality(url)) ?? (await seed(url, secrets, today, onProgress));
  return { url, municipality: await readKeys(url, id) };
}

async function findOrStart(lifecycle: Lifecycle, onProgress: (line: string) => void): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const server = await lifecycle.start({
    name: 'PostgreSQL',
    start: async () => await startEmbeddedPostgres({ directory: join(DATA_FOLDER, 'postgres'), onProgress }),
    stop: async (started) => await started.stop(),
  });
  return await ensureDatabase(server.url);
}

async function ensureDatabase(serverUrl: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
  if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE_NAME}`;
  return url.href;
}

async function findMunicipality(url: string): Promise<string | undefined> {
  const pool = createPool({
    url,
    role: DATABASE_ROLES.relay,
    applicationName: 'boligtrapp-start',
    maxConnections: 1,
  });
  try {
    const [first] = await listMunicipalityIds(pool);
    return first;
  } finally {
    await pool.end();
  }
}

async function readKeys(url: string, id: string): Promise<DemoMunicipalityKeys> {
  const db = createDb(createPool({ url, role: DATABASE_ROLES.app, applicationName: 'boligtrapp-start' }));
  try {
    return await inTenant(
      db,
      { municipalityId: id, actorId: 'start' },
      async (tx) =>
        await tx
          .selectFrom('municipalities')
          .select(['kommunenummer', 'organisation_number as organisationNumber'])
          .executeTakeFirstOrThrow(),
    );
  } finally {
    await db.destroy();
  }
}

async function seed(
  url: string,
  secrets: LocalSecrets,
  today: string,
  onProgress: (line: string) => void,
): Promise<string> {
  const { plainDate } = await import('@boligtrapp/domain');
  const { generateDemo, insertDemo } = await import('@boligtrapp/testing');
  const { enactDemoPast } = await import('@boligtrapp/testing/demo-past');
  onProgress('The database is empty: making the demo municipality Fjordvik …');
  const sealer = createAuditSealer({
    keyId: secrets.AUDIT_KEY_ID,
    key: Buffer.from(secrets.AUDIT_KEY, 'hex'),
  });
  const demo = generateDemo({ seed: DEMO_SEED, on: plainDate(today) });
  const db = createDb(
    createPool({ url, role: DATABASE_ROLES.app, applicationName: 'boligtrapp-seed', maxConnections: 2 }),
    { sealAuditHead: sealer.seal },
  );
  try {
    const keys = readKeyParts({ ...process.env, ...secrets });
    const cipher = createIdentityCipher({ db, ids: createIdSource(), ...keys });
    await insertDemo(db, demo, { cipher, log: onProgress });
    // The planner knows nothing of rows that were just written.
    await analyzeTables(url);
    await enactDemoPast(demo, { db, cipher, log: onProgress });
  } finally {
    await db.destroy();
  }
  await analyzeTables(url);
  return demo.municipality.id;
}
