import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTokenIssuer, type TokenIssuer } from '../../test/token-issuer.ts';
import { AuthenticationError } from '../problems/authentication-error.ts';
import { createMaskinportenVerifier } from './maskinporten-verifier.ts';
import type { TokenVerifier } from './token-verifier.ts';

const AUDIENCE = 'https://api.boligtrapp.example/v1';
const MUNICIPALITY = '01980000-0000-7000-8000-000000003201';
const CONSUMER = '912345678';
const HOUR = 3_600;

let issuer: TokenIssuer;
let verifier: TokenVerifier;

function aVerifier(): TokenVerifier {
  return createMaskinportenVerifier(
    { issuer: issuer.url, audience: AUDIENCE, scopePrefix: 'fjordvik' },
    {
      nowMs: () => Date.now(),
      findMunicipalityId: async (number) =>
        await Promise.resolve(number === CONSUMER ? MUNICIPALITY : undefined),
    },
  );
}

beforeAll(async () => {
  issuer = await startTokenIssuer();
  await issuer.addKey('first');
  verifier = aVerifier();
});
afterAll(() => issuer.close());
afterEach(() => vi.useRealTimers());

type Claims = Readonly<Record<string, unknown>>;

function claims(changes: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1_000);
  const all = {
    iss: issuer.url,
    aud: AUDIENCE,
    scope: 'fjordvik:boligtrapp/boliger.les',
    consumer: { authority: 'iso6523-actorid-upis', ID: `0192:${CONSUMER}` },
    client_id: 'a-client',
    token_type: 'Bearer',
    iat: now,
    exp: now + 120,
    jti: 'a-token',
    ...changes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

describe('a good token', () => {
  test.each([
    ['as Maskinporten gives it, without a kind', {}, {}],
    ['with the kind of RFC 9068', {}, { typ: 'at+jwt' }],
    ['with the long form of it', { token_type: undefined }, { typ: 'application/at+jwt' }],
    ['that lives for an hour', { exp: Math.floor(Date.now() / 1_000) + HOUR - 5 }, {}],
    ['with scopes of others beside ours', { scope: 'difi:x fjordvik:boligtrapp/boliger.les other:y' }, {}],
  ])('%s is taken', async (_what, changes, header) => {
    expect(await verifier(await issuer.sign(claims(changes), header))).toMatchObject({
      id: `0192:${CONSUMER}`,
      role: 'integration',
      municipalityId: MUNICIPALITY,
    });
  });

  test('may do what its scopes say, within the role', async () => {
    const caller = await verifier(await issuer.sign(claims()));
    expect([...(caller?.narrowedTo ?? [])].toSorted()).toEqual([
      'dwellings.read',
      'ladder.read',
      'me.read',
      'places.read',
    ]);
  });

  test('names the supplier that acts for the municipality, in traces and log', async () => {
    const supplier = { authority: 'iso6523-actorid-upis', ID: '0192:987654321' };
    const token = await issuer.sign(claims({ supplier, delegation_source: 'https://altinn.no/' }));
    expect(await verifier(token)).toMatchObject({
      id: `0192:${CONSUMER}/supplier/0192:987654321`,
      municipalityId: MUNICIPALITY,
      logContext: { consumer: CONSUMER, supplier: '987654321', delegationSource: 'https://altinn.no/' },
    });
  });

  test('says nothing by its client id', async () => {
    const one = await verifier(await issuer.sign(claims({ client_id: 'leader' })));
    const other = await verifier(await issuer.sign(claims({ client_id: undefined })));
    expect(one).toEqual(other);
  });

  test('of an organisation that is not here leads nowhere', async () => {
    const consumer = { authority: 'iso6523-actorid-upis', ID: '0192:999999999' };
    await expect(verifier(await issuer.sign(claims({ consumer })))).rejects.toMatchObject({
      code: 'authentication.municipality-unknown',
    });
  });
});

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1_000);
const organisation = (ID: unknown, authority = 'iso6523-actorid-upis'): object => ({ authority, ID });

/** The parts of a good token, to be put together wrongly. */
async function parts(): Promise<{ header: string; payload: string; signature: string; good: string }> {
  const good = await issuer.sign(claims());
  const [header = '', payload = '', signature = ''] = good.split('.');
  return { header, payload, signature, good };
}

async function signedByAnother(header: object): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return await new SignJWT({ ...claims() })
    .setProtectedHeader({ alg: 'RS256', kid: 'first', ...header })
    .sign(privateKey);
}

/** The public key as the secret of an HMAC: the classic confusion. */
async function hmacWithPublicKey(): Promise<string> {
  const response = await fetch(`${issuer.url}jwk`);
  return await new SignJWT({ ...claims() })
    .setProtectedHeader({ alg: 'HS256', kid: 'first' })
    .sign(new TextEncoder().encode((await response.text()).padEnd(32)));
}

function withEllipticKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const input = `${base64({ alg: 'ES256', kid: 'first' })}.${base64(claims())}`;
  const signature = signBytes('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

const BAD: Readonly<Record<string, () => Promise<string> | string>> = {
  'another issuer': async () => await issuer.sign(claims({ iss: 'https://maskinporten.example/' })),
  'no issuer': async () => await issuer.sign(claims({ iss: undefined })),
  'another audience': async () => await issuer.sign(claims({ aud: 'https://other.example' })),
  'no audience': async () => await issuer.sign(claims({ aud: undefined })),
  'several audiences, ours among them': async () =>
    await issuer.sign(claims({ aud: [AUDIENCE, 'https://other.example'] })),
  'our audience in a list': async () => await issuer.sign(claims({ aud: [AUDIENCE] })),
  expired: async () => await issuer.sign(claims({ iat: now() - 600, exp: now() - 60 })),
  'no end': async () => await issuer.sign(claims({ exp: undefined })),
  'an end that is a text': async () => await issuer.sign(claims({ exp: String(now() + 60) })),
  'no beginning': async () => await issuer.sign(claims({ iat: undefined })),
  'a beginning that is to come': async () =>
    await issuer.sign(claims({ iat: now() + 300, exp: now() + 400 })),
  'not yet valid': async () => await issuer.sign(claims({ nbf: now() + 300 })),
  'more life than an hour': async () => await issuer.sign(claims({ exp: now() + HOUR + 1 })),
  'ten years of life': async () => await issuer.sign(claims({ exp: now() + 10 * 365 * 24 * HOUR })),
  'an end before its beginning': async () => await issuer.sign(claims({ iat: now() + 5, exp: now() + 1 })),
  'an old one that still runs': async () =>
    await issuer.sign(claims({ iat: now() - 2 * HOUR, exp: now() + 60 })),
  'the kind of an identity token': async () => await issuer.sign(claims(), { typ: 'JWT' }),
  'the kind of a logout token': async () => await issuer.sign(claims(), { typ: 'logout+jwt' }),
  'neither kind nor that it is a bearer token': async () =>
    await issuer.sign(claims({ token_type: undefined })),
  'no scope': async () => await issuer.sign(claims({ scope: undefined })),
  'scopes of others': async () => await issuer.sign(claims({ scope: 'difi:boligtrapp/boliger.les' })),
  'a scope of ours that there is not': async () =>
    await issuer.sign(claims({ scope: 'fjordvik:boligtrapp/alt fjordvik:constructor' })),
  'a scope that only begins like ours': async () =>
    await issuer.sign(claims({ scope: 'fjordvik:boligtrapp/boliger.lese' })),
  'scopes in a list': async () => await issuer.sign(claims({ scope: ['fjordvik:boligtrapp/boliger.les'] })),
  'no consumer': async () => await issuer.sign(claims({ consumer: undefined })),
  'a consumer that is a text': async () => await issuer.sign(claims({ consumer: `0192:${CONSUMER}` })),
  'a consumer of another register': async () =>
    await issuer.sign(claims({ consumer: organisation(`0191:${CONSUMER}`) })),
  'a consumer of another authority': async () =>
    await issuer.sign(claims({ consumer: organisation(`0192:${CONSUMER}`, 'iso6523') })),
  'a consumer with something behind it': async () =>
    await issuer.sign(claims({ consumer: organisation(`0192:${CONSUMER}\n`) })),
  'a supplier that is none': async () => await issuer.sign(claims({ supplier: organisation('0192:1') })),
  'no id': async () => await issuer.sign(claims({ jti: undefined })),
  'no signature': async () => `${base64({ alg: 'none' })}.${(await parts()).payload}.`,
  'no algorithm and a signature': async () => {
    const { payload, signature } = await parts();
    return `${base64({ alg: 'none', kid: 'first' })}.${payload}.${signature}`;
  },
  'the public key as a secret': hmacWithPublicKey,
  'an algorithm that is not on the list': async () => {
    const { publicKey: _, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return await new SignJWT({ ...claims() })
      .setProtectedHeader({ alg: 'PS256', kid: 'first' })
      .sign(privateKey);
  },
  'an elliptic key': withEllipticKey,
  'the key of somebody else': async () => await signedByAnother({}),
  'a key of its own in the header': async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { kty: 'RSA', ...publicKey.export({ format: 'jwk' }) };
    return await new SignJWT({ ...claims() })
      .setProtectedHeader({ alg: 'RS256', kid: 'first', jwk })
      .sign(privateKey);
  },
  'an address of keys in the header': async () =>
    await signedByAnother({ jku: 'https://evil.example/jwk', kid: 'evil' }),
  'a critical header that nobody knows': async () => {
    const header = base64({ alg: 'RS256', kid: 'first', crit: ['x'], x: 1 });
    const { payload, signature } = await parts();
    return `${header}.${payload}.${signature}`;
  },
  'claims that were changed': async () => {
    const { header, signature } = await parts();
    return `${header}.${base64(claims({ scope: 'fjordvik:boligtrapp/boliger.skriv' }))}.${signature}`;
  },
  'a signature cut short': async () => (await parts()).good.slice(0, -4),
  'a part too many': async () => `${(await parts()).good}.e30`,
  'claims that are no object': async () => {
    const { header, signature } = await parts();
    return `${header}.${base64([])}.${signature}`;
  },
  nothing: () => '..',
  'something else': () => 'a.b.c',
};

test(`there are at least 25 forms: ${Object.keys(BAD).length}`, () => {
  expect(Object.keys(BAD).length).toBeGreaterThanOrEqual(25);
});

test.each(Object.entries(BAD))('a token with %s is none', async (_form, make) => {
  expect(await verifier(await make())).toBeUndefined();
});

test('a verifier with the defaults of the library, and one with issuer and audience, take some of them', async () => {
  const keys = createRemoteJWKSet(new URL(`${issuer.url}jwk`));
  const takes = async (options: object): Promise<readonly string[]> => {
    const taken: string[] = [];
    for (const [form, make] of Object.entries(BAD)) {
      const token = await make();
      const isTaken = await jwtVerify(token, keys, options).then(
        () => true,
        () => false,
      );
      if (isTaken) taken.push(form);
    }
    return taken;
  };
  const careless = await takes({});
  expect(careless).toEqual(
    expect.arrayContaining(['another issuer', 'another audience', 'no end', 'the kind of an identity token']),
  );
  const half = await takes({ issuer: issuer.url, audience: AUDIENCE });
  expect(half).toEqual(
    expect.arrayContaining([
      'no end',
      'ten years of life',
      'the kind of an identity token',
      'several audiences, ours among them',
      'scopes of others',
    ]),
  );
  expect(half.length).toBeLessThan(careless.length);
});

/** Lets so many seconds go by for everybody who asks what time it is; timers and sockets go on as they are. */
function passSeconds(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1_000 });
}

