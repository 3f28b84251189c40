import { LetterFormatQuery, Notice, NoticeParams, problems, toEntityTag } from '@boligtrapp/contracts';
import { getNotice, getNoticeDocument, type NoticeDeps } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { fileAnswer, sendFile } from '../../http/send-file.ts';

/** One letter, and its files. */
export const noticeDetailRoutes: FastifyPluginAsyncTypebox<{ readonly deps: NoticeDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/notices/:noticeId',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'getNotice',
        tags: ['notices'],
        summary: 'One letter, with the text that stands for it and how it was sent',
        params: NoticeParams,
        response: { 200: Notice, ...problems(404) },
      },
    },
    async (request, reply) => {
      const notice = await getNotice(deps, actorOf(request), request.params.noticeId);
      void reply.header('etag', toEntityTag(notice.version));
      return notice;
    },
  );

  app.get(
    '/notices/:noticeId/document',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'getNoticeDocument',
        tags: ['notices'],
        summary: 'The letter as PDF or Word file, as it was stored; the reading is logged',
        params: NoticeParams,
        querystring: LetterFormatQuery,
        response: { 200: fileAnswer('The file', ['pdf', 'docx']), ...problems(404) },
      },
    },
    async (request, reply) => {
      const { noticeId } = request.params;
      const format = request.query.format ?? 'pdf';
      const { bytes } = await getNoticeDocument(deps, actorOf(request), noticeId, format);
      return sendFile(reply, { bytes, format, name: `brev-${noticeId}` });
    },
  );
};
