import { createDb, type Db } from '@boligtrapp/database';
import type { Pool } from 'pg';
import { CANARIES } from './canaries.ts';

const { name, number, token } = CANARIES;

/** As the driver gives it: what PostgreSQL says stands in fields of its own, with the values that did not fit. */
function databaseError(code: string, constraint?: string): Error {
  return Object.assign(new Error(`canceling or refusing: "${name} ${number} ${token}"`), {
    name: 'error',
    severity: 'ERROR',
    routine: 'ExecConstraints',
    code,
    detail: `Key (number)=(${number}) of ${name} already exists.`,
    where: `COPY persons, line 1: "${name} ${token}"`,
    hint: name,
    internalQuery: `select '${number}'`,
    table: 'persons',
    ...(constraint === undefined ? {} : { constraint }),
  });
}

/** What goes wrong, and how. */
export const DATABASE_FAULTS = {
  'is away': () =>
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
      code: 'ECONNREFUSED',
      errno: -111,
      syscall: 'connect',
    }),
  'goes away': () => new Error('Connection terminated unexpectedly'),
  'finds a violated constraint': () => databaseError('23505', 'persons_lookup_key'),
  'finds a violated check': () => databaseError('23514', 'households_reference_check'),
  'misses a row that is referred to': () => databaseError('23503', 'persons_household_fkey'),
  'takes too long': () => databaseError('57014'),
  'cannot store a value': () => databaseError('22P02'),
  'is full': () => databaseError('53100'),
  'has a fault of its own': () => databaseError('XX000'),
  'makes the program crash': () => new TypeError(`cannot read ${number} of ${name}, ${token}`),
} as const satisfies Readonly<Record<string, () => Error>>;

/** A name of {@link DATABASE_FAULTS}. */
export type DatabaseFault = keyof typeof DATABASE_FAULTS;

/** What a statement of a transaction that goes wrong elsewhere is answered with. */
const NOTHING = { command: 'SELECT', rowCount: 0, rows: [] };

/** A database on which every statement ends in the fault; only a transaction can be begun and rolled back. */
export function failingDatabase(fault: DatabaseFault): Db {
  const fail = async (): Promise<never> => await Promise.reject(DATABASE_FAULTS[fault]());
  const client = {
    query: async (statement: unknown) =>
      /^(?:begin|start|rollback|commit|select set_config)/.test(String(statement)) ? NOTHING : await fail(),
    release: () => undefined,
    on: () => undefined,
  };
  const pool = {
    connect: fault === 'is away' ? fail : async () => await Promise.resolve(client),
    end: async () => await Promise.resolve(),
    options: {},
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of a pool that is used
  return createDb(pool as unknown as Pool);
}
