import {
  IdempotencyKey,
  problems,
  RotationFlagCursor,
  RotationFlagPage,
  RotationFlagQuery,
  RotationRun,
  RotationRunCursor,
  RotationRunPage,
  RotationRunParams,
  RotationRunQuery,
  RotationRunRequest,
} from '@boligtrapp/contracts';
import {
  kindsOfUrgency,
  ROTATION_FLAG_LAW,
  type RotationFlagKind,
  type RotationUrgency,
  rotationUrgency,
} from '@boligtrapp/domain';
import {
  getRotationRun,
  listAllRotationRuns,
  listFlags,
  type ReadRotationDeps,
  type RequestRotationRunDeps,
  requestRotationRun,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

/** What the routes of the rotation need. */
export type RotationRouteDeps = RequestRotationRunDeps & ReadRotationDeps;

/** Nightly rotation runs and what they found. */
export const rotationRoutes: FastifyPluginAsyncTypebox<{ readonly deps: RotationRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    '/rotation-runs',
    {
      config: { access: 'rotation.write' },
      schema: {
        operationId: 'requestRotationRun',
        tags: ['rotation'],
        summary: 'Have the rotation run of a date made, or made again',
        headers: IdempotencyKey,
        body: RotationRunRequest,
        response: { 202: RotationRun, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const run = await requestRotationRun(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply.code(202).header('location', `/v1/rotation-runs/${run.id}`).send(run);
    },
  );

  app.get(
    '/rotation-runs',
    {
      config: { access: 'rotation.read' },
      schema: {
        operationId: 'listRotationRuns',
        tags: ['rotation'],
        summary: 'Rotation runs, the latest date first',
        querystring: RotationRunQuery,
        response: { 200: RotationRunPage, ...problems() },
      },
    },
    async (request) => {
      const [beforeRunOn] = keysetOf(request.query, RotationRunCursor) ?? [];
      const page = { beforeRunOn, limit: pageSizeOf(request.query) };
      return toPage(
        await listAllRotationRuns(deps, actorOf(request), page),
        (row) => row,
        (row) => [row.runOn],
      );
    },
  );

  app.get(
    '/rotation-runs/:runId',
    {
      config: { access: 'rotation.read' },
      schema: {
        operationId: 'getRotationRun',
        tags: ['rotation'],
        summary: 'One rotation run',
        params: RotationRunParams,
        response: { 200: RotationRun, ...problems(404) },
      },
    },
    async (request) => await getRotationRun(deps, actorOf(request), request.params.runId),
  );

  app.get(
    '/rotation-flags',
    {
      config: { access: 'rotation.read' },
      schema: {
        operationId: 'listRotationFlags',
        tags: ['rotation'],
        summary: 'What the nightly runs found, by the day that matters',
        querystring: RotationFlagQuery,
        response: { 200: RotationFlagPage, ...problems() },
      },
    },
    async (request) => {
      const { kind, urgency, cursor: _, limit: __, isOpen = true, ...filters } = request.query;
      const [dueOn, id] = keysetOf(request.query, RotationFlagCursor) ?? [];
      const after = dueOn === undefined || id === undefined ? undefined : { dueOn, id };
      const kinds = kindsAskedFor(kind, urgency);
      const query = { ...filters, kinds, isOpen, after, limit: pageSizeOf(request.query) };
      const page = await listFlags(deps, actorOf(request), query);
      return {
        ...toPage(
          page,
          (row) => ({
            ...row,
            urgency: rotationUrgency(row.kind),
            lawRefs: [...ROTATION_FLAG_LAW[row.kind]],
          }),
          (row) => [row.dueOn, row.id],
        ),
        counts: page.counts.map((row) => ({ ...row, urgency: rotationUrgency(row.kind) })),
      };
    },
  );
};

/** Undefined where every kind is asked for. */
function kindsAskedFor(
  kind: RotationFlagKind | undefined,
  urgency: RotationUrgency | undefined,
): readonly RotationFlagKind[] | undefined {
  if (urgency === undefined) return kind === undefined ? undefined : [kind];
  const kinds = kindsOfUrgency(urgency);
  return kind === undefined ? kinds : kinds.filter((each) => each === kind);
}
