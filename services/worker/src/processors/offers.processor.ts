import { listMunicipalityIds } from '@boligtrapp/database';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import {
  type ExpireOffersDeps,
  enqueueExpiry,
  expireOffers,
  type ProposeSuccessorDeps,
  proposeSuccessor,
} from '@boligtrapp/use-cases';
import type pg from 'pg';

/** Closes the overdue offers of one municipality; idempotent. */
export function expireOffersProcessor(deps: ExpireOffersDeps): BoundJobHandler {
  return jobHandler('offers', 'expire-offers', async ({ municipalityId }, { jobId }) => {
    await expireOffers(deps, { municipalityId, requestId: jobId });
  });
}

/** Looks for the next in line after an offer that ended; idempotent by the offer. */
export function proposeSuccessorProcessor(deps: ProposeSuccessorDeps): BoundJobHandler {
  return jobHandler('offers', 'propose-successor', async (payload, { jobId }) => {
    await proposeSuccessor(deps, { ...payload, requestId: jobId });
  });
}

/**
 * Enqueues a job for every municipality with offers whose last day to answer has passed. Done when a worker starts and
 * every hour: an hour on which nobody was there is made up for by the next.
 */
export async function enqueueAllExpiries(
  deps: ExpireOffersDeps & {
    /** Connections as the relay role, which may see the municipalities' ids. */
    readonly relayPool: pg.Pool;
  },
): Promise<void> {
  for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
    await enqueueExpiry(deps, municipalityId);
  }
}
