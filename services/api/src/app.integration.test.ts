import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { bearer } from '../test/tokens.ts';

let scene: ApiScene;
let asManager: { authorization: string };
beforeAll(async () => {
  scene = await setApiScene();
  asManager = await bearer('housing-manager', scene.one.id);
});
afterAll(() => scene.close());

interface Sent {
  readonly payload?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

async function patch({
  payload = '{}',
  headers = {},
  path,
}: Sent): Promise<{ type: unknown; body: unknown }> {
  const response = await scene.app.inject({
    method: 'PATCH',
    url: path ?? `/v1/dwellings/${scene.one.vacantId}`,
    payload,
    headers: { ...asManager, 'content-type': 'application/json', 'if-match': '"1"', ...headers },
  });
  expect(response.headers['cache-control']).toBe('no-store');
  return { type: response.headers['content-type'], body: response.json<unknown>() };
}

describe('a request that cannot be served', () => {
  const deep = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
  test.for<[string, Sent, object]>([
    ['malformed JSON', { payload: '{"bedrooms": 2' }, { status: 400, code: 'request.malformed' }],
    ['no body', { payload: '' }, { status: 400, code: 'request.malformed' }],
    ['another media type', { headers: { 'content-type': 'text/plain' } }, { status: 415 }],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, { status: 415 }],
    ['a body too large', { payload: `{"schoolDistrict":"${'x'.repeat(70_000)}"}` }, { status: 413 }],
    [
      'the prototype',
      { payload: '{"__proto__":{"bedrooms":1}}' },
      { status: 400, code: 'request.malformed' },
    ],
    [
      'a list for an object',
      { payload: '[]' },
      { status: 400, errors: [{ pointer: '/body', code: 'type' }] },
    ],
    ['null', { payload: 'null' }, { status: 400, errors: [{ pointer: '/body', code: 'type' }] }],
    [
      'a NUL',
      { payload: '{"schoolDistrict":"a\\u0000b"}' },
      { status: 400, errors: [{ pointer: '/body/schoolDistrict', code: 'character-not-allowed' }] },
    ],
    [
      'half a surrogate pair',
      { payload: '{"schoolDistrict":"a\\ud800b"}' },
      { status: 400, errors: [{ pointer: '/body/schoolDistrict', code: 'character-not-allowed' }] },
    ],
    ['too many levels', { payload: deep }, { status: 400, errors: [{ code: 'too-deep' }] }],
    [
      'a number that no column holds',
      { payload: '{"bedrooms":1e300}' },
      { status: 400, errors: [{ pointer: '/body/bedrooms' }] },
    ],
    [
      'an id that is none',
      { path: '/v1/dwellings/not-an-id', payload: '{"bedrooms":1}' },
      { status: 400, errors: [{ pointer: '/params/dwellingId', code: 'format' }] },
    ],
    ['a NUL in the path', { path: '/v1/dwellings/%00', payload: '{"bedrooms":1}' }, { status: 400 }],
    [
      'an address that cannot be decoded',
      { path: '/v1/dwellings/%ff' },
      { status: 400, code: 'request.malformed' },
    ],
    ['an endless parameter', { path: `/v1/dwellings/${'a'.repeat(300)}` }, { status: 400 }],
    ['an unknown address', { path: '/v1/persons' }, { status: 404, code: 'route.not-found' }],
  ])('with %s is answered with a problem document', async ([, sent, expected]) => {
    const { type, body } = await patch(sent);
    expect(type).toBe('application/problem+json');
    expect(body).toMatchObject(expected);
  });

  test('is told in Norwegian, or in the language that is asked for', async () => {
    const texts = await Promise.all(
      ['', 'nn', 'en'].map(
        async (language) => (await patch({ headers: { 'accept-language': language } })).body,
      ),
    );
    expect(texts).toMatchObject([
      {
        title: 'Forespørselen har feil i ett eller flere felter.',
        errors: [{ detail: 'Verdien er tom eller for kort.' }],
      },
      { title: 'Førespurnaden har feil i eitt eller fleire felt.' },
      {
        title: 'One or more fields of the request are wrong.',
        errors: [{ detail: 'The value is empty or too short.' }],
      },
    ]);
  });
});

async function answeredId(id: string): Promise<unknown> {
  const response = await scene.app.inject({ url: '/health/live', headers: { 'x-request-id': id } });
  return response.headers['x-request-id'];
}

