import type pg from 'pg';
import type { QueueStore } from './backend.ts';
import { withClient } from './borrow-client.ts';
import { toErrorCode } from './job-errors.ts';
import type { JobLog } from './job-log.ts';
import { createLogLimiter } from './log-limiter.ts';
import { type OutboxBatchResult, relayOutboxBatch } from './outbox-batch.ts';
import { listenToOutbox } from './outbox-listener.ts';
import { backoffMs, within } from './pause.ts';
import { createQueueOpener, type QueueOpener } from './queue-opener.ts';
import { createWakeSignal } from './wake-signal.ts';

const FIRST_RETRY_MS = 250;
const MOST_RETRY_MS = 5_000;
const CLOSE_TIMEOUT_MS = 5_000;

/** Settings of {@link startOutboxRelay}. */
export interface OutboxRelayOptions {
  /**
   * Connections as the role `boligtrapp_relay`, at least two of them: one listens, one relays. Owned and
   * ended by the caller, after the relay is closed.
   */
  readonly pool: pg.Pool;
  readonly store: QueueStore;
  readonly log: JobLog;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Rows in one transaction; 100 when not given. */
  readonly batchSize?: number;
  /** Longest wait between two looks at the table, should a notification be lost; 2,000 when not given. */
  readonly pollMs?: number;
}

/** A running relay. */
export interface OutboxRelay {
  /**
   * Age in milliseconds of the oldest row that should have been relayed and is not; 0 when there is none.
   * Measured by the database's clock. @throws the database's error when it cannot be asked.
   */
  readonly oldestPendingAgeMs: () => Promise<number>;
  /** Finishes the batch in progress and stops; within about 7 s whatever the stores do. */
  readonly close: () => Promise<void>;
}

/**
 * Carries rows of `outbox` to the queues for as long as the process runs: woken by `NOTIFY outbox`, and
 * looking for itself every `pollMs`. At least once: a row is marked in the transaction that locked it, after
 * the queue acknowledged the job, and the job's id is the row's id, so that adding it twice gives one job.
 * Any number of relays may run side by side. Outages of either store are waited out.
 */
export function startOutboxRelay(options: OutboxRelayOptions): OutboxRelay {
  const queues = createQueueOpener(options);
  return startRelayTo(queues, options);
}

/** {@link startOutboxRelay} with its queues given; closes them when it is closed. */
export function startRelayTo(
  queues: Pick<QueueOpener, 'add' | 'close'>,
  { pool, log, nowMs, batchSize = 100, pollMs = 2_000 }: Omit<OutboxRelayOptions, 'store'>,
): OutboxRelay {
  const limiter = createLogLimiter({
    maxPerSecond: 1,
    nowMs,
    write: (fields, text) => log.warn(fields, text),
  });
  const stopping = new AbortController();
  const stop = stopping.signal;
  const wake = createWakeSignal();
  const onError = (error: unknown): void =>
    limiter.write({ errorCode: toErrorCode(error) }, 'outbox relay error, trying again');
  // A pool without a listener ends the process when an idle connection is lost.
  pool.on('error', onError);

  function relayOnce(): Promise<OutboxBatchResult> {
    return withClient(pool, (client) => relayOutboxBatch(client, (job) => queues.add(job), batchSize));
  }

  async function relayUntilStopped(): Promise<void> {
    let failures = 0;
    while (!stop.aborted) {
      try {
        const result = await relayOnce();
        report(result);
        failures = result.failed > 0 ? failures + 1 : 0;
        if (result.failed === 0 && result.taken === batchSize) continue;
      } catch (error) {
        failures += 1;
        if (!stop.aborted) onError(error);
      }
      await wake.sleep(failures === 0 ? pollMs : backoffMs(failures, FIRST_RETRY_MS, MOST_RETRY_MS), stop);
    }
  }

  function report({ relayed, refused, failed, errorCode = '' }: OutboxBatchResult): void {
    if (relayed > 0) log.info({ relayed }, 'outbox rows relayed');
    if (refused > 0)
      log.error({ refused, errorCode }, 'outbox rows refused, their jobs are not of the contract');
    if (failed > 0) limiter.write({ failed, errorCode }, 'outbox rows not taken by the queue store');
  }

  const running = Promise.all([
    relayUntilStopped(),
    listenToOutbox({ pool, onWake: () => wake.wake(), onError, stop }),
  ]);

  async function close(): Promise<void> {
    stopping.abort();
    await within(running, CLOSE_TIMEOUT_MS, () => new Error('timeout')).catch(onError);
    await queues.close();
    pool.off('error', onError);
    limiter.flush();
  }

  let closing: Promise<void> | undefined;
  return { oldestPendingAgeMs: () => readOldestPendingAgeMs(pool), close: () => (closing ??= close()) };
}

// A refused row's `available_at` has been moved into the future; it is as old as it was made.
const OLDEST_PENDING_AGE = `
  SELECT coalesce(extract(epoch FROM now() - min(CASE WHEN attempts = 0 THEN available_at ELSE created_at END)), 0)
    * 1000 AS age_ms
  FROM outbox
  WHERE relayed_at IS NULL AND (available_at <= now() OR attempts > 0)`;

async function readOldestPendingAgeMs(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ age_ms: string }>(OLDEST_PENDING_AGE);
  return Math.max(0, Math.round(Number(rows[0]?.age_ms ?? 0)));
}
