import { lockOpenApplication, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { type MoveApplicationDeps, type MovedApplication, moveApplication } from './move-application.ts';

/**
 * Settles the application of a household in the queue that has got a home, in the transaction in which the lease is
 * made: it leaves the queue, and those behind move up. Nothing happens where none waits, as for a tenant who swaps.
 * Comes after the locks of dwelling and household, and before the audit event of the caller.
 */
export async function houseApplication(
  tx: Tx,
  deps: MoveApplicationDeps,
  actor: Actor,
  householdId: string,
): Promise<MovedApplication | undefined> {
  const application = await lockOpenApplication(tx, actor.municipalityId, householdId);
  if (application?.status !== 'in-queue') return undefined;
  return await moveApplication(tx, deps, actor, { application, actions: ['house'] });
}
