import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Identity of a stored answer. */
export interface IdempotencyKeyId {
  readonly municipalityId: string;
  readonly actorId: string;
  readonly operation: string;
  readonly key: string;
}

/** An answer as it is stored. */
export interface StoredAnswer {
  readonly requestHash: string;
  readonly status: number;
  /** What the operation returned, as JSON gives it back. */
  readonly result: unknown;
}

const KEPT = sql<string>`interval '24 hours'`;

/**
 * Takes the lock of the key until the transaction ends, or says at once that another transaction has it. Waiting
 * instead would bind one connection for each retry.
 */
export async function tryLockIdempotencyKey(tx: Tx, id: IdempotencyKeyId): Promise<boolean> {
  const name = JSON.stringify(['idempotency', id.municipalityId, id.actorId, id.operation, id.key]);
  const { rows } = await sql<{ readonly locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`.execute(tx);
  return rows[0]?.locked === true;
}

/** Whose answer of which operation; under which key is said beside it. */
export type AnswersOf = Omit<IdempotencyKeyId, 'key'>;

/** The answer stored under one of the keys, if there is one, and under which. */
export async function findStoredAnswer(
  tx: Tx,
  id: AnswersOf,
  keys: readonly string[],
): Promise<(StoredAnswer & { readonly key: string }) | undefined> {
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['key', 'request_hash', 'status', 'result'])
    .where('municipality_id', '=', id.municipalityId)
    .where('actor', '=', id.actorId)
    .where('operation', '=', id.operation)
    .where('key', 'in', keys)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { key: row.key, requestHash: row.request_hash, status: row.status, result: row.result };
}

/** Stores the answer of the key. The primary key is the last wall against a second one. */
export async function insertStoredAnswer(tx: Tx, id: IdempotencyKeyId, answer: StoredAnswer): Promise<void> {
  await tx
    .insertInto('idempotency_keys')
    .values({
      municipality_id: id.municipalityId,
      actor: id.actorId,
      operation: id.operation,
      key: id.key,
      request_hash: answer.requestHash,
      status: answer.status,
      // JSON text: the driver would send an array as a PostgreSQL array.
      result: JSON.stringify(answer.result),
    })
    .execute();
}

/** Forgets the answers of these keys that are older than 24 hours. */
export async function deleteExpiredIdempotencyKey(
  tx: Tx,
  id: AnswersOf,
  keys: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('idempotency_keys')
    .where('municipality_id', '=', id.municipalityId)
    .where('actor', '=', id.actorId)
    .where('operation', '=', id.operation)
    .where('key', 'in', keys)
    .where('created_at', '<', sql<string>`now() - ${KEPT}`)
    .execute();
}

/** Forgets all answers of the municipality that are older than 24 hours; gives their number. */
export async function deleteExpiredIdempotencyKeys(tx: Tx, municipalityId: string): Promise<number> {
  const result = await tx
    .deleteFrom('idempotency_keys')
    .where('municipality_id', '=', municipalityId)
    .where('created_at', '<', sql<string>`now() - ${KEPT}`)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
