import { createHash } from 'node:crypto';
import type { IdempotencyKey } from '@boligtrapp/contracts';
import type { IdempotencyRequest } from '@boligtrapp/use-cases';
import type { FastifyRequest } from 'fastify';

/** A request whose route declares the header `Idempotency-Key`. */
type RequestWithKey = Pick<FastifyRequest, 'routeOptions'> & {
  readonly headers: IdempotencyKey;
  readonly params: unknown;
  readonly body: unknown;
};

/**
 * What makes a retry of this request recognisable: its key, its operation, and a hash of what it asks for. The
 * operation is the route's `operationId`; the status is the first success that the route declares.
 */
export function idempotencyOf(request: RequestWithKey): IdempotencyRequest {
  const { schema } = request.routeOptions;
  const operation = schema?.operationId;
  if (operation === undefined) throw new Error('a route that creates has an operationId');
  const statuses = Object.keys(schema?.response ?? {}).map(Number);
  const asked = JSON.stringify([request.params, request.body]);
  return {
    operation,
    // Callers make it of whatever they have, numbers of people too; all that is asked of it is to be the same again.
    key: sha256(request.headers['idempotency-key']),
    requestHash: sha256(asked),
    status: statuses.find((status) => status >= 200 && status < 300) ?? 200,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
