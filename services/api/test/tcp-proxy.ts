import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut and mended, as a network or a restart does it. */
export interface TcpProxy {
  readonly port: number;
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>;
  /** Takes connections again, on the same port. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy on a free port to `target`; `isCut` starts it without taking connections. */
export async function startTcpProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  let port = 0;
  const mend = async (): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port }, resolve);
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  };
  const cut = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await mend();
  return {
    get port() {
      return port;
    },
    cut,
    mend,
    close: async () => {
      if (server.listening) await cut();
    },
  };
}
