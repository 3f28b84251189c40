import { ProblemError, type Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { api, rememberCsrfToken } from './api.ts';

/** Who is signed in; null for nobody. */
export type Me = Schemas['Me'] | null;

/** Asks once who is signed in, and again when somebody comes back to the page. */
export function useMe(): UseQueryResult<Me> {
  return useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: 60_000 });
}

/** Whether somebody may do something, as far as the page knows; the API decides. */
export function may(me: Me | undefined, permission: string): boolean {
  return me?.permissions.includes(permission) ?? false;
}

async function readMe(): Promise<Me> {
  try {
    const { data } = await api.GET('/v1/me');
    rememberCsrfToken(data?.session?.csrfToken);
    return data ?? null;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}
