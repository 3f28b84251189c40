import { Type } from 'typebox';
import { Value } from 'typebox/value';

/**
 * A sign-in that is under way, bound to the browser that began it: kept in a cookie of that browser and nowhere else.
 * An answer of the identity provider that belongs to another browser finds another attempt there, or none.
 */
const AttemptShape = Type.Object(
  {
    issuer: Type.String({ maxLength: 60 }),
    state: Type.String({ minLength: 20, maxLength: 200 }),
    nonce: Type.String({ minLength: 20, maxLength: 200 }),
    verifier: Type.String({ minLength: 43, maxLength: 128 }),
    returnTo: Type.String({ maxLength: 500 }),
    startedAt: Type.String({ format: 'date-time', maxLength: 32 }),
  },
  { additionalProperties: false },
);

/** {@link AttemptShape} */
export interface SignInAttempt {
  /** Name of the identity provider in the settings. */
  readonly issuer: string;
  readonly state: string;
  readonly nonce: string;
  /** PKCE: proves to the identity provider that who fetches the token is who asked for it. */
  readonly verifier: string;
  readonly returnTo: string;
  readonly startedAt: string;
}

/** How long somebody may take to sign in. */
export const ATTEMPT_SECONDS = 600;

/** As text for a cookie. */
export function encodeAttempt(attempt: SignInAttempt): string {
  return Buffer.from(JSON.stringify(attempt)).toString('base64url');
}

/** The attempt in a cookie, or undefined where there is none that is young enough. */
export function decodeAttempt(text: string | undefined, now: string): SignInAttempt | undefined {
  if (text === undefined || text.length > 2_000) return undefined;
  try {
    const attempt: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Value.Check(AttemptShape, attempt)) return undefined;
    const ageMs =
      Temporal.Instant.from(now).epochMilliseconds -
      Temporal.Instant.from(attempt.startedAt).epochMilliseconds;
    return ageMs >= 0 && ageMs <= ATTEMPT_SECONDS * 1_000 ? attempt : undefined;
  } catch {
    return undefined;
  }
}

/** The path to return to, when it is one of this host; `/` for anything else. */
export function safeReturnTo(wanted: string | undefined, baseUrl: string): string {
  if (wanted === undefined || !wanted.startsWith('/') || /[\\\p{Cc}]/u.test(wanted)) return '/';
  const { origin } = new URL(baseUrl);
  const url = URL.parse(wanted, baseUrl);
  if (url === null || url.origin !== origin) return '/';
  // What is answered is looked at, and not what was asked: `/..//host` is written as `//host`, another host.
  const path = `${url.pathname}${url.search}`;
  return path.startsWith('//') || URL.parse(path, baseUrl)?.origin !== origin ? '/' : path;
}
