import type pg from 'pg';
import { backoffMs, pause } from './pause.ts';

const FIRST_RETRY_MS = 250;
const MOST_RETRY_MS = 5_000;

/** Settings of {@link listenToOutbox}. */
export interface OutboxListenerOptions {
  readonly pool: pg.Pool;
  /** Called for each notification, and after each (re)connection, when some may have been missed. */
  readonly onWake: () => void;
  readonly onError: (error: unknown) => void;
  readonly stop: AbortSignal;
}

/**
 * Keeps one connection of the pool listening on the channel `outbox` until `stop` is aborted; connects again
 * after a growing pause (0.25 s to 5 s) when it is lost. A notification only saves waiting: whoever listens
 * polls as well.
 */
export async function listenToOutbox({ pool, onWake, onError, stop }: OutboxListenerOptions): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    try {
      const client = await pool.connect();
      const lost = waitForLoss(client, stop);
      try {
        client.on('notification', onWake);
        await client.query('LISTEN outbox');
        failures = 0;
        onWake();
        await lost;
      } finally {
        // Destroyed, not given back: the next borrower would get our notifications.
        client.release(true);
      }
    } catch (error) {
      if (!stop.aborted) onError(error);
    }
    failures += 1;
    await pause(backoffMs(failures, FIRST_RETRY_MS, MOST_RETRY_MS), stop);
  }
}

/** Resolves when stopped, rejects when the connection is lost. */
function waitForLoss(client: pg.PoolClient, stop: AbortSignal): Promise<void> {
  const lost = new Promise<void>((resolve, reject) => {
    stop.addEventListener('abort', () => resolve(), { once: true });
    client.on('error', reject);
    client.on('end', () => reject(new Error('connection ended')));
  });
  // It is awaited after LISTEN only; a loss before that must not count as unhandled.
  lost.catch(() => undefined);
  return lost;
}