test('the request id is taken over when it is a UUID, and replaced when it is anything else', async () => {
  expect(await answeredId('01980000-0000-7000-8000-00000000ABCD')).toBe(
    '01980000-0000-7000-8000-00000000abcd',
  );
  expect(await answeredId('01811234567')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a municipality that is not there has nothing, and whoever writes hears why', async () => {
  const nowhere = '01980000-0000-7000-8000-0000000000ff';
  const headers = { ...(await bearer('case-officer', nowhere)), 'idempotency-key': 'a-key-of-nobody' };
  const list = await scene.app.inject({ url: '/v1/dwellings', headers });
  expect(list.json()).toMatchObject({ items: [], totalCount: 0 });
  const payload = { runOn: '2026-11-22' };
  const run = await scene.app.inject({ method: 'POST', url: '/v1/rotation-runs', headers, payload });
  expect(run.json()).toMatchObject({ status: 403, code: 'authentication.municipality-unknown' });
});

test('a type of problem has a page, for programs and for people', async () => {
  const problem = await scene.app.inject({
    url: `/v1/dwellings/${scene.other.vacantId}`,
    headers: asManager,
  });
  const { type } = problem.json<{ type: string }>();
  const asJson = await scene.app.inject({ url: type });
  expect(asJson.json()).toMatchObject({ code: 'dwelling.not-found', status: 404 });
  const asPage = await scene.app.inject({ url: type, headers: { accept: 'text/html,*/*' } });
  expect(asPage.headers['content-type']).toMatch(/^text\/html/);
  expect(asPage.body).toContain('Boligen finnes ikke.');
  const unknown = await scene.app.inject({ url: '/problems/no.such-code' });
  expect(unknown.json()).toMatchObject({ status: 404, code: 'route.not-found' });
});

test('the documentation is there without a token and takes nothing from elsewhere', async () => {
  const page = await scene.app.inject({ url: '/docs' });
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  expect(page.body).not.toMatch(/(?:src|href)="https?:/);
  const document = await scene.app.inject({ url: '/docs/json' });
  expect(document.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Boligtrapp' } });
});

test('metrics need their permission and name routes, never addresses', async () => {
  await scene.app.inject({ url: `/v1/dwellings/${scene.one.vacantId}`, headers: asManager });
  expect((await scene.app.inject({ url: '/metrics', headers: asManager })).statusCode).toBe(403);
  const leader = await bearer('leader', scene.one.id);
  const metrics = await scene.app.inject({ url: '/metrics', headers: leader });
  expect(metrics.body).toContain('route="/v1/dwellings/:dwellingId"');
  expect(metrics.body).not.toContain(scene.one.vacantId);
});

describe('bytes on the socket', () => {
  let port: number;
  beforeAll(async () => {
    const address = await scene.app.listen({ host: '127.0.0.1', port: 0 });
    port = Number(new URL(address).port);
  });

  async function send(bytes: string): Promise<string> {
    return await new Promise((resolve) => {
      let answer = '';
      const socket = connect({ host: '127.0.0.1', port }, () => socket.write(bytes));
      socket.setTimeout(1_000, () => socket.destroy());
      socket.on('data', (chunk: Buffer) => {
        answer += chunk.toString();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(answer));
    });
  }

  const get = 'GET /health/live HTTP/1.1\r\nHost: a\r\n';
  test.for<[string, string, number]>([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['another version', 'GET / HTTP/9.9\r\nHost: a\r\n\r\n', 400],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    [
      'two lengths',
      'POST /v1/rounds HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      400,
    ],
    [
      'length and chunks',
      'POST /v1/rounds HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a header with a line break', `${get}X: a\rb\r\n\r\n`, 400],
    ['20 kB of headers', `${get}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['a token of 200 kB', `${get}Authorization: Bearer ${'x'.repeat(200_000)}\r\n\r\n`, 431],
  ])('%s is refused with a problem document', async ([, bytes, status]) => {
    const answer = await send(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });

  test('the time that a slow caller may take is bounded', () => {
    const { server } = scene.app;
    expect(server).toMatchObject({ headersTimeout: 4_000, requestTimeout: 5_000, keepAliveTimeout: 10_000 });
    expect(server.timeout).toBe(10_000);
  });
});
