import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from './output.ts';

/** A running API and who speaks to it. */
export interface ApiClient {
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body: unknown) => Promise<T>;
}

/** Sends a request as somebody: with an access token, or with the session of a user. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

/** Sends with an access token, as machines do. */
export function sendWithToken(url: string, token: string): Send {
  return async (path, init) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return await fetch(new URL(path, url), { ...init, headers });
  };
}

/** Sends as a user who signs in at the identity provider of development; such a one exists in a local start only. */
export async function sendAs(url: string, user: string): Promise<Send> {
  const { signInAs } = await import('@boligtrapp/testing');
  return (await signInAs(url, user)).fetch;
}

/** Requests; an answer that is no success becomes a {@link CliError} with the problem's title. */
export function createApiClient(send: Send): ApiClient {
  const request = async <T>(path: string, init: RequestInit): Promise<T> => {
    const headers = new Headers(init.headers);
    headers.set('accept-language', 'en');
    const response = await send(path, { ...init, headers });
    const body: unknown = await response.json();
    if (!response.ok)
      throw new CliError(`${init.method ?? 'GET'} ${path}: ${describe(response.status, body)}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of our own API, checked by its schema
    return body as T;
  };
  return {
    get: async (path) => await request(path, {}),
    post: async (path, body) =>
      await request(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      }),
  };
}

/**
 * Asks until `isDone`, and returns the last answer.
 *
 * @throws {CliError} when it takes longer than `timeoutMs`.
 */
export async function poll<T>(
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  { what, timeoutMs = 600_000 }: { readonly what: string; readonly timeoutMs?: number },
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > deadline) throw new CliError(`${what} took longer than ${timeoutMs / 1_000} s`);
    await delay(150);
  }
}

function describe(status: number, body: unknown): string {
  const title =
    typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string'
      ? body.title
      : '';
  const errors =
    typeof body === 'object' && body !== null && 'errors' in body ? JSON.stringify(body.errors) : '';
  return [`${status}`, title, errors].filter((part) => part !== '').join(' ');
}
