import { databaseFailureOf } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import { sleep } from '@boligtrapp/platform';
import { failRotationRun, makeOwedRuns, type OwedRun, type RunRotationDeps } from '@boligtrapp/use-cases';

/**
 * How long a run waits for a database that is away before it leaves the rest to another attempt, try by try. Longer
 * than a restart takes, and about as long as the lock of a job lives.
 */
const WAITS_MS = [250, 500, 1_000, 2_000, 4_000, 4_000] as const;

/**
 * Makes the rotation run of one municipality and date, and before it those of earlier dates that wait; idempotent by
 * both. A database that goes away in the middle costs the part that was under way: the queue, which lost its database
 * too, would miss the job only after some 20 s.
 */
export function runRotationProcessor(deps: RunRotationDeps): BoundJobHandler {
  return jobHandler(
    'rotation',
    'run-rotation',
    async ({ municipalityId, runDate }, { attempt, signal }) => {
      const runOn = plainDate(runDate);
      const requestedBy = 'job:run-rotation';
      await makeWithPatience(deps, { municipalityId, runOn, requestedBy, attempt, signal });
    },
    {
      onGivenUp: async ({ municipalityId, runDate }, failureCode) =>
        await failRotationRun(deps, { municipalityId, runOn: plainDate(runDate), failureCode }),
    },
  );
}

async function makeWithPatience(
  deps: RunRotationDeps,
  run: OwedRun & { readonly signal: AbortSignal },
): Promise<void> {
  for (const waitMs of [...WAITS_MS, null]) {
    try {
      await makeOwedRuns(deps, run);
      return;
    } catch (error) {
      if (waitMs === null || databaseFailureOf(error) !== 'gone') throw error;
      if (!(await sleep(waitMs, run.signal))) throw error;
    }
  }
}
