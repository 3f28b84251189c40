import { Kysely, type Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import { Pool, types } from 'pg';
import { PipelinedDialect } from './pipelined-dialect.ts';
import type { DatabaseRole } from './roles.ts';
import type { DB } from './schema.generated.ts';
import { type SealAuditHead, sealAuditHeadsOf } from './traces/audit-head.ts';

/** The whole schema, for the composition root and for opening transactions. */
export type Db = Kysely<DB>;
/** An open transaction; everything that writes takes this, so that passing a {@link Db} does not compile. */
export type Tx = Transaction<DB>;
/** What a read model takes: statements that change rows do not compile. */
export type ReadDb = ReadonlyKysely<DB>;

/** How to reach the database, and as which role. */
export interface ConnectionSettings {
  readonly url: string;
  readonly role: DatabaseRole;
  readonly applicationName: string;
  /** Connections at most; 10 where nothing is said. */
  readonly maxConnections?: number;
  /** Longest wait for a connection; 10,000 where nothing is said. */
  readonly connectTimeoutMs?: number;
  /** Further settings of the session, such as `lock_timeout`. */
  readonly settings?: Readonly<Record<string, string>>;
}

const DATE_OID = 1082;
const TIMESTAMPTZ_OID = 1184;
const INT8_OID = 20;

/**
 * A pool whose sessions run as the given role with UTC as time zone. Civil dates stay `YYYY-MM-DD`, instants
 * become RFC 3339 in UTC, `bigint` becomes a checked number. The parsers belong to this pool alone.
 */
export function createPool(connection: ConnectionSettings): Pool {
  const settings = { role: connection.role, timezone: 'UTC', ...connection.settings };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const pool = new Pool({
    connectionString: connection.url,
    application_name: connection.applicationName,
    options: options.join(' '),
    max: connection.maxConnections ?? 10,
    pipeline: true,
    // Also bounds the wait for a free connection. A database that is down refuses at once; this is for one that
    // does not answer, and for a rush that the pool works off.
    connectionTimeoutMillis: connection.connectTimeoutMs ?? 10_000,
    types: { getTypeParser: typeParserOf },
  });
  // A connection that breaks, idle or between two queries of a transaction, is dropped by the pool, and the next
  // query fails or opens a new one; without a listener the process would end instead.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A {@link Db} on a pool; `db.destroy()` ends the pool. */
export function createDb(pool: Pool, options: DbOptions = {}): Db {
  const db = new Kysely<DB>({ dialect: new PipelinedDialect({ pool }) });
  if (options.sealAuditHead !== undefined) sealAuditHeadsOf(db, options.sealAuditHead);
  return db;
}

/** What a {@link Db} may have besides its connections. */
export interface DbOptions {
  /** Seals the head of the audit chain at the end of every transaction that appends to it. */
  readonly sealAuditHead?: SealAuditHead;
}

function typeParserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === DATE_OID) return (value) => value;
    if (oid === TIMESTAMPTZ_OID) return toInstant;
    if (oid === INT8_OID) return toSafeNumber;
  }
  // oxlint-disable-next-line typescript/no-unsafe-assignment, typescript/no-unsafe-enum-assignment -- pg names its built-in types only
  const parse: (value: string) => unknown = types.getTypeParser(oid, format);
  return parse;
}

function toInstant(value: string): string {
  return value.replace(' ', 'T').replace(/\+00$/, 'Z');
}

function toSafeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint beyond the safe integers: ${value}`);
  return number;
}
