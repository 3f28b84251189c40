import {
  deleteExpiredIdempotencyKeys,
  inTenant,
  listMunicipalityIds,
  sweepOutbox,
  sweepWebhookEvents,
} from '@boligtrapp/database';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import {
  type Clock,
  type EnqueueMissedRunsDeps,
  enqueueMissedRuns,
  lastNightDueAt,
  NIGHTLY_SCHEDULER,
} from '@boligtrapp/use-cases';
import type pg from 'pg';
import { enqueueImportExpiries } from './imports.processor.ts';
import { compareAllWithKobo } from './kobo.processor.ts';
import { enqueueAllRetention } from './privacy.processor.ts';

/** What the nightly tick works with. */
export interface NightlyRotationDeps extends EnqueueMissedRunsDeps {
  readonly clock: Clock;
  /** Connections as the relay role, which may see the municipalities' ids. */
  readonly relayPool: pg.Pool;
}

/** The tick at night: enqueues what is due, then clears away what is kept for a time only. */
export function nightlyRotationProcessor(deps: NightlyRotationDeps): BoundJobHandler {
  return jobHandler('schedules', 'nightly-rotation', async () => {
    await enqueueAllMissedRuns(deps);
    await sweepOutbox(deps.relayPool);
    await sweepWebhookEvents(deps.relayPool);
    for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
      await inTenant(deps.db, { municipalityId, actorId: NIGHTLY_SCHEDULER }, async (tx) => {
        await deleteExpiredIdempotencyKeys(tx, municipalityId);
      });
    }
    await enqueueAllRetention(deps);
    await compareAllWithKobo(deps);
    await enqueueImportExpiries(deps);
  });
}

/**
 * Enqueues a run for every municipality and every night that has none yet. Also done when a worker starts: nights
 * on which nobody was there are caught up at once.
 */
export async function enqueueAllMissedRuns(deps: NightlyRotationDeps): Promise<void> {
  const lastNight = lastNightDueAt(deps.clock.now());
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    await enqueueMissedRuns(deps, municipalityId, lastNight);
  }
}
