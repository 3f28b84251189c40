/** Somebody of the staff who has signed in as a browser does, without a browser. */
export interface StaffBrowser {
  /** Sends a request to the API with the session, and what a page of ours sends along. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** The cookies as they go with a request. */
  readonly cookie: () => string;
}

const MOST_STEPS = 12;

/**
 * Signs a user in at the identity provider of development, by the same steps as a browser: from the API to the provider,
 * through its page with the users, and back. A session that is over, as after a start of the API with its provider, is
 * begun anew once, and the request sent again.
 *
 * @throws {Error} when the sign-in does not end at the API.
 */
export async function signInAs(apiUrl: string, user: string): Promise<StaffBrowser> {
  let session = await beginSession(apiUrl, user);
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', session.cookie);
    headers.set('x-csrf-token', session.csrfToken);
    headers.set('origin', new URL(apiUrl).origin);
    return await fetch(new URL(path, apiUrl), { ...init, headers, redirect: 'manual' });
  };
  return {
    fetch: async (path, init = {}) => {
      const response = await send(path, init);
      if (response.status !== 401) return response;
      await response.body?.cancel();
      session = await beginSession(apiUrl, user);
      return await send(path, init);
    },
    cookie: () => session.cookie,
  };
}

interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}

async function beginSession(apiUrl: string, user: string): Promise<Session> {
  const jar = new Map<string, string>();
  let next = new URL('/auth/sign-in?returnTo=/v1/me', apiUrl);
  let form: string | undefined;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: toHeader(jar), 'sec-fetch-site': 'same-origin' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams({ user: form }) }),
    });
    keep(jar, response.headers.getSetCookie());
    const location = response.headers.get('location');
    form = undefined;
    if (location !== null) {
      await response.body?.cancel();
      next = new URL(location, next);
    } else if (response.ok && next.pathname.startsWith('/interaction/')) {
      await response.body?.cancel();
      form = user;
    } else {
      return await readSession(response, jar);
    }
  }
  throw new Error(`signing ${user} in takes too many steps`);
}

async function readSession(response: Response, jar: ReadonlyMap<string, string>): Promise<Session> {
  const body = await response.text();
  if (!response.ok) throw new Error(`signing in ended with ${response.status}: ${body}`);
  const me: unknown = JSON.parse(body);
  const session = typeof me === 'object' && me !== null && 'session' in me ? me.session : undefined;
  if (typeof session !== 'object' || session === null || !('csrfToken' in session)) {
    throw new Error('signing in gave no session');
  }
  return { cookie: toHeader(jar), csrfToken: String(session.csrfToken) };
}

function toHeader(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function keep(jar: Map<string, string>, lines: readonly string[]): void {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    const isGone =
      value === '' || attributes.some((text) => /^\s*(?:max-age=0|expires=Thu, 01 Jan 1970)/i.test(text));
    if (isGone) jar.delete(name);
    else jar.set(name, value);
  }
}
