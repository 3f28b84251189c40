import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { isProblem, type Problem, ProblemError } from './problem-error.ts';
import type { paths } from './schema.generated.ts';

/** The API with the types of its description: a call that it does not describe does not compile. */
export type Api = Client<paths>;

/** What {@link createApi} needs. */
export interface CreateApi {
  /** Where the API is; empty for the origin of the page. */
  readonly baseUrl: string;
  /** Token that goes with every change made by cookie; undefined where there is no session. */
  readonly csrfToken?: () => string | undefined;
  /** Access token of a machine; undefined for a page, which has a cookie. */
  readonly accessToken?: () => Promise<string> | string;
  /** Language of problem texts. */
  readonly language?: () => string;
}

/**
 * A client of the API. An answer that is no success is thrown as {@link ProblemError}, so that nobody takes a refusal for
 * an empty result.
 */
export function createApi({ baseUrl, csrfToken, accessToken, language }: CreateApi): Api {
  const client = createClient<paths>({ baseUrl, credentials: 'same-origin' });
  const own: Middleware = {
    onRequest: async ({ request }) => {
      const token = csrfToken?.();
      if (token !== undefined && request.method !== 'GET') request.headers.set('x-csrf-token', token);
      if (accessToken !== undefined) request.headers.set('authorization', `Bearer ${await accessToken()}`);
      if (language !== undefined) request.headers.set('accept-language', language());
      return request;
    },
    onResponse: async ({ response }) => {
      if (response.ok) return undefined;
      throw new ProblemError(await problemOf(response));
    },
  };
  client.use(own);
  return client;
}

/** What the API said, or that something before it answered in its place. */
async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  if (isProblem(body)) return body;
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'answer.unreadable',
    instance: response.headers.get('x-request-id') ?? '',
  };
}
