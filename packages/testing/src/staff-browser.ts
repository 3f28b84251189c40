/** What a browser is to us: it keeps cookies, and follows nothing by itself. */
export interface TestBrowser {
  /** Cookies by name, as they are sent to every host. */
  readonly cookies: Map<string, string>;
  readonly send: (url: string | URL, init?: RequestInit) => Promise<Response>;
}

/** A browser without cookies. */
export function openBrowser(): TestBrowser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    send: async (url, init = {}) => {
      const headers = new Headers(init.headers);
      if (cookies.size > 0) headers.set('cookie', toHeader(cookies));
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      keep(cookies, response.headers.getSetCookie());
      return response;
    },
  };
}

const MOST_STEPS = 12;

/**
 * Signs a user in at the identity provider of development, by the same steps as a person does: from the API to the
 * provider, through its page with the users, and back. Resolves to the last answer, whatever it says.
 */
export async function signInWith(
  browser: TestBrowser,
  apiUrl: string,
  user: string,
  returnTo = '/v1/me',
): Promise<Response> {
  let next = new URL(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`, apiUrl);
  let init: RequestInit = {};
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const response = await browser.send(next, init);
    const location = response.headers.get('location');
    const isChoice = location === null && response.ok && next.pathname.startsWith('/interaction/');
    if (location === null && !isChoice) return response;
    await response.body?.cancel();
    if (location !== null) next = new URL(location, next);
    init = isChoice ? { method: 'POST', body: new URLSearchParams({ user }) } : {};
  }
  throw new Error(`signing ${user} in takes too many steps`);
}

/** Somebody of the staff who has signed in as a browser does, without a browser. */
export interface StaffBrowser {
  /** Sends a request to the API with the session, and what a page of ours sends along. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** The cookies as they go with a request. */
  readonly cookie: () => string;
}

/**
 * Signs a user in. A session that is over, as after a start of the API with its provider, is begun anew once, and the
 * request sent again.
 *
 * @throws {Error} when the sign-in gives no session.
 */
export async function signInAs(apiUrl: string, user: string): Promise<StaffBrowser> {
  let session = await beginSession(apiUrl, user);
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('x-csrf-token', session.csrfToken);
    headers.set('origin', new URL(apiUrl).origin);
    return await session.browser.send(new URL(path, apiUrl), { ...init, headers });
  };
  return {
    fetch: async (path, init = {}) => {
      const response = await send(path, init);
      if (response.status !== 401) return response;
      await response.body?.cancel();
      session = await beginSession(apiUrl, user);
      return await send(path, init);
    },
    cookie: () => toHeader(session.browser.cookies),
  };
}

interface Session {
  readonly browser: TestBrowser;
  readonly csrfToken: string;
}

async function beginSession(apiUrl: string, user: string): Promise<Session> {
  const browser = openBrowser();
  const response = await signInWith(browser, apiUrl, user);
  const body = await response.text();
  if (!response.ok) throw new Error(`signing in ended with ${response.status}: ${body}`);
  const me: unknown = JSON.parse(body);
  const session = typeof me === 'object' && me !== null && 'session' in me ? me.session : undefined;
  if (typeof session !== 'object' || session === null || !('csrfToken' in session)) {
    throw new Error('signing in gave no session');
  }
  return { browser, csrfToken: String(session.csrfToken) };
}

function toHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

const GONE = /^\s*(?:max-age=0|expires=Thu, 01 Jan 1970)/i;

function keep(cookies: Map<string, string>, lines: readonly string[]): void {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    if (value === '' || attributes.some((text) => GONE.test(text))) cookies.delete(name);
    else cookies.set(name, value);
  }
}
