import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { createIdSource, createSystemClock, type Lifecycle } from '@boligtrapp/platform';
import { type Actor, enterKoboValuePair, type LinkKoboDeps, linkKoboDwelling } from '@boligtrapp/use-cases';
import { DATA_FOLDER } from './local-files.ts';
import { servicePart } from './service-process.ts';

/** A stand-in of Kobo that runs beside the demo. */
export interface DemoKobo {
  readonly url: string;
  /** Settings by which API and worker know it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Has it tell the API of changes. */
  tell(apiUrl: string): Promise<void>;
}

/** The municipality that it belongs to. */
export interface DemoKoboOptions {
  readonly kommunenummer: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Starts the stand-in of Kobo, unless a Kobo is set or this is production. What it has is kept with the data of the
 * checkout, so that the links of the database lead somewhere after the next start, too.
 */
export async function startDemoKobo(
  lifecycle: Lifecycle,
  { kommunenummer, environment }: DemoKoboOptions,
): Promise<DemoKobo | undefined> {
  const isSet = ['KOBO_SETTINGS', 'KOBO_SETTINGS_FILE'].some((name) => (environment[name] ?? '') !== '');
  if (isSet || environment['NODE_ENV'] === 'production') return undefined;
  const [apiKey, webhookKey] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
  const { message } = await lifecycle.start(
    servicePart('kobo-stand-in', 'listening', {
      ...environment,
      KOBO_STAND_IN_KEY: apiKey,
      KOBO_STAND_IN_FILE: join(DATA_FOLDER, `kobo-stand-in-${kommunenummer}.json`),
    }),
  );
  const url = String(message['url']);
  const settings = [{ kommunenummer, baseUrl: url, apiKey, webhookKeys: [webhookKey] }];
  return {
    url,
    environment: { KOBO_SETTINGS: JSON.stringify(settings) },
    tell: async (apiUrl) => {
      await fetch(`${url}/control/webhook`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url: `${apiUrl}/webhooks/kobo/${kommunenummer}`, key: webhookKey }),
      });
    },
  };
}

/** Dwellings of the demo that are kept in step; the others are not linked, as it is while a municipality connects. */
const LINKED = 40;
/** Made up, as everything in the demo: what Kobo calls them is not published. */
const PAIRS = [
  ['disposisjonsform', 'owned', 'DEMO_EIER'],
  ['disposisjonsform', 'leased-in', 'DEMO_LEIER_INN'],
  ['egenskaper', 'lift', 'DEMO_HEIS'],
  ['egenskaper', 'own-entrance', 'DEMO_EGEN_INNGANG'],
] as const;

/** Links some dwellings of a demo that has no links yet; the worker makes them in the stand-in. */
export async function linkDemoDwellings(databaseUrl: string, kommunenummer: string): Promise<void> {
  const pool = createPool({
    url: databaseUrl,
    role: DATABASE_ROLES.identity,
    applicationName: 'boligtrapp-start',
    maxConnections: 1,
  });
  const db = createDb(
    createPool({ url: databaseUrl, role: DATABASE_ROLES.app, applicationName: 'boligtrapp-start' }),
  );
  try {
    const { rows } = await pool.query<{ id: string }>(
      'select id from municipalities where kommunenummer = $1',
      [kommunenummer],
    );
    const municipalityId = rows[0]?.id;
    if (municipalityId !== undefined) await linkSome(db, municipalityId);
  } finally {
    await Promise.all([pool.end(), db.destroy()]);
  }
}

async function linkSome(db: Db, municipalityId: string): Promise<void> {
  const dwellings = await inTenant(db, { municipalityId, actorId: 'start' }, async (tx) => {
    const linked = await tx.selectFrom('kobo_links').select('dwelling_id').limit(1).execute();
    if (linked.length > 0) return [];
    return await tx
      .selectFrom('dwellings')
      .select(['id', 'reference'])
      .orderBy('reference')
      .limit(LINKED)
      .execute();
  });
  if (dwellings.length === 0) return;
  const ids = createIdSource();
  const deps: LinkKoboDeps = { db, ids, clock: createSystemClock() };
  const actor: Actor = {
    id: 'demo-housing-manager',
    role: 'housing-manager',
    municipalityId,
    requestId: ids.next(),
  };
  const once = (operation: string) => ({
    operation,
    key: ids.next(),
    requestHash: '0'.repeat(64),
    status: 201,
  });
  for (const [field, ours, kobos] of PAIRS) {
    await enterKoboValuePair(deps, actor, { field, ours, kobos }, once('enterKoboValuePair'));
  }
  for (const { id: dwellingId, reference } of dwellings) {
    const newDwelling = { adresse: { demo: reference }, boligtype: 'DEMO_BOLIG' };
    const command = { dwellingId, supplierId: reference, newDwelling };
    await linkKoboDwelling(deps, actor, command, once('linkKoboDwelling'));
  }
}
