import type { SolveOutcome, SolveTask } from '../../src/solve-thread.ts';

/** What the facts of a task make this thread do. */
const DEEDS: Readonly<Record<string, () => void>> = {
  'fill the heap': () => {
    const kept: object[] = [];
    for (;;) kept.push({ kept: kept.length });
  },
  // Where V8 itself fills the heap, it ends the whole process at its limit.
  'fill the heap within a call': () => {
    const kept: object[][] = [];
    for (;;) kept.push(Array.from({ length: 200_000 }).map((_, index) => ({ index })));
  },
  'fill buffers': () => {
    const kept: Float64Array[] = [];
    for (;;) kept.push(new Float64Array(100_000).fill(1));
  },
  'ask for a buffer that cannot be': () => new ArrayBuffer(2 ** 46),
  exit: () => process.exit(3),
  throw: () => {
    throw new TypeError('thrown by the task');
  },
  'go on for ever': () => {
    for (;;);
  },
};

/** Does what the facts say, and answers with as much as it needs to when they say nothing. */
export function solveInThread({ facts, maxNodes, progress }: SolveTask): SolveOutcome {
  Atomics.store(progress, 0, 3);
  Atomics.store(progress, 1, 7);
  DEEDS[facts]?.();
  if (facts === 'refuse') return { refusal: 'refused' };
  const proposal = { problemHash: '', solution: String(maxNodes), solutionHash: '', isOptimal: false };
  return { proposal, verdicts: { householdIds: [], dwellings: 0, figures: new Int32Array(0) } };
}
