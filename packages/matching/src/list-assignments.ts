import { compareIds } from './problem.ts';
import type { Assignment } from './solution.ts';
import type { Model } from './solver/model.ts';
import type { State } from './solver/state.ts';

/** Where all are who are somewhere, by household id. */
export function listAssignments(model: Model, state: State): Assignment[] {
  const assignments: Assignment[] = [];
  for (const [household, dwelling] of state.at.entries()) {
    if (dwelling < 0) continue;
    assignments.push({ household: model.householdIds[household]!, dwelling: model.dwellingIds[dwelling]! });
  }
  return assignments.toSorted((a, b) => compareIds(a.household, b.household));
}
