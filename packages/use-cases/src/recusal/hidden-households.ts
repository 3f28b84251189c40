import { listHiddenHouseholds, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';

/**
 * The households whose cases do not exist for this actor, whatever its role: it is recused from them, or somebody of
 * them has a protected address and the actor is not named for the case. Every read and every command about a household
 * asks for them: lists and counts leave such a household out, a single one is not found. A test holds every use case
 * against it (`every-case-is-guarded.test.ts`).
 *
 * @law LOV-1967-02-10 § 6
 */
export async function hiddenHouseholds(tx: Tx, actor: Pick<Actor, 'id'>): Promise<ReadonlySet<string>> {
  return new Set(await listHiddenHouseholds(tx, actor.id));
}
