import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signToken, type TokenOptions, verifyTestToken } from '../../test/tokens.ts';
import { authentication } from './authentication.ts';
import { problemDetails } from './problem-details.ts';
import { quotas } from './quotas.ts';

const MUNICIPALITY = '01980000-0000-7000-8000-000000003201';
const valid = { role: 'case-officer', municipalityId: MUNICIPALITY };

async function buildGuarded(): Promise<FastifyInstance> {
  const app = fastify();
  await app.register(problemDetails, { publicUrl: '' });
  await app.register(quotas, { requestsPerMinute: 1_000_000 });
  await app.register(authentication, {
    verifyToken: verifyTestToken,
    resolveSession: async () => await Promise.resolve({ kind: 'none' }),
    findSession: async () => await Promise.resolve(undefined),
    origin: () => 'http://127.0.0.1',
  });
  return app;
}

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildGuarded();
  app.get('/open', { config: { access: 'public' } }, async (request) => request.actor);
  app.get('/queue', { config: { access: 'queue.read' } }, async (request) => request.actor);
  app.get('/rounds', { config: { access: 'rounds.write' } }, async (request) => request.actor);
  await app.ready();
});
afterAll(() => app.close());

async function ask(url: string, authorization?: string): Promise<{ status: number; body: unknown }> {
  const headers = authorization === undefined ? {} : { authorization };
  const response = await app.inject({ url, headers });
  return { status: response.statusCode, body: response.json<unknown>() };
}

test('a valid token tells who asks', async () => {
  const answer = await ask('/queue', `Bearer ${await signToken({ ...valid, subject: 'kari' })}`);
  expect(answer).toMatchObject({
    status: 200,
    body: { id: 'kari', role: 'case-officer', municipalityId: MUNICIPALITY },
  });
});

test('a public route asks for no token and has no actor', async () => {
  const response = await app.inject({ url: '/open' });
  expect(response.statusCode).toBe(200);
  expect(response.json()).toBe(null);
});

test('without a token the answer says what to send', async () => {
  const response = await app.inject({ url: '/queue' });
  expect(response.headers['www-authenticate']).toMatch(/^Bearer/);
  expect(response.json()).toMatchObject({ status: 401, code: 'authentication.missing' });
});

test.for<[string, Partial<TokenOptions>]>([
  ['another secret', { secret: 'a-secret-that-is-not-shared-0123456789' }],
  ['an unknown role', { role: 'admin' }],
  ['an empty subject', { subject: '' }],
])('a token with %s is none', async ([, options]) => {
  const token = await signToken({ ...valid, ...options });
  expect(await ask('/queue', `Bearer ${token}`)).toMatchObject({
    status: 401,
    body: { code: 'authentication.invalid' },
  });
});

test('a token that is altered, unsigned or no token is none', async () => {
  const token = await signToken(valid);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  const leader = Buffer.from(
    Buffer.from(payload, 'base64url').toString().replace('case-officer', 'leader'),
  ).toString('base64url');
  const forms = [
    `Bearer ${unsigned}.${payload}.`,
    `Bearer ${unsigned}.${payload}.${signature}`,
    `Bearer ${header}.${leader}.${signature}`,
    `Bearer ${header}.${payload}.${signature.slice(0, -2)}`,
    `Bearer ${token} `.repeat(2),
    'Bearer',
    `Basic ${token}`,
    token,
    'Bearer ..',
    `Bearer ${'a'.repeat(5_000)}`,
  ];
  for (const form of forms) expect((await ask('/queue', form)).status, form).toBe(401);
});

test('a role without the permission is refused, and told which one it lacks', async () => {
  const answer = await ask('/rounds', `Bearer ${await signToken({ ...valid, role: 'committee' })}`);
  expect(answer).toMatchObject({
    status: 403,
    body: { code: 'authorisation.denied', facts: { permission: 'rounds.write' } },
  });
});

test('an unknown address is unknown with and without a token, and is not repeated', async () => {
  const response = await app.inject({ url: '/v1/persons/01811234567' });
  expect(response.json()).toMatchObject({ status: 404, code: 'route.not-found' });
  expect(response.body).not.toContain('01811234567');
});

test('a route that does not say who may call it stops the start', async () => {
  const forgetful = await buildGuarded();
  expect(() => forgetful.get('/forgotten', async () => 'x')).toThrow(/GET \/forgotten/);
  expect(() => forgetful.get('/docs-of-mine', async () => 'x')).toThrow(/does not declare/);
  await forgetful.close();
});
