import type { TestBrowser } from '@boligtrapp/testing';
import { endSession, hashSessionToken, resolveSession } from '@boligtrapp/use-cases';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type IdentityScene, setIdentityScene, signIn, signInTrail } from '../../test/identity-scene.ts';
import { SESSION_COOKIE } from './session-cookies.ts';

let scene: IdentityScene;
beforeAll(async () => {
  scene = await setIdentityScene();
});
afterAll(() => scene.close());
beforeEach(() => {
  scene.users.set('kari', { sub: 'kari', roles: ['case-officer'], municipality: '3201' });
});

/** The session of a browser as it is stored. */
async function rowOf(browser: TestBrowser) {
  const hash = hashSessionToken(browser.cookies.get(SESSION_COOKIE) ?? '');
  return await scene.identityDb
    .selectFrom('staff_sessions')
    .selectAll()
    .where('token_hash', '=', Buffer.from(hash))
    .executeTakeFirstOrThrow();
}

async function lastTrace(): Promise<string | undefined> {
  return (await signInTrail(scene, scene.one.id)).at(-1);
}

test('who was taken away at the identity provider is refused after sixty seconds, in every process', async () => {
  const { ask } = await signIn(scene, 'kari');
  scene.users.delete('kari');
  scene.passSeconds(44);
  // The last answer still counts.
  expect(await ask()).toBe(200);
  scene.passSeconds(16);
  expect([await ask('/v1/me', scene.secondUrl), await ask()]).toEqual([401, 401]);
  expect(await lastTrace()).toBe('staff-session.ended sessions job revoked');
});

test('who has another role there has no session with the old one, and signs in with the new', async () => {
  const { ask } = await signIn(scene, 'kari');
  scene.users.set('kari', { sub: 'kari', roles: ['auditor'], municipality: '3201' });
  scene.passSeconds(60);
  expect(await ask()).toBe(401);
  expect(await lastTrace()).toBe('staff-session.ended sessions job rights-changed');
  const anew = await signIn(scene, 'kari');
  expect(await anew.ask('/v1/audit-events')).toBe(200);
});

test.each([
  ['no role', { sub: 'kari', roles: [], municipality: '3201' }],
  ['a second role', { sub: 'kari', roles: ['case-officer', 'leader'], municipality: '3201' }],
  ['another municipality', { sub: 'kari', roles: ['case-officer'], municipality: '3203' }],
] as const)('who has %s there is refused', async (_what, user) => {
  const { ask } = await signIn(scene, 'kari');
  scene.users.set('kari', user);
  scene.passSeconds(60);
  expect(await ask()).toBe(401);
});

test('a session that never asked again would go on: what the test before finds is the asking', async () => {
  const { browser } = await signIn(scene, 'kari');
  scene.users.delete('kari');
  scene.passSeconds(900);
  const token = browser.cookies.get(SESSION_COOKIE) ?? '';
  const clock = stoppedClock((await rowOf(browser)).confirmed_at);
  const lax = { db: scene.db, identityDb: scene.identityDb, clock, idleMs: 1_800_000 };
  const found = await resolveSession(
    {
      ...lax,
      pause: async () => undefined,
      staffIssuer: { confirm: async () => await Promise.reject(new Error('must not be asked')) },
    },
    { token, requestId: 'r' },
  );
  expect(found.kind).toBe('session');
});

/** A clock that a careless process would have: no time goes by. */
function stoppedClock(now: string): { now: () => string; today: () => never } {
  return {
    now: () => now,
    today: () => {
      throw new Error('not asked');
    },
  };
}

test('one of many requests asks, whatever process it is in, and all are served', async () => {
  const { ask } = await signIn(scene, 'kari');
  for (let round = 0; round < 2; round += 1) {
    scene.passSeconds(61);
    const urls = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? scene.url : scene.secondUrl));
    const statuses = await Promise.all(urls.map(async (url) => await ask('/v1/me', url)));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  }
});

test('a refresh token that is used twice ends the session: two processes that both ask would do that', async () => {
  const { browser, ask } = await signIn(scene, 'kari');
  const before = await rowOf(browser);
  scene.passSeconds(61);
  expect(await ask()).toBe(200);
  // As a process that took no claim would leave it: the token from before the last confirmation.
  await scene.identityDb
    .updateTable('staff_sessions')
    .set({ sealed_refresh_token: before.sealed_refresh_token })
    .where('id', '=', before.id)
    .execute();
  scene.passSeconds(61);
  expect(await ask()).toBe(401);
  expect(await lastTrace()).toBe('staff-session.ended sessions job revoked');
});

