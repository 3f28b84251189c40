import { createHash } from 'node:crypto';
import type { IdempotencyKey } from '@boligtrapp/contracts';
import type { IdempotencyRequest } from '@boligtrapp/use-cases';
import type { FastifyRequest } from 'fastify';

/** A request whose route declares the header `Idempotency-Key`. */
type RequestWithKey = Pick<FastifyRequest, 'routeOptions' | 'hashWithKeys'> & {
  readonly headers: IdempotencyKey;
  readonly params: unknown;
  readonly body: unknown;
};

/**
 * What makes a retry of this request recognisable: its key, its operation, and a hash of what it asks for. The
 * operation is the route's `operationId`; the status is the first success that the route declares. Callers make a key
 * of whatever they have, numbers of people too, and bodies hold such numbers: both are hashed with a key that the
 * database does not have. While that key is changed for another, and for a day after hashes without one, an answer is
 * found under the earlier hashes, too.
 */
export function idempotencyOf(request: RequestWithKey): IdempotencyRequest {
  const { schema } = request.routeOptions;
  const operation = schema?.operationId;
  if (operation === undefined) throw new Error('a route that creates has an operationId');
  const statuses = Object.keys(schema?.response ?? {}).map(Number);
  const key = sha256(request.headers['idempotency-key']);
  const requestHash = sha256(JSON.stringify([request.params, request.body]));
  const requestHashes = request.hashWithKeys(requestHash);
  const unkeyed = { key, requestHash };
  const [current = unkeyed, ...earlier] = request
    .hashWithKeys(key)
    .map((hashed, index) => ({ key: hashed, requestHash: requestHashes[index] ?? '' }));
  return {
    operation,
    ...current,
    // The same in processes whose keys are named otherwise; a lock is stored nowhere.
    lockKey: key,
    earlier: [...earlier, unkeyed],
    status: statuses.find((status) => status >= 200 && status < 300) ?? 200,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
