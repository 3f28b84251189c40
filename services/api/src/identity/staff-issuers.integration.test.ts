import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createIdSource, createLogger, createTokenSource } from '@boligtrapp/platform';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { signInStaff } from '@boligtrapp/use-cases';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sceneDeps } from '../../test/api-scene.ts';
import { type SeededMunicipality, seedMunicipality } from '../../test/seed-municipality.ts';
import { startTokenIssuer, type TokenIssuer } from '../../test/token-issuer.ts';
import { buildApp } from '../app.ts';
import { BACK_CHANNEL_PATH } from '../routes/identity/back-channel.routes.ts';
import { composeIdentity } from './compose-identity.ts';
import { SESSION_COOKIE } from './session-cookies.ts';
import type { StaffIssuers } from './staff-issuers.ts';

const CLIENT = 'boligtrapp';
const EVENT = { 'http://schemas.openid.net/event/backchannel-logout': {} };

let database: TestDatabase;
let db: Db;
let identityDb: Db;
let issuer: TokenIssuer;
let municipality: SeededMunicipality;
let app: FastifyInstance;
let staffIssuers: StaffIssuers;
let passed = 0;
const clock = {
  now: () => Temporal.Now.instant().add({ seconds: passed }).toString({ smallestUnit: 'millisecond' }),
  today: () => plainDate('2026-11-28'),
};
const log: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const open = (role: (typeof DATABASE_ROLES)['app' | 'identity']): Db =>
    createDb(createPool({ url: database.url, role, applicationName: 'staff-issuers-test' }));
  [db, identityDb] = [open(DATABASE_ROLES.app), open(DATABASE_ROLES.identity)];
  issuer = await startTokenIssuer();
  await issuer.addKey('first');
  municipality = await seedMunicipality(db, '3201');
  ({ app, staffIssuers } = anApi());
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await issuer.close();
  await Promise.all([db.destroy(), identityDb.destroy()]);
  await database.drop();
});

/** An API as another process would be one. */
function anApi(): { readonly app: FastifyInstance; readonly staffIssuers: StaffIssuers } {
  const staffIssuer = {
    id: 'one',
    issuer: issuer.url,
    clientId: CLIENT,
    clientSecret: 'secret',
    scope: 'openid offline_access',
    userClaim: 'sub',
    userPrefix: '',
    strength: { amr: ['mfa'], acr: [] },
    roleClaim: 'roles',
    roles: { leader: 'leader' },
    municipality: { kommunenummer: '3201' },
  } as const;
  const parts = composeIdentity({
    db,
    identityDb,
    clock,
    logger: createLogger({ service: 'api', level: 'warn', write: (line) => log.push(line) }),
    settings: { sessionIdleMs: 1_800_000, sessionLifetimeMs: 36_000_000, allowsHttp: true },
    providers: { staffIssuers: [staffIssuer], maskinporten: undefined },
  });
  return { app: buildApp({ ...sceneDeps(db, log), clock, ...parts }), staffIssuers: parts.staffIssuers };
}

interface Session {
  readonly id: string;
  /** Whether its cookie still opens something. */
  readonly isOpen: () => Promise<boolean>;
}

async function aSession(user: string, issuerSession: string | null = null): Promise<Session> {
  const deps = { db, clock, ids: createIdSource(), tokens: createTokenSource() };
  const subject = { issuer: issuer.url, issuerSubject: user, issuerSession };
  const identity = { ...subject, actorId: user, name: null, role: 'leader' };
  const { id, token } = await signInStaff(deps, {
    identity: { ...identity, role: 'leader', municipalityId: municipality.id },
    refreshToken: 'a refresh token',
    askedAt: clock.now(),
    lifetimeMs: 36_000_000,
    requestId: crypto.randomUUID(),
  });
  return {
    id,
    isOpen: async () => {
      const headers = { cookie: `${SESSION_COOKIE}=${token}` };
      return (await app.inject({ url: '/v1/me', headers })).statusCode === 200;
    },
  };
}

const seconds = (): number => Math.floor(Date.now() / 1_000);

async function aLogoutToken(claims: object, header: object = { typ: 'logout+jwt' }): Promise<string> {
  const usual = { iss: issuer.url, aud: CLIENT, iat: seconds(), jti: crypto.randomUUID(), events: EVENT };
  return await issuer.sign({ exp: seconds() + 120, ...usual, ...claims }, header);
}

