import { spawnSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { OTHER_USER, SetUpError } from './project.mjs';

/**
 * Takes a lock that the death of its holder frees, however it died. The file holds the process number with the
 * start time, so that a number given to another process, or one from before a reboot, counts as dead.
 *
 * The file comes into being with its content (`link` is atomic). A dead holder's file is replaced under a second
 * lock of the same kind: without it, of two processes that both see it dead the slower could remove the file
 * that the faster has just taken.
 *
 * @returns {{ lock: Lock } | { holder: Holder }} the lock, or who holds it.
 */
export function takeLock(path) {
  const own = identityOf(process.pid);
  const draft = `${path}.${own.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(own), { mode: 0o644 });
    try {
      linkSync(draft, path);
      return { lock: lockAt(path, own) };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    return takeOver(path, draft, own);
  } catch (error) {
    if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
      throw new SetUpError(`${path} cannot be written (${error.code}). ${OTHER_USER}`);
    }
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function takeOver(path, draft, own) {
  const holder = readHolder(path);
  if (holder === undefined) return takeLock(path);
  if (isAlive(holder)) return { holder };
  const guard = takeLock(`${path}.takeover`);
  if (guard.lock === undefined) return { holder: guard.holder };
  try {
    const still = readHolder(path);
    if (still !== undefined && isAlive(still)) return { holder: still };
    renameSync(draft, path);
    return { lock: lockAt(path, own) };
  } finally {
    guard.lock.release();
  }
}

function lockAt(path, own) {
  const write = (content) => {
    const draft = `${path}.${own.pid}.new`;
    writeFileSync(draft, JSON.stringify(content), { mode: 0o644 });
    renameSync(draft, path);
  };
  return {
    /** Lets the lock outlive this process until the child is gone too: it still uses what the lock protects. */
    shareWith(childPid) {
      const child = identityOf(childPid);
      if (child !== undefined) write({ ...own, child });
    },
    release() {
      rmSync(path, { force: true });
    },
  };
}

function readHolder(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    // Not written by this program in one piece: no one's.
    return { pid: 0, startedAt: 'unknown' };
  }
}

function isAlive(holder) {
  return isSameRun(holder) || (holder.child !== undefined && isSameRun(holder.child));
}

function isSameRun({ pid, startedAt }) {
  return identityOf(pid)?.startedAt === startedAt;
}

/** The process with when it began, or `undefined` when it does not run. A zombie does not run. */
export function identityOf(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

function startOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in the second field may hold spaces and brackets: count from behind the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${fields[19]} ticks after boot ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return undefined;
  }
}

function startByPs(pid) {
  const shown = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
  const line = (shown.stdout ?? '').trim();
  return shown.status === 0 && line !== '' ? line : undefined;
}
