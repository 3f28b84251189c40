import { ROLES, type Role } from '@boligtrapp/use-cases';
import { jwtVerify, SignJWT } from 'jose';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { TokenVerifier } from '../src/identity/token-verifier.ts';

/**
 * Tokens of the tests, for whatever role and municipality: signed with a secret that tests and the app under test share,
 * which takes them because it is given {@link verifyTestToken}. No composition of the product knows that verifier.
 */
const TEST_SECRET = 'a-secret-of-the-tests-0123456789abcdef';
const ISSUER = 'boligtrapp-tests';
const AUDIENCE = 'boligtrapp-api';
const LONGEST_LIFE_SECONDS = 43_200;

const Claims = Type.Object({
  sub: Type.String({ pattern: '^[\\x21-\\x7e]{1,100}$' }),
  role: Type.Enum([...ROLES]),
  municipality: Type.String({ pattern: '^[0-9a-fA-F-]{36}$' }),
  iat: Type.Integer(),
  exp: Type.Integer(),
});

/** Takes tokens of {@link signToken}. */
export const verifyTestToken: TokenVerifier = async (token) => {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(TEST_SECRET), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: 'at+jwt',
    });
    if (!Value.Check(Claims, payload) || payload.exp - payload.iat > LONGEST_LIFE_SECONDS) return undefined;
    return { id: payload.sub, role: payload.role, municipalityId: payload.municipality.toLowerCase() };
  } catch {
    return undefined;
  }
};

/** Deviations from a valid token. */
export interface TokenOptions {
  readonly role: string;
  readonly municipalityId: string;
  readonly secret?: string;
  /** Seconds from now, both; 0 and 3600 where nothing is said. */
  readonly issuedIn?: number;
  readonly expiresIn?: number;
  readonly subject?: string;
}

/** Signs a token; valid unless an option says otherwise. */
export async function signToken(options: TokenOptions): Promise<string> {
  const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  return await new SignJWT({ role: options.role, municipality: options.municipalityId })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(options.subject ?? `${options.role}-1`)
    .setIssuedAt(now + (options.issuedIn ?? 0))
    .setExpirationTime(now + (options.expiresIn ?? 3_600))
    .sign(new TextEncoder().encode(options.secret ?? TEST_SECRET));
}

/** The header of a valid token. */
export async function bearer(role: Role, municipalityId: string): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await signToken({ role, municipalityId })}` };
}
