import { atLarge, done, ofCase, type Probe } from '../probe.ts';

/** Offers, who comes next, and what they leave to do. */
export const OFFER_PROBES: Readonly<Record<string, Probe>> = {
  listOffers: atLarge(() => ({ query: 'limit=200' })),
  getOffer: ofCase(({ openOffer }) => ({ params: { offerId: openOffer.offerId } })),
  acceptOffer: done(({ openOffer }) => ({ params: { offerId: openOffer.offerId } })),
  declineOffer: done(({ openOffer }) => ({
    params: { offerId: openOffer.offerId },
    body: { reasonCode: 'standard' },
  })),
  withdrawOffer: done(({ openOffer }) => ({
    params: { offerId: openOffer.offerId },
    body: { reasonCode: 'made-in-error' },
  })),
  listCaseTasks: atLarge(() => ({ query: 'limit=200' })),
  completeCaseTask: done(({ task }) => ({ params: { taskId: task.id } })),
  listOfferRefusals: atLarge(() => ({ query: 'limit=200' })),
  assessOfferRefusal: done(({ declinedOffer }) => ({
    params: { offerId: declinedOffer.offerId },
    body: { assessedAs: 'no-consequence', reason: 'Badet kunne ikke brukes med rullator.' },
  })),
  listSuccessions: atLarge(() => ({ query: 'limit=200' })),
  // Judged by the facts of the round, in which the household of the scene did not take part.
  confirmSuccession: done(({ proposedSuccession }) => ({ params: { successionId: proposedSuccession.id } }), {
    allowed: { status: 409, code: 'succession.stale' },
  }),
  decideSuccession: done(
    ({ confirmedSuccession }) => ({
      params: { successionId: confirmedSuccession.id },
      body: { delegationReference: 'Delegasjon 2026, 4.3' },
    }),
    { allowed: { status: 409, code: 'succession.stale' } },
  ),
  discardSuccession: done(({ proposedSuccession }) => ({
    params: { successionId: proposedSuccession.id },
    body: { reason: 'Boligen skal pusses opp før noen flytter inn.' },
  })),
};
