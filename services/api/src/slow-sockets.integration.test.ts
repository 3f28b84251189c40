import { connect, type Socket } from 'node:net';
import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';

const SOCKETS = 1_500;
const SOCKETS_OF_THE_CONTROL = 300;
const DRIP_MS = 500;

/** What slow callers have sent when they fall silent, or go on with one byte after the other. */
const BEGINNINGS = [
  '',
  'GET /health/live HTTP/1.1\r\nHost: a\r\nX-A: ',
  'POST /v1/rounds HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{',
];

/** Callers that never come to an end; a third each of {@link BEGINNINGS}, every other one goes on dripping. */
class SlowCallers {
  readonly #sockets = new Set<Socket>();
  readonly #drip = setInterval(() => this.#goOn(), DRIP_MS);

  async open(port: number, count: number): Promise<void> {
    // One after the other: what overflows the queue of the kernel is no connection of the server.
    for (let n = 0; n < count; n += 1) await this.#open(port, n);
  }

  get openCount(): number {
    return this.#sockets.size;
  }

  end(): void {
    clearInterval(this.#drip);
    for (const socket of this.#sockets) socket.destroy();
  }

  async #open(port: number, n: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port }, () => {
        socket.write(BEGINNINGS[n % BEGINNINGS.length] ?? '');
        this.#sockets.add(socket);
        resolve();
      });
      socket.resume();
      // Also when the server cuts it while this side is writing.
      socket.on('error', reject);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  #goOn(): void {
    let n = 0;
    for (const socket of this.#sockets) {
      n += 1;
      if (n % 2 === 0 && socket.bytesWritten > 0 && socket.writable) socket.write('a');
    }
  }
}

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
