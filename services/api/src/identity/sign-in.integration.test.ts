import { createHash } from 'node:crypto';
import { openBrowser, signInWith } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IdentityScene, setIdentityScene, signIn, signInTrail } from '../../test/identity-scene.ts';
import { ATTEMPT_COOKIE, SESSION_COOKIE } from './session-cookies.ts';

let scene: IdentityScene;
beforeAll(async () => {
  scene = await setIdentityScene();
});
afterAll(() => scene.close());

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
}

describe('signing in', () => {
  test('leads to the identity provider with code, PKCE, state and nonce, and keeps nothing else', async () => {
    const browser = openBrowser();
    const response = await browser.send(new URL('/auth/sign-in', scene.url));
    expect(response.status).toBe(302);
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.origin).toBe(scene.identity.url);
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${new URL(scene.url).origin}/auth/callback`,
      scope: 'openid offline_access',
    });
    expect(target.searchParams.get('state')?.length).toBeGreaterThan(30);
    expect(target.searchParams.get('nonce')?.length).toBeGreaterThan(30);
    expect([...browser.cookies.keys()]).toEqual([ATTEMPT_COOKIE]);
  });

  test('gives a session in a cookie that scripts and other sites do not get', async () => {
    const browser = openBrowser();
    const lines: string[] = [];
    const watched = {
      ...browser,
      send: async (...sent: Parameters<typeof browser.send>) => {
        const response = await browser.send(...sent);
        lines.push(...response.headers.getSetCookie());
        return response;
      },
    };
    const response = await signInWith(watched, scene.url, 'kari');
    const me: unknown = await response.json();
    expect(JSON.stringify(me)).toMatch(/"permissions":\[.*"queue\.read".*"me\.read","me\.write"\]/);
    expect(JSON.stringify(me)).toMatch(/"session":\{.*"csrfToken":"[\w-]{43}"/);
    expect(me).toMatchObject({
      id: 'kari',
      role: 'case-officer',
      municipality: { id: scene.one.id, kommunenummer: '3201' },
    });
    const line = lines.find((one) => one.startsWith(`${SESSION_COOKIE}=`)) ?? '';
    const [, ...attributes] = line.split('; ');
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(browser.cookies.has(ATTEMPT_COOKIE)).toBe(false);
  });

  test('keeps in the database neither the token nor a refresh token that opens without it', async () => {
    const { browser } = await signIn(scene, 'kari');
    const token = browser.cookies.get(SESSION_COOKIE) ?? '';
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    const rows = await scene.identityDb.selectFrom('staff_sessions').selectAll().execute();
    const hash = createHash('sha256').update(token).digest();
    const own = rows.find((row) => Buffer.from(row.token_hash).equals(hash));
    expect(own).toMatchObject({ actor: 'kari', role: 'case-officer', state: 'active' });
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(scene.log.join('')).not.toContain(token);
  });

  test('gives a new token each time, and ends the session that the browser had', async () => {
    const first = await signIn(scene, 'kari');
    const before = first.browser.cookies.get(SESSION_COOKIE) ?? '';
    await signIn(scene, 'kari', first.browser);
    const after = first.browser.cookies.get(SESSION_COOKIE) ?? '';
    expect(after).not.toBe(before);
    const old = openBrowser();
    old.cookies.set(SESSION_COOKIE, before);
    expect((await old.send(new URL('/v1/me', scene.url))).status).toBe(401);
    expect((await signInTrail(scene, scene.one.id)).slice(-2)).toEqual([
      'staff-session.ended kari job signed-in-anew',
      'staff-session.begun kari case-officer -',
    ]);
  });

  test.for([
    ['ingen', 'no-role'],
    ['begge', 'several-roles'],
  ])('turns %s away, who has not exactly one role, and keeps that', async ([user = '', reason]) => {
    const browser = openBrowser();
    const response = await signInWith(browser, scene.url, user);
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('authentication.role-missing');
    expect(browser.cookies.has(SESSION_COOKIE)).toBe(false);
    expect((await signInTrail(scene, scene.one.id)).at(-1)).toBe(`sign-in.refused ${user} none ${reason}`);
  });

  test('turns away whose municipality is not here', async () => {
    const response = await signInWith(openBrowser(), scene.url, 'langt-borte');
    expect(await codeOf(response)).toBe('authentication.municipality-unknown');
  });

  test('knows no provider that the settings do not have', async () => {
    const response = await openBrowser().send(new URL('/auth/sign-in?issuer=another', scene.url));
    expect(await codeOf(response)).toBe('authentication.issuer-unknown');
  });
});

/** Follows a sign-in up to the address on which the provider sends the browser back. */
async function callbackOf(browser: ReturnType<typeof openBrowser>, user: string): Promise<URL> {
  let next = new URL('/auth/sign-in', scene.url);
  let init: RequestInit = {};
  for (let step = 0; step < 10 && next.pathname !== '/auth/callback'; step += 1) {
    const response = await browser.send(next, init);
    const location = response.headers.get('location');
    await response.body?.cancel();
    init = location === null ? { method: 'POST', body: new URLSearchParams({ user }) } : {};
    if (location !== null) next = new URL(location, next);
  }
  return next;
}

describe('an answer of the identity provider', () => {
  test('means nothing in a browser that did not begin the sign-in', async () => {
    const callback = await callbackOf(openBrowser(), 'kari');
    const victim = openBrowser();
    expect(await codeOf(await victim.send(callback))).toBe('authentication.sign-in-failed');
    // Nor in one that has begun another.
    await victim.send(new URL('/auth/sign-in', scene.url));
    expect(await codeOf(await victim.send(callback))).toBe('authentication.sign-in-failed');
    expect(victim.cookies.has(SESSION_COOKIE)).toBe(false);
  });

  test('counts once', async () => {
    const browser = openBrowser();
    const callback = await callbackOf(browser, 'kari');
    const attempt = browser.cookies.get(ATTEMPT_COOKIE) ?? '';
    expect((await browser.send(callback)).status).toBe(302);
    const thief = openBrowser();
    thief.cookies.set(ATTEMPT_COOKIE, attempt);
    expect(await codeOf(await thief.send(callback))).toBe('authentication.sign-in-failed');
  });

  test.for([
    ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['another code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43))],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://example.org')],
    ['a refusal', (url: URL) => url.searchParams.set('error', 'access_denied')],
  ] as const)('with %s is refused', async ([, change]) => {
    const browser = openBrowser();
    const callback = await callbackOf(browser, 'kari');
    change(callback);
    const response = await browser.send(callback);
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe('authentication.sign-in-failed');
    expect(browser.cookies.has(SESSION_COOKIE)).toBe(false);
  });
});

describe('a change that comes with the cookie', () => {
  test('needs the token of our page and a browser that says it is one', async () => {
    const { browser, csrfToken } = await signIn(scene, 'leder');
    const origin = new URL(scene.url).origin;
    const send = async (headers: Readonly<Record<string, string>>): Promise<number> => {
      const response = await browser.send(new URL('/v1/session-ends', scene.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'a-key-of-csrf', ...headers },
        body: '{"user":"nobody"}',
      });
      await response.body?.cancel();
      return response.status;
    };
    const refused: readonly Readonly<Record<string, string>>[] = [
      {},
      { origin },
      { 'sec-fetch-site': 'same-origin' },
      { 'x-csrf-token': csrfToken },
      { origin, 'x-csrf-token': csrfToken.slice(1) },
      { origin, 'x-csrf-token': `${csrfToken.slice(0, -1)}!` },
      { origin: 'https://example.org', 'x-csrf-token': csrfToken },
      { origin: 'null', 'x-csrf-token': csrfToken },
      { origin, 'sec-fetch-site': 'cross-site', 'x-csrf-token': csrfToken },
      { origin, 'sec-fetch-site': 'same-site', 'x-csrf-token': csrfToken },
      { 'sec-fetch-site': 'none', 'x-csrf-token': csrfToken },
    ];
    for (const headers of refused) expect(await send(headers), JSON.stringify(headers)).toBe(403);
    expect(await send({ origin, 'x-csrf-token': csrfToken })).toBe(201);
    expect(await send({ 'sec-fetch-site': 'same-origin', 'x-csrf-token': csrfToken })).toBe(201);
  });

  test('takes no token of another session', async () => {
    const [leader, officer] = [await signIn(scene, 'leder'), await signIn(scene, 'kari')];
    const response = await leader.browser.send(new URL('/auth/sign-out', scene.url), {
      method: 'POST',
      headers: { origin: new URL(scene.url).origin, 'x-csrf-token': officer.csrfToken },
    });
    expect(await codeOf(response)).toBe('authentication.request-not-ours');
  });
});

describe('signing out', () => {
  test('ends the session in every process, and has the browser forget', async () => {
    const { browser, ask, post } = await signIn(scene, 'kari');
    const copy = openBrowser();
    copy.cookies.set(SESSION_COOKIE, browser.cookies.get(SESSION_COOKIE) ?? '');
    const response = await post('/auth/sign-out');
    expect(response.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect(await response.text()).toContain(`"next":"${scene.identity.url}/session/end`);
    expect(browser.cookies.has(SESSION_COOKIE)).toBe(false);
    for (const url of [scene.url, scene.secondUrl]) {
      expect((await copy.send(new URL('/v1/me', url))).status).toBe(401);
    }
    expect(await ask()).toBe(401);
  });

  test('leaves a session alone that the browser has begun since: a late 401 takes no cookie away', async () => {
    const { browser, post } = await signIn(scene, 'kari');
    const old = openBrowser();
    old.cookies.set(SESSION_COOKIE, browser.cookies.get(SESSION_COOKIE) ?? '');
    await (await post('/auth/sign-out')).body?.cancel();
    const late = await old.send(new URL('/v1/me', scene.url));
    expect(late.status).toBe(401);
    expect(late.headers.getSetCookie()).toEqual([]);
    expect(late.headers.get('clear-site-data')).toBeNull();
  });

  test('everywhere ends every session of the user, and nobody else’s', async () => {
    const [one, two] = [await signIn(scene, 'kari'), await signIn(scene, 'kari')];
    const colleague = await signIn(scene, 'ola');
    const response = await one.post('/auth/sign-out-everywhere');
    expect(response.status).toBe(200);
    expect([await one.ask(), await two.ask(), await colleague.ask()]).toEqual([401, 401, 200]);
  });

  test('of one browser among several is for whoever is signed in there, and for nobody else', async () => {
    const [here, there] = [await signIn(scene, 'kari'), await signIn(scene, 'kari')];
    const colleague = await signIn(scene, 'ola');
    const list = async (): Promise<readonly string[]> => {
      const response = await here.browser.send(new URL('/v1/me/sessions', scene.url));
      return [...(await response.text()).matchAll(/"id":"([^"]+)","isThis":(true|false)/g)].map(
        ([, id, isThis]) => `${id} ${isThis}`,
      );
    };
    const before = await list();
    expect(before.filter((row) => row.endsWith(' true'))).toHaveLength(1);
    const [other = ''] = before.filter((row) => row.endsWith(' false')).map((row) => row.split(' ')[0]);
    expect((await colleague.post('/v1/me/session-ends', { sessionId: other })).status).toBe(404);
    expect(await there.ask()).toBe(200);
    const ended = await here.post('/v1/me/session-ends', { sessionId: other });
    expect([ended.status, await ended.json()]).toEqual([201, { endedCount: 1 }]);
    expect([await here.ask(), await there.ask(), await colleague.ask()]).toEqual([200, 401, 200]);
    expect(await list()).toEqual(before.filter((row) => !row.startsWith(other)));
  });

  test('of somebody else is for a leader of the municipality, and takes effect at once', async () => {
    const [officer, leader, foreign] = [
      await signIn(scene, 'kari'),
      await signIn(scene, 'leder'),
      await signIn(scene, 'fremmed'),
    ];
    expect((await officer.post('/v1/session-ends', { user: 'leder' })).status).toBe(403);
    const elsewhere = await foreign.post('/v1/session-ends', { user: 'kari' });
    expect(await elsewhere.json()).toEqual({ endedCount: 0 });
    expect(await officer.ask()).toBe(200);
    const list = await leader.browser.send(new URL('/v1/staff-sessions', scene.url));
    const listed = await list.text();
    expect(listed).toContain('"user":"kari"');
    expect(listed).not.toContain('fremmed');
    expect(listed).not.toMatch(/token|issuer/i);
    const ended = await leader.post('/v1/session-ends', { user: 'kari' });
    expect(ended.status).toBe(201);
    expect([await officer.ask(), await officer.ask('/v1/me', scene.secondUrl)]).toEqual([401, 401]);
    expect((await signInTrail(scene, scene.one.id)).at(-1)).toBe(
      'staff-session.ended leder leader ended-by-administrator',
    );
  });

  test('at the identity provider ends the session here', async () => {
    const { browser, ask } = await signIn(scene, 'ola');
    const end = await browser.send(
      `${scene.identity.url}/session/end?client_id=boligtrapp&post_logout_redirect_uri=${encodeURIComponent(`${new URL(scene.url).origin}/`)}`,
    );
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await end.text())?.[1] ?? '';
    const confirmed = await browser.send(`${scene.identity.url}/session/end/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(confirmed.status).toBe(303);
    // Without back-channel logout the next confirmation finds out; it is due after 45 seconds.
    scene.passSeconds(61);
    expect(await ask()).toBe(401);
  });
});
