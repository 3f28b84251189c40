import { type JobLog, jobHandler, openQueueStore, startGuardedWorker } from '../src/index.ts';
import { IDLE_ROUND_HANDLERS } from './idle-handlers.ts';

/**
 * A worker in a process of its own that starts every job it gets and finishes none, to be killed. Tells its
 * parent the id of each job it has started.
 */
const [databaseUrl = '', redisUrl, redisPrefix = ''] = process.argv.slice(2);
const silent: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

const handler = jobHandler('rounds', 'solve-round', async (_payload, { jobId }) => {
  process.send?.({ started: jobId });
  await new Promise(() => undefined);
});

startGuardedWorker({
  store: await openQueueStore({ databaseUrl, redisUrl, redisPrefix }),
  queue: 'rounds',
  handlers: [handler, ...IDLE_ROUND_HANDLERS],
  log: silent,
  nowMs: () => Temporal.Now.instant().epochMilliseconds,
});
process.send?.({ isUp: true });
