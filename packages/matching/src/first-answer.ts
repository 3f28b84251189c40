import { listAssignments } from './list-assignments.ts';
import { letMoversTakePart } from './select-served.ts';
import type { Assignment, Objective } from './solution.ts';
import { countUnserved, letAllTakePart } from './solver/class-counts.ts';
import { createExplorer, type Effort, type Explorer } from './solver/explorer.ts';
import { improvePlacement } from './solver/improve-placement.ts';
import type { JointLimits } from './solver/joint-limits.ts';
import type { Model } from './solver/model.ts';
import { measure } from './solver/placement-steps.ts';
import { ascendPrices } from './solver/price-ascent.ts';
import { weigh } from './solver/proof-tree.ts';
import { buildServedSet } from './solver/served-set.ts';
import { createState } from './solver/state.ts';
import { boundOf } from './solver/step-bound.ts';

/**
 * A lawful placement that is there at once, and how many could be served at most. It is no proposal yet: nothing of it
 * is proven but the bound.
 */
export interface FirstAnswer {
  readonly assignments: readonly Assignment[];
  /** By rank. */
  readonly served: readonly string[];
  readonly objective: Objective;
  /** No placement serves more households than this, whoever they are. */
  readonly mostServed: number;
}

/** Exchanges that the placement of a first answer may look at. */
const PLACEMENT_STEPS = 200_000;
/** Decisions of the search for a small repair, and nothing for programs. */
const EFFORT: Effort = { programs: 100, work: 0, allWork: 0 };

/** By the searches that need no linear program, and one list of prices for the bound. */
export function findFirstAnswer(model: Model, limits: JointLimits): FirstAnswer {
  const state = createState(model);
  const task = { model, state, limits, classOf: new Int32Array(model.householdIds.length), classes: 1 };
  const explorer = createExplorer({ ...task, seed: undefined });
  letMoversTakePart(explorer);
  buildServedSet(explorer, EFFORT, () => {});
  const served = Array.from(state.at.keys()).filter(
    (household) => state.at[household] !== model.current[household],
  );
  improvePlacement({ model, state, served, maxSteps: PLACEMENT_STEPS });
  const bound = createExplorer({ ...task, seed: undefined });
  letAllTakePart(bound);
  return {
    assignments: listAssignments(model, state),
    served: served.map((household) => model.householdIds[household]!),
    objective: measure(model, state, served),
    mostServed: Math.min(model.dwellingIds.length, model.householdIds.length - leastUnserved(bound)),
  };
}

function leastUnserved(explorer: Explorer): number {
  const { tree } = explorer;
  const vector = ascendPrices(explorer, 0, countUnserved(explorer, 0));
  if (vector !== undefined) tree.root.vectors.push(weigh(tree, vector));
  return Math.max(0, boundOf(tree, 0, 0));
}
