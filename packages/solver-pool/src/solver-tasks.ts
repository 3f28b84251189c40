import type { ImpactPart, WhatIfOutcome, WhatIfTask } from '@boligtrapp/use-cases';
import type { MeasureTask, Refusable, SolveOutcome, SolveTask } from './solve-thread.ts';

/** The functions of `solve-thread.ts` by name, with what they take and give. */
export interface SolverTasks {
  readonly solveInThread: { readonly task: SolveTask; readonly outcome: SolveOutcome };
  readonly impactInThread: {
    readonly task: MeasureTask;
    readonly outcome: Refusable<{ readonly part: ImpactPart }>;
  };
  readonly whatIfInThread: { readonly task: WhatIfTask; readonly outcome: Refusable<WhatIfOutcome> };
}
