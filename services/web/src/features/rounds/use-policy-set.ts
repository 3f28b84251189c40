import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';

/** The rules that a round was made with, whatever holds now. */
export function usePolicySet(policySetId: string): UseQueryResult<Schemas['PolicySetDetails']> {
  const isAllowed = may(useMe().data, 'policy-sets.read');
  return useQuery({
    queryKey: ['policy-set', policySetId],
    enabled: isAllowed,
    queryFn: async () =>
      await answerOf(api.GET('/v1/policy-sets/{policySetId}', { params: { path: { policySetId } } })),
  });
}
