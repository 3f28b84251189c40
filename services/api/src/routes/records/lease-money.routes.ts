import {
  DepositParams,
  DepositRecord,
  DepositRelease,
  GjengsLeie,
  IdempotencyKey,
  IndexAdjustment,
  LeaseMoney,
  LeaseParams,
  problems,
  RecordedDeposit,
  RecordedLeaseRent,
  RecordedTerminationInfo,
  ReleasedDeposit,
  RentAgreement,
  TerminationInfo,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  getLeaseMoney,
  type LeaseDepositDeps,
  type RecordLeaseRentDeps,
  recordLeaseDeposit,
  recordLeaseRent,
  recordTerminationInfo,
  releaseDeposit,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';

/** What the routes of rents, deposits and written information need. */
export type LeaseMoneyRouteDeps = RecordLeaseRentDeps & LeaseDepositDeps;

type Routes = FastifyPluginAsyncTypebox<{ readonly deps: LeaseMoneyRouteDeps }>;

/** Rents and deposits of a lease, and what the tenant was told in writing about its end. */
export const leaseMoneyRoutes: Routes = async (app, options) => {
  await app.register(rentRoutes, options);
  await app.register(depositRoutes, options);
};

const rentRoutes: Routes = async (app, { deps }) => {
  app.get(
    '/leases/:leaseId/money',
    {
      config: { access: 'leases.read' },
      schema: {
        operationId: 'getLeaseMoney',
        tags: ['leases'],
        summary: 'Rents and deposits of a lease, and when the law lets the rent be changed',
        params: LeaseParams,
        response: { 200: LeaseMoney, ...problems(404) },
      },
    },
    async (request) => {
      const money = await getLeaseMoney(deps, actorOf(request), request.params.leaseId);
      return { ...money, rents: money.rents.map(({ from, ...rent }) => ({ ...rent, fromOn: from })) };
    },
  );

  const setting = {
    params: LeaseParams,
    headers: IdempotencyKey,
    response: { 201: RecordedLeaseRent, ...problems(404, 409, 413, 415, 422) },
  };

  app.post(
    '/leases/:leaseId/rents/index-adjustments',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'adjustRentByIndex',
        tags: ['leases'],
        summary: 'Record an announced adjustment of the rent by the consumer price index',
        ...setting,
        body: IndexAdjustment,
      },
    },
    async (request, reply) => {
      const command = { ...request.body, kind: 'index', leaseId: request.params.leaseId } as const;
      const made = await recordLeaseRent(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/leases/${command.leaseId}/money`).send(made);
    },
  );

  app.post(
    '/leases/:leaseId/rents/gjengs-leie',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'setGjengsLeie',
        tags: ['leases'],
        summary: 'Record that the rent was demanded to be what is usual for like dwellings',
        ...setting,
        body: GjengsLeie,
      },
    },
    async (request, reply) => {
      const command = { ...request.body, kind: 'gjengs-leie', leaseId: request.params.leaseId } as const;
      const made = await recordLeaseRent(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/leases/${command.leaseId}/money`).send(made);
    },
  );

  app.post(
    '/leases/:leaseId/rents/agreements',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'agreeRent',
        tags: ['leases'],
        summary: 'Record a rent that the parties agreed on anew, or correct the one from the same day',
        ...setting,
        body: RentAgreement,
      },
    },
    async (request, reply) => {
      const command = { ...request.body, kind: 'agreed', leaseId: request.params.leaseId } as const;
      const made = await recordLeaseRent(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/leases/${command.leaseId}/money`).send(made);
    },
  );
};

const depositRoutes: Routes = async (app, { deps }) => {
  app.post(
    '/leases/:leaseId/deposits',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'recordDeposit',
        tags: ['leases'],
        summary: 'Record a deposit or guarantee that the tenant has given; says where it goes over the limit',
        params: LeaseParams,
        headers: IdempotencyKey,
        body: DepositRecord,
        response: { 201: RecordedDeposit, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, leaseId: request.params.leaseId };
      const made = await recordLeaseDeposit(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/leases/${command.leaseId}/money`).send(made);
    },
  );

  app.post(
    '/leases/:leaseId/deposits/:depositId/releases',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'releaseDeposit',
        tags: ['leases'],
        summary: 'Record that a deposit was given back, or that a guarantee no longer holds',
        params: DepositParams,
        headers: IdempotencyKey,
        body: DepositRelease,
        response: { 201: ReleasedDeposit, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, ...request.params };
      const released = await releaseDeposit(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1/leases/${command.leaseId}/money`).send(released);
    },
  );

  app.post(
    '/leases/:leaseId/termination-info',
    {
      config: { access: 'leases.write' },
      schema: {
        operationId: 'recordTerminationInfo',
        tags: ['leases'],
        summary: 'Record that the tenant was told in writing that the lease cannot be terminated in its term',
        params: LeaseParams,
        headers: KeyAndVersion,
        body: TerminationInfo,
        response: { 201: RecordedTerminationInfo, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const { leaseId } = request.params;
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.body, leaseId, version };
      const stored = await recordTerminationInfo(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/leases/${leaseId}`)
        .header('etag', toEntityTag(stored.version))
        .send(stored);
    },
  );
};
