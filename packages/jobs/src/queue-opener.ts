import type { QueueName } from '@boligtrapp/contracts';
import type { QueueStore, StoreQueue } from './backend.ts';
import { toErrorCode, toStoreTimeout } from './job-errors.ts';
import type { JobLog } from './job-log.ts';
import { createLogLimiter } from './log-limiter.ts';
import { within } from './pause.ts';
import { assertJob, type JobToAdd } from './queues.ts';

const READY_TIMEOUT_MS = 5_000;
const ADD_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 2_000;

/** Queues of one store, opened when first used and opened anew when the store was out of reach. */
export interface QueueOpener {
  /** A queue that answered. @throws the store's error, or {@link QueueStoreError} `queue-store.timeout`. */
  readonly open: (name: QueueName) => Promise<StoreQueue>;
  /**
   * Adds a job; one whose id exists already is left as it is. Resolves only when the store has acknowledged
   * it. When it throws anything else than below, the job may or may not be stored: add it again, same id.
   *
   * @throws {InvalidJobPayloadError} before anything is added, when the job is not of the contract.
   */
  readonly add: (job: JobToAdd) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Settings of {@link createQueueOpener}. */
export interface QueueOpenerOptions {
  readonly store: QueueStore;
  readonly log: JobLog;
  readonly nowMs: () => number;
}

/** Opens queues lazily. A BullMQ queue keeps a refused first connection for ever, as its worker does. */
export function createQueueOpener({ store, log, nowMs }: QueueOpenerOptions): QueueOpener {
  const limiter = createLogLimiter({
    maxPerSecond: 1,
    nowMs,
    write: (fields, text) => log.warn(fields, text),
  });
  const opened = new Map<QueueName, Promise<StoreQueue>>();

  async function openReady(name: QueueName): Promise<StoreQueue> {
    const queue = store.openQueue(name, (error) =>
      limiter.write({ queue: name, errorCode: toErrorCode(error) }, 'queue error'),
    );
    try {
      await within(queue.waitUntilReady(), READY_TIMEOUT_MS, toStoreTimeout);
      return queue;
    } catch (error) {
      opened.delete(name);
      await closeQuietly(queue);
      throw error;
    }
  }

  function open(name: QueueName): Promise<StoreQueue> {
    const known = opened.get(name);
    if (known !== undefined) return known;
    const opening = openReady(name);
    opened.set(name, opening);
    return opening;
  }

  return {
    open,
    async add({ queue: name, kind, payload, jobId }) {
      const queue = await open(assertJob(name, kind, payload));
      await within(queue.add(kind, payload, { jobId }), ADD_TIMEOUT_MS, toStoreTimeout);
    },
    async close() {
      const all = await Promise.allSettled(opened.values());
      opened.clear();
      await Promise.all(
        all.filter((one) => one.status === 'fulfilled').map((one) => closeQuietly(one.value)),
      );
      limiter.flush();
    },
  };
}

async function closeQuietly(queue: StoreQueue): Promise<void> {
  try {
    await within(queue.close(), CLOSE_TIMEOUT_MS, toStoreTimeout);
  } catch {
    // Nothing is lost with a queue that cannot be closed: it holds connections only.
  }
}
