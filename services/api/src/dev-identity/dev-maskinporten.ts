import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, SignJWT } from 'jose';
import { SCOPES } from '../identity/maskinporten-claims.ts';
import type { MaskinportenSettings } from '../identity/maskinporten-verifier.ts';

/** The stand-in of Maskinporten in development. */
export interface DevMaskinporten {
  /** What the API is told of it, in the form of the settings of the real one. */
  readonly settings: MaskinportenSettings;
  /** Answers a request under its path; resolves to whether it was one. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** Where it lives on the listener of development. */
export const MASKINPORTEN_PATH = '/maskinporten/';
const AUDIENCE = 'https://boligtrapp.invalid/api';
const SCOPE_PREFIX = 'utvikling';
/** As long as a token of Maskinporten lives by default. */
const LIFE_SECONDS = 120;
const LONGEST_QUERY = 2_000;

/**
 * Gives access tokens with the claims of Maskinporten to whoever asks, for whatever organisation: `GET token` with
 * `consumer` (organisation number), and `scope` and `supplier` where wanted. The real one asks for a signed grant
 * instead; the API sees no difference.
 */
export function createDevMaskinporten(base: string): DevMaskinporten {
  const issuer = `${base}${MASKINPORTEN_PATH}`;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomBytes(8).toString('hex');
  const answers: Readonly<Record<string, (query: URLSearchParams) => Promise<object | undefined>>> = {
    '.well-known/oauth-authorization-server': async () =>
      await Promise.resolve({ issuer, jwks_uri: `${issuer}jwk`, token_endpoint: `${issuer}token` }),
    jwk: async () => ({ keys: [{ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' }] }),
    token: async (query) => await giveToken(query, { issuer, privateKey, kid }),
  };
  return {
    settings: { issuer, audience: AUDIENCE, scopePrefix: SCOPE_PREFIX },
    handle: async (request, response) => {
      const url = URL.parse((request.url ?? '').slice(0, LONGEST_QUERY), base);
      if (url === null || !url.pathname.startsWith(MASKINPORTEN_PATH)) return false;
      const name = url.pathname.slice(MASKINPORTEN_PATH.length);
      const body = Object.hasOwn(answers, name) ? await answers[name]?.(url.searchParams) : undefined;
      response.writeHead(body === undefined ? 400 : 200, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      response.end(JSON.stringify(body ?? { error: 'invalid_request' }));
      return true;
    },
  };
}

async function giveToken(
  query: URLSearchParams,
  {
    issuer,
    privateKey,
    kid,
  }: { readonly issuer: string; readonly privateKey: KeyObject; readonly kid: string },
): Promise<object | undefined> {
  const consumer = query.get('consumer') ?? '';
  const supplier = query.get('supplier');
  const scope =
    query.get('scope') ??
    Object.keys(SCOPES)
      .map((name) => `${SCOPE_PREFIX}:${name}`)
      .join(' ');
  if (!/^\d{9}$/.test(consumer) || (supplier !== null && !/^\d{9}$/.test(supplier))) return undefined;
  const claims = {
    scope,
    consumer: organisation(consumer),
    ...(supplier === null
      ? {}
      : { supplier: organisation(supplier), delegation_source: 'https://altinn.invalid/' }),
    client_id: randomUUID(),
    client_amr: 'private_key_jwt',
    token_type: 'Bearer',
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${LIFE_SECONDS}s`)
    .sign(privateKey);
  return { access_token: token, token_type: 'Bearer', expires_in: LIFE_SECONDS, scope };
}

function organisation(number: string): object {
  return { authority: 'iso6523-actorid-upis', ID: `0192:${number}` };
}
