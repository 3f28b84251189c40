import {
  Decision,
  DecisionList,
  DecisionParams,
  IdempotencyKey,
  IfMatchRuling,
  Protocol,
  problems,
  RoundCaseCursor,
  RoundCasePage,
  RoundCaseParams,
  RoundCaseQuery,
  RoundParams,
  RoundSignature,
  RulingChange,
  SignedRound,
  SigningDraft,
  StoredRuling,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  getDecision,
  getProtocol,
  getSigningDraft,
  listCases,
  listRoundDecisions,
  type ReadCasesDeps,
  type ReadDecisionsDeps,
  type RuleCaseDeps,
  ruleCase,
  type SignRoundDeps,
  signRound,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { type CorrectionRouteDeps, correctionRoutes } from './corrections.routes.ts';
import { toCase, toDecision } from './decision.dto.ts';
import { type MinutesRouteDeps, minutesRoutes } from './minutes.routes.ts';

/** What the routes of decisions need. */
export type DecisionRouteDeps = ReadCasesDeps &
  ReadDecisionsDeps &
  RuleCaseDeps &
  SignRoundDeps &
  CorrectionRouteDeps &
  MinutesRouteDeps;

/** Rulings on the cases of a round, the signatures that make decisions of them, and the minutes. */
export const decisionRoutes: FastifyPluginAsyncTypebox<{ readonly deps: DecisionRouteDeps }> = async (
  app,
  { deps },
) => {
  await app.register(correctionRoutes, { deps });
  await app.register(minutesRoutes, { deps });

  app.get(
    '/rounds/:roundId/cases',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'listCases',
        tags: ['decisions'],
        summary: 'The cases of a round by rank: what was proposed, what is said of it, what is decided',
        params: RoundParams,
        querystring: RoundCaseQuery,
        response: { 200: RoundCasePage, ...problems(404) },
      },
    },
    async (request) => {
      const [afterRank] = keysetOf(request.query, RoundCaseCursor) ?? [0];
      const query = { roundId: request.params.roundId, afterRank, limit: pageSizeOf(request.query) };
      return toPage(await listCases(deps, actorOf(request), query), toCase, (row) => [row.rank]);
    },
  );

  app.put(
    '/rounds/:roundId/cases/:householdId/ruling',
    {
      config: { access: 'decisions.write' },
      schema: {
        operationId: 'ruleCase',
        tags: ['decisions'],
        summary: 'Accept, override, postpone or refuse, until the case is signed',
        params: RoundCaseParams,
        headers: IfMatchRuling,
        body: RulingChange,
        response: { 200: StoredRuling, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const ruling = await ruleCase(deps, actorOf(request), {
        ...request.params,
        ...request.body,
        version: versionOfEntityTag(request.headers['if-match']),
      });
      void reply.header('etag', toEntityTag(ruling.version));
      return ruling;
    },
  );

  app.get(
    '/rounds/:roundId/signing-draft',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'getSigningDraft',
        tags: ['decisions'],
        summary: 'The hash of what would be signed now, and what stands in its way',
        params: RoundParams,
        response: { 200: SigningDraft, ...problems(404) },
      },
    },
    async (request) => await getSigningDraft(deps, actorOf(request), request.params.roundId),
  );

  app.post(
    '/rounds/:roundId/signatures',
    {
      config: { access: 'decisions.sign' },
      schema: {
        operationId: 'signRound',
        tags: ['decisions'],
        summary: 'Sign; the second signature under the same content decides and makes the offers',
        params: RoundParams,
        headers: IdempotencyKey,
        body: RoundSignature,
        response: { 201: SignedRound, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, roundId: request.params.roundId };
      const signed = await signRound(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/rounds/${command.roundId}/decisions`).send(signed);
    },
  );

  app.get(
    '/rounds/:roundId/decisions',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'listDecisions',
        tags: ['decisions'],
        summary: 'The decisions that rest on a round, corrections and those by delegation among them',
        params: RoundParams,
        response: { 200: DecisionList, ...problems(404) },
      },
    },
    async (request) => ({
      items: (await listRoundDecisions(deps, actorOf(request), request.params.roundId)).map(toDecision),
    }),
  );

  app.get(
    '/rounds/:roundId/protocol',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'getProtocol',
        tags: ['decisions'],
        summary: 'The minutes of a round, with their hash, once every case is decided',
        params: RoundParams,
        response: { 200: Protocol, ...problems(404) },
      },
    },
    async (request) => await getProtocol(deps, actorOf(request), request.params.roundId),
  );

  app.get(
    '/decisions/:decisionId',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'getDecision',
        tags: ['decisions'],
        summary: 'One decision',
        params: DecisionParams,
        response: { 200: Decision, ...problems(404) },
      },
    },
    async (request) => toDecision(await getDecision(deps, actorOf(request), request.params.decisionId)),
  );
};
