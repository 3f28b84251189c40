import {
  HandledNotice,
  NoticeDiscarding,
  NoticeParams,
  NoticeSending,
  NoticeWriting,
  problems,
  SentNotice,
  toEntityTag,
  versionOfEntityTag,
  WrittenNotice,
} from '@boligtrapp/contracts';
import { discardNotice, type NoticeDeps, sendNotice, writeNotice } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';
import { toLegalState } from '../records/lease.dto.ts';

/** What people do with a letter: write it, say that it was sent, or discard it. */
export const noticeCommandRoutes: FastifyPluginAsyncTypebox<{ readonly deps: NoticeDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/notices/:noticeId/write',
    {
      config: { access: 'notices.write' },
      schema: {
        operationId: 'writeNotice',
        tags: ['notices'],
        summary: 'Write the letter from its template and store it as Word file and PDF; may be done again',
        params: NoticeParams,
        headers: KeyAndVersion,
        body: NoticeWriting,
        response: { 201: WrittenNotice, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, noticeId: request.params.noticeId, version };
      const notice = await writeNotice(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(notice.version)).send(notice);
    },
  );

  app.post(
    '/notices/:noticeId/send',
    {
      config: { access: 'notices.write' },
      schema: {
        operationId: 'sendNotice',
        tags: ['notices'],
        summary: 'Record that the stored letter was sent: day, channel and proof; the system sends nothing',
        params: NoticeParams,
        headers: KeyAndVersion,
        body: NoticeSending,
        response: { 201: SentNotice, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, noticeId: request.params.noticeId, version };
      const notice = await sendNotice(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('etag', toEntityTag(notice.version))
        .send({ ...notice, legalState: toLegalState(notice.legalState) });
    },
  );

  app.post(
    '/notices/:noticeId/discard',
    {
      config: { access: 'notices.write' },
      schema: {
        operationId: 'discardNotice',
        tags: ['notices'],
        summary: 'Discard a letter that is not to be sent; the rule does not prepare it once more',
        params: NoticeParams,
        headers: KeyAndVersion,
        body: NoticeDiscarding,
        response: { 201: HandledNotice, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, noticeId: request.params.noticeId, version };
      const notice = await discardNotice(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(notice.version)).send(notice);
    },
  );
};
