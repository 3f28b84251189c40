import { listCaseIds, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What of the traces is not for an actor. */
export interface WithheldCases {
  readonly householdIds: ReadonlySet<string>;
  /** Ids of everything that belongs to the cases of these households. */
  readonly ids: ReadonlySet<string>;
}

/**
 * The cases that do not exist for the actor: what tells of them in the traces is withheld.
 *
 * @law LOV-1967-02-10 § 6
 */
export async function findWithheldCases(tx: Tx, actor: Actor): Promise<WithheldCases> {
  const householdIds = await hiddenHouseholds(tx, actor);
  return { householdIds, ids: await listCaseIds(tx, actor.municipalityId, [...householdIds]) };
}
