import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Part } from '@boligtrapp/platform';
import { CliError } from '../output.ts';
import { DATA_FOLDER } from './local-files.ts';

const STOP_TIMEOUT_MS = 10_000;

/** A service that runs as a process of its own. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  /** What it said when it was ready. */
  readonly message: Readonly<Record<string, unknown>>;
  /** Resolves when the process ends by itself, with what to tell about it. */
  readonly ended: Promise<string>;
}

/**
 * Starts `services/<name>` as its own process and waits until it says that it is ready. It is in a process group of
 * its own, so that a Ctrl-C in the terminal reaches the start first and the parts are stopped in order; a start
 * that dies takes the channel with it, and the service ends. Its log goes to `.data/<name>.log`.
 */
export function servicePart(
  name: 'api' | 'worker' | 'kobo-stand-in',
  readyType: string,
  environment: NodeJS.ProcessEnv,
): Part<ServiceProcess> {
  return {
    name,
    start: async (signal) => await startService(name, readyType, environment, signal),
    stop: stopService,
  };
}

async function startService(
  name: string,
  readyType: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<ServiceProcess> {
  const logFile = join(DATA_FOLDER, `${name}.log`);
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(`../../../${name}/src/main.ts`, import.meta.url))],
    {
      env: environment,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    },
  );
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${name} could not be started: ${error.message}`));
    child.once('exit', (code, killed) => {
      const reason = lastFault(logFile) ?? `${killed ?? code}`;
      resolve(`${name} ended: ${reason} (its log is ${logFile})`);
    });
  });
  const ready = new Promise<Readonly<Record<string, unknown>>>((resolve) => {
    child.on('message', (message: unknown) => {
      if (isRecord(message) && message['type'] === readyType) resolve(message);
    });
  });
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const first = await Promise.race([ready, ended, stopped]);
  if (isRecord(first)) return { child, message: first, ended };
  await stopService({ child });
  throw new CliError(first ?? 'stopped while it was starting');
}

async function stopService({ child }: Pick<ServiceProcess, 'child'>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(force);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What the last line of trouble in a log says; the logger has kept personal data out of it. */
function lastFault(logFile: string): string | undefined {
  for (const line of readFileSync(logFile, 'utf8').trimEnd().split('\n').toReversed()) {
    const entry = parseLine(line);
    if (entry === undefined || !['error', 'fatal'].includes(String(entry['level']))) continue;
    if (Array.isArray(entry['faults'])) return entry['faults'].join('; ');
    const error = entry['err'];
    if (isRecord(error) && error['code'] === 'EADDRINUSE') {
      return 'its port is taken by another program; set PORT to a free one';
    }
    return isRecord(error) && typeof error['message'] === 'string' ? error['message'] : String(entry['msg']);
  }
  return undefined;
}

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return isRecord(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}
