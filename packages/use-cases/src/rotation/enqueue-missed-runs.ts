import { type Db, inTenant, latestDoneRunOn } from '@boligtrapp/database';
import { dayAfter, type PlainDateString } from '@boligtrapp/domain';
import type { IdSource } from '../ports/ports.ts';
import { enqueueRotationRun } from './request-rotation-run.ts';

/** What {@link enqueueMissedRuns} works with. */
export interface EnqueueMissedRunsDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** Who asked, as it stands on the runs of the scheduler. */
export const NIGHTLY_SCHEDULER = 'schedule:nightly-rotation';

/** Nights that are caught up at most: a product that stood still for longer is set right by hand. */
const MOST_NIGHTS = 400;

/**
 * Enqueues the runs of one municipality from the day after the last finished one through `lastNight`, oldest first;
 * the first time only that night's. Called twice it enqueues runs that are there: they change nothing.
 *
 * @returns the dates that were enqueued.
 */
export async function enqueueMissedRuns(
  deps: EnqueueMissedRunsDeps,
  municipalityId: string,
  lastNight: PlainDateString,
): Promise<readonly PlainDateString[]> {
  return await inTenant(deps.db, { municipalityId, actorId: NIGHTLY_SCHEDULER }, async (tx) => {
    const dates = missedDates(await latestDoneRunOn(tx), lastNight);
    for (const runOn of dates) {
      await enqueueRotationRun(tx, deps.ids, { municipalityId, runOn, requestedBy: NIGHTLY_SCHEDULER });
    }
    return dates;
  });
}

/** Days after `lastDone` through `lastNight`, oldest first; only `lastNight` when nothing was ever done. */
export function missedDates(
  lastDone: PlainDateString | null,
  lastNight: PlainDateString,
): readonly PlainDateString[] {
  if (lastDone === null) return [lastNight];
  const dates: PlainDateString[] = [];
  for (let date = dayAfter(lastDone); date <= lastNight; date = dayAfter(date)) dates.push(date);
  return dates.slice(-MOST_NIGHTS);
}
