import { assertSchemaFits, createDb, createPool, DATABASE_ROLES, type Db } from '@boligtrapp/database';
import { createLetterWriter, createPdfRenderer } from '@boligtrapp/documents';
import { plainDate } from '@boligtrapp/domain';
import {
  createAuditSealer,
  createIdSource,
  createLogger,
  createLotSource,
  createTokenSource,
} from '@boligtrapp/platform';
import { createSolverPool } from '@boligtrapp/solver-pool';
import { createTestDatabase, testIdentityCipher, testKeyParts } from '@boligtrapp/testing';
import {
  answerQuestion,
  createAddressCipher,
  createWebhookCipher,
  toAskableRound,
} from '@boligtrapp/use-cases';
import type { FastifyInstance } from 'fastify';
import { type AppDeps, buildApp } from '../src/app.ts';
import { composeIdentity } from '../src/identity/compose-identity.ts';
import { createMetrics } from '../src/metrics/metrics.ts';
import { type SeededMunicipality, seedMunicipality } from './seed-municipality.ts';
import { verifyTestToken } from './tokens.ts';

/** The API on a database of its own, as the app role, with two municipalities of the same content. */
export interface ApiScene {
  readonly app: FastifyInstance;
  readonly db: Db;
  /** A login that may become the roles of the product except the migrator. */
  readonly databaseUrl: string;
  readonly one: SeededMunicipality;
  readonly other: SeededMunicipality;
  /** For looking at what is stored, past the walls, and for what no role of the product may do. */
  readonly adminUrl: string;
  /** The log so far, one JSON text for each line. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

const AUDIT_SEALER = createAuditSealer({ keyId: 'test', key: new Uint8Array(32).fill(3) });

/**
 * Sets the scene; `changes` replaces some of what the app is given, `prepare` sees the app before its plugins. Today
 * is 2026-11-23.
 */
export async function setApiScene(
  changes: Partial<AppDeps> = {},
  prepare: (app: FastifyInstance) => void = () => undefined,
): Promise<ApiScene> {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'api-scene' });
  const db = createDb(pool, { sealAuditHead: AUDIT_SEALER.seal });
  const protectedDb = createDb(
    createPool({ url: database.url, role: DATABASE_ROLES.protected, applicationName: 'api-scene' }),
    { sealAuditHead: AUDIT_SEALER.seal },
  );
  const log: string[] = [];
  const solver = createSolverPool({ threads: 1 });
  const deps = { ...sceneDeps(db, log), protectedDb, solver, ...changes };
  const app = buildApp(deps);
  prepare(app);
  const one = await seedMunicipality(db, '3201');
  const other = await seedMunicipality(db, '3203');
  await app.ready();
  return {
    app,
    db,
    adminUrl: database.adminUrl,
    databaseUrl: database.url,
    one,
    other,
    log,
    close: async () => {
      await app.close();
      await solver.close();
      await protectedDb.destroy();
      await db.destroy();
      await database.drop();
    },
  };
}

/** What the app is given in tests: the real parts on `db`, a clock that stands still, a log that is kept. */
export function sceneDeps(db: Db, log: string[]): AppDeps {
  const clock = { now: () => '2026-11-23T09:00:00.000Z', today: () => plainDate('2026-11-23') };
  const logger = createLogger({ service: 'api', level: 'trace', write: (line) => log.push(line) });
  return {
    db,
    // Whoever needs the role that alone may touch protected addresses gives a database of that role.
    protectedDb: db,
    addressCipher: createAddressCipher({ db, ids: createIdSource(), ...testKeyParts() }),
    auditSealer: AUDIT_SEALER,
    // Starts no thread before it is asked.
    solver: createSolverPool({ threads: 1 }),
    clock,
    ids: createIdSource(),
    lots: createLotSource(),
    tokens: createTokenSource(),
    // Starts no process before it is asked; one that waits keeps nothing alive.
    pdf: createPdfRenderer(),
    explanationSolver: {
      ask: async (round, question) => await Promise.resolve(answerQuestion(toAskableRound(round), question)),
    },
    // Starts no process before it is asked; one that waits keeps nothing alive.
    letters: createLetterWriter(createPdfRenderer()),
    fileScanner: null,
    logger,
    identityCipher: testIdentityCipher(db),
    lookupHasher: testKeyParts().lookupHasher,
    webhooks: {
      cipher: createWebhookCipher({ db, ids: createIdSource(), ...testKeyParts() }),
      hosts: { allowed: ['hooks.example.no'], allowsLoopback: false },
    },
    // Nobody vouches for anybody; tokens of the tests are taken.
    ...composeIdentity({
      db,
      identityDb: db,
      clock,
      logger,
      settings: { sessionIdleMs: 1_800_000, sessionLifetimeMs: 36_000_000, allowsHttp: true },
      providers: { staffIssuers: [], maskinporten: undefined },
    }),
    verifyToken: verifyTestToken,
    identityNumbers: 'synthetic',
    koboSettings: new Map(),
    metrics: createMetrics(false),
    hasMetricsPort: false,
    publicUrl: '',
    isDemo: false,
    isHttpsOnly: false,
    // Tests ask as fast as they can.
    requestsPerMinute: 10_000_000,
    trustedProxies: [],
    ensureSchemaFits: () => assertSchemaFits(db),
    readiness: async () => ({
      status: 'ready',
      checks: { database: 'ok', schema: 'ok', outbox: 'ok', rotation: 'ok' },
    }),
  };
}
