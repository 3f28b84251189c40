import type { SolveMeasurement } from './measurement.ts';

/** What HiGHS gets: the case, and what the engine said, to be compared with. */
export interface HighsTask
  extends Pick<SolveMeasurement, 'case' | 'served' | 'servedPerClass' | 'objective'> {
  readonly timeLimitSeconds: number;
  /** Only the one-shot model, from a greedy start. */
  readonly isWhole: boolean;
}

/** Whether a message of another process is such a task. */
export function isHighsTask(value: unknown): value is HighsTask {
  return typeof value === 'object' && value !== null && 'case' in value && 'isWhole' in value;
}
