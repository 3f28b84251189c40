import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';

/** A local issuer of access tokens as Maskinporten is one, with keys of its own. */
export interface TokenIssuer {
  readonly url: string;
  /** How often its keys were fetched. */
  readonly keyFetches: () => number;
  /** Signs with the newest key, or the one of `kid`. */
  sign(claims: Readonly<Record<string, unknown>>, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** Makes a key, and publishes it beside the others unless it is to be kept back. Returns its id. */
  addKey(kid: string, isPublished?: boolean): Promise<void>;
  /** Takes a key out of what it publishes. */
  withdrawKey(kid: string): void;
  /** Answers a path with this from now on; undefined with what it is by itself. */
  answer(path: string, fixed: FixedAnswer | undefined): void;
  /** Answers nobody's question for keys any more, until it does again. */
  setAway(isAway: boolean): void;
  close(): Promise<void>;
}

/** What is answered under a path. */
export interface FixedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

type Key = Awaited<ReturnType<typeof generateKeyPair>>;

/** Starts it on a free port of this machine. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const keys = new Map<string, Key>();
  const published = new Set<string>();
  const fixed = new Map<string, FixedAnswer>();
  let fetches = 0;
  let isAway = false;
  let url = '';
  const server: Server = createServer((request, response) => {
    const answer = async (): Promise<object | undefined> => {
      if (request.url === '/.well-known/oauth-authorization-server') {
        return { issuer: url, jwks_uri: `${url}jwk` };
      }
      if (request.url === '/.well-known/openid-configuration') return openIdMetadata(url);
      if (request.url !== '/jwk') return undefined;
      fetches += 1;
      if (isAway) return undefined;
      return {
        keys: await Promise.all(
          [...keys]
            .filter(([kid]) => published.has(kid))
            .map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid, use: 'sig' })),
        ),
      };
    };
    const known = fixed.get(request.url ?? '');
    if (known !== undefined) {
      response.writeHead(known.status, { 'content-type': 'application/json', ...known.headers });
      response.end(JSON.stringify(known.body));
      return;
    }
    void answer().then((body) => {
      response.writeHead(body === undefined ? 503 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/`;
  const addKey = async (kid: string, isPublished = true): Promise<void> => {
    keys.set(kid, await generateKeyPair('RS256', { extractable: true }));
    if (isPublished) published.add(kid);
  };
  return {
    url,
    keyFetches: () => fetches,
    addKey,
    withdrawKey: (kid) => void published.delete(kid),
    answer: (path, given) => {
      if (given === undefined) fixed.delete(path);
      else fixed.set(path, given);
    },
    setAway: (away) => {
      isAway = away;
    },
    sign: async (claims, header = {}) => {
      const kid = header.kid ?? [...keys.keys()].at(-1) ?? '';
      const key = keys.get(kid) ?? [...keys.values()].at(-1);
      if (key === undefined) throw new Error('no key');
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid, ...header })
        .sign(key.privateKey);
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** As an OpenID provider with as little as it may say. */
function openIdMetadata(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}jwk`,
    authorization_endpoint: `${issuer}authorize`,
    token_endpoint: `${issuer}token`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}
