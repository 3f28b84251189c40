import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';

/** The steps as they are today. */
export function useLadder(): UseQueryResult<Schemas['Ladder']> {
  return useQuery({
    queryKey: ['ladder'],
    queryFn: async () => {
      const { data } = await api.GET('/v1/ladder');
      if (data === undefined) throw new Error('an empty answer');
      return data;
    },
  });
}

/** Dwellings that are expected to become vacant within the policy's time. */
export function useForecast(isAllowed: boolean): UseQueryResult<Schemas['ForecastVacancies']> {
  return useQuery({
    queryKey: ['forecast-vacancies'],
    enabled: isAllowed,
    queryFn: async () => {
      const { data } = await api.GET('/v1/forecast-vacancies');
      if (data === undefined) throw new Error('an empty answer');
      return data;
    },
  });
}

/** The dwellings that are vacant today. */
export function useVacantIds(isAllowed: boolean): UseQueryResult<ReadonlySet<string>> {
  return useQuery({
    queryKey: ['dwellings', 'vacant', 'ids'],
    enabled: isAllowed,
    queryFn: async () => {
      const vacant = await readAllPages(async (cursor) => {
        const query = {
          status: 'vacant',
          limit: LARGEST_PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        } as const;
        return (await api.GET('/v1/dwellings', { params: { query } })).data;
      });
      return new Set(vacant.map(({ id }) => id));
    },
  });
}

/** The last night that was finished; null where none was. */
export function useLastNight(isAllowed: boolean): UseQueryResult<Schemas['RotationRun'] | null> {
  return useQuery({
    queryKey: ['rotation-runs', 'last'],
    enabled: isAllowed,
    queryFn: async () => {
      const { data } = await api.GET('/v1/rotation-runs', { params: { query: { limit: 20 } } });
      return data?.items.find(({ state }) => state === 'done') ?? null;
    },
  });
}

/** How many findings touch a deadline of the law. */
export function useRedFindings(isAllowed: boolean): UseQueryResult<number> {
  return useQuery({
    queryKey: ['rotation-flags', 'red', 'count'],
    enabled: isAllowed,
    queryFn: async () => {
      const query = { urgency: 'red', isOpen: true, limit: 1 } as const;
      const { data } = await api.GET('/v1/rotation-flags', { params: { query } });
      return data?.totalCount ?? 0;
    },
  });
}

/** Neighbourhoods that carry more than they may. */
export function useOverfullPlaces(isAllowed: boolean): UseQueryResult<readonly Schemas['Place'][]> {
  return useQuery({
    queryKey: ['places', 'neighbourhood', 'over'],
    enabled: isAllowed,
    queryFn: async () => {
      const places = await readAllPages(async (cursor) => {
        const query = {
          kind: 'neighbourhood',
          limit: LARGEST_PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        } as const;
        return (await api.GET('/v1/places', { params: { query } })).data;
      });
      return places.filter(({ fullness }) => fullness === 'over');
    },
  });
}
