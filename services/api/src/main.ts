import { MigrationChangedError, SchemaBehindCodeError, SchemaNewerThanCodeError } from '@boligtrapp/database';
import { ConfigError, createLogger, type Lifecycle, type Logger, runProcess } from '@boligtrapp/platform';
import { buildApp } from './app.ts';
import { compose, createApiLogger } from './compose.ts';
import { type ApiConfig, readApiConfig } from './config.ts';
import type { IdentityProviders } from './identity/identity-settings.ts';
import { listenForMetrics, stopListening, stopMetrics } from './listening.ts';

/** What the parent process is told when requests are taken. */
export interface ListeningMessage {
  readonly type: 'listening';
  readonly url: string;
  /** Where the stand-ins of development listen, where they were started. */
  readonly devIdentityUrl?: string;
}

/** From the wish to stop until the process ends, whatever is still under way. */
const STOP_DEADLINE_MS = 4_500;

async function serve(lifecycle: Lifecycle, config: ApiConfig, logger: Logger): Promise<void> {
  const { providers, devIdentityUrl } = await findProviders(lifecycle, config, logger);
  const { deps } = await lifecycle.start({
    name: 'database connections',
    start: () => compose(config, providers, logger),
    stop: (composition) => composition.close(),
  });
  await checkSchema(deps.ensureSchemaFits, logger);
  if (deps.hasMetricsPort) {
    await lifecycle.start({
      name: 'metrics',
      start: () => listenForMetrics(deps.metrics, { host: config.host, port: config.metricsPort }),
      stop: stopMetrics,
    });
  }
  const app = await lifecycle.start({ name: 'API', start: () => buildApp(deps), stop: stopListening });
  const url = await app.listen({ host: config.host, port: config.port });
  logger.info({ url }, 'listening');
  process.send?.({ type: 'listening', url, ...devIdentityUrl } satisfies ListeningMessage);
  await lifecycle.untilStopRequested();
}

interface FoundProviders {
  readonly providers: IdentityProviders;
  readonly devIdentityUrl?: { readonly devIdentityUrl: string };
}

/** Who vouches for callers: as set, or the stand-ins of development, whose code is loaded for nothing else. */
async function findProviders(
  lifecycle: Lifecycle,
  config: ApiConfig,
  logger: Logger,
): Promise<FoundProviders> {
  const { providers } = config.identity;
  if ('staffIssuers' in providers) return { providers };
  if (config.nodeEnv === 'production') throw new Error('no stand-in vouches for anybody in production');
  const { startDevIdentity } = await import('./dev-identity/start-dev-identity.ts');
  const { port, users } = providers;
  const started = await lifecycle.start({
    name: 'identity provider of development',
    start: () =>
      startDevIdentity(
        { port, users: () => users },
        {
          host: config.host,
          publicUrl: config.publicUrl,
          apiPort: config.port,
          onError: (error) => logger.warn({ err: error }, 'the identity provider of development failed'),
        },
      ),
    stop: (identity) => identity.close(),
  });
  logger.warn(
    { url: started.url },
    'anybody can sign in as anybody: the identity provider is for development',
  );
  return { providers: started.providers, devIdentityUrl: { devIdentityUrl: started.url } };
}

/** A database with another schema stops the start; one that does not answer does not: it may come yet. */
async function checkSchema(ensureSchemaFits: () => Promise<void>, logger: Logger): Promise<void> {
  try {
    await ensureSchemaFits();
  } catch (error) {
    const isMisfit =
      error instanceof SchemaNewerThanCodeError ||
      error instanceof SchemaBehindCodeError ||
      error instanceof MigrationChangedError;
    if (isMisfit) throw error;
    logger.warn({ err: error }, 'the database does not answer; serving 503 until it does');
  }
}

function readConfigOrExplain(): ApiConfig | undefined {
  try {
    // oxlint-disable-next-line no-restricted-properties -- the one place where this service reads it
    return readApiConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    createLogger({ service: 'api', safeErrorNames: [error.name] }).fatal(
      { faults: error.faults },
      'not configured',
    );
    return undefined;
  }
}

const config = readConfigOrExplain();
if (config === undefined) {
  process.exitCode = 1;
} else {
  const logger = createApiLogger(config.logLevel);
  process.exitCode = await runProcess((lifecycle) => serve(lifecycle, config, logger), {
    deadlineMs: STOP_DEADLINE_MS,
    onError: (what, error) => logger.error({ err: error }, what),
  });
}
