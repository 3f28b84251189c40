import {
  DEV_TOKEN_ALGORITHM,
  DEV_TOKEN_AUDIENCE,
  DEV_TOKEN_ISSUER,
  DEV_TOKEN_MAX_AGE_SECONDS,
  DEV_TOKEN_TYPE,
  DevTokenClaims,
} from '@boligtrapp/contracts';
import { jwtVerify } from 'jose';
import { Value } from 'typebox/value';

/** Gives the claims of a valid access token, or undefined for any other text; never says what is wrong with it. */
export type TokenVerifier = (token: string) => Promise<DevTokenClaims | undefined>;

/**
 * Verifies tokens of the development issuer, which share `secret` with it. A token without an end, for another
 * audience or with more life than 12 hours is none, whoever signed it.
 */
export function createDevTokenVerifier(secret: string): TokenVerifier {
  const key = new TextEncoder().encode(secret);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [DEV_TOKEN_ALGORITHM],
        issuer: DEV_TOKEN_ISSUER,
        audience: DEV_TOKEN_AUDIENCE,
        typ: DEV_TOKEN_TYPE,
        requiredClaims: ['exp', 'iat', 'sub', 'role', 'municipality'],
        maxTokenAge: DEV_TOKEN_MAX_AGE_SECONDS,
        clockTolerance: 5,
      });
      const isForUsOnly = payload.aud === DEV_TOKEN_AUDIENCE;
      if (!isForUsOnly || !Value.Check(DevTokenClaims, payload)) return undefined;
      return payload.exp - payload.iat <= DEV_TOKEN_MAX_AGE_SECONDS ? payload : undefined;
    } catch {
      // Every reason is the same to the caller, and the token's content is nobody else's business.
      return undefined;
    }
  };
}
