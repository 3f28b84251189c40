import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions, LightMyRequestResponse, RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../test/api-scene.ts';
import { signToken } from '../../test/tokens.ts';
import type { QuotaKind } from './quotas.ts';

/** Ten lists and one file for each user, 200 requests from an address, four failed sign-ins. */
const REQUESTS_PER_MINUTE = 20;

const routes: RouteOptions[] = [];
let scene: ApiScene;
let manager = 0;
beforeAll(async () => {
  scene = await setApiScene(
    { requestsPerMinute: REQUESTS_PER_MINUTE, trustedProxies: ['127.0.0.1'] },
    (app) => {
      app.addHook('onRoute', (route) => {
        routes.push(route);
      });
    },
  );
});
afterAll(() => scene.close());

/** A user who has asked nothing yet. */
async function someone(role = 'housing-manager'): Promise<{ authorization: string }> {
  manager += 1;
  const token = await signToken({ role, municipalityId: scene.one.id, subject: `user-${manager}` });
  return { authorization: `Bearer ${token}` };
}

/** Sends the same request so often, each from an address of its own unless the headers name one. */
async function send(count: number, request: InjectOptions): Promise<readonly LightMyRequestResponse[]> {
  const answers: LightMyRequestResponse[] = [];
  for (let n = 0; n < count; n += 1) {
    const headers = { 'x-forwarded-for': `10.0.${answers.length}.${manager}`, ...request.headers };
    answers.push(await scene.app.inject({ ...request, headers }));
  }
  return answers;
}

function statusesOf(answers: readonly LightMyRequestResponse[]): readonly number[] {
  return [...new Set(answers.map(({ statusCode }) => statusCode))];
}

test('whoever has used up a quota is told so, and when to come again', async () => {
  const headers = await someone();
  const [first, ...more] = await send(10, { url: '/v1/dwellings', headers });
  expect(first?.headers).toMatchObject({ 'ratelimit-limit': '10', 'ratelimit-remaining': '9' });
  expect(statusesOf(more)).toEqual([200]);
  const [refused] = await send(1, { url: '/v1/dwellings?limit=1', headers });
  expect(refused?.statusCode).toBe(429);
  expect(refused?.headers['content-type']).toBe('application/problem+json');
  expect(refused?.json()).toMatchObject({ status: 429, code: 'request.rate-exceeded' });
  expect(refused?.headers).toMatchObject({ 'ratelimit-limit': '10', 'ratelimit-remaining': '0' });
  for (const name of ['retry-after', 'ratelimit-reset']) {
    expect(Number(refused?.headers[name])).toBeGreaterThan(0);
    expect(Number(refused?.headers[name])).toBeLessThanOrEqual(60);
  }
});

test('the quotas of users and of kinds of routes are apart', async () => {
  const headers = await someone();
  expect(statusesOf(await send(11, { url: '/v1/dwellings', headers }))).toEqual([200, 429]);
  expect(statusesOf(await send(1, { url: `/v1/dwellings/${scene.one.vacantId}`, headers }))).toEqual([200]);
  expect(statusesOf(await send(1, { url: '/v1/dwellings', headers: await someone() }))).toEqual([200]);
});

test('files and computations have the smallest quota', async () => {
  const headers = await someone('case-officer');
  const url = '/v1/letter-templates/default?letterKind=move-request&language=nb';
  const [first, second] = await send(2, { url, headers });
  expect([first?.headers['ratelimit-limit'], second?.statusCode]).toEqual(['1', 429]);
});

test('an address has a quota of its own for all that comes from it without a user', async () => {
  const from = { 'x-forwarded-for': '192.0.2.7' };
  expect(statusesOf(await send(201, { url: '/v1/nowhere', headers: from }))).toEqual([404, 429]);
  expect(statusesOf(await send(1, { url: '/health/live', headers: from }))).toEqual([200]);
  const sameNetwork = ['2001:db8::1', '2001:db8::2'].map((address) => ({ 'x-forwarded-for': address }));
  expect(statusesOf(await send(200, { url: '/v1/nowhere', headers: { ...sameNetwork[0] } }))).toEqual([404]);
  expect(statusesOf(await send(1, { url: '/v1/nowhere', headers: { ...sameNetwork[1] } }))).toEqual([429]);
});

