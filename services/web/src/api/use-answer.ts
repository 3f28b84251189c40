import { type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query';

/**
 * An answer of the API, kept under a key. Nothing is asked where it is not allowed: the query waits then, and nobody
 * should show it.
 *
 * @param againMs time after which it is asked anew while the page is looked at; never where it is left out
 */
export function useAnswer<Answer>(
  queryKey: QueryKey,
  ask: () => Promise<{ readonly data?: Answer }>,
  isAllowed = true,
  againMs?: number,
): UseQueryResult<Answer> {
  return useQuery({
    queryKey,
    enabled: isAllowed,
    ...(againMs === undefined ? {} : { refetchInterval: againMs }),
    queryFn: async () => {
      const { data } = await ask();
      if (data === undefined) throw new Error('an empty answer');
      return data;
    },
  });
}
