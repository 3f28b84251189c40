import {
  DEV_TOKEN_ALGORITHM,
  DEV_TOKEN_AUDIENCE,
  DEV_TOKEN_ISSUER,
  DEV_TOKEN_TYPE,
} from '@boligtrapp/contracts';
import type { Role } from '@boligtrapp/use-cases';
import { SignJWT } from 'jose';

/** The secret that tests share with the API under test. */
export const TEST_SECRET = 'a-secret-of-the-tests-0123456789abcdef';

/** Deviations from a valid token. */
export interface TokenOptions {
  readonly role: string;
  readonly municipalityId: string;
  readonly secret?: string;
  readonly issuer?: string;
  readonly audience?: string | string[];
  readonly type?: string;
  readonly algorithm?: string;
  /** Seconds from now, both; 0 and 3600 where nothing is said. */
  readonly issuedIn?: number;
  readonly expiresIn?: number;
  readonly subject?: string;
}

/** Signs a token; valid unless an option says otherwise. */
export async function signToken(options: TokenOptions): Promise<string> {
  const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  return await new SignJWT({ role: options.role, municipality: options.municipalityId })
    .setProtectedHeader({
      alg: options.algorithm ?? DEV_TOKEN_ALGORITHM,
      typ: options.type ?? DEV_TOKEN_TYPE,
    })
    .setIssuer(options.issuer ?? DEV_TOKEN_ISSUER)
    .setAudience(options.audience ?? DEV_TOKEN_AUDIENCE)
    .setSubject(options.subject ?? `${options.role}-1`)
    .setIssuedAt(now + (options.issuedIn ?? 0))
    .setExpirationTime(now + (options.expiresIn ?? 3_600))
    .sign(new TextEncoder().encode(options.secret ?? TEST_SECRET));
}

/** The header of a valid token. */
export async function bearer(role: Role, municipalityId: string): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await signToken({ role, municipalityId })}` };
}
