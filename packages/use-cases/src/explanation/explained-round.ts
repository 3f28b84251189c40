import type { Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { isAllowed } from '../actor/authorise.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import { loadProposal } from '../round/read-round.ts';
import type { Names } from './outcome-statements.ts';
import { indexEndings, type RoundEndings } from './round-endings.ts';

/** A round with its proposal, as the actor may have it explained. */
export interface ExplainedRound {
  readonly endings: RoundEndings;
  /** Households whose cases do not exist for the actor. */
  readonly hidden: ReadonlySet<string>;
}

/** @throws {NotFoundError} `round.not-found`, `proposal.not-found` */
export async function loadExplainedRound(tx: Tx, actor: Actor, roundId: string): Promise<ExplainedRound> {
  const { facts, solution } = await loadProposal(tx, roundId);
  return { endings: indexEndings(facts, solution), hidden: await hiddenFromFrozen(tx, actor) };
}

/**
 * How places and households are called for the actor. Another household is a reference of the round, never a name, and
 * only for those who may read assessments: they decide about it, prepare it or audit it (case officer, committee,
 * auditor). For the others (leader) it is "a household ranked before". One whose case is hidden from the actor is never
 * called anything.
 */
export function namesOf({ endings, hidden }: ExplainedRound, actor: Actor): Names {
  const mayKnow = isAllowed(actor, 'assessments.read');
  return {
    place: (id) => endings.context.places.byId.get(id)?.name ?? '',
    household: (id) => (mayKnow && !hidden.has(id) ? endings.households.get(id)?.reference : undefined),
  };
}

/** The same names, and whom they have named: for the access log. */
export function watchNames(names: Names): Names & { readonly named: () => readonly string[] } {
  const named = new Set<string>();
  return {
    place: names.place,
    household: (id) => {
      const name = names.household(id);
      if (name !== undefined) named.add(id);
      return name;
    },
    named: () => [...named],
  };
}
