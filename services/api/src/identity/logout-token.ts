import { decodeJwt, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { AuthenticationError } from '../problems/authentication-error.ts';
import { SIGNING_ALGORITHMS } from './id-token.ts';
import { isAboutKeys } from './remote-keys.ts';

/** What has ended at an identity provider: one session of its own, or all of a user. */
export interface LogoutToken {
  readonly of: { readonly session: string } | { readonly subject: string };
  /** Given to no other token of the issuer. */
  readonly id: string;
  /** Instant at which the issuer wrote it. */
  readonly issuedAt: string;
  /** From then on it is too old to be believed, in milliseconds since 1970. */
  readonly untilMs: number;
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const OLDEST_SECONDS = 300;
/** How far the clock of the issuer may be from ours. */
export const CLOCK_TOLERANCE_SECONDS = 10;

/**
 * What a logout token (OIDC Back-Channel Logout 1.0) says; undefined for one that does not hold. An ID token is none,
 * though the same keys sign it: it has a nonce, and no event. Whoever acts on it remembers its id until
 * it is too old.
 */
export async function verifyLogoutToken(
  token: string,
  expected: { readonly issuer: string; readonly clientId: string; readonly keys: JWTVerifyGetKey },
): Promise<LogoutToken | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, expected.keys, {
      algorithms: SIGNING_ALGORITHMS,
      issuer: expected.issuer,
      audience: expected.clientId,
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: OLDEST_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const { typ } = protectedHeader;
    const isOfKind = typ === undefined || /^(?:(?:application\/)?logout\+jwt|jwt)$/i.test(typ);
    const events = payload['events'];
    const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
    if (!isOfKind || !isLogout || payload['nonce'] !== undefined) return undefined;
    const { iat, jti } = payload;
    const of = whatEnded(payload);
    if (iat === undefined || jti === undefined || of === undefined) return undefined;
    const issuedAt = Temporal.Instant.fromEpochMilliseconds(iat * 1_000);
    const untilMs = issuedAt.epochMilliseconds + (OLDEST_SECONDS + CLOCK_TOLERANCE_SECONDS) * 1_000;
    return { of, id: jti, issuedAt: issuedAt.toString({ smallestUnit: 'millisecond' }), untilMs };
  } catch (error) {
    if (isAboutKeys(error)) {
      throw new AuthenticationError('authentication.issuer-unreachable', { cause: error });
    }
    return undefined;
  }
}

function whatEnded({ sid, sub }: JWTPayload): LogoutToken['of'] | undefined {
  if (typeof sid === 'string' && sid !== '') return { session: sid };
  return sub === undefined || sub === '' ? undefined : { subject: sub };
}

/** The issuer that a token claims, unverified: it says whose keys to try, and nothing else. */
export function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
