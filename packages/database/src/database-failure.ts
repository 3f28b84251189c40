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
 * Whether an error says that the database is *gone* (unreachable, going down, coming up), or *busy* (the transaction
 * was undone and may go well the next time); undefined when it is neither.
 */
export function databaseFailureOf(error: unknown): 'gone' | 'busy' | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return databaseFailureOf(error.errors[0]);
  const state = sqlStateOf(error);
  if (state !== undefined) {
    if (BUSY_STATES.has(state)) return 'busy';
    return state.startsWith('08') || GONE_STATES.has(state) ? 'gone' : undefined;
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (SOCKET_CODES.has(code) && 'syscall' in error) return 'gone';
  return LOST_CONNECTION.test(error.message) ? 'gone' : undefined;
}

/** The SQLSTATE of an error that PostgreSQL itself reported. */
export function sqlStateOf(error: Error): string | undefined {
  const isFromDriver = 'severity' in error || 'routine' in error;
  const isState = 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
  return isFromDriver && isState ? String(error.code) : undefined;
}
