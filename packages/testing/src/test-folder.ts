import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentProcessToken, isProcessRunning, stopOrphanedPostgres } from '@boligtrapp/platform';

const DATA_FOLDER = fileURLToPath(new URL('../../../.data/', import.meta.url));
const PREFIX = 'test-';
const SERVER_FILE = 'server.process';

/**
 * A fresh folder under `.data/` for what a test run writes; its name carries the process that made it. Whoever
 * makes one removes it; {@link sweepTestFolders} takes those of runs that were killed.
 *
 * @param purpose a short word in lower case that shows in the name.
 */
export function makeTestFolder(purpose: string): string {
  mkdirSync(DATA_FOLDER, { recursive: true });
  const folder = mkdtempSync(join(DATA_FOLDER, `${PREFIX}${currentProcessToken()}-${purpose}-`));
  // A server that root starts runs as another user, who must get in; its own folder in here is closed again.
  chmodSync(folder, 0o755);
  return folder;
}

/** Notes a server process in its folder, so that it is ended when its run did not live to end it. */
export function noteServerProcess(folder: string, token: string): void {
  writeFileSync(join(folder, SERVER_FILE), token);
}

/** Removes the folders of test runs that are dead, ending the servers that were left running in them. */
export async function sweepTestFolders(): Promise<void> {
  for (const name of existsSync(DATA_FOLDER) ? readdirSync(DATA_FOLDER) : []) {
    const maker = new RegExp(`^${PREFIX}(\\d+-[\\w.]+)-[a-z]+-\\w{6}$`).exec(name)?.[1];
    if (maker === undefined || isProcessRunning(maker)) continue;
    const folder = join(DATA_FOLDER, name);
    await stopOrphanedPostgres(join(folder, 'postgres'));
    endNotedProcess(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function endNotedProcess(folder: string): void {
  const file = join(folder, SERVER_FILE);
  if (!existsSync(file)) return;
  const token = readFileSync(file, 'utf8');
  if (isProcessRunning(token)) process.kill(Number(token.split('-')[0]), 'SIGKILL');
}
