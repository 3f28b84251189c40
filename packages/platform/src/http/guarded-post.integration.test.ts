import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createGuardedPost } from './guarded-post.ts';

const servers: (Server | TcpServer)[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server | TcpServer): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server that counts its requests. */
async function serve(listener: RequestListener): Promise<{ readonly port: number; readonly seen: string[] }> {
  const seen: string[] = [];
  const port = await listen(
    createServer((request, response) => {
      seen.push(request.url ?? '');
      listener(request, response);
    }),
  );
  return { port, seen };
}

/** A resolver by which every name leads to these addresses. */
function leadingTo(...found: readonly string[]) {
  return async () => await Promise.resolve(found.map((address) => ({ address, family: 4 })));
}

const POST = { headers: { 'content-type': 'text/plain' }, body: 'what is sent' };
const NOT_ALLOWED = { outcome: 'address-not-allowed', statusCode: null };

it('posts to the own machine where that is allowed, by its name or address', async () => {
  const { port, seen } = await serve((_request, response) => response.writeHead(204).end());
  const post = createGuardedPost({ allowsLoopback: true });
  for (const host of ['localhost', '127.0.0.1']) {
    expect(await post({ ...POST, url: `http://${host}:${port}/in` })).toEqual({
      outcome: 'delivered',
      statusCode: 204,
    });
  }
  expect(seen).toHaveLength(2);
});

it('connects to no name that leads to the own machine, whoever asks', async () => {
  const { port, seen } = await serve((_request, response) => response.writeHead(204).end());
  const resolve = leadingTo('127.0.0.1');
  for (const allowsLoopback of [false, true]) {
    const post = createGuardedPost({ allowsLoopback, resolve });
    expect(await post({ ...POST, url: `https://hooks.example.no:${port}/in` })).toEqual(NOT_ALLOWED);
  }
  // By the system's own resolver, too.
  const post = createGuardedPost({ allowsLoopback: false });
  expect(await post({ ...POST, url: `https://localhost:${port}/in` })).toEqual(NOT_ALLOWED);
  expect(seen).toEqual([]);
});

it('broken control: a look at the name before the call is fooled by a name that changes', async () => {
  const answers = ['93.184.215.14', '127.0.0.1'];
  const resolve = async () => await Promise.resolve([{ address: answers.shift() ?? '', family: 4 }]);
  // What a check apart from the connection would have seen: a public address.
  expect((await resolve())[0]?.address).toBe('93.184.215.14');
  const post = createGuardedPost({ allowsLoopback: false, resolve });
  expect(await post({ ...POST, url: 'https://hooks.example.no:1/in' })).toEqual(NOT_ALLOWED);
});

it('refuses a name with one address that is public and one that is not', async () => {
  const resolve = leadingTo('93.184.215.14', '169.254.169.254');
  const post = createGuardedPost({ allowsLoopback: false, resolve });
  expect(await post({ ...POST, url: 'https://hooks.example.no/in' })).toEqual(NOT_ALLOWED);
});

it.each([
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::ffff:127.0.0.1]/',
  'https://2130706433/',
  'https://0x7f.1/',
])('refuses an address that is not public: %s', async (url) => {
  expect(await createGuardedPost({ allowsLoopback: false })({ ...POST, url })).toEqual(NOT_ALLOWED);
});

it('sends nothing without TLS to others', async () => {
  const resolve = leadingTo('93.184.215.14');
  const post = createGuardedPost({ allowsLoopback: true, resolve });
  expect(await post({ ...POST, url: 'http://hooks.example.no/in' })).toEqual(NOT_ALLOWED);
});

it('follows no redirect', async () => {
  const inner = await serve((_request, response) => response.writeHead(200).end());
  const { port } = await serve((_request, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${inner.port}/inner` }).end(),
  );
  const post = createGuardedPost({ allowsLoopback: true });
  expect(await post({ ...POST, url: `http://localhost:${port}/in` })).toEqual({
    outcome: 'redirected',
    statusCode: 307,
  });
  expect(inner.seen).toEqual([]);
});

it('gives up on who does not answer, and on who never ends', async () => {
  const silent = await listen(createTcpServer(() => undefined));
  const endless = await serve((_request, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(more));
  });
  const post = createGuardedPost({ allowsLoopback: true, timeoutMs: 300 });
  for (const port of [silent, endless.port]) {
    expect(await post({ ...POST, url: `http://localhost:${port}/in` })).toEqual({
      outcome: 'timed-out',
      statusCode: null,
    });
  }
});

it('reads no more of a long answer than it must', async () => {
  const { port } = await serve((_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(65_536);
    const pump = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', pump);
    };
    pump();
  });
  const post = createGuardedPost({ allowsLoopback: true, timeoutMs: 5_000 });
  expect(await post({ ...POST, url: `http://localhost:${port}/in` })).toEqual({
    outcome: 'delivered',
    statusCode: 200,
  });
});

it('says what class of answer came, and that none did', async () => {
  const { port } = await serve((request, response) =>
    response.writeHead(Number(request.url?.slice(1) ?? 0)).end(),
  );
  const post = createGuardedPost({ allowsLoopback: true });
  const outcomes = await Promise.all(
    [200, 302, 404, 410, 500].map(
      async (status) => await post({ ...POST, url: `http://localhost:${port}/${status}` }),
    ),
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    'delivered',
    'redirected',
    'refused',
    'refused',
    'refused',
  ]);
  expect(await post({ ...POST, url: 'http://localhost:1/' })).toEqual({
    outcome: 'unreachable',
    statusCode: null,
  });
});
