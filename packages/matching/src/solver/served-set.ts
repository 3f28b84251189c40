import type { TraceReason } from '../solution.ts';
import { augment, placeInFreeDwelling } from './augment.ts';
import { searchRepair } from './repair-search.ts';
import { proveByResources } from './resource-proof.ts';
import { DUTY, type Serving } from './serving.ts';
import { place, vacate } from './state.ts';

/** A proof in numbers; see `UnservedProof`. */
export type NumberedProof =
  | { readonly kind: 'hall-set'; readonly sets: readonly number[] }
  | { readonly kind: 'resource'; readonly resources: readonly number[]; readonly bound: number }
  | { readonly kind: 'exhausted-search' | 'unproven'; readonly nodes: number };

/** How one household was decided; `proof` is there exactly when it was not served. */
export interface Decision {
  readonly household: number;
  readonly by: TraceReason;
  readonly nodes: number;
  readonly proof: NumberedProof | undefined;
}

/**
 * Decides the households one after the other, each for good: it is served if an assignment is found that serves
 * it and everyone served before. Movers whose turn has not come may move in between, and then are served when
 * it comes. Those passed over stay where that is proven; a mover whose search was given up may still move for
 * another, since a proof that it stays would be none, and then is served too. Leaves in `serving.state` an
 * assignment that serves exactly the served.
 */
export function buildServedSet(
  serving: Serving,
  order: readonly number[],
  options: { readonly maxNodes: number; readonly onHousehold: (done: number) => void },
): Decision[] {
  const decisions = order.map((household, done) => {
    options.onHousehold(done);
    return decideHousehold(serving, household, options.maxNodes);
  });
  return decisions.map((decision) => withLaterMove(serving, decision));
}

function withLaterMove(serving: Serving, decision: Decision): Decision {
  const { household, nodes, proof } = decision;
  const hasMoved = serving.state.at[household] !== serving.model.current[household];
  if (proof === undefined || !hasMoved) return decision;
  serving.duty[household] = DUTY.served;
  return { household, by: 'moved-for-another', nodes, proof: undefined };
}

function decideHousehold(serving: Serving, household: number, maxNodes: number): Decision {
  const { model, state, duty } = serving;
  const current = model.current[household]!;
  const at = state.at[household]!;
  if (at !== current) {
    duty[household] = DUTY.served;
    return { household, by: 'moved-for-another', nodes: 0, proof: undefined };
  }
  duty[household] = DUTY.served;
  if (at >= 0) vacate(model, state, household);
  const decision = tryToServe(serving, household, maxNodes);
  if (decision.proof !== undefined) {
    if (current < 0) duty[household] = DUTY.none;
    else duty[household] = decision.proof.kind === 'unproven' ? DUTY.mayMove : DUTY.stays;
    if (current >= 0) place(model, state, household, current);
  }
  return decision;
}

function tryToServe(serving: Serving, household: number, maxNodes: number): Decision {
  const served = { household, nodes: 0, proof: undefined };
  if (placeInFreeDwelling(serving, household)) return { ...served, by: 'free-dwelling' };
  const path = augment(serving, household);
  if (path.kind === 'placed') return { ...served, by: 'augmenting-path' };
  if (path.kind === 'blocked') return refuse(household, { kind: 'hall-set', sets: path.sets }, 0);
  const resources = proveByResources(serving, household);
  if (resources !== undefined) return refuse(household, { kind: 'resource', ...resources }, 0);
  const search = searchRepair(serving, household, maxNodes);
  if (search.kind === 'placed') return { ...served, by: 'search', nodes: search.nodes };
  const kind = search.kind === 'exhausted' ? 'exhausted-search' : 'unproven';
  return refuse(household, { kind, nodes: search.nodes }, search.nodes);
}

function refuse(household: number, proof: NumberedProof, nodes: number): Decision {
  return { household, by: proof.kind, nodes, proof };
}
