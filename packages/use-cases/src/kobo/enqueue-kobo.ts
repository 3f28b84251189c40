import { appendOutbox, type Tx } from '@boligtrapp/database';
import type { IdSource } from '../ports/ports.ts';

/** Has a dwelling compared with Kobo, at once or from an instant on. */
export async function enqueueKoboSync(
  tx: Tx,
  ids: IdSource,
  job: { readonly municipalityId: string; readonly dwellingId: string; readonly availableAt?: string },
): Promise<void> {
  const { municipalityId, dwellingId, availableAt } = job;
  await appendOutbox(tx, municipalityId, {
    id: ids.next(),
    queue: 'kobo',
    kind: 'sync-dwelling',
    payload: { municipalityId, dwellingId },
    ...(availableAt === undefined ? {} : { availableAt }),
  });
}

/** Has every dwelling compared whose turn it is. */
export async function enqueueDueKoboSyncs(tx: Tx, ids: IdSource, municipalityId: string): Promise<void> {
  await appendOutbox(tx, municipalityId, {
    id: ids.next(),
    queue: 'kobo',
    kind: 'sync-due',
    payload: { municipalityId },
  });
}

/** Has a dwelling of Kobo's read that is linked with none of ours. */
export async function enqueueKoboReading(
  tx: Tx,
  ids: IdSource,
  job: { readonly municipalityId: string; readonly koboId: string; readonly availableAt?: string },
): Promise<void> {
  const { municipalityId, koboId, availableAt } = job;
  await appendOutbox(tx, municipalityId, {
    id: ids.next(),
    queue: 'kobo',
    kind: 'read-unlinked',
    payload: { municipalityId, koboId },
    ...(availableAt === undefined ? {} : { availableAt }),
  });
}
