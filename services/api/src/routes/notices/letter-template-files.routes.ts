import { LetterFormatQuery, LetterTemplateParams, problems } from '@boligtrapp/contracts';
import { getLetterTemplateFile, type NoticeDeps, previewLetterTemplate } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { fileAnswer, sendFile } from '../../http/send-file.ts';

/** The file of a template, and what a letter from it looks like. */
export const letterTemplateFileRoutes: FastifyPluginAsyncTypebox<{ readonly deps: NoticeDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/letter-templates/:templateId',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'getLetterTemplate',
        tags: ['notices'],
        summary: 'A template as it was uploaded',
        params: LetterTemplateParams,
        response: { 200: fileAnswer('The template', ['docx']), ...problems(404) },
      },
    },
    async (request, reply) => {
      const { templateId } = request.params;
      const { bytes } = await getLetterTemplateFile(deps, actorOf(request), templateId);
      return sendFile(reply, { bytes, format: 'docx', name: `brevmal-${templateId}` });
    },
  );

  app.get(
    '/letter-templates/:templateId/preview',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'previewLetterTemplate',
        tags: ['notices'],
        summary: 'A letter from the template with sample data',
        params: LetterTemplateParams,
        querystring: LetterFormatQuery,
        response: { 200: fileAnswer('The letter', ['pdf', 'docx']), ...problems(404, 422) },
      },
    },
    async (request, reply) => {
      const { templateId } = request.params;
      const format = request.query.format ?? 'pdf';
      const bytes = await previewLetterTemplate(deps, actorOf(request), templateId, format);
      return sendFile(reply, { bytes, format, name: `eksempel-${templateId}` });
    },
  );
};
