import { insertReportDelivery, inTenant, listUntoldSubscriptions } from '@boligtrapp/database';
import type { NightlyStep } from '../rotation/nightly-steps.ts';

/**
 * Tells every subscribed role of the report of the night: one delivery for each subscription and run. It holds the run
 * and nothing of the report; the link is made when the delivery is read, and what the link shows is what the reader
 * may see. No mail is sent: there is no gateway to send it through.
 */
export const TELL_SUBSCRIBERS: NightlyStep = {
  name: 'tell-subscribers',
  run: async ({ db, ids }, night) => {
    await inTenant(db, night, async (tx) => {
      for (const { id } of await listUntoldSubscriptions(tx, night.runId)) {
        await insertReportDelivery(tx, night.municipalityId, {
          id: ids.next(),
          subscriptionId: id,
          runId: night.runId,
        });
      }
    });
  },
};