async function tell(token: string, api = app): Promise<number> {
  const response = await api.inject({
    method: 'POST',
    url: BACK_CHANNEL_PATH,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ logout_token: token }).toString(),
  });
  return response.statusCode;
}

describe('a sign-out that the identity provider tells of', () => {
  test('ends the session that began in the one of the provider, and leaves a trace', async () => {
    const [ended, other] = [await aSession('kari', 'sid-1'), await aSession('kari', 'sid-2')];
    expect(await tell(await aLogoutToken({ sid: 'sid-1', sub: 'kari' }))).toBe(200);
    expect([await ended.isOpen(), await other.isOpen()]).toEqual([false, true]);
    const trace = await inTenant(db, { municipalityId: municipality.id, actorId: 'test' }, async (tx) =>
      tx
        .selectFrom('audit_events')
        .where('object_id', '=', ended.id)
        .select(['action', 'actor', 'reason'])
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
    expect(trace).toEqual({
      action: 'staff-session.ended',
      actor: 'identity-provider',
      reason: 'issuer-signed-out',
    });
  });

  test('ends every session of the user where it names no session, and nobody else’s', async () => {
    const [one, two, other] = [await aSession('ola'), await aSession('ola', 'sid-3'), await aSession('per')];
    expect(await tell(await aLogoutToken({ sub: 'ola' }))).toBe(200);
    expect([await one.isOpen(), await two.isOpen(), await other.isOpen()]).toEqual([false, false, true]);
  });

  test('counts once: played again it ends nothing that has begun since, in this process or another', async () => {
    const token = await aLogoutToken({ sub: 'berit' });
    const before = await aSession('berit');
    expect(await tell(token)).toBe(200);
    expect(await before.isOpen()).toBe(false);
    const soon = await aSession('berit');
    expect(await tell(token)).toBe(401);
    expect(await soon.isOpen()).toBe(true);
    passed += 60;
    const later = await aSession('berit');
    const { app: another } = anApi();
    expect(await tell(token, another)).toBe(200);
    await another.close();
    expect(await later.isOpen()).toBe(true);
    passed = 0;
  });

  test.for<[string, () => Promise<string>]>([
    ['of another audience', async () => await aLogoutToken({ sub: 'eva', aud: 'another' })],
    ['of another issuer', async () => await aLogoutToken({ sub: 'eva', iss: 'https://evil.example/' })],
    ['without the event', async () => await aLogoutToken({ sub: 'eva', events: { other: {} } })],
    ['without events', async () => await aLogoutToken({ sub: 'eva', events: undefined })],
    ['with a nonce, as an ID token has one', async () => await aLogoutToken({ sub: 'eva', nonce: 'n' })],
    ['without an id of its own', async () => await aLogoutToken({ sub: 'eva', jti: undefined })],
    ['of an hour ago', async () => await aLogoutToken({ sub: 'eva', iat: seconds() - 3_600 })],
    ['past its end', async () => await aLogoutToken({ sub: 'eva', exp: seconds() - 60 })],
    ['that is an access token', async () => await aLogoutToken({ sub: 'eva' }, { typ: 'at+jwt' })],
    ['under a key that is not the provider’s', async () => await aLogoutToken({ sub: 'eva' }, { kid: 'x' })],
    ['that names nobody', async () => await aLogoutToken({})],
    ['that is none', async () => await Promise.resolve('a.b.c')],
    ['with another ending', async () => `${(await aLogoutToken({ sub: 'eva' })).slice(0, -6)}AAAAAA`],
  ])('is not believed with a token %s', async ([, make]) => {
    const session = await aSession('eva');
    expect(await tell(await make())).toBe(401);
    expect(await session.isOpen()).toBe(true);
  });

  test('is told to come again while the keys of the provider cannot be read', async () => {
    const { app: fresh } = anApi();
    const session = await aSession('anne');
    const token = await aLogoutToken({ sub: 'anne' });
    issuer.setAway(true);
    expect(await tell(token, fresh)).toBe(503);
    issuer.setAway(false);
    await fresh.close();
    expect(await session.isOpen()).toBe(true);
    expect(await tell(token)).toBe(200);
    expect(await session.isOpen()).toBe(false);
  });
});

/** What comes of a sign-in whose ID token has these claims beside the usual ones. */
const completed = async (claims: object): Promise<string> => {
  const begun = await staffIssuers.begin('one', 'https://bolig.example/auth/callback');
  const { state, nonce } = begun.attempt;
  const usual = { iss: issuer.url, aud: CLIENT, sub: 'kari', roles: ['leader'], iat: seconds(), nonce };
  const id_token = await issuer.sign({ exp: seconds() + 60, ...usual, ...claims });
  const body = { access_token: 'a', token_type: 'Bearer', id_token, refresh_token: 'r' };
  issuer.answer('/token', { status: 200, body });
  const attempt = { ...begun.attempt, issuer: 'one', returnTo: '/', startedAt: clock.now() };
  const answer = new URL(`https://bolig.example/auth/callback?code=c&state=${state}`);
  const found = await staffIssuers.complete(attempt, answer);
  issuer.answer('/token', undefined);
  return found.kind === 'failed' ? `failed: ${found.because}` : found.kind;
};

describe('a sign-in', () => {
  test('counts where the token says that it was as strong as the settings ask for', async () => {
    expect(await completed({ amr: ['pwd', 'mfa'] })).toBe('identified');
    expect(await completed({ amr: ['pwd'] })).toBe('failed: too-weak');
    expect(await completed({})).toBe('failed: too-weak');
  });

  test('with an ID token for another client, or of another attempt, is none', async () => {
    expect(await completed({ amr: ['mfa'], aud: 'another' })).toBe('failed: answer-refused');
    expect(await completed({ amr: ['mfa'], nonce: 'another' })).toBe('failed: answer-refused');
  });
});

/** Lets the provider answer the next refresh token with this ID token. */
const answerWith = async (claims: object, refreshToken?: string): Promise<void> => {
  const usual = { iss: issuer.url, aud: CLIENT, sub: 'kari', roles: ['leader'], iat: seconds() };
  const id_token = await issuer.sign({ exp: seconds() + 60, ...usual, ...claims });
  const rotated = refreshToken === undefined ? {} : { refresh_token: refreshToken };
  const body = { access_token: 'a', token_type: 'Bearer', id_token, ...rotated };
  issuer.answer('/token', { status: 200, body });
};
const confirm = async (): Promise<readonly string[]> => {
  const kept: string[] = [];
  const answer = await staffIssuers.confirm(issuer.url, 'used', async (rotated) => {
    kept.push(rotated);
    await Promise.resolve();
  });
  issuer.answer('/token', undefined);
  return [answer.kind, ...kept];
};

describe('an ID token that comes with a refresh token', () => {
  test('confirms who it is for, and what was rotated is kept', async () => {
    await answerWith({}, 'rotated');
    expect(await confirm()).toEqual(['confirmed', 'rotated']);
    await answerWith({});
    expect(await confirm()).toEqual(['confirmed']);
  });

  test.for<[string, object]>([
    ['another client', { aud: 'another' }],
    ['several clients, of which another asked', { aud: [CLIENT, 'another'], azp: 'another' }],
    ['us, by another issuer', { iss: 'https://evil.example/' }],
    ['a time that is over', { exp: seconds() - 3_600, iat: seconds() - 7_200 }],
  ])('for %s confirms nobody', async ([, claims]) => {
    await answerWith(claims);
    expect(await confirm()).not.toContain('confirmed');
  });

  test('that the provider did not sign confirms nobody', async () => {
    await answerWith({});
    await issuer.addKey('secret', false);
    const forged = await issuer.sign(
      { iss: issuer.url, aud: CLIENT, sub: 'kari', roles: ['leader'], iat: seconds(), exp: seconds() + 60 },
      { kid: 'secret' },
    );
    const body = { access_token: 'a', token_type: 'Bearer', id_token: forged };
    issuer.answer('/token', { status: 200, body });
    expect(await confirm()).toEqual(['unreachable']);
  });

  test('is not fetched from where a redirect leads to, nor are the keys or the metadata', async () => {
    const elsewhere = { status: 302, headers: { location: `${issuer.url}elsewhere` }, body: {} };
    await answerWith({});
    issuer.answer('/elsewhere', undefined);
    issuer.answer('/token', elsewhere);
    expect(await confirm()).toEqual(['unreachable']);
    const ask = async (path: string): Promise<readonly string[]> => {
      const { app: fresh, staffIssuers: asked } = anApi();
      issuer.answer(path, elsewhere);
      await answerWith({});
      const answer = await asked.confirm(issuer.url, 'used', async () => await Promise.resolve());
      issuer.answer(path, undefined);
      await fresh.close();
      return [answer.kind];
    };
    expect(await ask('/jwk')).toEqual(['unreachable']);
    expect(await ask('/.well-known/openid-configuration')).toEqual(['unreachable']);
  });
});
