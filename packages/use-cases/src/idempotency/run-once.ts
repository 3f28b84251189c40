import { type Db, inTenant, type Tx } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { type IdempotencyRequest, idempotent } from './idempotent.ts';

/**
 * Runs a command in one transaction of the actor's municipality, at most once for the request's key: a retry gets the
 * first answer and changes nothing.
 *
 * @throws what {@link idempotent} throws, and what `run` throws, which rolls everything back.
 */
export async function runOnce<Result>(
  db: Db,
  actor: Actor,
  request: IdempotencyRequest,
  run: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return await inTenant(
    db,
    tenantOf(actor),
    async (tx) => await idempotent(tx, actor, request, async () => await run(tx)),
  );
}
