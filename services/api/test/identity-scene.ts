import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createLogger } from '@boligtrapp/platform';
import {
  connectAsAdmin,
  createTestDatabase,
  openBrowser,
  signInWith,
  type TestBrowser,
} from '@boligtrapp/testing';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import type { DevUser } from '../src/dev-identity/dev-identity-settings.ts';
import { type DevIdentity, startDevIdentity } from '../src/dev-identity/start-dev-identity.ts';
import { composeIdentity } from '../src/identity/compose-identity.ts';
import { sceneDeps } from './api-scene.ts';
import { type SeededMunicipality, seedMunicipality } from './seed-municipality.ts';

/** Two APIs on one database, with the identity provider of development, whose users and whose clock a test moves. */
export interface IdentityScene {
  readonly db: Db;
  readonly identityDb: Db;
  readonly one: SeededMunicipality;
  readonly other: SeededMunicipality;
  /** Where the first API listens; the second stands for another process. */
  readonly url: string;
  readonly secondUrl: string;
  readonly identity: DevIdentity;
  readonly log: readonly string[];
  /** Users of the identity provider by name; read at every question. */
  readonly users: Map<string, DevUser>;
  /** Lets the clock of both APIs go on. The identity provider stays in the present. */
  passSeconds(seconds: number): void;
  /** Starts an API that has asked nobody yet. */
  startAnother(): Promise<{ readonly url: string }>;
  /** The identity provider answers 503, or nobody's question for its keys, until it does again. */
  setIssuerAway(isAway: boolean): void;
  setKeysAway(isAway: boolean): void;
  /** Runs a statement past the walls. */
  asAdmin(statement: string): Promise<void>;
  /** Ends the identity provider. */
  stopIssuer(): Promise<void>;
  close(): Promise<void>;
}

const SESSION = { sessionIdleMs: 1_800_000, sessionLifetimeMs: 36_000_000, allowsHttp: true };

/** Sets the scene. Users are case officers, leaders and others of municipality 3201, and one leader of 3203. */
export async function setIdentityScene(): Promise<IdentityScene> {
  const database = await createTestDatabase();
  const open = (role: (typeof DATABASE_ROLES)['app' | 'identity']): Db =>
    createDb(createPool({ url: database.url, role, applicationName: 'identity-scene' }));
  const [db, identityDb] = [open(DATABASE_ROLES.app), open(DATABASE_ROLES.identity)];
  const log: string[] = [];
  const users = new Map(USERS.map((user) => [user.sub, user]));
  const identity = await startDevIdentity(
    { port: 0, users: () => [...users.values()] },
    { host: '127.0.0.1', publicUrl: undefined, apiPort: 0, onError: (error) => log.push(String(error)) },
  );
  let passed = 0;
  const clock = {
    now: () => Temporal.Now.instant().add({ seconds: passed }).toString({ smallestUnit: 'millisecond' }),
    today: () => plainDate('2026-11-28'),
  };
  const start = async (): Promise<{ readonly app: FastifyInstance; readonly url: string }> => {
    const deps = { ...sceneDeps(db, log), clock };
    const logger = createLogger({ service: 'api', level: 'trace', write: (line) => log.push(line) });
    const { providers } = identity;
    const parts = composeIdentity({ db, identityDb, clock, logger, providers, settings: SESSION });
    const app = buildApp({ ...deps, ...parts });
    return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) };
  };
  const apps: FastifyInstance[] = [];
  const startAnother = async (): Promise<{ readonly url: string }> => {
    const { app, url } = await start();
    apps.push(app);
    return { url };
  };
  const away = { issuer: false, keys: false };
  const restoreFetch = answerWith(identity.url, away);
  const [first, second] = [await startAnother(), await startAnother()];
  const admin = await connectAsAdmin(database);
  const one = await seedMunicipality(db, '3201');
  const other = await seedMunicipality(db, '3203');
  let isStopped = false;
  const stopIssuer = async (): Promise<void> => {
    if (!isStopped) await identity.close();
    isStopped = true;
  };
  return {
    db,
    identityDb,
    one,
    other,
    identity,
    log,
    users,
    startAnother,
    setIssuerAway: (isAway) => {
      away.issuer = isAway;
    },
    setKeysAway: (isAway) => {
      away.keys = isAway;
    },
    asAdmin: async (statement) => void (await admin.query(statement)),
    stopIssuer,
    url: first.url,
    secondUrl: second.url,
    passSeconds: (seconds) => {
      passed += seconds;
    },
    close: async () => {
      restoreFetch();
      await Promise.all([...apps.map(async (app) => await app.close()), stopIssuer()]);
      await Promise.all([db.destroy(), identityDb.destroy(), admin.close()]);
      await database.drop();
    },
  };
}

/** Lets the identity provider, or its keys alone, be away for whoever is in this process. Returns what takes it back. */
function answerWith(issuer: string, away: { readonly issuer: boolean; readonly keys: boolean }): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isAway = url.origin === issuer && (away.issuer || (away.keys && url.pathname === '/jwks'));
    return isAway ? new Response('{}', { status: 503 }) : await real(input, init);
  };
  return () => {
    globalThis.fetch = real;
  };
}

const USERS: readonly DevUser[] = [
  { sub: 'kari', roles: ['case-officer'], municipality: '3201' },
  { sub: 'ola', roles: ['committee'], municipality: '3201' },
  { sub: 'leder', roles: ['leader'], municipality: '3201' },
  { sub: 'fremmed', roles: ['leader'], municipality: '3203' },
  { sub: 'ingen', roles: [], municipality: '3201' },
  { sub: 'begge', roles: ['case-officer', 'committee'], municipality: '3201' },
  { sub: 'langt-borte', roles: ['leader'], municipality: '9999' },
];

/** A browser in which somebody is signed in, and what its page knows. */
export interface SignedIn {
  readonly browser: TestBrowser;
  readonly csrfToken: string;
  /** The status of a question with the session. */
  readonly ask: (path?: string, url?: string) => Promise<number>;
  /** A change with all that a page of ours sends. */
  readonly post: (path: string, body?: object) => Promise<Response>;
}

/** Signs a user in with a browser of their own. */
export async function signIn(
  scene: IdentityScene,
  user: string,
  browser: TestBrowser = openBrowser(),
): Promise<SignedIn> {
  const response = await signInWith(browser, scene.url, user);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  const csrfToken = /"csrfToken":"([\w-]+)"/.exec(text)?.[1] ?? '';
  return {
    browser,
    csrfToken,
    ask: async (path = '/v1/me', url = scene.url) => {
      const answer = await browser.send(new URL(path, url));
      await answer.body?.cancel();
      return answer.status;
    },
    post: async (path, body) =>
      await browser.send(new URL(path, scene.url), {
        method: 'POST',
        headers: {
          'x-csrf-token': csrfToken,
          origin: new URL(scene.url).origin,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'idempotency-key': `key-${crypto.randomUUID()}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

/** What the audit trail of a municipality says about signing in, the oldest first: action and reason. */
export async function signInTrail(scene: IdentityScene, municipalityId: string): Promise<readonly string[]> {
  return await inTenant(scene.db, { municipalityId, actorId: 'test' }, async (tx) => {
    const rows = await tx
      .selectFrom('audit_events')
      .select(['action', 'actor', 'role', 'reason'])
      .where('object_kind', 'in', ['staff-session', 'sign-in'])
      .orderBy('sequence')
      .execute();
    return rows.map(({ action, actor, role, reason }) => `${action} ${actor} ${role} ${reason ?? '-'}`);
  });
}
