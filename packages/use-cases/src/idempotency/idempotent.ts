import {
  deleteExpiredIdempotencyKey,
  findStoredAnswer,
  insertStoredAnswer,
  type Tx,
  tryLockIdempotencyKey,
} from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { findWithheldCases } from '../audit/withheld-cases.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';

/** What makes a retry recognisable as one. */
export interface IdempotencyRequest {
  /** Name of the operation; the same key may be used once for each. */
  readonly operation: string;
  /** Chosen by the caller, 8 to 200 characters; the same in every retry. */
  readonly key: string;
  /** SHA-256 in hex of what was asked for; a key stands for one request only. */
  readonly requestHash: string;
  /** HTTP status of the first answer, kept beside it. */
  readonly status: number;
  /** Whether a retry is answered although the command itself has hidden the case from whoever asks. */
  readonly isAnsweredWhereHidden?: boolean;
}

/**
 * Runs `run` at most once for a key: a retry gets the stored result and changes nothing. The result is stored in
 * the transaction of the effect, so there is never one without the other; when `run` throws, nothing is stored
 * and the key may be used again. Results are kept 24 hours. One that names something of a case which does not exist for
 * the actor any more is not given again.
 *
 * The result must survive JSON unchanged: no dates, no `undefined` that matters.
 *
 * @throws {ConflictError} `idempotency.in-progress` while another transaction runs with the key;
 * `idempotency.answer-withheld`
 * @throws {RuleRefusedError} `idempotency.key-reused` when the key stands for another request.
 */
export async function idempotent<Result>(
  tx: Tx,
  actor: Actor,
  request: IdempotencyRequest,
  run: () => Promise<Result>,
): Promise<Result> {
  const id = {
    municipalityId: actor.municipalityId,
    actorId: actor.id,
    operation: request.operation,
    key: request.key,
  };
  if (!(await tryLockIdempotencyKey(tx, id))) throw new ConflictError('idempotency.in-progress');
  await deleteExpiredIdempotencyKey(tx, id);
  const stored = await findStoredAnswer(tx, id);
  if (stored !== undefined) {
    if (stored.requestHash !== request.requestHash) throw new RuleRefusedError('idempotency.key-reused');
    if (request.isAnsweredWhereHidden !== true) await assertNotWithheld(tx, actor, stored.result);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below, for this operation and key
    return stored.result as Result;
  }
  const result = await run();
  await insertStoredAnswer(tx, id, { requestHash: request.requestHash, status: request.status, result });
  return result;
}

const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** @throws {ConflictError} `idempotency.answer-withheld` */
async function assertNotWithheld(tx: Tx, actor: Actor, result: unknown): Promise<void> {
  const { ids } = await findWithheldCases(tx, actor);
  for (const [id] of JSON.stringify(result ?? null).matchAll(UUIDS)) {
    if (ids.has(id)) throw new ConflictError('idempotency.answer-withheld');
  }
}
