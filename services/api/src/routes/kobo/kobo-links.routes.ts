import {
  IdempotencyKey,
  KoboCursor,
  KoboLedgerPage,
  KoboLedgerQuery,
  KoboLink,
  KoboLinkPage,
  KoboLinkParams,
  KoboLinkQuery,
  KoboLinkRequest,
  KoboReplayRequest,
  problems,
} from '@boligtrapp/contracts';
import {
  getKoboLink,
  type LinkKoboDeps,
  type LinkKoboDwelling,
  linkKoboDwelling,
  listKoboLedger,
  listKoboLinks,
  replayKoboLink,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** Dwellings that are kept in step with Kobo, and those that wait for people. */
export const koboLinkRoutes: FastifyPluginAsyncTypebox<{ readonly deps: LinkKoboDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/kobo-links',
    {
      config: { access: 'kobo.read' },
      schema: {
        operationId: 'listKoboLinks',
        tags: ['kobo'],
        summary: 'Dwellings that are linked with Kobo; with `state=stopped` those that were given up',
        querystring: KoboLinkQuery,
        response: { 200: KoboLinkPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, KoboCursor) ?? [];
      const query = { state: request.query.state, afterId, limit: pageSizeOf(request.query) };
      return toPage(
        await listKoboLinks(deps, actorOf(request), query),
        (row) => row,
        ({ dwellingId }) => [dwellingId],
      );
    },
  );

  app.post(
    '/kobo-links',
    {
      config: { access: 'kobo.write' },
      schema: {
        operationId: 'linkKoboDwelling',
        tags: ['kobo'],
        summary: 'Link a dwelling with its counterpart in Kobo, or have one made there',
        headers: IdempotencyKey,
        body: KoboLinkRequest,
        response: { 201: KoboLink, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON of a body, checked to be an object
      const command = request.body as LinkKoboDwelling;
      const link = await linkKoboDwelling(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/kobo-links/${link.dwellingId}`).send(link);
    },
  );

  app.get(
    '/kobo-links/:dwellingId',
    {
      config: { access: 'kobo.read' },
      schema: {
        operationId: 'getKoboLink',
        tags: ['kobo'],
        summary: 'The link of a dwelling, and whether it is in step',
        params: KoboLinkParams,
        response: { 200: KoboLink, ...problems(404) },
      },
    },
    async (request) => await getKoboLink(deps, actorOf(request), request.params.dwellingId),
  );

  app.get(
    '/kobo-links/:dwellingId/changes',
    {
      config: { access: 'kobo.read' },
      schema: {
        operationId: 'listKoboChanges',
        tags: ['kobo'],
        summary: 'What was found to differ of a dwelling, and which way it went, the newest first',
        params: KoboLinkParams,
        querystring: KoboLedgerQuery,
        response: { 200: KoboLedgerPage, ...problems(404) },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, KoboCursor) ?? [];
      const query = { ...request.params, afterId, limit: pageSizeOf(request.query) };
      return toPage(
        await listKoboLedger(deps, actorOf(request), query),
        (row) => row,
        ({ id }) => [id],
      );
    },
  );

  app.post(
    '/kobo-links/:dwellingId/replays',
    {
      config: { access: 'kobo.write' },
      schema: {
        operationId: 'replayKoboLink',
        tags: ['kobo'],
        summary:
          'Have a dwelling tried again that was given up, or made again in Kobo where it is known not to be there',
        params: KoboLinkParams,
        headers: IdempotencyKey,
        body: KoboReplayRequest,
        response: { 201: KoboLink, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.params, ...request.body };
      const link = await replayKoboLink(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(link);
    },
  );
};
