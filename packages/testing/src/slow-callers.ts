import { connect, type Socket } from 'node:net';

const DRIP_MS = 500;

/** What slow callers have sent when they fall silent, or go on with one byte after the other. */
const BEGINNINGS = [
  '',
  'GET /health/live HTTP/1.1\r\nHost: a\r\nX-A: ',
  'POST /v1/rounds HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{',
];

/** Callers that never come to an end; a third each of {@link BEGINNINGS}, every other one goes on dripping. */
export class SlowCallers {
  readonly #sockets = new Set<Socket>();
  readonly #drip = setInterval(() => this.#goOn(), DRIP_MS);

  /** Opens so many connections to this machine. */
  async open(port: number, count: number): Promise<void> {
    // One after the other: what overflows the queue of the kernel is no connection of the server.
    for (let n = 0; n < count; n += 1) await this.#open(port, n);
  }

  /** Connections that the server has not cut. */
  get openCount(): number {
    return this.#sockets.size;
  }

  /** Cuts those that are left. */
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
