import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/api.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';

/** Every neighbourhood with what it carries today, by name. */
export function useNeighbourhoods(): UseQueryResult<readonly Schemas['Place'][]> {
  return useQuery({
    queryKey: ['places', 'neighbourhood'],
    staleTime: 60_000,
    queryFn: async () =>
      await readAllPages(async (cursor) => {
        const query = {
          kind: 'neighbourhood',
          limit: LARGEST_PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        } as const;
        return (await api.GET('/v1/places', { params: { query } })).data;
      }),
  });
}

/** Names of the neighbourhoods by their ids; empty until they are there. */
export function useNeighbourhoodNames(): ReadonlyMap<string, string> {
  const { data } = useNeighbourhoods();
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
}
