import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@boligtrapp/platform';
import { Client } from 'pg';
import { findDockerEngine } from './docker-engine.ts';
import { makeTestFolder } from './test-folder.ts';

/** A PostgreSQL 18 that tests may make databases on. */
export interface TestServer {
  /** A login that may create databases and roles. */
  readonly adminUrl: string;
  /** Stops what was started for the tests; leaves a server that was there before. */
  stop(): Promise<void>;
}

const LEAST_VERSION = 180_000;
const CONTAINER_TIMEOUT_MS = 120_000;

/**
 * Finds or starts the server for the tests: `TEST_DATABASE_URL`, else a container when a Docker engine answers,
 * else the embedded PostgreSQL 18. Never none: without a database the tests must not look green.
 *
 * @param log told which one it is, and why another was passed over.
 * @throws {Error} with instructions when there is none.
 */
export async function startTestServer(
  environment: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<TestServer> {
  const given = environment['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    await assertFits(given);
    log('Test database: the server of TEST_DATABASE_URL.');
    return { adminUrl: given, stop: () => Promise.resolve() };
  }
  const engine = await findDockerEngine(environment);
  let reason = engine.isThere ? '' : engine.reason;
  if (engine.isThere) {
    try {
      const server = await startContainer();
      log('Test database: a container of postgres:18.');
      return server;
    } catch (error) {
      reason = `the container of postgres:18 did not start (${messageOf(error)})`;
    }
  }
  try {
    const server = await startEmbedded();
    log(`Test database: the embedded PostgreSQL 18 (TEST_DATABASE_URL is not set; ${reason}).`);
    return server;
  } catch (cause) {
    throw new Error(`There is no database for the tests: ${messageOf(cause)}\n${INSTRUCTIONS}`, { cause });
  }
}

const INSTRUCTIONS =
  'Set TEST_DATABASE_URL to a PostgreSQL 18 with a login that may create databases and roles ' +
  '(postgresql://user:password@host:5432/postgres), or start a Docker engine.';

async function startEmbedded(): Promise<TestServer> {
  const folder = makeTestFolder('database');
  const server = await startEmbeddedPostgres({
    directory: join(folder, 'postgres'),
    durable: false,
    settings: { max_connections: '300' },
  });
  return {
    adminUrl: server.url,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startContainer(): Promise<TestServer> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const starting = new GenericContainer('postgres:18')
    .withEnvironment({ POSTGRES_PASSWORD: 'test' })
    .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=300', '-c', 'timezone=UTC'])
    .withExposedPorts(5432)
    // The image starts the server once to set it up and once to serve.
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .withStartupTimeout(CONTAINER_TIMEOUT_MS)
    .start();
  const container = await starting;
  const address = `${container.getHost()}:${container.getMappedPort(5432)}`;
  return {
    adminUrl: `postgresql://postgres:test@${address}/postgres`,
    stop: async () => {
      await container.stop();
    },
  };
}

async function assertFits(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; may_create: boolean }>(
      `select current_setting('server_version_num')::int as version,
        (select rolsuper or (rolcreatedb and rolcreaterole) from pg_roles where rolname = current_user) as may_create`,
    );
    const found = rows[0];
    if (found === undefined || found.version < LEAST_VERSION || !found.may_create) {
      throw new Error(`version ${found?.version}, may create databases and roles: ${found?.may_create}`);
    }
  } catch (cause) {
    const message = `The server of TEST_DATABASE_URL does not fit: ${messageOf(cause)}\n${INSTRUCTIONS}`;
    throw new Error(message, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
