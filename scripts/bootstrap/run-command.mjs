import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { takeLock } from './process-lock.mjs';
import { dataPath, NODE_26, ROOT, SetUpError } from './project.mjs';
import { runChecks } from './run-checks.mjs';
import { runChild } from './run-child.mjs';
import { runTests } from './run-tests.mjs';

const COMMANDS = {
  start: (args) => runAlone('start', args),
  demo: (args) => runAlone('demo', args),
  test: runTests,
  check: runChecks,
};

const USAGE_FAULT = 2;

/** Sets up what is missing, runs the command and resolves to the exit code. */
export async function runCommand(name, args) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(`Usage: node scripts/bootstrap.mjs ${Object.keys(COMMANDS).join('|')} [arguments…]`);
    return USAGE_FAULT;
  }
  try {
    return await command(args);
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error);
    return 1;
  }
}

/** One at a time in a checkout: the second leaves the first alone and says where it is. */
async function runAlone(name, args) {
  const { lock, holder } = takeLock(dataPath('run.lock'));
  if (lock === undefined) {
    const url = findUrl();
    console.error(
      `Boligtrapp is already running here (process ${holder.pid}${url === undefined ? '' : `, ${url}`}). ` +
        'Stop that one first, with Ctrl-C where it was started.',
    );
    return 1;
  }
  try {
    await ensureInstalled();
    if ((await runChild(NODE_26, [join(ROOT, 'scripts', 'build-pages.ts')])) !== 0) {
      throw new SetUpError('The pages could not be built; what is above says why.');
    }
    const main = join(ROOT, 'services', 'cli', 'src', 'main.ts');
    return await runChild(NODE_26, [main, name, ...args], {
      isWatched: true,
      onStart: (pid) => lock.shareWith(pid),
    });
  } finally {
    lock.release();
  }
}

/** What the running one has noted of itself, if it has come that far. */
function findUrl() {
  const file = dataPath('run.json');
  try {
    const { url } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