test('a process that died while it asked holds nobody up for longer than ten seconds', async () => {
  const { browser, ask } = await signIn(scene, 'kari');
  const { id, confirmed_at } = await rowOf(browser);
  const abandoned = Temporal.Instant.from(confirmed_at).add({ seconds: 61 });
  await scene.identityDb
    .updateTable('staff_sessions')
    .set({ confirming_at: abandoned.toString({ smallestUnit: 'millisecond' }) })
    .where('id', '=', id)
    .execute();
  scene.passSeconds(61 + 11);
  expect(await ask()).toBe(200);
});

test('a session ends when it is idle, and at its end however much it is used', async () => {
  const [idle, busy] = [await signIn(scene, 'kari'), await signIn(scene, 'ola')];
  scene.passSeconds(1_700);
  expect(await busy.ask()).toBe(200);
  scene.passSeconds(200);
  expect([await idle.ask(), await busy.ask()]).toEqual([401, 200]);
  expect(await lastTrace()).toBe('staff-session.ended sessions job idle');
  for (let passed = 1_900; passed < 36_000; passed += 1_700) {
    expect(await busy.ask()).toBe(200);
    scene.passSeconds(1_700);
  }
  expect(await busy.ask()).toBe(401);
  expect(await lastTrace()).toBe('staff-session.ended sessions job expired');
});

test('the database does not open a session: neither its hash nor what it seals does', async () => {
  const { browser } = await signIn(scene, 'kari');
  const row = await rowOf(browser);
  browser.cookies.set(SESSION_COOKIE, Buffer.from(row.token_hash).toString('hex'));
  expect((await browser.send(new URL('/v1/me', scene.url))).status).toBe(401);
});

test('the role that looks sessions up ends none, changes no role, and reads nothing else', async () => {
  const { identityDb } = scene;
  const { browser } = await signIn(scene, 'kari');
  const refused = { code: '42501' };
  const change = identityDb.updateTable('staff_sessions');
  await expect(change.set({ state: 'ended' }).execute()).rejects.toMatchObject(refused);
  await expect(change.set({ role: 'leader' }).execute()).rejects.toMatchObject(refused);
  await expect(identityDb.selectFrom('households').select('id').execute()).rejects.toMatchObject(refused);
  await expect(identityDb.selectFrom('municipalities').select('name').execute()).rejects.toMatchObject(
    refused,
  );
  const swept = await identityDb.deleteFrom('staff_sessions').executeTakeFirstOrThrow();
  expect(Number(swept.numDeletedRows)).toBe(0);
  // The app in turn reads neither the hash nor the refresh token, and ends sessions of its municipality alone.
  await expect(scene.db.selectFrom('staff_sessions').select('token_hash').execute()).rejects.toMatchObject(
    refused,
  );
  const { id } = await rowOf(browser);
  const by = { id: 'x', role: 'job', requestId: 'r' } as const;
  const elsewhere = { municipalityId: scene.other.id, id };
  const clock = stoppedClock('2026-11-28T09:00:00.000Z');
  expect(await endSession({ db: scene.db, clock }, elsewhere, { by, reason: 'signed-out' })).toBe(false);
});

/** What the identity provider is asked when a session is resolved as by a third process, and what happens meanwhile. */
async function resolveWhile(
  browser: TestBrowser,
  meanwhile: () => Promise<void>,
  answer: 'confirmed' | 'unreachable',
): Promise<string> {
  const row = await rowOf(browser);
  const asked = Temporal.Instant.from(row.confirmed_at).add({ seconds: answer === 'confirmed' ? 61 : 50 });
  const clock = stoppedClock(asked.toString({ smallestUnit: 'millisecond' }));
  const found = await resolveSession(
    {
      db: scene.db,
      identityDb: scene.identityDb,
      clock,
      idleMs: 1_800_000,
      pause: async () => undefined,
      staffIssuer: {
        confirm: async () => {
          await meanwhile();
          if (answer === 'unreachable') return { kind: 'unreachable' };
          const { issuer, actor, municipality_id: municipalityId } = row;
          const identity = {
            issuer,
            issuerSubject: row.issuer_subject,
            issuerSession: null,
            actorId: actor,
            name: null,
          };
          return { kind: 'confirmed', identity: { ...identity, role: 'case-officer', municipalityId } };
        },
      },
    },
    { token: browser.cookies.get(SESSION_COOKIE) ?? '', requestId: 'r' },
  );
  return found.kind;
}

