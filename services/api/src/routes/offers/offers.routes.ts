import {
  AnsweredOffer,
  IdempotencyKey,
  Offer,
  OfferCursor,
  OfferDecline,
  OfferPage,
  OfferParams,
  OfferQuery,
  OfferWithdrawal,
  problems,
  toEntityTag,
} from '@boligtrapp/contracts';
import {
  acceptOffer,
  declineOffer,
  getOffer,
  listOffers,
  type OfferDeps,
  type ReadOffersDeps,
  withdrawOffer,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of offers need. */
export type OfferRouteDeps = OfferDeps & ReadOffersDeps;

/** Offers and the answers to them. */
export const offerRoutes: FastifyPluginAsyncTypebox<{ readonly deps: OfferRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/offers',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'listOffers',
        tags: ['offers'],
        summary: 'Offers from the newest',
        querystring: OfferQuery,
        response: { 200: OfferPage, ...problems() },
      },
    },
    async (request) => {
      const { state, dwellingId, householdId } = request.query;
      const [afterId] = keysetOf(request.query, OfferCursor) ?? [];
      const query = { state, dwellingId, householdId, afterId, limit: pageSizeOf(request.query) };
      const page = await listOffers(deps, actorOf(request), query);
      return toPage(
        page,
        (offer) => offer,
        (offer) => [offer.id],
      );
    },
  );

  app.get(
    '/offers/:offerId',
    {
      config: { access: 'offers.read' },
      schema: {
        operationId: 'getOffer',
        tags: ['offers'],
        summary: 'One offer with its deadline and what it waits for',
        params: OfferParams,
        response: { 200: Offer, ...problems(404) },
      },
    },
    async (request, reply) => {
      const offer = await getOffer(deps, actorOf(request), request.params.offerId);
      void reply.header('etag', toEntityTag(offer.version));
      return offer;
    },
  );

  app.post(
    '/offers/:offerId/accept',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'acceptOffer',
        tags: ['offers'],
        summary: 'Accept an offer; the household’s others are withdrawn, and what waits for its home is sent',
        params: OfferParams,
        headers: IdempotencyKey,
        response: { 201: AnsweredOffer, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { offerId } = request.params;
      const answered = await acceptOffer(deps, actorOf(request), offerId, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/offers/${offerId}`).send(answered);
    },
  );

  app.post(
    '/offers/:offerId/decline',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'declineOffer',
        tags: ['offers'],
        summary: 'Decline an offer with a reason; the household keeps its place in the queue',
        params: OfferParams,
        headers: IdempotencyKey,
        body: OfferDecline,
        response: { 201: AnsweredOffer, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, offerId: request.params.offerId };
      const answered = await declineOffer(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/offers/${answered.id}`).send(answered);
    },
  );

  app.post(
    '/offers/:offerId/withdraw',
    {
      config: { access: 'offers.write' },
      schema: {
        operationId: 'withdrawOffer',
        tags: ['offers'],
        summary:
          'Take an offer back while it has no lease; a case officer is told of others that fall with it',
        params: OfferParams,
        headers: IdempotencyKey,
        body: OfferWithdrawal,
        response: { 201: AnsweredOffer, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, offerId: request.params.offerId };
      const answered = await withdrawOffer(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/offers/${answered.id}`).send(answered);
    },
  );
};
