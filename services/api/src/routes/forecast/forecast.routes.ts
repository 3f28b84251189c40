import { ForecastQuery, ForecastVacancies, problems } from '@boligtrapp/contracts';
import { type ListForecastDeps, listForecastVacancies } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';

/** Dwellings that are expected to become vacant. */
export const forecastRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ListForecastDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/forecast-vacancies',
    {
      config: { access: 'rotation.read' },
      schema: {
        operationId: 'listForecastVacancies',
        tags: ['rotation'],
        summary:
          'Dwellings that are expected to become vacant, how surely and why, and those that leave the stock',
        querystring: ForecastQuery,
        response: { 200: ForecastVacancies, ...problems(422) },
      },
    },
    async (request) => {
      const { vacancies, leaving, months, ...days } = await listForecastVacancies(
        deps,
        actorOf(request),
        request.query,
      );
      return {
        ...days,
        vacancies: vacancies.map(({ because, ...same }) => ({ ...same, because: [...because] })),
        leaving: [...leaving],
        months: [...months],
      };
    },
  );
};