test.for(['confirmed', 'unreachable'] as const)(
  'a session that ends while the provider is asked lets nobody in, whether it is %s then',
  async (answer) => {
    const { browser } = await signIn(scene, 'kari');
    const { id } = await rowOf(browser);
    const by = { id: 'leder', role: 'leader', requestId: 'r' } as const;
    const clock = stoppedClock(Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }));
    const end = async (): Promise<void> => {
      const session = { municipalityId: scene.one.id, id };
      await endSession({ db: scene.db, clock }, session, { by, reason: 'ended-by-administrator' });
    };
    expect(await resolveWhile(browser, async () => undefined, answer)).toBe('session');
    expect(await resolveWhile(browser, end, answer)).toBe('none');
  },
);

test('an answer of the provider counts from before it was asked, at the sign-in too', async () => {
  scene.users.set('treg', {
    sub: 'treg',
    municipality: '3201',
    get roles(): readonly ['case-officer'] {
      // Whoever is asked takes their time.
      scene.passSeconds(5);
      return ['case-officer'];
    },
  });
  const { browser } = await signIn(scene, 'treg');
  const { confirmed_at, signed_in_at } = await rowOf(browser);
  const waited = Temporal.Instant.from(confirmed_at).until(Temporal.Instant.from(signed_in_at));
  expect(waited.total('seconds')).toBeGreaterThanOrEqual(5);
});

describe('a refresh token that was rotated is kept', () => {
  afterEach(async () => {
    scene.setKeysAway(false);
    await scene.asAdmin(
      'GRANT SELECT (id, kommunenummer, organisation_number) ON municipalities TO boligtrapp_identity',
    );
  });

  test('when the keys of the provider cannot be read after it', async () => {
    const { ask } = await signIn(scene, 'kari');
    // One that has not read the keys yet.
    const { url } = await scene.startAnother();
    scene.setKeysAway(true);
    scene.passSeconds(61);
    expect(await ask('/v1/me', url)).toBe(503);
    scene.setKeysAway(false);
    scene.passSeconds(11);
    expect(await ask('/v1/me', url)).toBe(200);
  });

  test('when the database fails after it', async () => {
    const { ask } = await signIn(scene, 'kari');
    await scene.asAdmin('REVOKE SELECT ON municipalities FROM boligtrapp_identity');
    await scene.asAdmin(
      'REVOKE SELECT (id, kommunenummer, organisation_number) ON municipalities FROM boligtrapp_identity',
    );
    scene.passSeconds(61);
    expect(await ask()).toBe(503);
    await scene.asAdmin(
      'GRANT SELECT (id, kommunenummer, organisation_number) ON municipalities TO boligtrapp_identity',
    );
    expect(await ask()).toBe(200);
  });
});

test('all that a process waits for until it has the new refresh token ends before another takes it to be gone', async () => {
  const { ask } = await signIn(scene, 'kari');
  const third = await scene.startAnother();
  scene.passSeconds(61);
  const limits = vi.spyOn(AbortSignal, 'timeout');
  expect(await ask('/v1/me', third.url)).toBe(200);
  const waits = limits.mock.calls.map(([ms]) => ms);
  limits.mockRestore();
  // Metadata, token and keys.
  expect(waits.length).toBeGreaterThanOrEqual(2);
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(10_000);
});

test('while the identity provider is away nobody gets in on an answer older than sixty seconds', async () => {
  const { ask } = await signIn(scene, 'kari');
  scene.setIssuerAway(true);
  scene.passSeconds(50);
  expect(await ask()).toBe(200);
  scene.passSeconds(10);
  expect([await ask(), await ask('/v1/me', scene.secondUrl)]).toEqual([503, 503]);
  // The session is not ended by it: that the provider is away says nothing of the user.
  expect(await lastTrace()).toBe('staff-session.begun kari case-officer -');
  scene.setIssuerAway(false);
});

// From here on the identity provider is away.
test('whoever signs out is signed out while the identity provider is away, here and everywhere', async () => {
  const [one, two, three] = [
    await signIn(scene, 'kari'),
    await signIn(scene, 'ola'),
    await signIn(scene, 'ola'),
  ];
  await scene.stopIssuer();
  scene.passSeconds(61);
  expect(await one.ask()).toBe(503);
  const out = await one.post('/auth/sign-out');
  expect([out.status, out.headers.get('clear-site-data')]).toEqual([200, '"cache", "cookies", "storage"']);
  expect(one.browser.cookies.has(SESSION_COOKIE)).toBe(false);
  expect(await lastTrace()).toBe('staff-session.ended kari case-officer signed-out');
  const everywhere = await two.post('/auth/sign-out-everywhere');
  expect(await everywhere.json()).toMatchObject({ endedCount: 2 });
  expect(await three.ask()).toBe(401);
});
