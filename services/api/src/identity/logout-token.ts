import { decodeJwt, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { AuthenticationError } from '../problems/authentication-error.ts';
import { SIGNING_ALGORITHMS } from './id-token.ts';
import { isAboutKeys } from './remote-keys.ts';

/** What has ended at an identity provider: one session of its own, or all of a user. */
export interface LogoutToken {
  readonly of: { readonly session: string } | { readonly subject: string };
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const OLDEST_SECONDS = 300;

/**
 * What a logout token (OIDC Back-Channel Logout 1.0) says; undefined for one that does not hold. An ID token is none,
 * though the same keys sign it: it has a nonce, and no event. The same token may come again: what has ended stays so.
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
      clockTolerance: 10,
    });
    const { typ } = protectedHeader;
    const isOfKind = typ === undefined || /^(?:(?:application\/)?logout\+jwt|jwt)$/i.test(typ);
    const events = payload['events'];
    const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
    if (!isOfKind || !isLogout || payload['nonce'] !== undefined) return undefined;
    const sid = payload['sid'];
    if (typeof sid === 'string' && sid !== '') return { of: { session: sid } };
    return payload.sub === undefined || payload.sub === '' ? undefined : { of: { subject: payload.sub } };
  } catch (error) {
    if (isAboutKeys(error)) {
      throw new AuthenticationError('authentication.issuer-unreachable', { cause: error });
    }
    return undefined;
  }
}

/** The issuer that a token claims, unverified: it says whose keys to try, and nothing else. */
export function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
