import type { Schemas } from '@boligtrapp/client';
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';

/** What is no longer true once something became of an import. */
export const IMPORTS = ['imports'] as const;

const ASK_AGAIN_MS = 1_000;
const NEWEST = 50;

/** Whether a worker has something to do with the file. */
export function isUnderWay({ state }: Pick<Schemas['Import'], 'state'>): boolean {
  return state === 'received' || state === 'approved';
}

/** The newest files that were sent in. */
export function useImports(): UseQueryResult<Schemas['ImportPage']> {
  return useQuery({
    queryKey: [...IMPORTS, 'newest'],
    queryFn: async () => await answerOf(api.GET('/v1/imports', { params: { query: { limit: NEWEST } } })),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? ASK_AGAIN_MS : false),
  });
}

/** One file, looked at until nothing is under way. */
export function useImport(importId: string): UseQueryResult<Schemas['Import']> {
  return useQuery({
    queryKey: [...IMPORTS, importId],
    queryFn: async () =>
      await answerOf(api.GET('/v1/imports/{importId}', { params: { path: { importId } } })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data) ? ASK_AGAIN_MS : false,
  });
}

/** A list that is shown page after page. */
export type Pages<Page> = UseInfiniteQueryResult<InfiniteData<Page>>;

/** Rows of a file that are new, changed or not stored. */
export function useImportRows(importId: string, state: string): Pages<Schemas['ImportRowPage']> {
  return useInfiniteQuery({
    queryKey: [...IMPORTS, importId, 'rows', state],
    initialPageParam: '',
    queryFn: async ({ pageParam }) =>
      await answerOf(
        api.GET('/v1/imports/{importId}/rows', {
          params: { path: { importId }, query: pageParam === '' ? {} : { cursor: pageParam } },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** What is wrong with a file, by row and column. */
export function useImportFaults(importId: string, state: string): Pages<Schemas['ImportFaultPage']> {
  return useInfiniteQuery({
    queryKey: [...IMPORTS, importId, 'faults', state],
    initialPageParam: '',
    queryFn: async ({ pageParam }) =>
      await answerOf(
        api.GET('/v1/imports/{importId}/faults', {
          params: { path: { importId }, query: pageParam === '' ? {} : { cursor: pageParam } },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
