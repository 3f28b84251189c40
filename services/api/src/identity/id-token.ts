import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { isAboutKeys } from './remote-keys.ts';

/** Algorithms with which an identity provider signs: with a key of its own, never with a secret that we share. */
export const SIGNING_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
];

const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Whether an ID token was signed with a key of the issuer, for this client.
 *
 * @throws what {@link isAboutKeys} knows, where the keys could not be read.
 */
export async function isSignedBy(
  idToken: string,
  by: { readonly issuer: string; readonly clientId: string; readonly keys: JWTVerifyGetKey },
): Promise<boolean> {
  try {
    await jwtVerify(idToken, by.keys, {
      algorithms: SIGNING_ALGORITHMS,
      issuer: by.issuer,
      audience: by.clientId,
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return true;
  } catch (error) {
    if (isAboutKeys(error)) throw error;
    return false;
  }
}
