import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `pass` forwards; `drop` accepts and cuts at once; `refuse` does not listen. */
export type ProxyMode = 'pass' | 'drop' | 'refuse';

/** A TCP proxy on 127.0.0.1 whose connections can be cut. */
export interface TcpProxy {
  readonly port: number;
  /** Connections accepted so far. */
  readonly accepted: () => number;
  /** Changes the mode; every mode but `pass` cuts what is connected. */
  readonly become: (mode: ProxyMode) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a proxy to a port of this machine, in the mode `refuse`. */
export async function createTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let mode: ProxyMode = 'refuse';
  let accepted = 0;
  const server = createServer((socket) => {
    accepted += 1;
    socket.on('error', () => undefined);
    if (mode !== 'pass') {
      socket.destroy();
      return;
    }
    const upstream = connect(target);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });

  async function stopListening(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return toPort(server.address());
  }

  const port = await listen(0);
  await stopListening();
  return {
    port,
    accepted: () => accepted,
    async become(next) {
      mode = next;
      if (next === 'refuse') return stopListening();
      if (next === 'drop') for (const socket of sockets) socket.destroy();
      if (!server.listening) await listen(port);
    },
    close: stopListening,
  };
}

function toPort(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return address.port;
}

/** The same URL, by way of the proxy. */
export function throughProxy(url: string, proxy: TcpProxy): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(proxy.port);
  return changed.href;
}

/** Host and port of a URL. */
export function targetOf(url: string, defaultPort: number): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: port === '' ? defaultPort : Number(port) };
}
