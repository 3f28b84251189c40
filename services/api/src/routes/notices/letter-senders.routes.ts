import {
  IdempotencyKey,
  LetterSender,
  LetterSenderRegistration,
  problems,
  RecordedLetterSender,
} from '@boligtrapp/contracts';
import { getLetterSender, type NoticeDeps, recordLetterSender } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';

/** Whom a tenant contacts, and who signs. */
export const letterSenderRoutes: FastifyPluginAsyncTypebox<{ readonly deps: NoticeDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/letter-sender',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'getLetterSender',
        tags: ['notices'],
        summary: 'What letters say of their sender now',
        response: { 200: LetterSender, ...problems(404) },
      },
    },
    async (request) => await getLetterSender(deps, actorOf(request)),
  );

  app.post(
    '/letter-sender',
    {
      config: { access: 'notices.write' },
      schema: {
        operationId: 'recordLetterSender',
        tags: ['notices'],
        summary: 'Say what letters tell of their sender from now on; those that are written stay',
        headers: IdempotencyKey,
        body: LetterSenderRegistration,
        response: { 201: RecordedLetterSender, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const sender = await recordLetterSender(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(201).send(sender);
    },
  );
};
