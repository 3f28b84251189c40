import type pg from 'pg';
import { InvalidJobPayloadError, toErrorCode } from './job-errors.ts';
import type { JobToAdd } from './queues.ts';

/** What became of the rows of one batch. */
export interface OutboxBatchResult {
  /** Rows locked and tried. */
  readonly taken: number;
  readonly relayed: number;
  /** Rows whose queue, kind or payload is not of the contract: they stay, and are tried again ever later. */
  readonly refused: number;
  /** Rows the queue store did not acknowledge: they stay, and are due again at once. */
  readonly failed: number;
  /** Code of the last failure. */
  readonly errorCode: string | undefined;
}

interface OutboxRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly queue: string;
  readonly kind: string;
  readonly payload: unknown;
}

interface RowOutcome {
  readonly row: OutboxRow;
  readonly error: unknown;
}

// Rows another relay holds are skipped, so relays side by side share the work. The rows stay locked until
// the commit: a relay that dies after adding lets go of them unmarked, and the next one adds the same ids.
const TAKE = `
  SELECT municipality_id, id, queue, kind, payload
  FROM outbox
  WHERE relayed_at IS NULL AND available_at <= now()
  ORDER BY available_at, id
  LIMIT $1
  FOR UPDATE SKIP LOCKED`;

const MARK_RELAYED = `
  UPDATE outbox SET relayed_at = now()
  FROM unnest($1::uuid[], $2::uuid[]) AS done (municipality_id, id)
  WHERE outbox.municipality_id = done.municipality_id AND outbox.id = done.id`;

// A refused row would be first in every batch if it stayed due: it waits 2, 4, 8 … seconds, at most ten
// minutes. It is not given up, because a newer release may know its kind.
const MARK_REFUSED = `
  UPDATE outbox SET attempts = attempts + 1, last_error_code = failed.error_code,
    available_at = now() + least(interval '10 minutes', interval '1 second' * power(2, least(attempts + 1, 12)))
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS failed (municipality_id, id, error_code)
  WHERE outbox.municipality_id = failed.municipality_id AND outbox.id = failed.id`;

const MARK_FAILED = `
  UPDATE outbox SET attempts = attempts + 1, last_error_code = failed.error_code
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS failed (municipality_id, id, error_code)
  WHERE outbox.municipality_id = failed.municipality_id AND outbox.id = failed.id`;

/**
 * Relays up to `limit` due rows in one transaction: adds each as a job whose id is the row's id, and marks
 * those the queue store acknowledged. Either the marks are committed or none is; jobs may be added again.
 *
 * @throws the database's error; the transaction is then rolled back.
 */
export async function relayOutboxBatch(
  client: pg.ClientBase,
  add: (job: JobToAdd) => Promise<void>,
  limit: number,
): Promise<OutboxBatchResult> {
  await client.query('BEGIN');
  try {
    const { rows } = await client.query<OutboxRow>(TAKE, [limit]);
    const outcomes = await Promise.all(rows.map((row) => addRow(row, add)));
    const result = await markOutcomes(client, outcomes);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // On a broken connection this rejects as well; the first error is the one that tells.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function addRow(row: OutboxRow, add: (job: JobToAdd) => Promise<void>): Promise<RowOutcome> {
  try {
    await add({ queue: row.queue, kind: row.kind, payload: row.payload, jobId: row.id });
    return { row, error: undefined };
  } catch (error) {
    return { row, error: error ?? new Error('unknown') };
  }
}

async function markOutcomes(
  client: pg.ClientBase,
  outcomes: readonly RowOutcome[],
): Promise<OutboxBatchResult> {
  const relayed = outcomes.filter(({ error }) => error === undefined);
  const refused = outcomes.filter(({ error }) => error instanceof InvalidJobPayloadError);
  const failed = outcomes.filter(
    ({ error }) => error !== undefined && !(error instanceof InvalidJobPayloadError),
  );
  if (relayed.length > 0) await client.query(MARK_RELAYED, toKeys(relayed));
  if (refused.length > 0) await client.query(MARK_REFUSED, [...toKeys(refused), toCodes(refused)]);
  if (failed.length > 0) await client.query(MARK_FAILED, [...toKeys(failed), toCodes(failed)]);
  return {
    taken: outcomes.length,
    relayed: relayed.length,
    refused: refused.length,
    failed: failed.length,
    errorCode: toCodes([...refused, ...failed]).at(-1),
  };
}

function toKeys(outcomes: readonly RowOutcome[]): [string[], string[]] {
  return [outcomes.map(({ row }) => row.municipality_id), outcomes.map(({ row }) => row.id)];
}

function toCodes(outcomes: readonly RowOutcome[]): string[] {
  return outcomes.map(({ error }) => toErrorCode(error));
}
