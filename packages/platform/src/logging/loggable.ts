/** How deep a logged value is followed. */
const DEPTH_LIMIT = 6;
const STACK_FRAMES = 20;

/**
 * What of an error may be logged: kind, code, constraint and the frames of the stack. Not the message, which with
 * PostgreSQL, `JSON.parse` and many others quotes the value that did not fit; and no other field.
 */
export interface LoggableError {
  readonly type: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly message?: string;
  readonly stack: string;
  readonly cause?: LoggableError;
  readonly errors?: readonly LoggableError[];
}

/** Says whether an error's message is known to hold no one's data. */
export type MessageRule = (error: Error) => boolean;

/**
 * The errors of the system (connection refused, no such file) name addresses and paths only; of the others those
 * whose names are given.
 */
export function messageRule(safeErrorNames: readonly string[]): MessageRule {
  return (error) =>
    safeErrorNames.includes(error.name) ||
    ('syscall' in error && typeof error.syscall === 'string' && 'errno' in error);
}

/** See {@link LoggableError}; causes and gathered errors are followed to a limit. */
export function toLoggableError(error: Error, isMessageSafe: MessageRule, depth = 0): LoggableError {
  const inner = (found: Error): LoggableError => toLoggableError(found, isMessageSafe, depth + 1);
  const followed = depth < DEPTH_LIMIT ? error : undefined;
  const gathered = followed instanceof AggregateError ? followed.errors.filter(isError).slice(0, 5) : [];
  return {
    type: error.name,
    ...words(error),
    ...(isMessageSafe(error) ? { message: error.message } : {}),
    stack: framesOf(error),
    ...(followed?.cause instanceof Error ? { cause: inner(followed.cause) } : {}),
    ...(gathered.length > 0 ? { errors: gathered.map(inner) } : {}),
  };
}

function isError(value: unknown): value is Error {
  return value instanceof Error;
}

/**
 * A value as it may be logged: errors within it by {@link toLoggableError}, other objects that are neither plain
 * nor know how to show themselves by the name of their class only (a request holds a whole URL and its headers).
 */
export function toLoggable(value: unknown, isMessageSafe: MessageRule, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return toLoggableError(value, isMessageSafe, depth);
  if (depth >= DEPTH_LIMIT) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => toLoggable(item, isMessageSafe, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  if ('toJSON' in value && (isPlain || value instanceof Date)) return value;
  if (!isPlain) return `[${value.constructor.name}]`;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, toLoggable(inner, isMessageSafe, depth + 1)]),
  );
}

/** Fields of an error that are a single word: no free text comes along. */
const WORD_FIELDS = ['code', 'constraint', 'table'] as const;

function words(error: Error): { readonly [K in (typeof WORD_FIELDS)[number]]?: string } {
  const found: { [K in (typeof WORD_FIELDS)[number]]?: string } = {};
  for (const field of WORD_FIELDS) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === 'string' && /^[\w.-]{1,80}$/.test(value)) found[field] = value;
  }
  return found;
}

/** The stack without its first lines, which repeat the message. */
function framesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.slice(0, STACK_FRAMES).join('\n');
}
