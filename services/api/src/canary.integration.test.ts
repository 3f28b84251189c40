import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { bearer } from '../test/tokens.ts';

/** Synthetic: month and 80. */
const NUMBER = '01811234567';
const NAME = 'Kanari Kanarisen';

let scene: ApiScene;
let asOfficer: { authorization: string };
beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

const text = encodeURIComponent(`${NAME} ${NUMBER}`);
const json = { 'content-type': 'application/json' };

test.for<[string, () => object]>([
  ['a path', () => ({ url: `/v1/households/${text}` })],
  ['an unknown path', () => ({ url: `/${text}/${NUMBER}` })],
  ['a path that cannot be decoded', () => ({ url: `/v1/${NUMBER}/%ff` })],
  ['a path too long', () => ({ url: `/v1/households/${NUMBER.repeat(20)}` })],
  ['a query', () => ({ url: `/v1/households?limit=${text}` })],
  ['an unknown parameter', () => ({ url: `/v1/households?${text}=1` })],
  ['a cursor', () => ({ url: `/v1/households?cursor=${NUMBER}` })],
  [
    'a body that is no JSON',
    () => ({ method: 'POST', url: '/v1/households', payload: `${NAME} ${NUMBER}`, headers: json }),
  ],
  [
    'a body with another shape',
    () => ({
      method: 'POST',
      url: '/v1/households',
      payload: { [NUMBER]: NAME, members: [{ name: NAME }] },
      headers: json,
    }),
  ],
  ['a request id', () => ({ url: '/v1/households', headers: { 'x-request-id': NUMBER } })],
  [
    'a token',
    () => ({ url: '/v1/households', headers: { authorization: `Bearer ${NUMBER}.${NUMBER}.${NUMBER}` } }),
  ],
  [
    'an idempotency key',
    () => ({ method: 'POST', url: '/v1/households', payload: {}, headers: { 'idempotency-key': NUMBER } }),
  ],
  ['a user agent', () => ({ url: '/v1/households', headers: { 'user-agent': `${NAME} ${NUMBER}` } })],
])('an identity number and a name in %s do not come into the log', async ([, options]) => {
  const before = scene.log.length;
  const { headers, ...request }: { headers?: Record<string, string> } = options();
  const response = await scene.app.inject({ ...request, headers: { ...asOfficer, ...headers } });
  expect(response.statusCode).toBeLessThan(500);
  const lines = scene.log.slice(before).join('');
  expect(lines).toContain('request answered');
  expect(lines).not.toContain(NUMBER);
  expect(lines).not.toMatch(/Kanari/);
});

test('nor do they when the request goes wrong in the database', async () => {
  const failing = await setApiScene({
    ensureSchemaFits: () => Promise.reject(new Error(`Key (number)=(${NUMBER}) of ${NAME} already exists`)),
  });
  const headers = await bearer('case-officer', failing.one.id);
  const response = await failing.app.inject({ url: '/v1/households', headers });
  const lines = failing.log.join('');
  await failing.close();
  expect(response.json()).toMatchObject({ status: 500, code: 'service.fault' });
  expect(response.body).not.toMatch(/Kanari|01811234567/);
  expect(lines.match(/"level":"error"/g)).toHaveLength(1);
  expect(lines).toContain(String(response.headers['x-request-id']));
  expect(lines).not.toMatch(/Kanari|01811234567/);
});
