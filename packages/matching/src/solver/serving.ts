import type { Model } from './model.ts';
import { createState, type State } from './state.ts';

/** What a household is owed while the served set grows. */
export const DUTY = {
  /** Nothing yet: it waits for its turn and holds no dwelling. */
  none: 0,
  /** It is served, and must end in one of its pairs. */
  served: 1,
  /** A mover whose turn has not come, or whose search was given up: one of its pairs or its current dwelling. */
  mayMove: 2,
  /** A mover who was passed over with a proof: its current dwelling. */
  stays: 3,
} as const;

/** A Hall set in numbers; `needs` are places of other sets. */
export interface NumberedHallSet {
  readonly dwellings: readonly number[];
  readonly households: readonly number[];
  readonly needs: readonly number[];
}

/** Everything that changes while the served set is built. The state is feasible between two households. */
export interface Serving {
  readonly model: Model;
  readonly state: State;
  /** One of `DUTY` for each household. */
  readonly duty: Uint8Array;
  readonly hallSets: NumberedHallSet[];
  /** The Hall set that a dwelling was put in, or -1. Once tight, a set stays tight, since the served set only grows. */
  readonly tightSet: Int32Array;
  readonly isInTightSet: Uint8Array;
}

/** Nobody is served; everyone with a current dwelling is in it. */
export function createServing(model: Model): Serving {
  const duty = new Uint8Array(model.householdIds.length);
  for (const [household, dwelling] of model.current.entries()) {
    if (dwelling >= 0) duty[household] = DUTY.mayMove;
  }
  return {
    model,
    state: createState(model),
    duty,
    hallSets: [],
    tightSet: new Int32Array(model.dwellingIds.length).fill(-1),
    isInTightSet: new Uint8Array(model.householdIds.length),
  };
}

/**
 * The dwellings where a household that must end somewhere may end: its pairs, for a mover with or instead of its
 * current dwelling. `visit` returns true to stop.
 */
export function visitTargets(
  serving: Serving,
  household: number,
  visit: (dwelling: number) => boolean,
): boolean {
  const { model } = serving;
  const duty = serving.duty[household]!;
  if (duty === DUTY.mayMove || duty === DUTY.stays) {
    if (visit(model.current[household]!)) return true;
  }
  if (duty === DUTY.stays) return false;
  for (let edge = model.edgeStart[household]!; edge < model.edgeStart[household + 1]!; edge += 1) {
    if (visit(model.edgeDwelling[edge]!)) return true;
  }
  return false;
}
