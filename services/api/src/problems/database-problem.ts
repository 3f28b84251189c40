import type { EdgeProblemCode } from './edge-problems.ts';

/** Errors of the socket: the database is not there, or went away. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** The driver's words for a lost connection; these errors carry no code. */
const LOST_CONNECTION =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** Conflict with another transaction, or too long: undone, and may go well the next time. */
const BUSY_STATES = new Set(['40001', '40P01', '55P03', '57014']);
/** Shutdown, crash, start-up, too many connections, a terminated session. */
const GONE_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03', '25P04']);

/**
 * What an error of the database, or of the way to it, means to the caller; undefined when it is none of these.
 * Violated constraints are no matter of this: repositories know what they mean.
 */
export function databaseProblemOf(error: unknown): EdgeProblemCode | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return databaseProblemOf(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isFromDriver = 'severity' in error || 'routine' in error;
  if (isFromDriver && /^[0-9A-Z]{5}$/.test(code)) return problemOfState(code, error);
  if (SOCKET_CODES.has(code) && 'syscall' in error) return 'service.unavailable';
  return LOST_CONNECTION.test(error.message) ? 'service.unavailable' : undefined;
}

function problemOfState(state: string, error: Error): EdgeProblemCode | undefined {
  if (BUSY_STATES.has(state)) return 'service.busy';
  if (state.startsWith('08') || GONE_STATES.has(state)) return 'service.unavailable';
  if (state.startsWith('22')) return 'request.value-out-of-range';
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
  if (state === '23503' && constraint.endsWith('_municipality_id_fkey')) {
    return 'authentication.municipality-unknown';
  }
  return undefined;
}
