import { listRecusedHouseholds, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';

/**
 * The households whose cases do not exist for this actor, because it is recused from them. Every read and every
 * command about a household asks for them: lists leave such a household out, a single one is not found.
 *
 * @law LOV-1967-02-10 § 6
 */
export async function hiddenHouseholds(tx: Tx, actor: Pick<Actor, 'id'>): Promise<ReadonlySet<string>> {
  return new Set(await listRecusedHouseholds(tx, actor.id));
}
