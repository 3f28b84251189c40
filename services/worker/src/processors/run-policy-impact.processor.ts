import { type BoundJobHandler, FinalJobError, jobHandler } from '@boligtrapp/jobs';
import {
  failPolicyImpactRun,
  ProposalRefusedError,
  RuleRefusedError,
  type RunPolicyImpactDeps,
  runPolicyImpact,
  SolverDiedError,
} from '@boligtrapp/use-cases';

/** Makes an impact run of a policy set; idempotent by the run. */
export function runPolicyImpactProcessor(deps: RunPolicyImpactDeps): BoundJobHandler {
  return jobHandler(
    'rounds',
    'run-policy-impact',
    async (payload, { signal }) => {
      try {
        await runPolicyImpact(deps, { ...payload, signal });
      } catch (error) {
        // The same facts would come to the same end.
        const isFinal =
          error instanceof SolverDiedError ||
          error instanceof ProposalRefusedError ||
          error instanceof RuleRefusedError;
        throw isFinal ? new FinalJobError(error.code, { cause: error }) : error;
      }
    },
    {
      onGivenUp: async (payload, failureCode) => await failPolicyImpactRun(deps, { ...payload, failureCode }),
    },
  );
}
