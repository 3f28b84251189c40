import {
  assertSchemaFits,
  createDb,
  createPool,
  DATABASE_ROLES,
  type DatabaseRole,
  type Db,
} from '@boligtrapp/database';
import {
  createIdentityCipher,
  createIdSource,
  createLogger,
  createLotSource,
  createSystemClock,
  type Logger,
} from '@boligtrapp/platform';
import type { AppDeps } from './app.ts';
import type { ApiConfig } from './config.ts';
import { readReadiness } from './health/readiness.ts';
import { createDevTokenVerifier } from './identity/dev-token-verifier.ts';
import { createMetrics } from './metrics/metrics.ts';

/** The parts of the process, wired. */
export interface Composition {
  readonly deps: AppDeps;
  /** Closes the connections to the database; nothing else is open. */
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
export function compose(config: ApiConfig, logger: Logger): Composition {
  const db = openDb(config, logger, DATABASE_ROLES.app, 10);
  const relayDb = openDb(config, logger, DATABASE_ROLES.relay, 1);
  const ensureSchemaFits = once(() => assertSchemaFits(db));
  return {
    deps: {
      db,
      logger,
      ensureSchemaFits,
      clock: createSystemClock(),
      ids: createIdSource(),
      lots: createLotSource(),
      identityCipher: createIdentityCipher({
        keyId: config.identityKeyId,
        encryptionKey: config.identityEncryptionKey,
        lookupKey: config.identityLookupKey,
      }),
      verifyToken: createDevTokenVerifier(config.devIssuerSecret),
      metrics: createMetrics(true),
      hasMetricsPort: config.metricsPort !== 0,
      publicUrl: config.publicUrl?.replace(/\/+$/, '') ?? '',
      readiness: () => readReadiness({ relayDb, ensureSchemaFits }),
    },
    close: async () => {
      await Promise.all([db.destroy(), relayDb.destroy()]);
    },
  };
}

function openDb(config: ApiConfig, logger: Logger, role: DatabaseRole, maxConnections: number): Db {
  const pool = createPool({
    url: config.databaseUrl,
    role,
    applicationName: 'boligtrapp-api',
    maxConnections,
  });
  // An idle connection that is lost raises an event, which nobody heard would end the process.
  pool.on('error', (error) => logger.warn({ err: error }, 'lost an idle database connection'));
  return createDb(pool);
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
