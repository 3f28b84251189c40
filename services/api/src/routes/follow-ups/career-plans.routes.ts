import {
  CareerPlanAgreement,
  CareerPlanCursor,
  CareerPlanDetails,
  CareerPlanDraft,
  CareerPlanEnd,
  CareerPlanListQuery,
  CareerPlanPage,
  CareerPlanParams,
  CareerPlanRevision,
  ChangedCareerPlan,
  IdempotencyKey,
  IfMatch,
  NewPlanStep,
  PlanStepMove,
  PlanStepParams,
  problems,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  addPlanStep,
  agreeCareerPlan,
  endCareerPlan,
  type FollowUpDeps,
  getCareerPlan,
  listCareerPlans,
  makeCareerPlan,
  movePlanStep,
  reviseCareerPlan,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });
const CHANGED = { 201: ChangedCareerPlan, ...problems(404, 409, 412, 413, 415, 422, 428) } as const;

type Routes = FastifyPluginAsyncTypebox<{ readonly deps: FollowUpDeps }>;

/** Housing-career plans: goals, agreement, steps. */
export const careerPlanRoutes: Routes = async (app, options) => {
  await app.register(readingRoutes, options);
  await app.register(goalRoutes, options);
  await app.register(stepRoutes, options);
};

const readingRoutes: Routes = async (app, { deps }) => {
  app.get(
    '/career-plans',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'listCareerPlans',
        tags: ['follow-ups'],
        summary: 'Housing-career plans from the newest, with their steps',
        querystring: CareerPlanListQuery,
        response: { 200: CareerPlanPage, ...problems() },
      },
    },
    async (request) => {
      const { householdId, state } = request.query;
      const [afterId] = keysetOf(request.query, CareerPlanCursor) ?? [];
      const query = { householdId, state, afterId, limit: pageSizeOf(request.query) };
      const page = await listCareerPlans(deps, actorOf(request), query);
      return toPage(
        page,
        (plan) => plan,
        (plan) => [plan.id],
      );
    },
  );

  app.get(
    '/career-plans/:planId',
    {
      config: { access: 'follow-ups.read' },
      schema: {
        operationId: 'getCareerPlan',
        tags: ['follow-ups'],
        summary: 'One housing-career plan with all its versions',
        params: CareerPlanParams,
        response: { 200: CareerPlanDetails, ...problems(404) },
      },
    },
    async (request, reply) => {
      const plan = await getCareerPlan(deps, actorOf(request), request.params.planId);
      void reply.header('etag', toEntityTag(plan.version));
      return plan;
    },
  );
};

const goalRoutes: Routes = async (app, { deps }) => {
  app.post(
    '/career-plans',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'makeCareerPlan',
        tags: ['follow-ups'],
        summary: 'Make a draft of a housing-career plan for the tenants of a lease',
        headers: IdempotencyKey,
        body: CareerPlanDraft,
        response: { 201: ChangedCareerPlan, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const plan = await makeCareerPlan(deps, actorOf(request), request.body, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/career-plans/${plan.id}`)
        .header('etag', toEntityTag(plan.version))
        .send(plan);
    },
  );

  app.post(
    '/career-plans/:planId/agree',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'agreeCareerPlan',
        tags: ['follow-ups'],
        summary: 'Note that the tenant agrees to the plan as it is',
        params: CareerPlanParams,
        headers: KeyAndVersion,
        body: CareerPlanAgreement,
        response: CHANGED,
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version };
      const plan = await agreeCareerPlan(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(plan.version)).send(plan);
    },
  );

  app.post(
    '/career-plans/:planId/revise',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'reviseCareerPlan',
        tags: ['follow-ups'],
        summary: 'Give the plan another goal, to which the tenant is to agree anew',
        params: CareerPlanParams,
        headers: KeyAndVersion,
        body: CareerPlanRevision,
        response: CHANGED,
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version };
      const plan = await reviseCareerPlan(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(plan.version)).send(plan);
    },
  );

  app.post(
    '/career-plans/:planId/end',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'endCareerPlan',
        tags: ['follow-ups'],
        summary: 'End the plan: its goal is reached, or it is given up',
        params: CareerPlanParams,
        headers: KeyAndVersion,
        body: CareerPlanEnd,
        response: CHANGED,
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version };
      const plan = await endCareerPlan(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(plan.version)).send(plan);
    },
  );
};

const stepRoutes: Routes = async (app, { deps }) => {
  app.post(
    '/career-plans/:planId/steps',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'addPlanStep',
        tags: ['follow-ups'],
        summary: 'Add a step to a plan that has not ended',
        params: CareerPlanParams,
        headers: KeyAndVersion,
        body: NewPlanStep,
        response: CHANGED,
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.params, step: request.body, version };
      const plan = await addPlanStep(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(plan.version)).send(plan);
    },
  );

  app.post(
    '/career-plans/:planId/steps/:stepId/move',
    {
      config: { access: 'follow-ups.write' },
      schema: {
        operationId: 'movePlanStep',
        tags: ['follow-ups'],
        summary: 'Start, finish or drop a step of a plan that has not ended',
        params: PlanStepParams,
        headers: KeyAndVersion,
        body: PlanStepMove,
        response: CHANGED,
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, ...request.params, version };
      const plan = await movePlanStep(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(plan.version)).send(plan);
    },
  );
};
