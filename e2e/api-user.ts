import { randomUUID } from 'node:crypto';
import { signInAs } from '@boligtrapp/testing';

/** An answer of the API. */
export interface ApiAnswer<Body> {
  readonly status: number;
  readonly body: Body;
  /** The entity tag, for a change that builds on this version. */
  readonly etag: string;
}

/** Someone who uses the API over HTTP, as any client does. */
export interface ApiUser {
  get<Body>(path: string): Promise<ApiAnswer<Body>>;
  /** With a key of its own; `etag` where the change builds on a version. */
  post<Body>(path: string, body?: unknown, etag?: string): Promise<ApiAnswer<Body>>;
  patch<Body>(path: string, body: unknown, etag: string): Promise<ApiAnswer<Body>>;
  put<Body>(path: string, body: unknown, etag: string): Promise<ApiAnswer<Body>>;
}

/** A user of the identity provider of development, signed in. */
export async function apiUser(url: string, user: string): Promise<ApiUser> {
  const browser = await signInAs(url, user);
  async function send<Body>(
    method: string,
    path: string,
    headers: object,
    body?: unknown,
  ): Promise<ApiAnswer<Body>> {
    const response = await browser.fetch(path, {
      method,
      headers: {
        'accept-language': 'nb',
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of the API under test
    const answer = (await response.json()) as Body;
    return { status: response.status, body: answer, etag: response.headers.get('etag') ?? '' };
  }
  return {
    get: async (path) => await send('GET', path, {}),
    post: async (path, body, etag) =>
      await send(
        'POST',
        path,
        { 'idempotency-key': randomUUID(), ...(etag === undefined ? {} : { 'if-match': etag }) },
        body,
      ),
    patch: async (path, body, etag) => await send('PATCH', path, { 'if-match': etag }, body),
    put: async (path, body, etag) => await send('PUT', path, { 'if-match': etag }, body),
  };
}
