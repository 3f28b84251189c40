import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The API as a process of its own. */
export interface ApiProcess {
  readonly child: ChildProcess;
  /** What it wrote to standard output so far. */
  readonly output: () => string;
  /** The address it tells its parent, once it listens. @throws {Error} when it ends before. */
  untilListening(): Promise<string>;
  /** A header with a token of its stand-in of Maskinporten, once it listens. */
  bearer(organisationNumber: string): Promise<{ authorization: string }>;
  /** Its exit code, once it has ended. */
  untilExit(): Promise<number | null>;
}

/** Settings with which the API starts. */
export function apiEnvironment(databaseUrl: string): Readonly<Record<string, string>> {
  return {
    DATABASE_URL: databaseUrl,
    PORT: '0',
    DEV_IDENTITY: 'on',
    DEV_IDENTITY_PORT: '0',
    DEV_IDENTITY_USERS: JSON.stringify([
      { sub: 'kari', role: 'housing-manager', municipality: '3201' },
      { sub: 'leder', role: 'leader', municipality: '3201' },
    ]),
    IDENTITY_ENCRYPTION_KEY: 'ab'.repeat(32),
    IDENTITY_LOOKUP_KEY: 'cd'.repeat(32),
    IDENTITY_KEY_ID: 'test',
    ADDRESS_ENCRYPTION_KEY: 'ef'.repeat(32),
    ADDRESS_KEY_ID: 'test',
    AUDIT_KEY: 'ef'.repeat(32),
    AUDIT_KEY_ID: 'test',
    REQUESTS_PER_MINUTE: '10000000',
  };
}

/** Starts `main.ts` with exactly this environment. */
export function startApiProcess(environment: Readonly<Record<string, string>>): ApiProcess {
  const child = fork(MAIN, { env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const exit: Promise<number | null> = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const listening = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'url' in message) resolve({ ...message });
    });
    void exit.then((code) => reject(new Error(`ended with ${code} before it listened: ${output}`)));
  });
  // Whoever does not wait for it is not to hear of it.
  listening.catch(() => undefined);
  return {
    child,
    output: () => output,
    untilListening: async () => String((await listening)['url']),
    bearer: async (organisationNumber) => {
      const base = `${String((await listening)['devIdentityUrl'])}/maskinporten/token`;
      const token: unknown = await (await fetch(`${base}?consumer=${organisationNumber}`)).json();
      if (typeof token !== 'object' || token === null || !('access_token' in token))
        throw new Error('no token');
      return { authorization: `Bearer ${String(token.access_token)}` };
    },
    untilExit: () => exit,
  };
}
