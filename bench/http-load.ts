import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Requests as fast as the answers come, over connections that are kept. */
export interface Load {
  readonly url: string;
  /** Sent in turn, one set for each request. */
  readonly headers: readonly Readonly<Record<string, string>>[];
  readonly connections: number;
  readonly seconds: number;
}

/** What the client of a load saw. */
export interface LoadResult {
  readonly requests: number;
  readonly failed: number;
  readonly seconds: number;
  /** Milliseconds that 99 of 100 answers took at most. */
  readonly p99Ms: number;
  readonly p50Ms: number;
}

/** Whether `wrk` is installed, which takes less of the machine than a client in Node. */
export function hasWrk(): boolean {
  return spawnSync('wrk', ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Puts a load on a server by `wrk`, in a process of its own. */
export async function runLoad({ url, headers, connections, seconds }: Load): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-wrk-'));
  const script = join(folder, 'load.lua');
  writeFileSync(script, luaOf(headers));
  try {
    const child = spawn(
      'wrk',
      ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const out = await text(child.stdout);
    const line = /^result (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(out);
    if (line === null) throw new Error(`wrk said nothing of its result: ${out}`);
    const [requests = 0, failed = 0, micros = 0, p99 = 0, p50 = 0] = line.slice(1).map(Number);
    return { requests, failed, seconds: micros / 1e6, p99Ms: p99 / 1000, p50Ms: p50 / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function luaOf(headers: Load['headers']): string {
  const sets = headers.map(
    (set) =>
      `{${Object.entries(set)
        .map(([name, value]) => `[${JSON.stringify(name)}]=${JSON.stringify(value)}`)
        .join(',')}}`,
  );
  return `
local sets = {${sets.join(',')}}
local n = 0
function request()
  n = n % #sets + 1
  return wrk.format("GET", nil, sets[n])
end
function done(summary, latency)
  local e = summary.errors
  print(string.format("result %d %d %d %d %d", summary.requests,
    e.connect + e.read + e.write + e.status + e.timeout, summary.duration,
    latency:percentile(99), latency:percentile(50)))
end
`;
}
