import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { hasStatus } from '../../api/has-status.ts';

/** What is no longer true once a set of rules was changed. */
export const POLICY_SETS = ['policy-sets'] as const;

const ASK_AGAIN_MS = 1_500;
const NEWEST = 100;

/** Every set of rules, the newest first. */
export function usePolicySets(): UseQueryResult<Schemas['PolicySetPage']> {
  return useQuery({
    queryKey: [...POLICY_SETS, 'all'],
    queryFn: async () => await answerOf(api.GET('/v1/policy-sets', { params: { query: { limit: NEWEST } } })),
  });
}

/** One set of rules. */
export function usePolicySet(policySetId: string): UseQueryResult<Schemas['PolicySetDetails']> {
  return useQuery({
    queryKey: [...POLICY_SETS, policySetId],
    queryFn: async () => await readPolicySet(policySetId),
  });
}

/** One set of rules, as it stands now. */
export async function readPolicySet(policySetId: string): Promise<Schemas['PolicySetDetails']> {
  return await answerOf(api.GET('/v1/policy-sets/{policySetId}', { params: { path: { policySetId } } }));
}

/** Every figure that a set changes, and drafts that change the same. */
export function useComparison(policySetId: string): UseQueryResult<Schemas['PolicySetComparison']> {
  return useQuery({
    queryKey: [...POLICY_SETS, policySetId, 'diff'],
    queryFn: async () =>
      await answerOf(api.GET('/v1/policy-sets/{policySetId}/diff', { params: { path: { policySetId } } })),
  });
}

/** The newest trial of a set, looked at until it is done; null where there is none. */
export function useImpactRun(policySetId: string): UseQueryResult<Schemas['PolicyImpactRun'] | null> {
  return useQuery({
    queryKey: [...POLICY_SETS, policySetId, 'impact'],
    queryFn: async () => {
      try {
        const path = { policySetId };
        return await answerOf(
          api.GET('/v1/policy-sets/{policySetId}/impact-runs/latest', { params: { path } }),
        );
      } catch (error) {
        if (hasStatus(error, 404)) return null;
        throw error;
      }
    },
    refetchInterval: ({ state }) =>
      state.data?.state === 'queued' || state.data?.state === 'running' ? ASK_AGAIN_MS : false,
  });
}
