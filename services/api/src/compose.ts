import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  assertSchemaFits,
  type ConnectionSettings,
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
} from '@boligtrapp/database';
import { createLetterWriter, createPdfRenderer } from '@boligtrapp/documents';
import {
  type AuditSealer,
  createAuditSealer,
  createClamdScanner,
  createIdSource,
  createKeyParts,
  createLogger,
  createLotSource,
  createSystemClock,
  createTokenSource,
  type Logger,
  webhookHostsOf,
} from '@boligtrapp/platform';
import { createSolverPool } from '@boligtrapp/solver-pool';
import { createAddressCipher, createIdentityCipher, createWebhookCipher } from '@boligtrapp/use-cases';
import type { AppDeps } from './app.ts';
import type { ApiConfig } from './config.ts';
import { createExplanationSolver } from './explanations/explanation-solver.ts';
import { readReadiness } from './health/readiness.ts';
import { createWatch } from './health/watch.ts';
import { composeIdentity } from './identity/compose-identity.ts';
import type { IdentityProviders } from './identity/identity-settings.ts';
import { createMetrics } from './metrics/metrics.ts';

/** The parts of the process, wired. */
export interface Composition {
  readonly deps: AppDeps;
  /** Gives up what is being solved and closes the connections to the database; nothing else is open. */
  close(): Promise<void>;
}

/** Errors of our own, whose messages name migrations and settings, never a person. */
const SAFE_ERROR_NAMES = [
  'ConfigError',
  'MigrationChangedError',
  'SchemaBehindCodeError',
  'SchemaNewerThanCodeError',
];

/** The log of the API. */
export function createApiLogger(level: ApiConfig['logLevel']): Logger {
  return createLogger({ service: 'api', level, safeErrorNames: SAFE_ERROR_NAMES });
}

/** Wires the API. Connects to nothing yet: connections are opened when they are needed. */
export function compose(config: ApiConfig, providers: IdentityProviders, logger: Logger): Composition {
  const sealer = createAuditSealer({ keyId: config.auditKeyId, key: config.auditKey });
  const open = (pool: PoolSettings): Db => openDb({ ...pool, url: config.databaseUrl }, logger, sealer);
  const db = open({ role: DATABASE_ROLES.app, maxConnections: 10 });
  const protectedUrl = config.protectedDatabaseUrl ?? config.databaseUrl;
  const protectedPool = { role: DATABASE_ROLES.protected, maxConnections: 2, url: protectedUrl };
  const protectedDb = openDb(protectedPool, logger, sealer);
  // For readiness and metrics only, which must be told soon.
  const relayDb = open({ role: DATABASE_ROLES.relay, maxConnections: 1, connectTimeoutMs: 1_000 });
  // For what happens before the municipality is known.
  const identityDb = open({ role: DATABASE_ROLES.identity, maxConnections: 4 });
  const solver = createSolverPool({ threads: config.solverThreads });
  const ensureSchemaFits = once(() => assertSchemaFits(db));
  const explanationSolver = createExplanationSolver();
  const pdf = createPdfRenderer();
  const clock = createSystemClock();
  const ids = createIdSource();
  const keys = createKeyParts(config);
  const watch = createWatch(relayDb, clock);
  return {
    deps: {
      db,
      protectedDb,
      addressCipher: createAddressCipher({ db, ids, ...keys }),
      auditSealer: sealer,
      solver,
      explanationSolver,
      letters: createLetterWriter(pdf),
      pdf,
      fileScanner: config.fileScanner && createClamdScanner(config.fileScanner),
      logger,
      ensureSchemaFits,
      clock,
      ids,
      lots: createLotSource(),
      tokens: createTokenSource(),
      identityCipher: createIdentityCipher({ db, ids, ...keys }),
      lookupHasher: keys.lookupHasher,
      webhooks: keys.hasWebhookKey
        ? { cipher: createWebhookCipher({ db, ids, ...keys }), hosts: webhookHostsOf(config) }
        : undefined,
      koboSettings: config.kobo,
      ...composeIdentity({ db, identityDb, clock, logger, settings: config.identity, providers }),
      isDemo: !('staffIssuers' in config.identity.providers),
      identityNumbers: config.identityNumbers ?? (config.nodeEnv === 'production' ? 'real' : 'synthetic'),
      metrics: createMetrics(true, watch),
      hasMetricsPort: config.metricsPort !== 0,
      pagesFolder: config.pagesFolder ?? findBuiltPages(),
      publicUrl: config.publicUrl?.replace(/\/+$/, '') ?? '',
      isHttpsOnly: config.nodeEnv === 'production' || config.publicUrl?.startsWith('https:') === true,
      requestsPerMinute: config.requestsPerMinute,
      trustedProxies: config.trustedProxies,
      readiness: () => readReadiness({ ...watch, ensureSchemaFits }),
    },
    close: async () => {
      await Promise.all([solver.close(), explanationSolver.close(), pdf.close()]);
      await Promise.all([db, protectedDb, relayDb, identityDb].map(async (each) => await each.destroy()));
    },
  };
}

/** The pages of this checkout, if they were built. */
function findBuiltPages(): string | undefined {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url));
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

type PoolSettings = Omit<ConnectionSettings, 'url' | 'applicationName'>;

function openDb(
  settings: PoolSettings & { readonly url: string },
  logger: Logger,
  { seal }: AuditSealer,
): Db {
  const pool = createPool({ ...settings, applicationName: 'boligtrapp-api' });
  pool.on('error', (error) => logger.warn({ err: error }, 'lost an idle database connection'));
  return createDb(pool, { sealAuditHead: seal });
}

/** Runs `check` until it has succeeded once. */
function once(check: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    await check();
    isDone = true;
  };
}
