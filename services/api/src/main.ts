import { MigrationChangedError, SchemaBehindCodeError, SchemaNewerThanCodeError } from '@boligtrapp/database';
import { ConfigError, createLogger, type Lifecycle, type Logger, runProcess } from '@boligtrapp/platform';
import { buildApp } from './app.ts';
import { compose, createApiLogger } from './compose.ts';
import { type ApiConfig, readApiConfig } from './config.ts';
import { listenForMetrics, stopListening, stopMetrics } from './listening.ts';

/** What the parent process is told when requests are taken. */
export interface ListeningMessage {
  readonly type: 'listening';
  readonly url: string;
}

/** From the wish to stop until the process ends, whatever is still under way. */
const STOP_DEADLINE_MS = 4_500;

async function serve(lifecycle: Lifecycle, config: ApiConfig, logger: Logger): Promise<void> {
  const { deps } = await lifecycle.start({
    name: 'database connections',
    start: () => compose(config, logger),
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
  process.send?.({ type: 'listening', url } satisfies ListeningMessage);
  await lifecycle.untilStopRequested();
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
