import * as fc from 'fast-check';
import { newDwellingId, type ProblemChange } from '../src/explain/change-problem.ts';
import type { Problem } from '../src/problem.ts';

/** A change of any kind, to something that the problem has where it can. */
export function arbitraryChange(problem: Problem): fc.Arbitrary<ProblemChange> {
  const household = anyId(problem.households);
  const dwelling = anyId(problem.dwellings);
  return fc.oneof(
    fc.record({
      kind: fc.constant('headroom' as const),
      resource: anyId(problem.resources),
      by: fc.integer({ min: -4, max: 4 }),
    }),
    dwelling.map((like) => ({ kind: 'dwelling' as const, like, id: newDwellingId(problem, like) })),
    fc.record({ kind: fc.constant('forbid' as const), household, dwelling }),
    fc.record({ kind: fc.constant('lock' as const), household, dwelling }),
  );
}

/** One to three changes of a problem. */
export function arbitraryChanges(problem: Problem): fc.Arbitrary<ProblemChange[]> {
  return fc.array(arbitraryChange(problem), { minLength: 1, maxLength: 3 });
}

function anyId(items: readonly { readonly id: string }[]): fc.Arbitrary<string> {
  return fc.constantFrom(...items.map(({ id }) => id), ...(items.length === 0 ? ['none'] : []));
}
