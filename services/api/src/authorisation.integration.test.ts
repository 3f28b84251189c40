import { PERMISSIONS, ROLES } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { type Endpoint, readEndpoints } from '../test/endpoints.ts';
import { bearer } from '../test/tokens.ts';

let scene: ApiScene;
let guarded: readonly Endpoint[];
beforeAll(async () => {
  scene = await setApiScene();
  guarded = readEndpoints(scene.app).endpoints.filter((endpoint) => endpoint['x-permission'] !== undefined);
});
afterAll(() => scene.close());

/** The status of a request whose path names things of the other municipality. */
async function ask(endpoint: Endpoint, headers: Readonly<Record<string, string>>): Promise<number> {
  const foreign: Readonly<Record<string, string>> = {
    dwellingId: scene.other.vacantId,
    householdId: scene.other.householdId,
    placeId: scene.other.buildingId,
  };
  const url = endpoint.path.replaceAll(
    /\{(\w+)\}/g,
    (_match, name: string) => foreign[name] ?? scene.other.neighbourhoodId,
  );
  const body = endpoint.requestBody === undefined ? {} : { payload: {} };
  const all = { 'if-match': '"1"', 'idempotency-key': 'a-key-of-the-matrix', ...headers };
  const response = await scene.app.inject({ method: endpoint.method, url, headers: all, ...body });
  return response.statusCode;
}

function isAllowed(endpoint: Endpoint, role: (typeof ROLES)[number]): boolean {
  return [...PERMISSIONS[role]].some((permission) => permission === endpoint['x-permission']);
}

test('no endpoint answers without a token', async () => {
  for (const endpoint of guarded) expect(await ask(endpoint, {}), endpoint.operationId).toBe(401);
});

test.for(ROLES)('the role %s gets what its permissions say and nothing else', async (role) => {
  const headers = await bearer(role, scene.one.id);
  for (const endpoint of guarded) {
    const status = await ask(endpoint, headers);
    expect(status === 403, `${endpoint.operationId} gave ${status}`).toBe(!isAllowed(endpoint, role));
    expect(status, endpoint.operationId).not.toBe(401);
  }
});

test('nothing of another municipality is found by its id, whoever asks', async () => {
  const byId = guarded.filter((endpoint) => endpoint.path.includes('{'));
  expect(byId.length).toBeGreaterThan(5);
  for (const role of ROLES) {
    const headers = await bearer(role, scene.one.id);
    for (const endpoint of byId.filter((candidate) => isAllowed(candidate, role))) {
      // 400 where a body is wanted: the ids are not even looked at.
      const expected = endpoint.requestBody === undefined ? [404] : [404, 400];
      expect(expected, endpoint.operationId).toContain(await ask(endpoint, headers));
    }
  }
});

test('every endpoint is open to some role, and every permission opens one', () => {
  const unreachable = guarded.filter((endpoint) => !ROLES.some((role) => isAllowed(endpoint, role)));
  expect(unreachable.map((endpoint) => endpoint.operationId)).toEqual([]);
  const used = new Set(guarded.map((endpoint) => endpoint['x-permission']));
  const granted = new Set<string>(ROLES.flatMap((role) => [...PERMISSIONS[role]]));
  expect([...granted].filter((permission) => !used.has(permission))).toEqual([]);
});