describe('keys', () => {
  test('are changed without a token being refused, and one that is withdrawn counts for ten minutes at most', async () => {
    const own = await startTokenIssuer();
    await own.addKey('old');
    const taker = createMaskinportenVerifier(
      { issuer: own.url, audience: AUDIENCE, scopePrefix: 'fjordvik' },
      { nowMs: () => Date.now(), findMunicipalityId: async () => await Promise.resolve(MUNICIPALITY) },
    );
    const takes = async (kid: string): Promise<boolean> =>
      (await taker(await own.sign(claims({ iss: own.url }), { kid }))) !== undefined;
    expect(await takes('old')).toBe(true);
    // As Maskinporten does it: published first, used later.
    await own.addKey('new');
    passSeconds(61);
    expect([await takes('new'), await takes('old'), await takes('new')]).toEqual([true, true, true]);
    own.withdrawKey('old');
    expect(await takes('old')).toBe(true);
    passSeconds(601);
    expect([await takes('old'), await takes('new')]).toEqual([false, true]);
    await own.close();
  });

  test('that nobody knows lead to one fetch in a minute, however many tokens name them', async () => {
    const own = await startTokenIssuer();
    await own.addKey('known');
    await own.addKey('secret', false);
    const taker = createMaskinportenVerifier(
      { issuer: own.url, audience: AUDIENCE, scopePrefix: 'fjordvik' },
      { nowMs: () => Date.now(), findMunicipalityId: async () => await Promise.resolve(MUNICIPALITY) },
    );
    const known = await own.sign(claims({ iss: own.url }), { kid: 'known' });
    expect(await taker(known)).toBeDefined();
    const fetchesFor = async (minutes: number): Promise<number> => {
      const before = own.keyFetches();
      for (let minute = 0; minute < minutes; minute += 1) {
        passSeconds(61);
        for (let n = 0; n < 50; n += 1) {
          const forged = await own.sign(claims({ iss: own.url }), { kid: `forged-${n}` });
          await taker(forged).catch((error: unknown) => {
            // Not known is not bad: while the keys are not to be had, it is told that nobody knows.
            if (!(error instanceof AuthenticationError)) throw error;
          });
        }
      }
      return own.keyFetches() - before;
    };
    expect(await fetchesFor(3)).toBe(3);
    own.setAway(true);
    // A fetch that fails is tried again after five seconds, and not for every token.
    expect(await fetchesFor(3)).toBe(3);
    // Whoever is known gets in all the same, while the keys are young enough.
    own.setAway(false);
    const valid = await own.sign(claims({ iss: own.url }), { kid: 'known' });
    expect(await taker(valid)).toBeDefined();
    await own.close();
  });

  test('that cannot be fetched anew lock nobody out: the last good ones count until no token of then can live', async () => {
    const own = await startTokenIssuer();
    await own.addKey('known');
    const taker = createMaskinportenVerifier(
      { issuer: own.url, audience: AUDIENCE, scopePrefix: 'fjordvik' },
      { nowMs: () => Date.now(), findMunicipalityId: async () => await Promise.resolve(MUNICIPALITY) },
    );
    const takes = async (kid: string): Promise<string> => {
      const token = await own.sign(claims({ iss: own.url }), { kid });
      const taken = taker(token).then((caller) => (caller === undefined ? 'refused' : 'taken'));
      return await taken.catch((error: unknown) =>
        error instanceof AuthenticationError ? error.code : 'fault',
      );
    };
    expect(await takes('known')).toBe('taken');
    own.setAway(true);
    passSeconds(601);
    const before = own.keyFetches();
    expect([await takes('known'), await takes('known')]).toEqual(['taken', 'taken']);
    expect(own.keyFetches() - before).toBe(1);
    // Whether a key that nobody knows is a new one cannot be told now.
    await own.addKey('new');
    expect(await takes('new')).toBe('authentication.issuer-unreachable');
    passSeconds(2_900);
    expect(await takes('known')).toBe('taken');
    passSeconds(100);
    expect(await takes('known')).toBe('authentication.issuer-unreachable');
    own.setAway(false);
    passSeconds(6);
    expect([await takes('known'), await takes('new')]).toEqual(['taken', 'taken']);
    await own.close();
  });

  test('that one failed fetch kept away are fetched again after five seconds', async () => {
    const own = await startTokenIssuer();
    await own.addKey('known');
    const taker = createMaskinportenVerifier(
      { issuer: own.url, audience: AUDIENCE, scopePrefix: 'fjordvik' },
      { nowMs: () => Date.now(), findMunicipalityId: async () => await Promise.resolve(MUNICIPALITY) },
    );
    const token = async (kid: string): Promise<string> => await own.sign(claims({ iss: own.url }), { kid });
    expect(await taker(await token('known'))).toBeDefined();
    await own.addKey('new');
    passSeconds(61);
    own.setAway(true);
    await expect(taker(await token('new'))).rejects.toBeInstanceOf(AuthenticationError);
    own.setAway(false);
    passSeconds(6);
    expect(await taker(await token('new'))).toBeDefined();
    await own.close();
  });

  test('would be fetched for each forged token by the library alone, while the issuer is away', async () => {
    const own = await startTokenIssuer();
    await own.addKey('known');
    const keys = createRemoteJWKSet(new URL(`${own.url}jwk`), { cooldownDuration: 60_000 });
    const known = await own.sign(claims({ iss: own.url }), { kid: 'known' });
    await jwtVerify(known, keys);
    own.setAway(true);
    passSeconds(61);
    const before = own.keyFetches();
    for (let n = 0; n < 20; n += 1) {
      const forged = await own.sign(claims({ iss: own.url }), { kid: `forged-${n}` });
      await expect(jwtVerify(forged, keys)).rejects.toThrow();
    }
    expect(own.keyFetches() - before).toBe(20);
    expect(decodeJwt(known).iss).toBe(own.url);
    await own.close();
  });

  test('that cannot be had at all are told as an outage, not as a bad token', async () => {
    const own = await startTokenIssuer();
    await own.addKey('known');
    own.setAway(true);
    const taker = createMaskinportenVerifier(
      { issuer: own.url, audience: AUDIENCE, scopePrefix: 'fjordvik' },
      { nowMs: () => Date.now(), findMunicipalityId: async () => await Promise.resolve(MUNICIPALITY) },
    );
    const token = await own.sign(claims({ iss: own.url }), { kid: 'known' });
    await expect(taker(token)).rejects.toMatchObject({ code: 'authentication.issuer-unreachable' });
    await expect(taker(token)).rejects.toMatchObject({ code: 'authentication.issuer-unreachable' });
    expect(own.keyFetches()).toBe(1);
    own.setAway(false);
    passSeconds(6);
    expect(await taker(await own.sign(claims({ iss: own.url }), { kid: 'known' }))).toBeDefined();
    await own.close();
  });
});
