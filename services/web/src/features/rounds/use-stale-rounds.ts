import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';

/** Proposals that rest on facts that have changed. */
export function useStaleRoundList(isAllowed: boolean): UseQueryResult<Schemas['StaleRounds']['items']> {
  return useQuery({
    queryKey: ['rounds', 'stale'],
    enabled: isAllowed,
    queryFn: async () => (await answerOf(api.GET('/v1/stale-rounds'))).items,
  });
}

/** Their ids; none for whoever may not read rounds. */
export function useStaleRounds(): ReadonlySet<string> {
  const { data } = useStaleRoundList(may(useMe().data, 'rounds.read'));
  return new Set(data?.map(({ id }) => id));
}
