import { FileBytes, problems, Statistics, StatisticsQuery } from '@boligtrapp/contracts';
import { toStatisticsSheet, toXlsx } from '@boligtrapp/documents';
import { type GetStatisticsDeps, getStatistics } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Figures that are reported, each with its definition. */
export const statisticsRoutes: FastifyPluginAsyncTypebox<{ readonly deps: GetStatisticsDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/statistics',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'getStatistics',
        tags: ['reports'],
        summary: 'Figures of a year as SSB defines them, each with its definition and source',
        querystring: StatisticsQuery,
        response: { 200: Statistics, ...problems(422) },
      },
    },
    async (request) => {
      const { year, form = 'public' } = request.query;
      const statistics = await getStatistics(deps, actorOf(request), { year, form });
      const figures = statistics.figures.map((figure) => ({ ...figure, parts: [...figure.parts] }));
      return { ...statistics, figures };
    },
  );

  app.get(
    '/statistics/xlsx',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'getStatisticsWorkbook',
        tags: ['reports'],
        summary: 'The same as a workbook (.xlsx) in bokmål',
        querystring: StatisticsQuery,
        response: {
          200: { description: 'The workbook', content: { [XLSX]: { schema: FileBytes } } },
          ...problems(422),
        },
      },
    },
    async (request, reply) => {
      const { year, form = 'public' } = request.query;
      const { figures } = await getStatistics(deps, actorOf(request), { year, form });
      const bytes = await toXlsx([toStatisticsSheet(year, figures)]);
      void reply.header('content-type', XLSX);
      void reply.header('content-disposition', `attachment; filename="statistikk-${year}.xlsx"`);
      void reply.header('cache-control', 'no-store');
      return await reply.send(bytes);
    },
  );
};
