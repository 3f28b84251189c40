import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';

/** Numbers of the dwellings that a page knows already, by id. */
export const DwellingNames = createContext<ReadonlyMap<string, string>>(new Map());

/** The number that people use for a dwelling; asked for where the page does not know it. */
export function useDwellingName(dwellingId: string | null): string {
  const known = useContext(DwellingNames).get(dwellingId ?? '');
  const { data } = useQuery({
    queryKey: ['dwelling', dwellingId, 'name'],
    queryFn: async () =>
      (
        await answerOf(
          api.GET('/v1/dwellings/{dwellingId}', { params: { path: { dwellingId: dwellingId ?? '' } } }),
        )
      ).reference,
    enabled: dwellingId !== null && known === undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return known ?? data ?? '…';
}

/** {@link useDwellingName} as text. */
export function DwellingName({ dwellingId }: { readonly dwellingId: string }): ReactNode {
  return useDwellingName(dwellingId);
}
