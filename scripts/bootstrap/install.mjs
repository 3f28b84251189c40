import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takeLock } from './process-lock.mjs';
import { childEnvironment, dataPath, MODULES, NODE_26, OTHER_USER, ROOT, SetUpError } from './project.mjs';

const PNPM = 'pnpm@12.21.0';
const STAMP = join(MODULES, '.boligtrapp-install');
/** Folders of members, and folders that are a member themselves. */
const WORKSPACE_FOLDERS = ['packages', 'services'];
const OTHER_MEMBERS = ['scripts', 'bench', 'e2e'];
const WAIT_MS = 250;
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Installs what the lock file names unless that very thing is installed. Of several at once, one installs. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const lock = await waitForLock(dataPath('install.lock'));
  try {
    if (isInstalled()) return;
    assertWritable();
    rmSync(STAMP, { force: true });
    const startedAt = Date.now();
    console.log('Installing the packages of Boligtrapp …');
    await install(lock);
    if (!canRunNode()) {
      // pnpm takes a folder for whole when its own notes say so, also when files have gone from it.
      console.log('The installation is damaged: doing it afresh …');
      for (const folder of moduleFolders()) rmSync(folder, { recursive: true, force: true });
      await install(lock);
    }
    if (!canRunNode()) throw new SetUpError(`The installed Node 26 does not run on this machine: ${NODE_26}`);
    writeFileSync(STAMP, wantedState());
    console.log(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
  } finally {
    lock.release();
  }
}

function isInstalled() {
  return existsSync(NODE_26) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wantedState();
}

/** Changes with anything that the installed packages depend on, the system included. */
function wantedState() {
  const hash = createHash('sha256').update(`${PNPM} ${process.platform} ${process.arch}`);
  const files = ['.npmrc', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()];
  for (const file of files) {
    const path = join(ROOT, file);
    hash.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

function manifests() {
  return memberFolders()
    .map((folder) => join(folder, 'package.json'))
    .filter((file) => existsSync(join(ROOT, file)));
}

function memberFolders() {
  const nested = WORKSPACE_FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .toSorted()
      .map((name) => join(folder, name)),
  );
  return [...nested, ...OTHER_MEMBERS];
}

function moduleFolders() {
  return [MODULES, ...memberFolders().map((folder) => join(ROOT, folder, 'node_modules'))];
}

function assertWritable() {
  for (const folder of [ROOT, MODULES].filter((path) => existsSync(path))) {
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      throw new SetUpError(`${folder} cannot be written, and something must be installed. ${OTHER_USER}`);
    }
  }
}

function canRunNode() {
  return spawnSync(NODE_26, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v26.') === true;
}

async function waitForLock(path) {
  let isTold = false;
  for (;;) {
    const { lock, holder } = takeLock(path);
    if (lock !== undefined) return lock;
    if (!isTold) console.log(`Another install is under way (process ${holder.pid}): waiting for it …`);
    isTold = true;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** `npx` of the very Node that runs this, or else the one on the PATH. */
function npxCommand() {
  const beside = join(dirname(process.execPath), 'npx');
  return existsSync(beside) ? beside : 'npx';
}

/** Without what builds the documentation site: only scripts/build-docs.ts needs it, and installs it. */
const WANTED = ['--filter', '!@boligtrapp/docs'];

async function install(lock) {
  const options = ['--frozen-lockfile', '--reporter=append-only', ...WANTED];
  const args = ['--yes', '--loglevel=error', PNPM, 'install', ...options];
  const child = spawn(npxCommand(), args, {
    cwd: ROOT,
    env: installEnvironment(),
    // A group of its own, to end npx together with all that it has started.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) lock.shareWith(child.pid);
  const kept = [];
  for (const stream of [child.stdout, child.stderr]) forEachLine(stream, (line) => show(line, kept));
  const code = await endOf(child);
  if (code === 0) return;
  const shown = kept.slice(-30).join('\n');
  throw new SetUpError(`${shown}\nThe packages could not be installed (npx ${PNPM} ended with ${code}).`);
}

/** The exit code, or the name of the signal that ended it. A signal to this process ends it too. */
async function endOf(child) {
  const stop = (signal) => process.kill(-child.pid, signal);
  for (const signal of ENDING_SIGNALS) process.on(signal, stop);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error) =>
        reject(new SetUpError(`npx cannot be run (${error.code}): is npm installed?`)),
      );
      child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
    });
  } finally {
    for (const signal of ENDING_SIGNALS) process.off(signal, stop);
  }
}

/** Of what pnpm says, its progress; the rest is kept in case it fails. Warnings are about this machine's Node. */
function show(line, kept) {
  if (line.startsWith('Progress:')) console.log(`  ${line.slice('Progress: '.length)}`);
  else if (line.endsWith('installArchSpecificPackage')) console.log('  fetching Node 26');
  else if (line.trim() !== '' && !line.startsWith('[WARN]')) kept.push(line);
}

function forEachLine(stream, take) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(take);
  });
  stream.once('end', () => take(rest));
}

/** Without settings of the caller's that would leave out what is needed: development packages and set-up scripts. */
function installEnvironment() {
  const environment = childEnvironment();
  const unwanted =
    /^(node_env|npm_config_(ignore_scripts|omit|include|only|production|dev|dry_run|global))$/i;
  for (const name of Object.keys(environment)) {
    if (unwanted.test(name)) delete environment[name];
  }
  // pnpm then asks no questions.
  return { ...environment, CI: 'true', npm_config_ignore_scripts: 'false' };
}
