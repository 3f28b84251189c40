import {
  DefaultLetterTemplateQuery,
  IdempotencyKey,
  LetterTemplates,
  LetterTemplateUpload,
  problems,
  UploadedLetterTemplate,
} from '@boligtrapp/contracts';
import {
  type FileScanDeps,
  getDefaultLetterTemplate,
  listLetterTemplates,
  type NoticeDeps,
  uploadLetterTemplate,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { fileAnswer, sendFile } from '../../http/send-file.ts';

/** A template of 5 MiB in base64, and the fields beside it. */
const UPLOAD_BODY_LIMIT = 7 * 1024 * 1024;

/** Word templates of the municipality, and those that come with the product. */
export const letterTemplateRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: NoticeDeps & FileScanDeps;
}> = async (app, { deps }) => {
  app.get(
    '/letter-templates',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'listLetterTemplates',
        tags: ['notices'],
        summary: 'Templates of the municipality, by kind and language, the newest version first',
        response: { 200: LetterTemplates, ...problems() },
      },
    },
    async (request) => ({ items: await listLetterTemplates(deps, actorOf(request)) }),
  );

  app.post(
    '/letter-templates',
    {
      bodyLimit: UPLOAD_BODY_LIMIT,
      config: { access: 'notices.write' },
      schema: {
        operationId: 'uploadLetterTemplate',
        tags: ['notices'],
        summary: 'Store a Word template after a letter with sample data was written from it',
        headers: IdempotencyKey,
        body: LetterTemplateUpload,
        response: { 201: UploadedLetterTemplate, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, docx: Buffer.from(request.body.docx, 'base64') };
      const stored = await uploadLetterTemplate(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/letter-templates/${stored.id}`).send(stored);
    },
  );

  app.get(
    '/default-letter-templates',
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'getDefaultLetterTemplate',
        tags: ['notices'],
        summary: 'The text that comes with the product, as a Word template to begin with',
        querystring: DefaultLetterTemplateQuery,
        response: { 200: fileAnswer('The template', ['docx']), ...problems() },
      },
    },
    async (request, reply) => {
      const { letterKind, language } = request.query;
      const bytes = getDefaultLetterTemplate(deps, actorOf(request), { letterKind, language });
      return sendFile(reply, { bytes, format: 'docx', name: `${letterKind}-${language}` });
    },
  );
};
