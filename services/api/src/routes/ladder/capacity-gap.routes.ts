import { CapacityGap, CapacityGapQuery, GapCellDetails, GapCellQuery, problems } from '@boligtrapp/contracts';
import { type CapacityGapDeps, getCapacityGap, readGapCell } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';

const MONTHS = 12;

/** What is needed and what there is. */
export const capacityGapRoutes: FastifyPluginAsyncTypebox<{ readonly deps: CapacityGapDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/capacity-gap',
    {
      config: { access: 'queue.read' },
      schema: {
        operationId: 'getCapacityGap',
        tags: ['ladder'],
        summary: 'Need, vacant and expected dwellings by step, bedrooms and neighbourhood, and the gap',
        querystring: CapacityGapQuery,
        response: { 200: CapacityGap, ...problems() },
      },
    },
    async (request) => {
      const gap = await getCapacityGap(deps, actorOf(request), request.query.months ?? MONTHS);
      return { ...gap, cells: [...gap.cells], areas: [...gap.areas] };
    },
  );

  app.get(
    '/capacity-gap/cell',
    {
      config: { access: 'queue.read' },
      schema: {
        operationId: 'getCapacityGapCell',
        tags: ['ladder'],
        summary: 'The households and the dwellings behind one cell of the gap',
        querystring: GapCellQuery,
        response: { 200: GapCellDetails, ...problems() },
      },
    },
    async (request) => {
      const { months = MONTHS, ...cell } = request.query;
      const { households, dwellings } = await readGapCell(deps, actorOf(request), {
        ...cell,
        months,
      });
      return { households: [...households], dwellings: [...dwellings] };
    },
  );
};
