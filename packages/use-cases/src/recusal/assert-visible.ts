import type { Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { NotFoundCode } from '../errors/domain-error-code.ts';
import { hiddenHouseholds } from './hidden-households.ts';

/** Lets the actor go on with a household, unless its case does not exist for it. @throws {NotFoundError} with `code` */
export async function assertVisible(
  tx: Tx,
  actor: Actor,
  householdId: string,
  code: NotFoundCode,
): Promise<void> {
  if ((await hiddenHouseholds(tx, actor)).has(householdId)) throw new NotFoundError(code);
}
