import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentProcessToken, findProcessToken } from '@boligtrapp/platform';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPTS = fileURLToPath(new URL('../', import.meta.url));
const DATA_FOLDER = fileURLToPath(new URL('../../.data/', import.meta.url));

/** A project like this one, with an `npx` that only notes that it was called and what a whole install leaves. */
let project: string;
let folder: string;
const running: ChildProcess[] = [];

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves when the output has this text. */
  seen(text: string): Promise<void>;
  readonly code: Promise<number | null>;
}

beforeEach(() => {
  mkdirSync(DATA_FOLDER, { recursive: true });
  // A name that the sweep of test folders knows, should this run be killed.
  folder = mkdtempSync(join(DATA_FOLDER, `test-${currentProcessToken()}-bootstrap-`));
  project = join(folder, 'with a space');
  for (const name of ['bootstrap.mjs', 'bootstrap', 'build-pages.ts']) {
    cpSync(join(SCRIPTS, name), join(project, 'scripts', name), { recursive: true });
  }
  write('package.json', '{"type":"module"}');
  write('packages/domain/package.json', '{"type":"module"}');
  write('services/cli/src/main.ts', APPLICATION);
  write('node_modules/vitest/vitest.mjs', '');
  useNpx(WORKING_INSTALL);
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const APPLICATION = `
  import { rmSync, writeFileSync } from 'node:fs';
  const [command, argument]: string[] = process.argv.slice(2);
  const greeting = ['application', command, argument ?? '', process.version].join(' ');
  if (command === 'demo') {
    console.log(greeting);
    process.exit(Number(argument));
  }
  writeFileSync('.data/run.json', JSON.stringify({ url: 'http://127.0.0.1:3999' }));
  const alive = setInterval(() => undefined, 1000);
  function stop(why: string): void {
    console.log('stopping on', why);
    setTimeout(() => { rmSync('.data/run.json'); console.log('stopped'); clearInterval(alive); process.disconnect?.(); }, 300);
  }
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (argument === 'watch') process.once('disconnect', () => stop('disconnect'));
  console.log(greeting);
`;

const WORKING_INSTALL = `
  mkdir -p node_modules/node-runtime/bin packages/domain/node_modules
  ln -sf "$REAL_NODE" node_modules/node-runtime/bin/node
`;

function write(path: string, text: string): void {
  mkdirSync(join(project, path, '..'), { recursive: true });
  writeFileSync(join(project, path), text);
}

function useNpx(script: string): void {
  write('fake/npx', `#!/bin/sh\necho "$NODE_ENV|$TMPDIR|$*" >>npx-calls\n${script}`);
  chmodSync(join(project, 'fake/npx'), 0o755);
}

function npxCalls(): readonly string[] {
  const file = join(project, 'npx-calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

function run(...args: string[]): Run {
  const child = spawn(process.execPath, [join(project, 'scripts/bootstrap.mjs'), ...args], {
    env: {
      PATH: `${join(project, 'fake')}:${process.env['PATH'] ?? ''}`,
      REAL_NODE: process.execPath,
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
    child.emit('text');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    output: () => text,
    seen: async (wanted) => {
      while (!text.includes(wanted)) {
        if (child.exitCode !== null) throw new Error(`ended without "${wanted}":\n${text}`);
        await Promise.race([once(child, 'text'), once(child, 'close')]);
      }
    },
    code,
  };
}

async function waitForFile(name: string): Promise<void> {
  while (!existsSync(join(project, name))) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('an unknown command is a fault of usage', async () => {
  const unknown = run('toString');
  expect(await unknown.code).toBe(2);
  expect(unknown.output()).toContain('start|demo|test|check');
});

test('installs what is missing, once, and again when what is wanted or what is there has changed', async () => {
  const first = run('demo', '0');
  expect(await first.code).toBe(0);
  expect(first.output()).toMatch(/Installing[^]*Installed in \d+ s[^]*application demo 0 v26/);
  expect(npxCalls()).toEqual([
    expect.stringMatching(
      /^\|.*\.data\/tmp\|.*pnpm@\S+ install --frozen-lockfile .*--filter !@boligtrapp\/docs/,
    ),
  ]);

  expect(await run('demo', '7').code).toBe(7);
  expect(npxCalls()).toHaveLength(1);

  write('packages/domain/package.json', '{"type":"module","dependencies":{}}');
  expect(await run('demo', '0').code).toBe(0);
  expect(npxCalls()).toHaveLength(2);

  rmSync(join(project, 'node_modules/node-runtime'), { recursive: true });
  expect(await run('demo', '0').code).toBe(0);
  expect(npxCalls()).toHaveLength(3);
});

test('an install that fails is told with what it said, without its warnings, and tried again next time', async () => {
  useNpx('echo "[WARN] old node"; echo "[ERR] no such package: nothing"; exit 3');
  const failing = run('demo', '0');
  expect(await failing.code).toBe(1);
  expect(failing.output()).toContain('no such package: nothing');
  expect(failing.output()).not.toContain('old node');
  expect(failing.output()).not.toMatch(/^\s+at /m);

  useNpx(WORKING_INSTALL);
  expect(await run('demo', '0').code).toBe(0);
});

test('an installation that the package manager wrongly takes for whole is done afresh', async () => {
  mkdirSync(join(project, 'node_modules/node-runtime'), { recursive: true });
  useNpx(`[ -d node_modules/node-runtime ] && exit 0\n${WORKING_INSTALL}`);
  const mended = run('demo', '0');
  expect(await mended.code).toBe(0);
  expect(mended.output()).toContain('damaged');
  expect(npxCalls()).toHaveLength(2);
});

test('of two at once one installs and the other waits, saying so', async () => {
  useNpx(`sleep 1\n${WORKING_INSTALL}`);
  const one = run('test');
  await one.seen('Installing');
  const other = run('test');
  await other.seen('waiting');
  await Promise.all([one.code, other.code]);
  expect(npxCalls()).toHaveLength(1);
});

test('SIGTERM during the install ends it with its program, and the next one does it again', async () => {
  useNpx('sleep 30 & echo $! >sleeper; wait');
  const cut = run('demo', '0');
  await cut.seen('Installing');
  await waitForFile('sleeper');
  cut.child.kill('SIGTERM');
  expect(await cut.code).not.toBe(0);

  useNpx(WORKING_INSTALL);
  expect(await run('demo', '0').code).toBe(0);
  const sleeper = Number(readFileSync(join(project, 'sleeper'), 'utf8'));
  expect(findProcessToken(sleeper)).toBeUndefined();
});

test('a second start says that it runs already and where, and leaves the first alone; tests may run', async () => {
  const first = run('start');
  await first.seen('application start');
  const second = run('demo', '0');
  expect(await second.code).toBe(1);
  expect(second.output()).toMatch(
    new RegExp(`already running here \\(process ${first.child.pid}, http://127\\.0\\.0\\.1:3999\\)`),
  );
  expect(second.output()).not.toContain('application');
  const tests = run('test');
  await tests.code;
  expect(tests.output()).not.toContain('already running');

  expect(first.output()).not.toContain('stopping');
  first.child.kill('SIGTERM');
  expect(await first.code).toBe(0);
  expect(first.output()).toMatch(/stopping on SIGTERM[^]*stopped/);
  expect(await run('demo', '0').code).toBe(0);
});

test('SIGINT is passed on, and the clean stop awaited', async () => {
  const started = run('start');
  await started.seen('application start');
  started.child.kill('SIGINT');
  expect(await started.code).toBe(0);
  expect(started.output()).toMatch(/stopping on SIGINT[^]*stopped/);
});

test('after kill -9 the application learns of it, and holds the place until it is gone', async () => {
  const first = run('start', 'watch');
  await first.seen('application start');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const tooEarly = run('demo', '0');
  expect(await tooEarly.code).toBe(1);
  expect(tooEarly.output()).toContain('already running');
  await first.seen('stopped');
  await first.code;
  expect(first.output()).toMatch(/stopping on disconnect[^]*stopped/);
  expect(await run('demo', '0').code).toBe(0);
});

test.for([
  [
    'a number that another process has now',
    JSON.stringify({ pid: process.pid, startedAt: '1 ticks after boot x' }),
  ],
  ['a process that is gone', JSON.stringify({ pid: 4_194_300, startedAt: '1 ticks after boot x' })],
  ['half a file', '{"pid":'],
])('a lock with %s is taken over', async ([, content]) => {
  write('.data/run.lock', content ?? '');
  expect(await run('demo', '0').code).toBe(0);
  expect(existsSync(join(project, '.data/run.lock'))).toBe(false);
});

test('of many that find a dead lock at the same time, one gets it', async () => {
  write('.data/run.lock', JSON.stringify({ pid: 4_194_300, startedAt: '1 ticks after boot x' }));
  write('contend.mjs', CONTENDER);
  symlinkSync(process.execPath, join(project, 'node'));
  const contenders = Array.from({ length: 12 }, () => {
    const child = spawn(join(project, 'node'), [join(project, 'contend.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    running.push(child);
    return child;
  });
  await Promise.all(contenders.map((child) => once(child.stdout, 'data')));
  for (const child of contenders) child.stdin.write('go\n');
  const answers = await Promise.all(
    contenders.map(async (child) => {
      const chunk = await new Promise<string>((resolve) => {
        child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
      });
      return chunk.trim();
    }),
  );
  expect(answers.toSorted()).toEqual([...Array.from({ length: 11 }, () => 'held'), 'mine'].toSorted());
});

const CONTENDER = `
  import { once } from 'node:events';
  import { takeLock } from './scripts/bootstrap/process-lock.mjs';
  console.log('ready');
  await once(process.stdin, 'data');
  console.log(takeLock(import.meta.dirname + '/.data/run.lock').lock ? 'mine' : 'held');
  setTimeout(() => process.exit(), 3000);
`;
