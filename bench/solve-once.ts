// One solve in a process of its own, so that its memory and its cold start are its own. Started by matching.ts.
import {
  check,
  type FirstAnswer,
  hashProblem,
  type Problem,
  parseProblem,
  type Solution,
  solve,
} from '@boligtrapp/matching';
import { blendOf, wholeBlendOf } from '@boligtrapp/testing/blend-figures';
import { problemOf } from './case-problem.ts';
import { readTask, sendResult } from './child.ts';
import {
  cpuMsSince,
  isCase,
  msSince,
  peakMemoryMb,
  type SolveMeasurement,
  type StepMeasurement,
} from './measurement.ts';

/** The one call of the engine. */
function runEngine(problem: Problem, onFirst: (first: FirstAnswer) => void): Solution {
  return solve(problem, { onFirst });
}

const task = await readTask(isCase);
const generatedFrom = performance.now();
const problem = problemOf(task);
const generateMs = msSince(generatedFrom);
const memoryOfProblem = peakMemoryMb();
const solvedFrom = performance.now();
const solvedCpuFrom = process.cpuUsage();
let firstMs = Number.NaN;
let firstCpuMs = Number.NaN;
let mostServed = problem.households.length;
const solution = runEngine(problem, (first) => {
  mostServed = first.mostServed;
  firstMs = msSince(solvedFrom);
  firstCpuMs = cpuMsSince(solvedCpuFrom);
});
const solveMs = msSince(solvedFrom);
const solveCpuMs = cpuMsSince(solvedCpuFrom);
const memoryOfSolve = peakMemoryMb();
const checkedFrom = performance.now();
const deviations = check(problem, solution);
const checkMs = msSince(checkedFrom);
const memoryOfCheck = peakMemoryMb();
const hashedFrom = performance.now();
hashProblem(problem);
const hashMs = msSince(hashedFrom);
const text = JSON.stringify(problem);
const parsedFrom = performance.now();
const json: unknown = JSON.parse(text);
const jsonParseMs = msSince(parsedFrom);
const validatedFrom = performance.now();
if (!parseProblem(json).ok) throw new Error('The generator made a problem that is not valid.');
const validateMs = msSince(validatedFrom);

const { servedSet, placement } = solution.certificate;
const steps = placement.map(
  ({ step, value, bound, proven }): StepMeasurement => ({
    step,
    value,
    proven,
    gap: value === null || bound === null ? null : Math.abs(value - bound),
  }),
);
const result: SolveMeasurement = {
  case: task,
  households: problem.households.length,
  dwellings: problem.dwellings.length,
  pairs: problem.pairs.length,
  generateMs,
  solveMs,
  solveCpuMs,
  firstMs,
  firstCpuMs,
  hashMs,
  jsonParseMs,
  validateMs,
  checkMs,
  memoryMb: { problem: memoryOfProblem, solve: memoryOfSolve, check: memoryOfCheck },
  deviations: deviations.length,
  firstDeviation: deviations[0] === undefined ? null : JSON.stringify(deviations[0]).slice(0, 200),
  optimal: solution.optimal,
  served: solution.served,
  mostServed,
  servedPerClass: countClasses(),
  servedSetProven: servedSet.proven,
  unserved: servedSet.unserved.length,
  unservedProven: servedSet.unserved.filter(({ proof }) => proof.kind !== 'unproven').length,
  objective: solution.objective,
  steps,
  blendGap: blendGapOf(steps),
  blend: blendOf(solution.objective),
  wholeBlend: wholeBlendOf(problem, solution.served, solution.objective),
};
sendResult(result);

function countClasses(): number[] {
  const served = new Set(solution.served);
  const counts = new Map<number, number>();
  for (const household of problem.households) {
    const isServed = served.has(household.id) ? 1 : 0;
    counts.set(household.class, (counts.get(household.class) ?? 0) + isServed);
  }
  return [...counts].toSorted(([a], [b]) => a - b).map(([, count]) => count);
}

/** Each bound holds with the steps before as they are, so the sum is what could be gained step by step. */
function blendGapOf(gaps: readonly StepMeasurement[]): number | null {
  const gapOf = (name: string): number | null => gaps.find(({ step }) => step === name)?.gap ?? null;
  const [misfit, excess, score] = [gapOf('misfit'), gapOf('excess'), gapOf('score')];
  if (misfit === null || excess === null || score === null) return null;
  return blendOf({ misfit, excess, score: -score });
}
