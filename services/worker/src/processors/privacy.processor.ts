import { appendOutbox, inTenant, listMunicipalityIds } from '@boligtrapp/database';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import {
  type CarryOutDeps,
  carryOutRetention,
  liftCaseBlock,
  makePersonDataExport,
  type RetentionDeps,
  runNightlyRetention,
} from '@boligtrapp/use-cases';
import type pg from 'pg';

/** Destroys what an approved retention run names; idempotent, it goes on where another worker ended. */
export function carryOutRetentionProcessor(deps: CarryOutDeps): BoundJobHandler {
  return jobHandler('privacy', 'carry-out-retention', async (payload, { jobId }) => {
    await carryOutRetention(deps, { ...payload, requestId: jobId });
  });
}

/** Lifts a block that somebody asked to lift; idempotent. */
export function liftCaseBlockProcessor(deps: CarryOutDeps): BoundJobHandler {
  return jobHandler('privacy', 'lift-case-block', async (payload, { jobId }) => {
    await liftCaseBlock(deps, { ...payload, requestId: jobId });
  });
}

/** Makes the copy of somebody's data that was asked for; idempotent. */
export function makePersonDataExportProcessor(deps: CarryOutDeps): BoundJobHandler {
  return jobHandler('privacy', 'make-person-data-export', async (payload, { jobId }) => {
    await makePersonDataExport(deps, { ...payload, requestId: jobId });
  });
}

/** The retention of one municipality on one night; idempotent. */
export function nightlyRetentionProcessor(deps: CarryOutDeps): BoundJobHandler {
  return jobHandler('privacy', 'nightly-retention', async ({ municipalityId }, { jobId }) => {
    await runNightlyRetention(deps, { municipalityId, requestId: jobId });
  });
}

const SCHEDULER = 'job:nightly-retention';

/** Enqueues the retention of every municipality, as part of the nightly tick. */
export async function enqueueAllRetention(
  deps: Pick<RetentionDeps, 'db' | 'ids'> & {
    /** Connections as the relay role, which may see the municipalities' ids. */
    readonly relayPool: pg.Pool;
  },
): Promise<void> {
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    await inTenant(deps.db, { municipalityId, actorId: SCHEDULER }, async (tx) => {
      await appendOutbox(tx, municipalityId, {
        id: deps.ids.next(),
        queue: 'privacy',
        kind: 'nightly-retention',
        payload: { municipalityId },
      });
    });
  }
}
