import { type Static, Type } from 'typebox';
import { oneOf, Uuid } from './primitives.ts';

/**
 * Access tokens of the development issuer: a JWT signed with HS256 and a secret that the issuer and the API
 * share. For development and demonstration only; the API refuses them when it runs in production.
 */

/** Claim `iss`. */
export const DEV_TOKEN_ISSUER = 'boligtrapp-dev';
/** Claim `aud`. */
export const DEV_TOKEN_AUDIENCE = 'boligtrapp-api';
/** Header `typ` (RFC 9068): an identity token is not taken for an access token. */
export const DEV_TOKEN_TYPE = 'at+jwt';
/** Header `alg`. */
export const DEV_TOKEN_ALGORITHM = 'HS256';
/** `exp` minus `iat` at most, in seconds: 12 hours. */
export const DEV_TOKEN_MAX_AGE_SECONDS = 43_200;

/** The claims that say who it is. `exp`, `iat`, `iss` and `aud` stand beside them. */
export const DevTokenClaims = Type.Object({
  sub: Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9._@-]+$' }),
  role: oneOf([
    'case-officer',
    'committee',
    'housing-manager',
    'leader',
    'auditor',
    'follow-up',
    'integration',
  ]),
  municipality: Uuid,
  iat: Type.Integer({ minimum: 0 }),
  exp: Type.Integer({ minimum: 0 }),
});
/** {@link DevTokenClaims} of a verified token. */
export type DevTokenClaims = Static<typeof DevTokenClaims>;
