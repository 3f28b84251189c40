import { ConfigError, createLogger, type Lifecycle, runProcess } from '@boligtrapp/platform';
import { startWorker } from './compose.ts';
import { readWorkerConfig } from './config.ts';

/** Errors of our own whose messages name no person. */
const SAFE_ERRORS = [
  'ConfigError',
  'QueueStoreError',
  'ProposalRefusedError',
  'ProposalDiffersError',
  'SchemaBehindCodeError',
  'SchemaNewerThanCodeError',
];

async function main(lifecycle: Lifecycle): Promise<void> {
  // oxlint-disable-next-line no-restricted-properties -- the one place where this service reads it
  const config = readWorkerConfig(process.env);
  const log = createLogger({ service: 'worker', level: config.logLevel, safeErrorNames: SAFE_ERRORS });
  await startWorker(lifecycle, config, log);
  log.info({ queueStore: config.redisUrl === undefined ? 'postgres' : 'redis' }, 'worker is running');
  process.send?.({ type: 'ready' });
  await lifecycle.untilStopRequested();
}

const bootLog = createLogger({ service: 'worker', safeErrorNames: SAFE_ERRORS });
process.exitCode = await runProcess(main, {
  onError: (what, error) => {
    bootLog.error({ err: error }, what);
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  },
});
