import { lockRecusals, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';

/**
 * First statement of every command by which a case is decided or given to somebody: from here to the end of the
 * transaction nobody is recused. Whoever declares a recusal waits for it, so that a recusal is either seen by the
 * decision or comes after it.
 *
 * @law LOV-1967-02-10 § 6
 */
export async function heedRecusals(tx: Tx, { municipalityId }: Pick<Actor, 'municipalityId'>): Promise<void> {
  await lockRecusals(tx, municipalityId, 'shared');
}
