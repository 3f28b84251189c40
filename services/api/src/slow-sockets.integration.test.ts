import { SlowCallers } from '@boligtrapp/testing';
import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';

const SOCKETS = 1_500;
const SOCKETS_OF_THE_CONTROL = 300;
async function portOf(app: ApiScene['app']): Promise<number> {
  return Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
}

let scene: ApiScene;
beforeAll(async () => {
  scene = await setApiScene();
});
afterAll(() => scene.close());

test('callers that send too slowly lose their connections; with the framework as it comes they keep them', {
  timeout: 180_000,
}, async () => {
  const control = fastify();
  const [slow, kept] = [new SlowCallers(), new SlowCallers()];
  await kept.open(await portOf(control), SOCKETS_OF_THE_CONTROL);
  const port = await portOf(scene.app);
  await slow.open(port, SOCKETS);
  // Somebody who is not slow is served meanwhile.
  expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
  await expect.poll(() => slow.openCount, { timeout: 45_000, interval: 100 }).toBe(0);
  expect(kept.openCount).toBe(SOCKETS_OF_THE_CONTROL);
  kept.end();
  slow.end();
  control.server.closeAllConnections();
  await control.close();
});