test('who is signed in is not stopped by what others ask from the same address without a user', async () => {
  const from = { 'x-forwarded-for': '192.0.2.17' };
  expect(statusesOf(await send(201, { url: '/v1/nowhere', headers: from }))).toEqual([404, 429]);
  const headers = { ...(await someone()), ...from };
  expect(statusesOf(await send(1, { url: '/v1/dwellings', headers }))).toEqual([200]);
});

test('all users of an address have one quota together', async () => {
  const from = { 'x-forwarded-for': '192.0.2.18' };
  for (let n = 0; n < 20; n += 1) {
    const headers = { ...(await someone()), ...from };
    expect(statusesOf(await send(10, { url: '/v1/dwellings', headers }))).toEqual([200]);
  }
  const headers = { ...(await someone()), ...from };
  expect(statusesOf(await send(1, { url: '/v1/dwellings', headers }))).toEqual([429]);
  // Nor do they use up what is for those without a user.
  expect(statusesOf(await send(1, { url: '/v1/nowhere', headers: from }))).toEqual([404]);
});

test('pages and what they are made of are counted apart from the API, and not without end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets', 'app-1.js'), 'export {};');
  const paged = await setApiScene({ requestsPerMinute: REQUESTS_PER_MINUTE, pagesFolder: folder });
  const ask = async (url: string): Promise<number> => (await paged.app.inject({ url })).statusCode;
  const asked: number[] = [];
  for (let n = 0; n < 150; n += 1) asked.push(await ask('/'), await ask('/assets/app-1.js'));
  expect(new Set(asked)).toEqual(new Set([200]));
  expect(await ask('/auth/sign-in')).not.toBe(429);
  expect(await ask('/v1/nowhere')).toBe(404);
  const more: number[] = [];
  for (let n = 0; n < 101; n += 1) more.push(await ask('/assets/app-1.js'));
  expect(more.at(-1)).toBe(429);
  await paged.close();
  await rm(folder, { recursive: true });
});

describe('who fails to sign in', () => {
  const from = { 'x-forwarded-for': '192.0.2.8' };
  const wrong = { authorization: 'Bearer a.b.c', ...from };

  test('too often hears that, and nothing of the next token', async () => {
    const answers = await send(6, { url: '/v1/dwellings', headers: wrong });
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 429, 429]);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('shuts out nobody else at the same address', async () => {
    const headers = { ...(await someone()), ...from };
    expect(statusesOf(await send(1, { url: '/v1/dwellings', headers }))).toEqual([200]);
  });
});

test('an address that a caller claims counts only when a proxy says it', async () => {
  const direct = await setApiScene({ requestsPerMinute: REQUESTS_PER_MINUTE });
  const ask = async (n: number): Promise<number> => {
    const headers = { 'x-forwarded-for': `10.9.9.${n}` };
    return (await direct.app.inject({ url: '/v1/nowhere', headers })).statusCode;
  };
  const statuses: number[] = [];
  for (let n = 0; n <= 200; n += 1) statuses.push(await ask(n));
  await direct.close();
  expect(statuses.at(199)).toBe(404);
  expect(statuses.at(200)).toBe(429);
});

function routesOf(kind: QuotaKind): readonly string[] {
  return routes.flatMap(({ method, url, config }) =>
    config?.quota === kind ? [`${String(method)} ${url}`] : [],
  );
}

test('every route is counted as what it is', () => {
  expect(routesOf('probe').toSorted()).toEqual([
    'GET /health/live',
    'GET /health/ready',
    'POST /webhooks/kobo/:kommunenummer',
  ]);
  expect(routesOf('list')).toEqual(expect.arrayContaining(['GET /v1/applications', 'GET /v1/dwellings']));
  expect(routesOf('costly')).toEqual(
    expect.arrayContaining([
      'GET /v1/calendar-feeds/:calendarToken',
      'GET /v1/rotation-runs/:runId/report/xlsx',
      'GET /v1/rounds/:roundId/replay',
      'POST /v1/letter-templates',
      'POST /v1/rounds/:roundId/what-ifs',
    ]),
  );
  expect(routesOf('single')).toContain('PATCH /v1/dwellings/:dwellingId');
});
