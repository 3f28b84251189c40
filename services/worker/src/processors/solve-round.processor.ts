import { type BoundJobHandler, FinalJobError, jobHandler } from '@boligtrapp/jobs';
import {
  failRound,
  ProposalRefusedError,
  type SolveRoundDeps,
  SolverDiedError,
  solveRound,
} from '@boligtrapp/use-cases';

/** Computes the proposal of a round; idempotent by the round. */
export function solveRoundProcessor(deps: SolveRoundDeps): BoundJobHandler {
  return jobHandler(
    'rounds',
    'solve-round',
    async (payload, { signal }) => {
      try {
        await solveRound(deps, { ...payload, signal });
      } catch (error) {
        // The same facts would come to the same end: the use case has tried all that may help.
        if (error instanceof SolverDiedError || error instanceof ProposalRefusedError) {
          throw new FinalJobError(error.code, { cause: error });
        }
        throw error;
      }
    },
    {
      onGivenUp: async (payload, failureCode) => await failRound(deps, { ...payload, failureCode }),
    },
  );
}
