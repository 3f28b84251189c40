import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * One run of one process: its number together with when it began, so that a number the system has given to
 * another process since then, or a number from before a reboot, is not mistaken for it.
 *
 * A token of digits, letters, dots and dashes: it can stand in a file name or on a command line.
 */
export type ProcessToken = string;

/** The token of this process. */
export function currentProcessToken(): ProcessToken {
  const token = findProcessToken(process.pid);
  if (token === undefined) throw new Error('The start time of this process cannot be read.');
  return token;
}

/** The token of the process that has this number now, or `undefined` when none runs (a zombie does not run). */
export function findProcessToken(pid: number): ProcessToken | undefined {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return startedAt === undefined ? undefined : `${pid}-${startedAt}`;
}

/** Whether the very process that the token was made for still runs. */
export function isProcessRunning(token: ProcessToken): boolean {
  const pid = Number(token.split('-')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && findProcessToken(pid) === token;
}

/** Clock ticks from boot to start, with the boot: ticks alone come round again after a reboot. */
function startOnLinux(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in the second field may hold spaces and brackets: count from behind the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const ticks = fields[19];
  if (ticks === undefined || state === 'Z' || state === 'X') return undefined;
  const boot = readText('/proc/sys/kernel/random/boot_id')?.slice(0, 8) ?? 'boot';
  return `${ticks}.${boot}`;
}

function startByPs(pid: number): string | undefined {
  const shown = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
  const line = shown.stdout?.trim() ?? '';
  if (shown.status !== 0 || line === '' || line.startsWith('Z')) return undefined;
  return line.replace(/^\S+\s+/, '').replaceAll(/[^A-Za-z0-9]/g, '');
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
