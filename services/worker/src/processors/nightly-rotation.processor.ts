import { listMunicipalityIds } from '@boligtrapp/database';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import { type EnqueueMissedRunsDeps, enqueueMissedRuns } from '@boligtrapp/use-cases';
import type pg from 'pg';

/** What the nightly tick works with. */
export interface NightlyRotationDeps extends EnqueueMissedRunsDeps {
  /** Connections as the relay role, which may see the municipalities' ids. */
  readonly relayPool: pg.Pool;
}

/** Enqueues a run for every municipality and every night that has none yet. */
export function nightlyRotationProcessor(deps: NightlyRotationDeps): BoundJobHandler {
  return jobHandler('schedules', 'nightly-rotation', async () => {
    await enqueueAllMissedRuns(deps);
  });
}

/** The same for a worker that starts: nights on which nobody was there are caught up at once. */
export async function enqueueAllMissedRuns(deps: NightlyRotationDeps): Promise<void> {
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    await enqueueMissedRuns(deps, municipalityId);
  }
}
