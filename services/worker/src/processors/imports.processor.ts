import { appendOutbox, inTenant, listMunicipalityIds } from '@boligtrapp/database';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import {
  applyImport,
  type Clock,
  checkImport,
  expireImports,
  failImport,
  type ImportJobDeps,
} from '@boligtrapp/use-cases';
import type pg from 'pg';

/** Checks a file that came in; idempotent, begun anew where it was broken off. */
export function checkImportProcessor(deps: ImportJobDeps): BoundJobHandler {
  return jobHandler(
    'imports',
    'check-import',
    async (payload, { jobId, signal }) => await checkImport(deps, { ...payload, requestId: jobId, signal }),
    { onGivenUp: async (payload, failureCode) => await giveUp(deps, payload, failureCode) },
  );
}

/** Stores what was approved of a file; idempotent, it goes on where another worker ended. */
export function applyImportProcessor(deps: ImportJobDeps): BoundJobHandler {
  return jobHandler(
    'imports',
    'apply-import',
    async (payload, { jobId, signal }) => await applyImport(deps, { ...payload, requestId: jobId, signal }),
    { onGivenUp: async (payload, failureCode) => await giveUp(deps, payload, failureCode) },
  );
}

/** Ends the imports that nobody has decided on in time; idempotent. */
export function expireImportsProcessor(deps: ImportJobDeps & { readonly clock: Clock }): BoundJobHandler {
  return jobHandler('imports', 'expire-imports', async ({ municipalityId }, { jobId }) => {
    await expireImports(deps, { municipalityId, requestId: jobId });
  });
}

async function giveUp(
  deps: ImportJobDeps,
  payload: { readonly municipalityId: string; readonly importId: string },
  failureCode: string,
): Promise<void> {
  await failImport(deps, { ...payload, requestId: 'job:given-up', failureCode });
}

const SCHEDULER = 'job:expire-imports';

/** Enqueues the end of old imports of every municipality, as part of the nightly tick. */
export async function enqueueImportExpiries(
  deps: Pick<ImportJobDeps, 'db' | 'ids'> & {
    /** Connections as the relay role, which may see the municipalities' ids. */
    readonly relayPool: pg.Pool;
  },
): Promise<void> {
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    await inTenant(deps.db, { municipalityId, actorId: SCHEDULER }, async (tx) => {
      await appendOutbox(tx, municipalityId, {
        id: deps.ids.next(),
        queue: 'imports',
        kind: 'expire-imports',
        payload: { municipalityId },
      });
    });
  }
}
