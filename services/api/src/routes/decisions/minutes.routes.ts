import { problems, RoundParams } from '@boligtrapp/contracts';
import { PdfError, type PdfRenderer, renderMinutesPdf } from '@boligtrapp/documents';
import { type ReadDecisionsDeps, readMinutes, UnavailableError } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { fileAnswer, sendFile } from '../../http/send-file.ts';

/** What the route of the minutes that people read needs. */
export type MinutesRouteDeps = ReadDecisionsDeps & { readonly pdf: PdfRenderer };

/** The minutes of a round as a document for people. */
export const minutesRoutes: FastifyPluginAsyncTypebox<{ readonly deps: MinutesRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/rounds/:roundId/protocol/pdf',
    {
      config: { access: 'decisions.read' },
      schema: {
        operationId: 'getProtocolPdf',
        tags: ['decisions'],
        summary: 'The minutes of a round as PDF/A-2a in bokmål; nobody with a protected address is named',
        params: RoundParams,
        response: { 200: fileAnswer('The minutes', ['pdf']), ...problems(404) },
      },
    },
    async (request, reply) => {
      const minutes = await readMinutes(deps, actorOf(request), request.params.roundId);
      const bytes = await renderMinutesPdf(deps.pdf, minutes).catch(toUnavailable);
      void reply.header('cache-control', 'no-store');
      return await sendFile(reply, {
        bytes,
        format: 'pdf',
        name: `protokoll-${minutes.document.round.reference}`,
      });
    },
  );
};

function toUnavailable(error: unknown): never {
  if (!(error instanceof PdfError)) throw error;
  throw new UnavailableError('protocol.not-made', {}, { cause: error });
}
