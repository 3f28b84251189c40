import { listMunicipalityIds } from '@boligtrapp/database';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import {
  compareAllDwellings,
  enqueueDueDwellings,
  type KoboDeps,
  type KoboSyncDeps,
  readUnlinkedDwelling,
  syncKoboDwelling,
} from '@boligtrapp/use-cases';
import type pg from 'pg';

/** Brings one dwelling in step with Kobo; idempotent. What fails is tried again by a row of the outbox, not by the queue. */
export function syncKoboDwellingProcessor(deps: KoboSyncDeps): BoundJobHandler {
  return jobHandler('kobo', 'sync-dwelling', async (payload, { jobId }) => {
    await syncKoboDwelling(deps, { ...payload, requestId: jobId });
  });
}

/** Enqueues the dwellings of one municipality whose turn it is; idempotent. */
export function syncDueKoboProcessor(deps: KoboSyncDeps): BoundJobHandler {
  return jobHandler('kobo', 'sync-due', async (payload) => {
    await enqueueDueDwellings(deps, payload);
  });
}

/** Reads a dwelling that Kobo has told of and that is linked with none of ours; idempotent. */
export function readUnlinkedKoboProcessor(deps: KoboSyncDeps): BoundJobHandler {
  return jobHandler('kobo', 'read-unlinked', async (payload, { jobId }) => {
    await readUnlinkedDwelling(deps, { ...payload, requestId: jobId });
  });
}

interface ForAll {
  /** Connections as the relay role, which may see the municipalities' ids. */
  readonly relayPool: pg.Pool;
}

/** Enqueues what is due in every municipality: when a worker starts and every hour, should a job have been lost. */
export async function enqueueAllDueKobo(deps: Omit<KoboSyncDeps, 'kobo'> & ForAll): Promise<void> {
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    await enqueueDueDwellings(deps, { municipalityId });
  }
}

/** Has every linked dwelling of every municipality compared, as part of the nightly tick. */
export async function compareAllWithKobo(deps: KoboDeps & ForAll): Promise<void> {
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    await compareAllDwellings(deps, { municipalityId });
  }
}
