import { type Db, inTenant, latestDoneRunOn } from '@boligtrapp/database';
import { dayAfter, type PlainDateString } from '@boligtrapp/domain';
import type { Clock, IdSource } from '../ports/ports.ts';
import { enqueueRotationRun } from './request-rotation-run.ts';

/** What {@link enqueueMissedRuns} works with. */
export interface EnqueueMissedRunsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Who asked, as it stands on the runs of the scheduler. */
export const NIGHTLY_SCHEDULER = 'schedule:nightly-rotation';

/** Nights that are caught up at most: a product that stood still for longer is set right by hand. */
const MOST_NIGHTS = 400;

/**
 * Enqueues the runs of one municipality from the day after the last finished one through today, oldest first; the
 * first time only today's. Called twice it enqueues runs that are there: they change nothing.
 *
 * @returns the dates that were enqueued.
 */
export async function enqueueMissedRuns(
  deps: EnqueueMissedRunsDeps,
  municipalityId: string,
): Promise<readonly PlainDateString[]> {
  const today = deps.clock.today();
  return await inTenant(deps.db, { municipalityId, actorId: NIGHTLY_SCHEDULER }, async (tx) => {
    const dates = missedDates(await latestDoneRunOn(tx), today);
    for (const runOn of dates) {
      await enqueueRotationRun(tx, deps.ids, { municipalityId, runOn, requestedBy: NIGHTLY_SCHEDULER });
    }
    return dates;
  });
}

/** Days after `lastDone` through `today`, oldest first; only `today` when nothing was ever done. */
export function missedDates(
  lastDone: PlainDateString | null,
  today: PlainDateString,
): readonly PlainDateString[] {
  if (lastDone === null) return [today];
  const dates: PlainDateString[] = [];
  for (let date = dayAfter(lastDone); date <= today; date = dayAfter(date)) dates.push(date);
  return dates.slice(-MOST_NIGHTS);
}
