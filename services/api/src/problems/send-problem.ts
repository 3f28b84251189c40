import { PROBLEM_MEDIA_TYPE } from '@boligtrapp/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from './language.ts';
import { problemDocument, RETRY_AFTER_SECONDS } from './problem-document.ts';
import type { FoundProblem } from './to-problem.ts';

/**
 * Answers with a problem document. Written as text, past the response schemas: an answer that is wrong must not
 * itself go wrong. Sets every header that hooks would set, because some problems arise before any hook runs.
 */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  found: FoundProblem,
  publicUrl: string,
): FastifyReply {
  const language = preferredLanguage(request.headers['accept-language']);
  const document = problemDocument(found, language, { requestId: request.id, publicUrl });
  if (document.status === 503) void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  if (document.status === 401) void reply.header('www-authenticate', 'Bearer realm="boligtrapp"');
  return reply
    .code(document.status)
    .header('x-request-id', request.id)
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .serializer(String)
    .send(JSON.stringify(document));
}
