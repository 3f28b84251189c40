// HiGHS on one problem, in a process of its own: it keeps its memory, and may abort. Started by matching.ts.
import type { Objective } from '@boligtrapp/matching';
import { wholeBlendOf } from '@boligtrapp/testing/blend-figures';
import {
  type Ending,
  findPlacement,
  findServed,
  type Mip,
  numberPlaces,
  openMip,
  solveBlend,
  solveInStages,
  verifyEnding,
} from '@boligtrapp/testing/highs';
import { problemOf } from './case-problem.ts';
import { readTask, sendResult } from './child.ts';
import { greedyEnding } from './greedy-ending.ts';
import { isHighsTask } from './highs-task.ts';
import { cpuMsSince, type HighsMeasurement, type HighsPart, msSince, peakMemoryMb } from './measurement.ts';

const task = await readTask(isHighsTask);
const problem = problemOf(task.case);
const problems: string[] = [];
const builtFrom = performance.now();
// As HiGHS is used: its presolve is quicker, and what it gets wrong is found by the comparison of the figures.
const mipOptions = { timeLimitSeconds: task.timeLimitSeconds, hasPresolve: true };
const first = await openMip(problem, mipOptions);
const buildMs = msSince(builtFrom);
first[Symbol.dispose]();

const result: HighsMeasurement = {
  case: task.case,
  buildMs,
  placement: task.isWhole ? null : await attempt('placement', placeGiven),
  everything: task.isWhole ? null : await attempt('served set', findEverything),
  stages: task.isWhole ? null : await attempt('stages', runStages),
  blend: await runBlend(),
  memoryMb: peakMemoryMb(),
  problems,
};
sendResult(result);

/** A fresh model for each part; one that is not solved in its time is a finding and no failure. */
async function attempt<Part extends object>(
  name: string,
  run: (mip: Mip) => Part,
): Promise<(Part & Pick<HighsPart, 'cpuSeconds'>) | null> {
  using mip = await openMip(problem, mipOptions);
  const cpuFrom = process.cpuUsage();
  try {
    const found = run(mip);
    return { ...found, cpuSeconds: cpuMsSince(cpuFrom) / 1000 };
  } catch (error) {
    problems.push(`${name}: ${error instanceof Error ? error.message.slice(0, 200) : 'failed'}`);
    return null;
  }
}

function placeGiven(mip: Mip): TimedPart {
  const served = new Set(task.served);
  const isServed = Uint8Array.from(mip.places.households, ({ id }) => (served.has(id) ? 1 : 0));
  const { objective, seconds } = findPlacement(mip, isServed);
  return part(objective, [seconds.misfit, seconds.excess, seconds.score]);
}

function findEverything(mip: Mip): TimedPart & { readonly sameSet: boolean; readonly mips: number } {
  const { isServed, ending, mips, seconds: servedSeconds } = findServed(mip, task.case.rule);
  const { objective, seconds } = findPlacement(mip, isServed, ending);
  const ids = mip.places.households.filter((_, household) => isServed[household] === 1).map(({ id }) => id);
  return {
    ...part(objective, [servedSeconds, seconds.misfit, seconds.excess, seconds.score]),
    sameSet: ids.join(' ') === task.served.join(' '),
    mips,
  };
}

function runStages(
  mip: Mip,
): TimedPart & { readonly counts: readonly number[]; readonly sameCounts: boolean } {
  const { counts, objective, stages } = solveInStages(mip);
  return {
    ...part(
      objective,
      stages.map(({ seconds }) => seconds),
    ),
    counts,
    sameCounts: counts.join(' ') === task.servedPerClass.join(' '),
  };
}

async function runBlend(): Promise<HighsMeasurement['blend']> {
  // Only the large ones get a start: without one HiGHS may find nothing at all in its time.
  const start = task.isWhole ? greedyEnding(numberPlaces(problem)) : undefined;
  using mip = await openMip(problem, mipOptions);
  const { status, seconds, bound, found } = solveBlend(mip, start);
  return {
    status,
    seconds,
    value: found === undefined ? null : 0 - found.cost,
    bound: 0 - bound,
    start: start === undefined ? null : blendValueOf(mip, start),
  };
}

function blendValueOf({ places }: Mip, ending: Ending): number {
  const { isServed, ...objective } = verifyEnding(places, ending);
  const served = places.households.filter((_, household) => isServed[household] === 1).map(({ id }) => id);
  return wholeBlendOf(problem, served, objective);
}

type TimedPart = Omit<HighsPart, 'cpuSeconds'>;

function part(objective: Objective, stageSeconds: readonly number[]): TimedPart {
  const { misfit, excess, score } = task.objective;
  return {
    seconds: stageSeconds.reduce((sum, seconds) => sum + seconds, 0),
    stageSeconds,
    objective,
    sameObjective: objective.misfit === misfit && objective.excess === excess && objective.score === score,
  };
}
