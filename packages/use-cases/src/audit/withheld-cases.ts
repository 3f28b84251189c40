import { listCaseIds, listProtectedHouseholds, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { seesProtectedPersons } from '../household/member-view.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What of the traces is not for an actor. */
export interface WithheldCases {
  readonly householdIds: ReadonlySet<string>;
  /** Ids of everything that belongs to the cases of these households. */
  readonly ids: ReadonlySet<string>;
}

/**
 * The cases from which the actor is recused, and those of protected persons where its role may not know of them: what
 * tells of them in the traces is withheld.
 *
 * @law LOV-1967-02-10 § 6
 */
export async function findWithheldCases(tx: Tx, actor: Actor): Promise<WithheldCases> {
  const recused = await hiddenHouseholds(tx, actor);
  const guarded = seesProtectedPersons(actor.role)
    ? []
    : await listProtectedHouseholds(tx, actor.municipalityId);
  const householdIds = new Set([...recused, ...guarded]);
  return { householdIds, ids: await listCaseIds(tx, actor.municipalityId, [...householdIds]) };
}
