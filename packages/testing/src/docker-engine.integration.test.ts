import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findDockerEngine } from './docker-engine.ts';
import { makeTestFolder } from './test-folder.ts';

let folder: string;
/** Relative: the path of a socket may have about a hundred characters. */
let socketPath: string;
let engine: Server | undefined;

beforeEach(() => {
  folder = makeTestFolder('docker');
  socketPath = relative(process.cwd(), `${folder}/s`);
});

afterEach(async () => {
  engine?.closeAllConnections();
  await new Promise((resolve) => (engine === undefined ? resolve(undefined) : engine.close(resolve)));
  engine = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function listen(answer: (path: string | undefined) => number | undefined): Promise<void> {
  engine = createServer((request, response) => {
    const status = answer(request.url);
    if (status !== undefined) response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => engine?.listen(socketPath, resolve));
}

test('an engine that answers its ping is there', async () => {
  await listen((path) => (path === '/_ping' ? 200 : 404));
  expect(await findDockerEngine({ DOCKER_HOST: `unix://${socketPath}` })).toEqual({ isThere: true });
});

async function reasonAt(host: string): Promise<string> {
  const engine = await findDockerEngine({ DOCKER_HOST: host });
  return engine.isThere ? 'it is there' : engine.reason;
}

test('an engine that refuses, is gone or hangs is passed over within about a second, with the reason', async () => {
  const host = `unix://${socketPath}`;
  expect(await reasonAt(host)).toContain('ENOENT');
  let status: number | undefined = 500;
  await listen(() => status);
  expect(await reasonAt(host)).toContain('status 500');
  status = undefined;
  const startedAt = Date.now();
  expect(await reasonAt(host)).toContain('nothing within');
  expect(Date.now() - startedAt).toBeLessThan(2_500);
  expect(await reasonAt('tcp://127.0.0.1:1')).toContain('ECONNREFUSED');
});
