import { GapFileQuery, problems } from '@boligtrapp/contracts';
import { PdfError, type PdfRenderer, renderGapPdf, toGapSheets, toXlsx } from '@boligtrapp/documents';
import { type CapacityGapDeps, readGapFile, UnavailableError } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { fileAnswer, sendFile } from '../../http/send-file.ts';

/** What the routes of the gap as a file need. */
export type GapFileRouteDeps = Pick<CapacityGapDeps, 'db' | 'clock'> & { readonly pdf: PdfRenderer };

const MONTHS = 12;

/** The capacity gap of one ladder as a workbook and as a document; few households are told as few. */
export const gapFileRoutes: FastifyPluginAsyncTypebox<{ readonly deps: GapFileRouteDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/capacity-gap/xlsx',
    {
      config: { access: 'queue.read' },
      schema: {
        operationId: 'getCapacityGapWorkbook',
        tags: ['ladder'],
        summary:
          'The gap of one ladder as a workbook (.xlsx) in bokmål; fewer than five households are not told',
        querystring: GapFileQuery,
        response: { 200: fileAnswer('The workbook', ['xlsx']), ...problems() },
      },
    },
    async (request, reply) => {
      const { months = MONTHS, ...chosen } = request.query;
      const gap = await readGapFile(deps, actorOf(request), { ...chosen, months });
      void reply.header('cache-control', 'no-store');
      const bytes = await toXlsx(toGapSheets(gap));
      return await sendFile(reply, { bytes, format: 'xlsx', name: `kapasitetsgap-${gap.on}` });
    },
  );

  app.get(
    '/capacity-gap/pdf',
    {
      config: { access: 'queue.read' },
      schema: {
        operationId: 'getCapacityGapPdf',
        tags: ['ladder'],
        summary: 'The gap of one ladder as PDF/A-2a in bokmål; fewer than five households are not told',
        querystring: GapFileQuery,
        response: { 200: fileAnswer('The document', ['pdf']), ...problems() },
      },
    },
    async (request, reply) => {
      const { months = MONTHS, ...chosen } = request.query;
      const gap = await readGapFile(deps, actorOf(request), { ...chosen, months });
      const bytes = await renderGapPdf(deps.pdf, gap).catch(toUnavailable);
      void reply.header('cache-control', 'no-store');
      return await sendFile(reply, { bytes, format: 'pdf', name: `kapasitetsgap-${gap.on}` });
    },
  );
};

function toUnavailable(error: unknown): never {
  if (!(error instanceof PdfError)) throw error;
  throw new UnavailableError('capacity-gap.not-made', {}, { cause: error });
}
