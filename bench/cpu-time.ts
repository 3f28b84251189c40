import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds of wall clock and of processors that a piece of work took. */
export interface Cost {
  readonly seconds: number;
  /** Of this process and of all processes of the database server; null where there is no /proc. */
  readonly cpuSeconds: number | null;
}

const TICKS_PER_SECOND = 100;
/** Until the server has taken leave of the processes that have ended. */
const SETTLE_MS = 200;

/** Runs work and says what it cost. On a machine that is busy with other things the processor time says more. */
export async function costOf<T>(
  serverPid: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cost: Cost }> {
  await sleep(SETTLE_MS);
  const before = cpuSecondsNow(serverPid);
  const startedAt = performance.now();
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  await sleep(SETTLE_MS);
  const after = cpuSecondsNow(serverPid);
  return { result, cost: { seconds, cpuSeconds: before === null || after === null ? null : after - before } };
}

function cpuSecondsNow(serverPid: number): number | null {
  const server = cpuSecondsOf(serverPid);
  const { user, system } = process.cpuUsage();
  return server === null ? null : (user + system) / 1_000_000 + server;
}

/** Seconds that a process and those that it started have computed so far; null where there is no /proc. */
export function cpuSecondsOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, one) => sum + serverTicks(Number(one), pid), 0);
  return ticks / TICKS_PER_SECOND;
}

/** Of a process of the server; the server itself with those of its processes that have ended. */
function serverTicks(pid: number, serverPid: number): number {
  const stat = readStat(pid);
  const [, parent = 0] = stat;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = stat.slice(11, 15);
  if (pid === serverPid) return user + system + childUser + childSystem;
  return parent === serverPid ? user + system : 0;
}

/** The fields of /proc/<pid>/stat after the name of the program; empty for a process that has just ended. */
function readStat(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
