import { type DestinationStream, destination, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { type MessageRule, messageRule, toLoggable, toLoggableError } from './loggable.ts';
import { maskIdentityNumbers } from './mask-identity-numbers.ts';

/** A pino logger; Fastify takes it as `loggerInstance`. */
export type Logger = PinoLogger;

/** The levels of {@link LoggerOptions}, least important first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What a logger is made with. */
export interface LoggerOptions {
  /** Name of the process, on every line. */
  readonly service: string;
  /** Default `info`. */
  readonly level?: (typeof LOG_LEVELS)[number];
  /** Names of errors whose messages hold no one's data (the product's own); other messages are left out. */
  readonly safeErrorNames?: readonly string[];
  /** Where the lines go; default standard output. */
  readonly write?: (line: string) => void;
}

/**
 * A logger that keeps personal data out, in three nets: requests are logged by their route's template and never by
 * the URL with its values; errors by an allow-list of fields, wherever in a line they stand; and on the finished
 * line everything that has the shape of an identity number is masked.
 *
 * It cannot know a name or an address in a text: messages are constant texts, and what varies goes into fields.
 */
export function createLogger(options: LoggerOptions): Logger {
  const isMessageSafe = messageRule(options.safeErrorNames ?? []);
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => toLoggableFields(fields, isMessageSafe),
      },
      serializers: {
        err: (error: unknown) => (error instanceof Error ? toLoggableError(error, isMessageSafe) : error),
        req: toLoggableRequest,
        res: toLoggableReply,
      },
      hooks: {
        logMethod(args: unknown[], method) {
          const [first, text] = args;
          if (typeof first !== 'object' || first === null) {
            const filled = args.slice(1).map((value) => toLoggable(value, isMessageSafe));
            method.call(this, undefined, String(first), ...filled);
            return;
          }
          const values = args.slice(2).map((value) => toLoggable(value, isMessageSafe));
          const fields = first instanceof Error ? { err: first } : first;
          method.call(this, fields, textOf(fields, text, isMessageSafe), ...values);
        },
      },
    },
    maskedStream(options.write),
  );
}

/** Keys whose values have a serializer of their own. */
const SERIALIZED_KEYS: ReadonlySet<string> = new Set(['req', 'res']);

function toLoggableFields(
  fields: Record<string, unknown>,
  isMessageSafe: MessageRule,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      SERIALIZED_KEYS.has(key) ? value : toLoggable(value, isMessageSafe),
    ]),
  );
}

function toLoggableRequest(request: unknown): Record<string, unknown> {
  if (typeof request !== 'object' || request === null) return {};
  const options: unknown = Reflect.get(request, 'routeOptions');
  const template: unknown =
    typeof options === 'object' && options !== null ? Reflect.get(options, 'url') : undefined;
  return {
    id: Reflect.get(request, 'id'),
    method: Reflect.get(request, 'method'),
    route: typeof template === 'string' ? template : '[no route]',
  };
}

function toLoggableReply(reply: unknown): Record<string, unknown> {
  return typeof reply === 'object' && reply !== null ? { statusCode: Reflect.get(reply, 'statusCode') } : {};
}

/** pino and Fastify give an error's message as the text of the line where no other is given. */
function textOf(fields: object, text: unknown, isMessageSafe: MessageRule): string | undefined {
  const given = typeof text === 'string' ? text : undefined;
  const error: unknown = Reflect.get(fields, 'err');
  if (!(error instanceof Error) || isMessageSafe(error)) return given;
  return given === undefined || given === error.message ? error.name : given;
}

function maskedStream(write: ((line: string) => void) | undefined): DestinationStream {
  if (write !== undefined) return { write: (line) => write(maskIdentityNumbers(line)) };
  const output = destination({ fd: 1, sync: true });
  return { write: (line) => output.write(maskIdentityNumbers(line)) };
}
