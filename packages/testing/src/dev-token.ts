import {
  DEV_TOKEN_ALGORITHM,
  DEV_TOKEN_AUDIENCE,
  DEV_TOKEN_ISSUER,
  DEV_TOKEN_MAX_AGE_SECONDS,
  DEV_TOKEN_TYPE,
  type DevTokenClaims,
} from '@boligtrapp/contracts';
import { SignJWT } from 'jose';

/** An access token of the development issuer, valid for twelve hours. */
export async function issueDevToken(
  secret: string,
  who: Pick<DevTokenClaims, 'sub' | 'role' | 'municipality'>,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return await new SignJWT({ role: who.role, municipality: who.municipality })
    .setProtectedHeader({ alg: DEV_TOKEN_ALGORITHM, typ: DEV_TOKEN_TYPE })
    .setSubject(who.sub)
    .setIssuer(DEV_TOKEN_ISSUER)
    .setAudience(DEV_TOKEN_AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + DEV_TOKEN_MAX_AGE_SECONDS)
    .sign(new TextEncoder().encode(secret));
}
