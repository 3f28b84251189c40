// Measures the matching engine on generated problems, beside HiGHS in the same run. Run: node bench/matching.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BenchOptions, readOptions, seedsOf, USAGE } from './bench-options.ts';
import { runChild } from './child.ts';
import type { HighsTask } from './highs-task.ts';
import { describeMachine } from './machine.ts';
import {
  type Case,
  type HighsMeasurement,
  isHighsMeasurement,
  isSolveMeasurement,
  type SolveMeasurement,
} from './measurement.ts';
import { type BenchResult, writeReport } from './report.ts';
import { shownMs } from './statistics.ts';

const SOLVE_TIMEOUT_MS = 30 * 60_000;
/** So many MIPs of a part may run to their limit before the process is given up. */
const HIGHS_LIMITS = 12;

const options = readOptionsOrExit();
const startedAt = new Date().toISOString();
const solves: SolveMeasurement[] = [];
const highs: HighsMeasurement[] = [];
const notes: string[] = [];

for (const one of listCases(options)) await measure(one);

const result: BenchResult = {
  startedAt,
  machine: describeMachine(),
  command: `node bench/matching.ts ${process.argv.slice(2).join(' ')}`.trim(),
  solves,
  highs,
  notes,
};
const report = writeReport(result);
const folder = fileURLToPath(new URL('results/', import.meta.url));
mkdirSync(folder, { recursive: true });
const file = `${folder}${startedAt.slice(0, 10)}-matching`;
writeFileSync(`${file}.json`, `${JSON.stringify(result, null, 1)}\n`);
writeFileSync(`${file}.md`, report);
console.log(`\n${report}\nWritten to ${file}.json and .md`);

function readOptionsOrExit(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : 'Wrong options.'}\n${USAGE}`);
    process.exit(2);
  }
}

function listCases({ sizes, headrooms, rules, ...rest }: BenchOptions): Case[] {
  return sizes.flatMap((size) =>
    rules.flatMap((rule) =>
      headrooms.flatMap((headroom) =>
        seedsOf({ sizes, headrooms, rules, ...rest }, size).map((seed) => ({ size, seed, headroom, rule })),
      ),
    ),
  );
}

async function measure(one: Case): Promise<void> {
  const name = [one.size, one.headroom, one.rule, one.seed].join(' ');
  try {
    const solve = await runChild({
      script: 'solve-once.ts',
      task: one,
      timeoutMs: SOLVE_TIMEOUT_MS,
      isResult: isSolveMeasurement,
    });
    solves.push(solve);
    console.log(
      `${name}: ${shownMs(solve.solveMs)}, ${solve.served.length} served, ` +
        `${solve.optimal ? 'optimal' : 'not proven'}, ${solve.memoryMb.solve} MB, check ${shownMs(solve.checkMs)} ` +
        (solve.deviations === 0 ? 'accepted' : `REFUSED: ${solve.firstDeviation}`),
    );
    await compareWithHighs(solve, name);
  } catch (error) {
    note(`${name}: ${error instanceof Error ? error.message : 'failed'}`);
  }
}

async function compareWithHighs(solve: SolveMeasurement, name: string): Promise<void> {
  const { size, seed, rule } = solve.case;
  if (!options.withHighs) return;
  const isWhole = size !== 'small';
  // The one-shot model does not depend on the rule, and one seed of each headroom shows enough.
  if (isWhole && (seed > 1 || rule !== options.rules.at(-1))) return;
  if ((size === 'region' || size === 'national') && !options.withHighsOnLarge) {
    note(
      `${name}: HiGHS was left out, it does not get off its start at this size; ask with --highs-on-large.`,
    );
    return;
  }
  const { served, servedPerClass, objective, case: solved } = solve;
  const task: HighsTask = {
    case: solved,
    served,
    servedPerClass,
    objective,
    timeLimitSeconds: options.timeLimitSeconds,
    isWhole,
  };
  const timeoutMs = HIGHS_LIMITS * options.timeLimitSeconds * 1000;
  const measured = await runChild({ script: 'highs-once.ts', task, timeoutMs, isResult: isHighsMeasurement });
  highs.push(measured);
  for (const problem of measured.problems) note(`${name}: HiGHS, ${problem}`);
  console.log(
    `  HiGHS: given set ${shownSeconds(measured.placement)}, all ${shownSeconds(measured.everything)}, ` +
      `stages ${shownSeconds(measured.stages)}, blend ${shownSeconds(measured.blend)} ${measured.blend.status}, ${measured.memoryMb} MB`,
  );
}

function shownSeconds(part: { readonly seconds: number } | null): string {
  return part === null ? '–' : shownMs(part.seconds * 1000);
}

function note(text: string): void {
  notes.push(text);
  console.log(`  ${text}`);
}
