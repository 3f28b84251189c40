import { inTenant, listDueKoboLinks, wantAllKoboComparisons } from '@boligtrapp/database';
import { enqueueDueKoboSyncs, enqueueKoboSync } from './enqueue-kobo.ts';
import { type KoboDeps, type KoboSyncDeps, syncTenant } from './kobo-deps.ts';

const PAGE = 500;

/** Enqueues every dwelling of a municipality whose turn it is; what waits for a later time or has a worker is left. */
export async function enqueueDueDwellings(
  deps: Omit<KoboSyncDeps, 'kobo'>,
  { municipalityId }: { readonly municipalityId: string },
): Promise<number> {
  const now = deps.clock.now();
  let count = 0;
  let afterId: string | undefined;
  do {
    const page = await inTenant(deps.db, syncTenant({ municipalityId }), async (tx) => {
      const due = await listDueKoboLinks(tx, now, { afterId, limit: PAGE });
      for (const dwellingId of due) await enqueueKoboSync(tx, deps.ids, { municipalityId, dwellingId });
      return due;
    });
    count += page.length;
    afterId = page.at(-1);
  } while (afterId !== undefined);
  return count;
}

/**
 * Has every linked dwelling of a municipality compared, as once a night: what Kobo has changed without a hint, or after
 * one that was lost, is found.
 */
export async function compareAllDwellings(
  deps: KoboDeps,
  { municipalityId }: { readonly municipalityId: string },
): Promise<void> {
  await inTenant(deps.db, syncTenant({ municipalityId }), async (tx) => {
    if ((await wantAllKoboComparisons(tx)) > 0) await enqueueDueKoboSyncs(tx, deps.ids, municipalityId);
  });
}
