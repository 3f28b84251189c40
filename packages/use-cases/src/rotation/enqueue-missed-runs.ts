import { type Db, inTenant, listRotationRuns, type RotationRunRow } from '@boligtrapp/database';
import { addDays, dayAfter, type PlainDateString } from '@boligtrapp/domain';
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
 * Enqueues the nights of one municipality that have no finished run through `lastNight`, oldest first: from the first
 * night on which this scheduler was at work, or from the day after the last finished run if that is earlier; when
 * there is neither, only `lastNight`. A night that failed, or was passed over because a later one was asked for, is
 * caught up too. Called twice it enqueues runs that are there: they change nothing.
 *
 * @returns the dates that were enqueued.
 */
export async function enqueueMissedRuns(
  deps: EnqueueMissedRunsDeps,
  municipalityId: string,
  lastNight: PlainDateString,
): Promise<readonly PlainDateString[]> {
  return await inTenant(deps.db, { municipalityId, actorId: NIGHTLY_SCHEDULER }, async (tx) => {
    const dates = missedDates(await listRotationRuns(tx, { limit: 2 * MOST_NIGHTS }), lastNight);
    for (const runOn of dates) {
      await enqueueRotationRun(tx, deps.ids, { municipalityId, runOn, requestedBy: NIGHTLY_SCHEDULER });
    }
    return dates;
  });
}

/** The nights that {@link enqueueMissedRuns} owes, given the runs there are; of the last 400 nights. */
export function missedDates(
  runs: readonly Pick<RotationRunRow, 'runOn' | 'state' | 'requestedBy'>[],
  lastNight: PlainDateString,
): readonly PlainDateString[] {
  const done = runs.filter(({ state }) => state === 'done').map(({ runOn }) => runOn);
  const nights = runs
    .filter(({ requestedBy }) => requestedBy === NIGHTLY_SCHEDULER)
    .map(({ runOn }) => runOn);
  const latestDone = done.toSorted().at(-1);
  const starts = [...nights, ...(latestDone === undefined ? [] : [dayAfter(latestDone)])];
  const start = starts.toSorted()[0] ?? lastNight;
  const isDone = new Set(done);
  return nightsThrough(lastNight).filter((night) => night >= start && !isDone.has(night));
}

/** The last 400 nights, oldest first. */
function nightsThrough(lastNight: PlainDateString): readonly PlainDateString[] {
  return Array.from({ length: MOST_NIGHTS }, (_, index) => addDays(lastNight, index + 1 - MOST_NIGHTS));
}
