import {
  appendOutbox,
  type Db,
  findOffer,
  inTenant,
  listOverdueOffers,
  lockOffers,
} from '@boligtrapp/database';
import type { AuditActor } from '../audit/append-audit-event.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { endOffer } from './end-offer.ts';

/** What {@link expireOffers} works with. */
export interface ExpireOffersDeps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly clock: Clock;
}

const JOB = 'job:expire-offers';

/**
 * Closes every open offer of the municipality whose last day to answer has passed in Norway; a case officer is told, and
 * the next in line is looked for. Run again it finds nothing; run late it closes all that is overdue.
 *
 * @returns the offers that expired.
 */
export async function expireOffers(
  deps: ExpireOffersDeps,
  { municipalityId, requestId }: { readonly municipalityId: string; readonly requestId: string },
): Promise<readonly string[]> {
  const actor: AuditActor = { id: JOB, role: 'job', municipalityId, requestId };
  return await inTenant(deps.db, { municipalityId, actorId: JOB }, async (tx) => {
    await lockOffers(tx);
    const today = deps.clock.today();
    const expired: string[] = [];
    for (const offerId of await listOverdueOffers(tx, municipalityId, today)) {
      const offer = await findOffer(tx, municipalityId, offerId);
      // One that expired before it may have taken this one with it.
      if (offer?.state !== 'open') continue;
      const ending = { action: 'expire', reasonCode: null, answeredOn: null, today } as const;
      await endOffer(tx, deps, actor, { offer, ending });
      expired.push(offerId);
    }
    return expired;
  });
}

/**
 * Leaves the overdue offers of one municipality to a job, if there are any. Called every hour; the day that counts is
 * the one on which the job runs.
 */
export async function enqueueExpiry(deps: ExpireOffersDeps, municipalityId: string): Promise<boolean> {
  return await inTenant(deps.db, { municipalityId, actorId: JOB }, async (tx) => {
    const overdue = await listOverdueOffers(tx, municipalityId, deps.clock.today());
    if (overdue.length === 0) return false;
    await appendOutbox(tx, municipalityId, {
      id: deps.ids.next(),
      queue: 'offers',
      kind: 'expire-offers',
      payload: { municipalityId },
    });
    return true;
  });
}
