import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../test/api-scene.ts';
import { readEndpoints } from '../../test/endpoints.ts';
import { bearer } from '../../test/tokens.ts';

let scene: ApiScene;
beforeAll(async () => {
  scene = await setApiScene();
});
afterAll(() => scene.close());

test('a page may load what this origin serves, and nothing that is written into it', async () => {
  const { headers } = await scene.app.inject({ url: '/docs' });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).not.toMatch(/unsafe|https:|\*/);
});

test.for([
  '/health/live',
  '/docs',
  '/docs/static/swagger-ui.css',
  '/problems/lease.not-found',
  '/nowhere',
  '/v1/dwellings',
])('the answer of %s tells browsers to guess, frame, name and grant nothing', async (url) => {
  const { headers } = await scene.app.inject({ url });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(headers['permissions-policy']).toContain('camera=()');
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['server']).toBeUndefined();
});

test('where callers come over HTTPS only, browsers are told to stay with it; else they are not', async () => {
  const secure = await setApiScene({ isHttpsOnly: true });
  const { headers } = await secure.app.inject({ url: '/health/live' });
  await secure.close();
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  const plain = await scene.app.inject({ url: '/health/live' });
  expect(plain.headers['strict-transport-security']).toBeUndefined();
});

test('no cache keeps an answer of a route that needs a permission, nor of one with a secret address', async () => {
  const kept: string[] = [];
  for (const { method, path, operationId } of readEndpoints(scene.app).endpoints) {
    const url = path.replaceAll(/\{\w+\}/g, scene.one.vacantId);
    for (const role of ['case-officer', 'leader'] as const) {
      const headers = {
        ...(await bearer(role, scene.one.id)),
        'if-match': '"1"',
        'idempotency-key': 'a-key-of-this',
      };
      const { headers: answered } = await scene.app.inject({ method, url, headers });
      if (answered['cache-control'] !== 'no-store') kept.push(`${operationId} ${answered['cache-control']}`);
    }
  }
  expect(kept).toEqual([]);
});
