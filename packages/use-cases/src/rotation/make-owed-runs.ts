import { inTenant, isRotationRunSettled, listOwedRunDates, withRotationLock } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { makeRun, type RunRotation, type RunRotationDeps } from './run-rotation.ts';

/** A run that a job asks for. */
export interface OwedRun extends RunRotation {
  /** Number of the attempt, from 1. */
  readonly attempt: number;
}

/** From this attempt on, earlier nights that cannot be made hold up the later ones no longer. */
const FIRST_ATTEMPT_ALONE = 6;

/**
 * Makes the run of a date, and before it those of earlier dates that have been asked for and wait, oldest first:
 * whatever order the jobs come in, a finding is stored under the night that saw it first. A run that is done, and was
 * not asked for again since, is left as it is; a job may come twice.
 *
 * @returns the dates that were made.
 */
export async function makeOwedRuns(
  deps: RunRotationDeps,
  command: OwedRun,
): Promise<readonly PlainDateString[]> {
  const { db } = deps;
  const { municipalityId, runOn, requestedBy: actorId } = command;
  return await withRotationLock(db, municipalityId, async () => {
    const dates = await inTenant(db, { municipalityId, actorId }, async (tx) => {
      const earlier = command.attempt < FIRST_ATTEMPT_ALONE ? await listOwedRunDates(tx, runOn) : [];
      return (await isRotationRunSettled(tx, runOn)) ? earlier : [...earlier, runOn];
    });
    for (const date of dates) await makeRun(deps, { ...command, runOn: date });
    return dates;
  });
}
