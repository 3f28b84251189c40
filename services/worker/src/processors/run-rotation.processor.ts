import { plainDate } from '@boligtrapp/domain';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import { failRotationRun, type RunRotationDeps, runRotation } from '@boligtrapp/use-cases';

/** Makes the rotation run of one municipality and date; idempotent by both. */
export function runRotationProcessor(deps: RunRotationDeps): BoundJobHandler {
  return jobHandler(
    'rotation',
    'run-rotation',
    async ({ municipalityId, runDate }) => {
      await runRotation(deps, { municipalityId, runOn: plainDate(runDate), requestedBy: 'job:run-rotation' });
    },
    {
      onGivenUp: async ({ municipalityId, runDate }, failureCode) =>
        await failRotationRun(deps, { municipalityId, runOn: plainDate(runDate), failureCode }),
    },
  );
}
