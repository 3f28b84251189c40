import { inTenant, type Tx } from '@boligtrapp/database';
import type { BuilderScope } from '@boligtrapp/testing';

/** Opens a transaction, does something in it, and keeps it open until it is let go. */
export async function hold(
  scope: BuilderScope,
  work: (tx: Tx) => Promise<void>,
): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const { promise: ready, resolve: isReady } = Promise.withResolvers<undefined>();
  const done = inTenant(scope.db, { municipalityId: scope.municipalityId, actorId: 'held' }, async (tx) => {
    await work(tx);
    isReady(undefined);
    await released;
  });
  await ready;
  return async () => {
    release(undefined);
    await done;
  };
}
