import { Client } from 'pg';
import { backoffMs, pause } from './pause.ts';

const FIRST_DELAY_MS = 50;
const MOST_DELAY_MS = 1_000;

/**
 * A `Client` class whose instances open connections one delay apart once connecting has failed: 50 ms,
 * doubled up to 1 s, back to nothing after the first that succeeds.
 *
 * BullMQ fetches the next job again at once when a fetch fails. A server that accepts connections and drops
 * them (starting up, failing over, a proxy without a back end) would get thousands of connections per second
 * from one worker, which spends a whole processor on it.
 */
export function createGatedClientClass(): typeof Client {
  let failures = 0;
  let opens: Promise<void> = Promise.resolve();
  const never = new AbortController().signal;

  async function connectGated(connect: () => Promise<Client>): Promise<Client> {
    await opens;
    try {
      const client = await connect();
      failures = 0;
      return client;
    } catch (error) {
      failures += 1;
      opens = pause(backoffMs(failures, FIRST_DELAY_MS, MOST_DELAY_MS), never);
      throw error;
    }
  }

  return class GatedClient extends Client {
    override connect(): Promise<Client>;
    override connect(callback: ((error: Error) => void) | ((error: null, client: Client) => void)): void;
    override connect(callback?: (error: never, client: Client) => void): Promise<Client> | void {
      const connected = connectGated(() => super.connect());
      if (callback === undefined) return connected;
      connected.then(
        (client) => void Reflect.apply(callback, undefined, [null, client]),
        (error: unknown) => void Reflect.apply(callback, undefined, [error]),
      );
    }
  };
}
