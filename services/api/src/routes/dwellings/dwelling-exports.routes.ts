import { DwellingExport, FileBytes, problems } from '@boligtrapp/contracts';
import { toCsv, toDwellingSheet, toXlsx } from '@boligtrapp/documents';
import { type ExportDwellingsDeps, exportDwellings } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Dwellings as a file for a spreadsheet. */
export const dwellingExportRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ExportDwellingsDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/dwelling-exports',
    {
      config: { access: 'dwellings.read' },
      schema: {
        operationId: 'exportDwellings',
        tags: ['dwellings'],
        summary: 'Exactly the named dwellings as a workbook (.xlsx) or CSV in bokmål, in the order given',
        body: DwellingExport,
        response: {
          200: {
            description: 'The file',
            content: {
              [TYPES.xlsx]: { schema: FileBytes },
              'text/csv': { schema: FileBytes },
            },
          },
          ...problems(413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const { format, dwellingIds } = request.body;
      const sheet = toDwellingSheet(await exportDwellings(deps, actorOf(request), dwellingIds));
      const bytes = format === 'xlsx' ? await toXlsx([sheet]) : Buffer.from(toCsv(sheet));
      void reply.header('content-type', TYPES[format]);
      void reply.header('content-disposition', `attachment; filename="boliger.${format}"`);
      void reply.header('cache-control', 'no-store');
      return await reply.send(bytes);
    },
  );
};
