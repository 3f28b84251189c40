import {
  AddressProtectionSetting,
  CaseAccess,
  CaseAccessGranting,
  CaseAccessParams,
  CaseAccessWithdrawal,
  ChangedHousehold,
  GrantedCaseAccess,
  HouseholdMemberParams,
  HouseholdParams,
  IdempotencyKey,
  problems,
  toEntityTag,
  UnattendedCases,
  versionOfEntityTag,
  WithdrawnCaseAccess,
} from '@boligtrapp/contracts';
import {
  type CaseAccessDeps,
  grantCaseAccess,
  listCaseAccessOf,
  listUnattendedCases,
  setAddressProtection,
  withdrawCaseAccess,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';

/** Who may know of the cases of people with a protected address, and the protection itself. */
export const caseAccessRoutes: FastifyPluginAsyncTypebox<{ readonly deps: CaseAccessDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/households/:householdId/case-access',
    {
      config: { access: 'case-access.read' },
      schema: {
        operationId: 'getCaseAccess',
        tags: ['households'],
        summary: 'Who is and was named for the case, and every grade that its members were given',
        params: HouseholdParams,
        response: { 200: CaseAccess, ...problems(404) },
      },
    },
    async (request) => await listCaseAccessOf(deps, actorOf(request), request.params.householdId),
  );

  app.post(
    '/households/:householdId/case-access',
    {
      config: { access: 'case-access.write' },
      schema: {
        operationId: 'grantCaseAccess',
        tags: ['households'],
        summary: 'Name somebody for the case of a household with a protected member',
        params: HouseholdParams,
        headers: IdempotencyKey,
        body: CaseAccessGranting,
        response: { 201: GrantedCaseAccess, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { householdId } = request.params;
      const command = { ...request.body, householdId };
      const grant = await grantCaseAccess(deps, actorOf(request), command, idempotencyOf(request));
      return await reply
        .code(201)
        .header('location', `/v1/households/${householdId}/case-access`)
        .send(grant);
    },
  );

  app.post(
    '/case-access/:grantId/withdraw',
    {
      config: { access: 'case-access.write' },
      schema: {
        operationId: 'withdrawCaseAccess',
        tags: ['households'],
        summary: 'Withdraw a grant: from the next request on the case does not exist for that person',
        params: CaseAccessParams,
        headers: IdempotencyKey,
        body: CaseAccessWithdrawal,
        response: { 201: WithdrawnCaseAccess, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const command = { ...request.params, ...request.body };
      const grant = await withdrawCaseAccess(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).send(grant);
    },
  );

  app.get(
    '/unattended-cases',
    {
      config: { access: 'case-access.appoint' },
      schema: {
        operationId: 'listUnattendedCases',
        tags: ['households'],
        summary: 'Cases of protected people for which nobody is named: somebody must be appointed',
        response: { 200: UnattendedCases, ...problems() },
      },
    },
    async (request) => ({ householdIds: [...(await listUnattendedCases(deps, actorOf(request)))] }),
  );

  app.post(
    '/households/:householdId/members/:personId/address-protection',
    {
      config: { access: 'address-protection.write' },
      schema: {
        operationId: 'setAddressProtection',
        tags: ['households'],
        summary: 'Give a member a grade of address protection, or lift it; it holds at once',
        params: HouseholdMemberParams,
        headers: KeyAndVersion,
        body: AddressProtectionSetting,
        response: { 201: ChangedHousehold, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const version = versionOfEntityTag(request.headers['if-match']);
      const command = { ...request.params, ...request.body, version };
      const changed = await setAddressProtection(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(changed.version)).send(changed);
    },
  );
};
