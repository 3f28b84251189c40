import type { Db } from '@boligtrapp/database';
import { type QueueStore, startGuardedWorker } from '@boligtrapp/jobs';
import {
  createFieldCrypto,
  createGuardedPost,
  createWebhookKeyService,
  every,
  type Lifecycle,
  type Logger,
  webhookHostsOf,
} from '@boligtrapp/platform';
import { type Clock, createWebhookCipher, type IdSource } from '@boligtrapp/use-cases';
import type pg from 'pg';
import type { WorkerConfig } from './config.ts';
import {
  deliverWebhookProcessor,
  publishAllEvents,
  requeueAllOverdue,
} from './processors/webhooks.processor.ts';

/** What telling other systems is started with. */
export interface StartWebhooksDeps {
  readonly db: Db;
  readonly relayPool: pg.Pool;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly nowMs: () => number;
  readonly store: QueueStore;
}

const LOOK_EVERY_MS = 1_000;
const REQUEUE_EVERY_MS = 60_000;
/** Calls at the same time: most of a call is waiting for the other side. */
const CONCURRENCY = 8;

/** Starts what tells other systems of events; nothing where there is no key for the secrets that sign them. */
export async function startWebhooks(
  lifecycle: Lifecycle,
  config: WorkerConfig,
  log: Logger,
  deps: StartWebhooksDeps,
): Promise<void> {
  const { db, clock, ids, nowMs, store } = deps;
  const keyService = createWebhookKeyService(config);
  if (keyService === undefined) {
    log.warn('other systems are told of nothing: set WEBHOOK_KEY_ID and WEBHOOK_ENCRYPTION_KEY');
    return;
  }
  const hosts = webhookHostsOf(config);
  const cipher = createWebhookCipher({ db, ids, keyService, fieldCrypto: createFieldCrypto() });
  const post = createGuardedPost({ allowsLoopback: hosts.allowsLoopback });
  const handler = deliverWebhookProcessor({ db, clock, ids, cipher, hosts, sender: { send: post } });
  await lifecycle.start({
    name: 'worker of webhooks',
    start: () =>
      startGuardedWorker({
        store,
        log,
        nowMs,
        queue: 'webhooks',
        handlers: [handler],
        concurrency: CONCURRENCY,
      }),
    stop: async (started) => await started.close(),
  });
  const loops = [
    { name: 'look for events', everyMs: LOOK_EVERY_MS, task: publishAllEvents },
    { name: 'look for lost deliveries', everyMs: REQUEUE_EVERY_MS, task: requeueAllOverdue },
  ];
  for (const { name, everyMs, task } of loops) {
    const onError = (error: unknown): void => log.warn({ err: error }, `${name}: failed, tried again`);
    await lifecycle.start({
      name,
      start: () => every(everyMs, async () => await task(deps), { onError }),
      stop: async (repetition) => await repetition.stop(),
    });
  }
}
