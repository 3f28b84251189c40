import type { CookieSerializeOptions } from '@fastify/cookie';

/**
 * Names begin with `__Host-`: a browser takes such a cookie only from this very host, over a secure connection and for
 * all paths, so that neither a sister domain nor a page over HTTP can plant one. `http://localhost` and
 * `http://127.0.0.1` count as secure in Chromium and Firefox, not in Safari; development keeps the names all the same,
 * because a cookie of another kind would be another way in.
 */
export const SESSION_COOKIE = '__Host-boligtrapp-session';
/** Holds a sign-in that is under way. */
export const ATTEMPT_COOKIE = '__Host-boligtrapp-sign-in';

/** Not readable by scripts, not sent by other sites except when somebody follows a link; ends with the browser. */
export const COOKIE_OPTIONS = {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
} as const satisfies CookieSerializeOptions;

/** What a browser forgets when somebody signs out. */
export const CLEAR_SITE_DATA = '"cache", "cookies", "storage"';

/** Token of a session, as it is made; anything else is not looked up. */
export const SESSION_TOKEN = /^[0-9a-f]{64}$/;
