import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import { failRound, type SolveRoundDeps, solveRound } from '@boligtrapp/use-cases';

/** Computes the proposal of a round; idempotent by the round. */
export function solveRoundProcessor(deps: SolveRoundDeps): BoundJobHandler {
  return jobHandler(
    'rounds',
    'solve-round',
    async (payload, { signal }) => {
      await solveRound(deps, { ...payload, signal });
    },
    {
      onGivenUp: async (payload, failureCode) => await failRound(deps, { ...payload, failureCode }),
    },
  );
}
