import type { Machine } from './machine.ts';
import type { HighsMeasurement, SolveMeasurement } from './measurement.ts';
import { reportHighs } from './report-highs.ts';
import { medianOf, percentOf, share, shownMs } from './statistics.ts';
import { type Table, toMarkdown } from './tables.ts';

/** All that one run of the benchmark found. */
export interface BenchResult {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly command: string;
  readonly solves: readonly SolveMeasurement[];
  readonly highs: readonly HighsMeasurement[];
  /** What was left out, and what failed. */
  readonly notes: readonly string[];
}

/** The whole report in Markdown. */
export function writeReport(result: BenchResult): string {
  const { machine } = result;
  return [
    `# Matching, ${result.startedAt}`,
    `${machine.cores} × ${machine.processor}, ${machine.memoryGb} GB, Node ${machine.node}, ${machine.platform}. \`${result.command}\``,
    '## Time and memory',
    'Median / worst over the seeds. `solve`: problem in memory to solution, the hash in it, in a fresh process. `first`: until the first answer with its bound, which is part of it. CPU: of all threads of the process, cold code included.',
    toMarkdown(timeTable(result.solves)),
    '## What is proven',
    'Gap: the greatest distance between a value and its bound. Blend: misfit × 120 + excess × 15 − score, its greatest gap in points beside its median value (which may be near zero, so that a share of it would say little). Of the whole: that gap as a share of the bound of the one-shot objective, where classes count too and those who are served stay the same. Of at most: no placement serves more, whoever they are.',
    toMarkdown(proofTable(result.solves)),
    ...growthOf(result.solves),
    ...reportHighs(result.solves, result.highs),
    ...(result.notes.length === 0 ? [] : ['## Notes', result.notes.map((note) => `- ${note}`).join('\n')]),
    '',
  ].join('\n\n');
}

/** Name of a group of cases that differ in the seed alone. */
export function groupOf({ case: { size, headroom, rule } }: Pick<SolveMeasurement, 'case'>): string {
  return `${size} ${headroom} ${rule}`;
}

function timeTable(solves: readonly SolveMeasurement[]): Table {
  const head =
    'case,seeds,pairs,first,first CPU,solve,solve CPU,check,hash,JSON.parse,validate,problem MB,solve MB,check MB';
  const rows = [...Map.groupBy(solves, groupOf)].map(([group, runs]) => {
    const both = (figure: (run: SolveMeasurement) => number): string =>
      `${shownMs(medianOf(runs.map(figure)))} / ${shownMs(Math.max(...runs.map(figure)))}`;
    const middle = (figure: (run: SolveMeasurement) => number): string => shownMs(medianOf(runs.map(figure)));
    const memory = (part: keyof SolveMeasurement['memoryMb']): string =>
      String(Math.max(...runs.map(({ memoryMb }) => memoryMb[part])));
    return [
      group,
      String(runs.length),
      String(Math.round(medianOf(runs.map(({ pairs }) => pairs)))),
      both(({ firstMs }) => firstMs),
      both(({ firstCpuMs }) => firstCpuMs),
      both(({ solveMs }) => solveMs),
      both(({ solveCpuMs }) => solveCpuMs),
      both(({ checkMs }) => checkMs),
      middle(({ hashMs }) => hashMs),
      middle(({ jsonParseMs }) => jsonParseMs),
      middle(({ validateMs }) => validateMs),
      memory('problem'),
      memory('solve'),
      memory('check'),
    ];
  });
  return [head.split(','), ...rows];
}

function proofTable(solves: readonly SolveMeasurement[]): Table {
  const head =
    'case,served,of at most,set proven,unserved with proof,misfit,excess,score,order,gap m/e/s,blend gap,of the whole,accepted';
  const rows = [...Map.groupBy(solves, groupOf)].map(([group, runs]) => {
    const sum = (figure: (run: SolveMeasurement) => number): number =>
      runs.reduce((total, run) => total + figure(run), 0);
    const isProven = (name: string): string =>
      percentOf(runs, ({ steps }) => steps.some(({ step, proven }) => step === name && proven));
    const gaps = ['misfit', 'excess', 'score'].map((name) =>
      worst(runs.map(({ steps }) => steps.find(({ step }) => step === name)?.gap ?? null)),
    );
    const blendGap = worst(runs.map((run) => run.blendGap));
    const wholeGap = worst(
      runs.map((run) => (run.blendGap === null ? null : run.blendGap / (run.wholeBlend + run.blendGap))),
    );
    return [
      group,
      String(Math.round(medianOf(runs.map(({ served }) => served.length)))),
      String(Math.round(medianOf(runs.map(({ mostServed }) => mostServed)))),
      percentOf(runs, (run) => run.servedSetProven),
      share(
        sum((run) => run.unservedProven),
        sum((run) => run.unserved),
      ),
      ...['misfit', 'excess', 'score', 'order'].map(isProven),
      gaps.map((gap) => gap ?? '?').join(' / '),
      blendGap === null ? '?' : `${blendGap} of ${Math.round(medianOf(runs.map(({ blend }) => blend)))}`,
      wholeGap === null ? '?' : `${(100 * wholeGap).toFixed(4)} %`,
      percentOf(runs, ({ deviations }) => deviations === 0),
    ];
  });
  return [head.split(','), ...rows];
}

/** The greatest of several gaps; `null`, unknown, is greater than any. */
function worst(gaps: readonly (number | null)[]): number | null {
  const known = gaps.filter((gap) => gap !== null);
  return known.length < gaps.length ? null : Math.max(...known);
}

/** How time grows from city to national, as the power of the number of pairs. */
function growthOf(solves: readonly SolveMeasurement[]): string[] {
  const groups = Map.groupBy(solves, groupOf);
  const lines = [...groups].flatMap(([group, city]) => {
    const national = groups.get(group.replace('city', 'national'));
    if (!group.startsWith('city') || national === undefined) return [];
    const ratio = (figure: (run: SolveMeasurement) => number): number =>
      medianOf(national.map(figure)) / medianOf(city.map(figure));
    const time = ratio(({ solveMs }) => solveMs);
    const pairs = ratio(({ pairs: count }) => count);
    const exponent = (Math.log(time) / Math.log(pairs)).toFixed(2);
    return [
      `- ${group.slice(5)}: ${time.toFixed(1)} × the time for ${pairs.toFixed(1)} × the pairs: exponent ${exponent}`,
    ];
  });
  return lines.length === 0 ? [] : ['## Growth from city to national', lines.join('\n')];
}
