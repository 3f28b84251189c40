import type { HighsMeasurement, HighsPart, SolveMeasurement } from './measurement.ts';
import { medianOf, shownMs } from './statistics.ts';
import { toMarkdown } from './tables.ts';

/** HiGHS beside the engine in the same run: small ones in full, larger ones as the one-shot model. */
export function reportHighs(
  solves: readonly SolveMeasurement[],
  highs: readonly HighsMeasurement[],
): string[] {
  if (highs.length === 0) return [];
  const solveOf = new Map(solves.map((solve) => [keyOf(solve), solve]));
  const compared = highs.flatMap((measured): Compared[] => {
    const ours = solveOf.get(keyOf(measured));
    return ours === undefined ? [] : [{ ours, measured }];
  });
  const small = compared.filter(({ measured }) => measured.blend.start === null);
  const large = compared.filter(({ measured }) => measured.blend.start !== null);
  return [
    ...(small.length === 0 ? [] : reportSmall(small)),
    ...(large.length === 0 ? [] : reportLarge(large)),
  ];
}

interface Compared {
  readonly ours: SolveMeasurement;
  readonly measured: HighsMeasurement;
}

function reportSmall(compared: readonly Compared[]): string[] {
  const head =
    'case,ours,given set,all: set + placement,stages,blend,ours/given,ours/all,ours/stages,worst of ours/stages,same placement,same set,same counts';
  const groups = Map.groupBy(
    compared,
    ({
      ours: {
        case: { size, headroom, rule },
      },
    }) => [size, headroom, rule].join(' '),
  );
  const rows = [...groups].map(([group, runs]) => {
    const parts = (choose: (run: HighsMeasurement) => HighsPart | null): readonly (HighsPart | null)[] =>
      runs.map(({ measured }) => choose(measured));
    const [given, everything, stages] = [
      parts((run) => run.placement),
      parts((run) => run.everything),
      parts((run) => run.stages),
    ];
    return [
      group,
      shownMs(medianOf(runs.map(({ ours }) => ours.solveCpuMs))),
      ...[given, everything, stages].map((list) => shownMs(medianOf(millisecondsOf(list)))),
      shownMs(medianOf(runs.map(({ measured }) => measured.blend.seconds * 1000))),
      ...[given, everything, stages].map((list) => shownRatio(medianOf(ratiosOf(runs, list)))),
      shownRatio(Math.max(...ratiosOf(runs, stages))),
      agreement(given, (part) => part.sameObjective),
      agreement(
        runs.map(({ measured }) => measured.everything),
        (part) => part.sameSet && part.sameObjective,
      ),
      agreement(
        runs.map(({ measured }) => measured.stages),
        (part) => part.sameCounts,
      ),
    ];
  });
  return [
    '## HiGHS on the same problems',
    'Medians, in seconds of the processors (the blend: of the clock). Given set: misfit, excess and score with the served set of the engine. All: the served set by MIPs too. Stages: one count for each class, misfit, excess, score, whichever households make up the counts (only `most-per-class` has to agree with it, and only in the counts). Ratios: the median of ours / HiGHS, seed by seed; below 1 the engine is faster. The time of HiGHS is that of its solver, without loading it and building the models; ours begins cold and has the hash in it.',
    toMarkdown([head.split(','), ...rows]),
  ];
}

function reportLarge(compared: readonly Compared[]): string[] {
  const head =
    'case,seed,ours,HiGHS,status,ours: value,HiGHS: value,greedy start,HiGHS: bound,gap of HiGHS,gap of ours,ours/HiGHS,HiGHS MB';
  const rows = compared.map(({ ours, measured: { blend, memoryMb } }) => {
    const gap = (value: number | null): string =>
      value === null ? '–' : `${((100 * (blend.bound - value)) / Math.abs(blend.bound)).toFixed(3)} %`;
    const { size, headroom, rule, seed } = ours.case;
    return [
      [size, headroom, rule].join(' '),
      String(seed),
      shownMs(ours.solveMs),
      shownMs(blend.seconds * 1000),
      blend.status,
      String(ours.wholeBlend),
      String(blend.value ?? '–'),
      String(blend.start ?? '–'),
      blend.bound.toFixed(0),
      gap(blend.value),
      gap(ours.wholeBlend),
      (ours.solveMs / (blend.seconds * 1000)).toFixed(3),
      String(memoryMb),
    ];
  });
  return [
    '## HiGHS on the whole model',
    'One MIP of all pairs with classes in the ratio of ten, from a greedy start. The engine does not maximise this blend: under `strict-rank` its value may lie below by rule.',
    toMarkdown([head.split(','), ...rows]),
  ];
}

function keyOf({ case: { size, headroom, rule, seed } }: Pick<SolveMeasurement, 'case'>): string {
  return [size, headroom, rule, seed].join(' ');
}

function millisecondsOf(parts: readonly (HighsPart | null)[]): number[] {
  return parts.flatMap((part) => (part === null ? [] : [part.cpuSeconds * 1000]));
}

function ratiosOf(runs: readonly Compared[], parts: readonly (HighsPart | null)[]): readonly number[] {
  return runs.flatMap(({ ours }, index) => {
    const part = parts[index] ?? null;
    return part === null ? [] : [ours.solveCpuMs / (part.cpuSeconds * 1000)];
  });
}

function shownRatio(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(ratio < 1 ? 3 : 1) : '–';
}

function agreement<Part>(parts: readonly (Part | null)[], agrees: (part: Part) => boolean): string {
  const solved = parts.filter((part) => part !== null);
  return `${solved.filter(agrees).length} of ${solved.length}`;
}
