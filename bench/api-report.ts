import type { LoadResult } from './http-load.ts';
import type { Machine } from './machine.ts';
import { medianOf } from './statistics.ts';
import { type Table, toMarkdown } from './tables.ts';

/** One load on one route. */
export interface RouteRun extends LoadResult {
  readonly name: string;
  /** Of the process that answers. */
  readonly cpuSeconds: number;
  readonly databaseCpuSeconds: number;
}

/** All that one run of the benchmark found. */
export interface ApiResult {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly command: string;
  readonly connections: number;
  readonly runs: readonly RouteRun[];
}

/** What is asked of the real route, as shares of the others. */
const GOALS = { reference: 0.6, 'select 1': 0.08, hello: 0.025 } as const;

/** The whole report in Markdown. */
export function writeApiReport({ startedAt, machine, command, connections, runs }: ApiResult): string {
  const routes = Map.groupBy(runs, ({ name }) => name);
  const perCpu = (name: string): number => middle(routes.get(name), (run) => run.requests / run.cpuSeconds);
  const both = (name: string): number =>
    middle(routes.get(name), (run) => run.requests / (run.cpuSeconds + run.databaseCpuSeconds));
  const real = perCpu('api');
  const goals = Object.entries(GOALS).map(
    ([name, goal]) =>
      `- ${(real / perCpu(name)).toFixed(3)} of ${name} (asked: ${goal}); with the database's time ${(both('api') / both(name)).toFixed(3)}`,
  );
  const depth = perCpu('api, first page of one') / perCpu('api, deep page');
  return [
    `# A list of 50 applications, ${startedAt}`,
    `${machine.cores} × ${machine.processor}, ${machine.memoryGb} GB, Node ${machine.node}, ${machine.platform}. \`${command}\``,
    `10 municipalities, 100,000 applications; wrk with ${connections} connections, the routes in turn; medians of the rounds. \`api\` is \`GET /v1/applications?limit=50\` of the API as it runs in production; \`reference\` sends the same statements by hand, prepared, with row-level security and the row of the access log, and checks and logs nothing. CPU: of the process that answers.`,
    toMarkdown(tableOf(routes)),
    '## The real route',
    goals.join('\n'),
    `- the last page takes ${depth.toFixed(2)} × the time of the first (asked: 1.2 at most)`,
    '',
  ].join('\n\n');
}

function tableOf(routes: ReadonlyMap<string, readonly RouteRun[]>): Table {
  const head = ['route', 'req/s', 'req/CPU s', 'database CPU ms/req', 'p50 ms', 'p99 ms', 'failed'];
  const rows = [...routes].map(([name, runs]) => [
    name,
    String(Math.round(middle(runs, (run) => run.requests / run.seconds))),
    String(Math.round(middle(runs, (run) => run.requests / run.cpuSeconds))),
    middle(runs, (run) => (1000 * run.databaseCpuSeconds) / run.requests).toFixed(2),
    middle(runs, ({ p50Ms }) => p50Ms).toFixed(1),
    middle(runs, ({ p99Ms }) => p99Ms).toFixed(1),
    String(runs.reduce((sum, { failed }) => sum + failed, 0)),
  ]);
  return [head, ...rows];
}

function middle(runs: readonly RouteRun[] | undefined, figure: (run: RouteRun) => number): number {
  return medianOf((runs ?? []).map(figure));
}
