import {
  Correction,
  CorrectionParams,
  CorrectionProposal,
  CorrectionTransition,
  DecisionParams,
  IdempotencyKey,
  problems,
} from '@boligtrapp/contracts';
import { type CorrectDecisionDeps, proposeCorrection, settleProposedCorrection } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** What the routes of corrections need. */
export type CorrectionRouteDeps = CorrectDecisionDeps;

/** Corrections of decisions: one person proposes, another signs. */
export const correctionRoutes: FastifyPluginAsyncTypebox<{ readonly deps: CorrectionRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/decisions/:decisionId/corrections',
    {
      config: { access: 'decisions.sign' },
      schema: {
        operationId: 'proposeCorrection',
        tags: ['decisions'],
        summary: 'Propose to correct a decision; another person signs it',
        params: DecisionParams,
        headers: IdempotencyKey,
        body: CorrectionProposal,
        response: { 201: Correction, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, decisionId: request.params.decisionId };
      const correction = await proposeCorrection(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/decisions/${correction.decisionId}`)
        .send(correction);
    },
  );

  app.post(
    '/corrections/:correctionId/transitions',
    {
      config: { access: 'decisions.sign' },
      schema: {
        operationId: 'settleCorrection',
        tags: ['decisions'],
        summary: 'Sign a correction as another person, or discard it',
        params: CorrectionParams,
        headers: IdempotencyKey,
        body: CorrectionTransition,
        response: { 201: Correction, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, correctionId: request.params.correctionId };
      const settled = await settleProposedCorrection(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/decisions/${settled.newDecisionId ?? settled.decisionId}`)
        .send(settled);
    },
  );
};
