import { ProblemError, type Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { api, rememberCsrfToken } from './api.ts';

/** Who is signed in; null for nobody. */
export type Me = Schemas['Me'] | null;

let wasSomebody = false;

/** Asks once who is signed in, and again when somebody comes back to the page. */
export function useMe(): UseQueryResult<Me> {
  return useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: 60_000 });
}

/** Whether somebody may do something, as far as the page knows; the API decides. */
export function may(me: Me | undefined, permission: string): boolean {
  return me?.permissions.includes(permission) ?? false;
}

/**
 * Reads who is signed in. A session that ends while somebody works is an error, as for every other question: the page
 * keeps what was typed and asks them to sign in again.
 */
export async function readMe(): Promise<Me> {
  if (!wasSomebody && !(await askSession()).isSignedIn) return null;
  const { data } = await api.GET('/v1/me');
  rememberCsrfToken(data?.session?.csrfToken);
  wasSomebody = true;
  return data ?? null;
}

/** Whether this is a demonstration, where no person is real; undefined until it is known. */
export function useIsDemo(): boolean | undefined {
  return useQuery({ queryKey: ['session'], queryFn: askSession, staleTime: Number.POSITIVE_INFINITY }).data
    ?.isDemo;
}

let asked: Promise<Schemas['SignedIn']> | undefined;

/** A page that is opened asks before it reads: nobody being signed in is no error then. Asked once. */
async function askSession(): Promise<Schemas['SignedIn']> {
  asked ??= api.GET('/auth/session').then(({ data }) => data ?? { isSignedIn: false, isDemo: false });
  try {
    return await asked;
  } catch (error) {
    asked = undefined;
    throw error;
  }
}

/** Whether the API refused because somebody who worked here is signed in no more. */
export function isSignedOut(error: unknown): boolean {
  return wasSomebody && error instanceof ProblemError && error.problem.status === 401;
}
