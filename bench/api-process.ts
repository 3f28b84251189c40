import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server under load, as a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Secrets of the API under test; nothing else uses them. */
const API_SECRETS = {
  IDENTITY_KEY_ID: 'bench',
  IDENTITY_ENCRYPTION_KEY: '01'.repeat(32),
  IDENTITY_LOOKUP_KEY: '02'.repeat(32),
  ADDRESS_KEY_ID: 'bench-address',
  ADDRESS_ENCRYPTION_KEY: '04'.repeat(32),
  AUDIT_KEY_ID: 'bench',
  AUDIT_KEY: '03'.repeat(32),
} as const;

/** Starts a script that tells its parent where it listens. */
export async function startServer(
  script: '../services/api/src/main.ts' | 'api-reference.ts',
  databaseUrl: string,
  options: { readonly profileIn?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    env: {
      ...API_SECRETS,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LOG_LEVEL: 'info',
      REQUESTS_PER_MINUTE: '100000000',
      ...options.environment,
    },
    execArgv: options.profileIn === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profileIn}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'url' in message) resolve(String(message.url));
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  if (child.pid === undefined) throw new Error(`${script} has no process`);
  return { pid: child.pid, url, stop: async () => await stopServer(child) };
}

async function stopServer(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  await gone;
}
