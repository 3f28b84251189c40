import { decodeProtectedHeader, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { AuthenticationError } from '../problems/authentication-error.ts';
import { type MaskinportenClaims, readMaskinportenClaims } from './maskinporten-claims.ts';
import { createRemoteKeys, isAboutKeys, KeysUnavailableError } from './remote-keys.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** Which tokens of Maskinporten are meant for this installation. */
export interface MaskinportenSettings {
  /** Exactly as it stands in `iss`. */
  readonly issuer: string;
  /** What a client asks for as `resource`. */
  readonly audience: string;
  /** The prefix of the organisation that offers the scopes. */
  readonly scopePrefix: string;
}

/** What {@link createMaskinportenVerifier} needs. */
export interface MaskinportenDeps {
  readonly nowMs: () => number;
  readonly findMunicipalityId: (organisationNumber: string) => Promise<string | undefined>;
  readonly fetch?: typeof fetch;
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
const LONGEST_LIFE_SECONDS = 3_600;
const CLOCK_TOLERANCE_SECONDS = 10;

/**
 * Verifies access tokens of Maskinporten: issuer, audience, algorithm, kind, signature, a life of one hour at most,
 * organisation and scope. The municipality is the consumer of the token; what the token may do is what its scopes say,
 * within the role `integration`.
 */
export function createMaskinportenVerifier(
  settings: MaskinportenSettings,
  deps: MaskinportenDeps,
): TokenVerifier {
  const getKey = createIssuerKeys(settings, deps);
  return async (token) => {
    const payload = await verify(token, settings, getKey);
    const claims = payload === undefined ? undefined : readMaskinportenClaims(payload, settings.scopePrefix);
    if (claims === undefined) return undefined;
    const municipalityId = await deps.findMunicipalityId(claims.consumer);
    if (municipalityId === undefined) throw new AuthenticationError('authentication.municipality-unknown');
    return {
      id: callerId(claims),
      role: 'integration',
      municipalityId,
      narrowedTo: claims.permissions,
      logContext: {
        consumer: claims.consumer,
        ...(claims.supplier === undefined ? {} : { supplier: claims.supplier }),
        ...(claims.delegationSource === undefined ? {} : { delegationSource: claims.delegationSource }),
      },
    };
  };
}

/** As it stands in the traces: the organisation, and the supplier that acts for it. */
function callerId({ consumer, supplier }: MaskinportenClaims): string {
  return supplier === undefined ? `0192:${consumer}` : `0192:${consumer}/supplier/0192:${supplier}`;
}

async function verify(
  token: string,
  { issuer, audience }: MaskinportenSettings,
  getKey: JWTVerifyGetKey,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp', 'iat', 'scope', 'consumer', 'jti'],
      maxTokenAge: LONGEST_LIFE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    // A token that is meant for others, too, could be passed on to us by them.
    const isForUsOnly = payload.aud === audience;
    return isForUsOnly && isAccessToken(token, payload) && isShortLived(payload) ? payload : undefined;
  } catch (error) {
    if (isAboutKeys(error)) {
      throw new AuthenticationError('authentication.issuer-unreachable', { cause: error });
    }
    // Every reason is the same to the caller, and the token's content is nobody else's business.
    return undefined;
  }
}

/**
 * Not an identity token and not a grant: the header says `at+jwt` (RFC 9068), or says nothing, as the documentation of
 * Maskinporten has it, and then the claims say that it is a bearer token.
 */
function isAccessToken(token: string, payload: JWTPayload): boolean {
  const { typ } = decodeProtectedHeader(token);
  if (typ === undefined) return payload['token_type'] === 'Bearer';
  return /^(?:application\/)?at\+jwt$/i.test(typ);
}

function isShortLived({ exp, iat }: JWTPayload): boolean {
  if (exp === undefined || iat === undefined) return false;
  return exp > iat && exp - iat <= LONGEST_LIFE_SECONDS;
}

const METADATA_TIMEOUT_MS = 3_000;
const METADATA_RETRY_MS = 5_000;

/** The keys that the issuer's metadata point to; the metadata are read once they are needed, and until they are had. */
function createIssuerKeys({ issuer }: MaskinportenSettings, deps: MaskinportenDeps): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let reading: Promise<JWTVerifyGetKey> | undefined;
  let lastFailureMs = Number.NEGATIVE_INFINITY;
  const read = async (): Promise<JWTVerifyGetKey> => {
    try {
      const jwksUri = await readJwksUri(issuer, deps.fetch ?? fetch);
      keys = createRemoteKeys({ ...deps, jwksUri });
      return keys;
    } catch (error) {
      lastFailureMs = deps.nowMs();
      throw error;
    } finally {
      reading = undefined;
    }
  };
  return async (header, token) => {
    if (keys === undefined && deps.nowMs() - lastFailureMs < METADATA_RETRY_MS) {
      throw new KeysUnavailableError('not asked again so soon');
    }
    reading ??= keys === undefined ? read() : undefined;
    const getKey = keys ?? (await reading);
    if (getKey === undefined) throw new KeysUnavailableError('no keys');
    return await getKey(header, token);
  };
}

async function readJwksUri(issuer: string, ask: typeof fetch): Promise<URL> {
  try {
    const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
    const response = await ask(new URL('.well-known/oauth-authorization-server', base), {
      signal: AbortSignal.timeout(METADATA_TIMEOUT_MS),
      redirect: 'error',
    });
    const metadata: unknown = await response.json();
    if (typeof metadata !== 'object' || metadata === null) throw new Error('no metadata');
    const isOfIssuer = 'issuer' in metadata && metadata.issuer === issuer;
    if (!isOfIssuer || !('jwks_uri' in metadata)) throw new Error('metadata of somebody else');
    const jwksUri = new URL(String(metadata.jwks_uri));
    if (jwksUri.protocol !== new URL(issuer).protocol) throw new Error('keys by another protocol');
    return jwksUri;
  } catch (error) {
    throw new KeysUnavailableError('the metadata of the issuer were not read', { cause: error });
  }
}
