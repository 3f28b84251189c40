import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A service that runs as a process of its own. */
export interface RunningService {
  readonly child: ChildProcess;
  /** What it said when it was ready. */
  readonly message: Readonly<Record<string, unknown>>;
}

/** Secrets of the services under test; nothing else uses them. */
export const SERVICE_SECRETS = {
  IDENTITY_KEY_ID: 'test',
  IDENTITY_ENCRYPTION_KEY: '01'.repeat(32),
  IDENTITY_LOOKUP_KEY: '02'.repeat(32),
  ADDRESS_KEY_ID: 'test',
  ADDRESS_ENCRYPTION_KEY: '04'.repeat(32),
  AUDIT_KEY_ID: 'test',
  AUDIT_KEY: '03'.repeat(32),
} as const;

/** Kommunenummer of the municipality for which the users work. */
export const MUNICIPALITY = '9001';

/** Users whom the identity provider of development lets in. */
const USERS = [
  ['demo-case-officer', 'case-officer'],
  ['officer', 'case-officer'],
  ['board-secretary', 'case-officer'],
  ['manager', 'housing-manager'],
  ['demo-named-officer', 'case-officer'],
  ['chair', 'committee'],
  ['second', 'committee'],
  ['third', 'committee'],
  ['recused', 'committee'],
  ['leader', 'leader'],
].map(([sub, role]) => ({ sub, role, municipality: MUNICIPALITY }));

/** The real service on a database; ready when the promise resolves. Its log goes to the file, or to this process. */
export async function startService(
  name: 'api' | 'worker',
  databaseUrl: string,
  logFile?: string,
): Promise<RunningService> {
  const main = fileURLToPath(new URL(`../services/${name}/src/main.ts`, import.meta.url));
  const output = logFile === undefined ? 'inherit' : openSync(logFile, 'a');
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      ...SERVICE_SECRETS,
      DATABASE_URL: databaseUrl,
      REDIS_URL: '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'test',
      DEV_IDENTITY: 'on',
      DEV_IDENTITY_PORT: '0',
      DEV_IDENTITY_USERS: JSON.stringify(USERS),
      // Journeys ask as fast as they can.
      REQUESTS_PER_MINUTE: '10000000',
    },
    stdio: ['ignore', output, output, 'ipc'],
  });
  if (typeof output === 'number') closeSync(output);
  const message = await new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    child.once('message', (said: unknown) =>
      resolve(typeof said === 'object' && said !== null ? { ...said } : {}),
    );
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code ?? 'a signal'}`)));
  });
  return { child, message };
}

/** Ends a service and waits until it is gone; resolves to its exit code, null when the signal ended it. */
export async function endService({ child }: RunningService, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}
