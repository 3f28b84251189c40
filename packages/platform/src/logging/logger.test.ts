import { sensitive } from '@boligtrapp/domain';
import { expect, test } from 'vitest';
import { createLogger, type Logger, type LoggerOptions } from './logger.ts';

const NUMBER = '01811234567';
const NAME = 'Kanari Kanarisen';

function capture(options: Partial<LoggerOptions> = {}): { log: Logger; output: () => string } {
  const lines: string[] = [];
  const log = createLogger({
    service: 'test',
    level: 'trace',
    write: (line) => lines.push(line),
    ...options,
  });
  return { log, output: () => lines.join('') };
}

/** As pg gives it: everything it knows stands in fields of its own. */
function databaseError(): Error {
  return Object.assign(new Error(`invalid input syntax for type integer: "${NAME} ${NUMBER}"`), {
    name: 'DatabaseError',
    code: '23505',
    constraint: 'identity_lookups_pkey',
    table: 'persons',
    detail: `Key (number)=(${NUMBER}) of ${NAME} already exists.`,
    where: `COPY persons, line 1: "${NAME}"`,
    hint: NAME,
  });
}

const request = {
  id: 'r1',
  method: 'GET',
  url: `/v1/persons/${NUMBER}?name=${NAME}`,
  headers: { authorization: NAME },
  params: { number: NUMBER },
  routeOptions: { url: '/v1/persons/:number' },
  socket: {},
};

class Holder {
  readonly inner = NAME;
}

test.for<[string, (log: Logger) => void]>([
  ['a number in the text', (log) => log.info(`found ${NUMBER}`)],
  ['a number filled into the text', (log) => log.info('found %s', NUMBER)],
  ['a number in a nested object', (log) => log.info({ a: { b: [{ c: NUMBER, d: 31_811_234_567 }] } }, 'x')],
  ['a number as a key', (log) => log.info({ [NUMBER]: 1 }, 'x')],
  ['a number in what a child logger carries', (log) => log.child({ number: NUMBER }).info('x')],
  ['a request', (log) => log.info({ req: request }, 'incoming request')],
  ['a request of a child logger', (log) => log.child({ req: request }).info('x')],
  ['a request under another name', (log) => log.info({ request: Object.assign(new Holder(), request) }, 'x')],
  ['a database error', (log) => log.error({ err: databaseError() }, 'failed')],
  ['a database error alone', (log) => log.error(databaseError())],
  ['a database error without a text', (log) => log.error({ err: databaseError() })],
  [
    'an error with its message as the text, as Fastify gives it',
    (log) => log.error({ req: request, err: databaseError() }, databaseError().message),
  ],
  [
    'an error filled into the text',
    (log) => log.error('failed: %s %j', databaseError(), { e: databaseError() }),
  ],
  [
    'an error under another name',
    (log) => log.error({ failure: databaseError(), deep: [{ e: databaseError() }] }),
  ],
  ['an error in what a child logger carries', (log) => log.child({ err: databaseError() }).error('x')],
  ['a cause', (log) => log.error(new Error('outer', { cause: databaseError() }), 'x')],
  ['gathered errors', (log) => log.error(new AggregateError([databaseError()], NAME), 'x')],
  [
    'a value that JSON.parse quotes',
    (log) => {
      try {
        JSON.parse(`${NAME} ${NUMBER}`);
      } catch (error) {
        log.error({ err: error }, 'x');
      }
    },
  ],
  ['a URL', (log) => log.info({ to: new URL(`https://kobo/${NUMBER}/${encodeURI(NAME)}`) }, 'x')],
  ['a sensitive value', (log) => log.info({ to: sensitive(NAME), deep: { to: sensitive(NUMBER) } }, 'x')],
])('%s brings no canary into the log', ([, write]) => {
  const { log, output } = capture();
  write(log);
  expect(output()).not.toBe('');
  expect(output()).not.toContain(NUMBER);
  expect(output()).not.toContain('31811234567');
  expect(output()).not.toMatch(/Kanari/);
  for (const line of output().trim().split('\n')) JSON.parse(line);
});

test('what helps to find a fault is there', () => {
  const { log, output } = capture();
  log.error({ req: request, err: databaseError(), res: { statusCode: 500 }, round: 'r7' }, 'storing failed');
  const line: unknown = JSON.parse(output());
  expect(line).toMatchObject({
    level: 'error',
    service: 'test',
    msg: 'storing failed',
    round: 'r7',
    req: { id: 'r1', method: 'GET', route: '/v1/persons/:number' },
    res: { statusCode: 500 },
    err: {
      type: 'DatabaseError',
      code: '23505',
      constraint: 'identity_lookups_pkey',
      table: 'persons',
    },
  });
  expect(output()).toMatch(/"stack":"\s*at .*logger\.test\.ts/);
});

test('messages are kept of errors of the system and of those that are named, and of no others', () => {
  const { log, output } = capture({ safeErrorNames: ['OwnError'] });
  const refused = { syscall: 'connect', errno: -111, code: 'ECONNREFUSED' };
  log.error(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), refused));
  log.error(Object.assign(new Error('round is signed', { cause: databaseError() }), { name: 'OwnError' }));
  expect(output()).toContain('connect ECONNREFUSED 127.0.0.1:5432');
  expect(output()).toContain('round is signed');
  expect(output()).not.toContain('Kanari');
});

test('an error with a field that is a free text, and a circle of causes, do no harm', () => {
  const { log, output } = capture();
  const circle: Error & { cause?: unknown; code?: string } = new Error('x');
  circle.cause = circle;
  circle.code = `not a code but ${NAME}`;
  log.error(circle);
  expect(output()).not.toContain('Kanari');
  expect(output().length).toBeLessThan(30_000);
});
