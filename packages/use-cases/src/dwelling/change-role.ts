import {
  type Db,
  type DwellingOnDay,
  findPlaceKind,
  findPolicyInForce,
  lockDwellingOnDay,
  type PolicyInForce,
  readPlaces,
  readResidents,
  storeRoleChange,
  type Tx,
} from '@boligtrapp/database';
import {
  type AddedLoad,
  addLoad,
  DWELLING_ROLE_TRANSITIONS,
  type DwellingRole,
  type DwellingRoleAction,
  findOverfilled,
  indexPlaces,
  type PlainDateString,
  placeLoads,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';

/** What {@link changeRole} needs. */
export interface ChangeRoleDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A unit that turns from staff base to dwelling, or back, from a day on. */
export interface ChangeRole {
  readonly dwellingId: string;
  readonly action: DwellingRoleAction;
  /** First day of the new role; today or later. */
  readonly changedOn: PlainDateString;
  readonly reason: string;
}

/** The change that was stored, with the load that allowed it. */
export interface RoleChange {
  readonly id: string;
  readonly fromRole: DwellingRole;
  readonly toRole: DwellingRole;
  readonly changedOn: PlainDateString;
  /** Building, neighbourhood and district on that day: today's tenants and promises, and one more of the unit's step. */
  readonly evidence: readonly AddedLoad[];
}

/**
 * Turns a unit (such as the first one of a modulhus) from staff base to dwelling from a day on, or back. The load of
 * building, neighbourhood and district on that day is worked out and stored with the change, which holds for as long as
 * the old role would have.
 *
 * @throws {NotFoundError} `dwelling.not-found`
 * @throws {ConflictError} `record.transition-refused`; `dwelling.let`, `dwelling.promised`; `dwelling.place-overfilled`
 * when one more household of its step would bring a place over its cap.
 * @throws {RuleRefusedError} `record.date-in-the-past`, `dwelling.no-policy-in-force`
 */
export async function changeRole(
  deps: ChangeRoleDeps,
  actor: Actor,
  command: ChangeRole,
  request: IdempotencyRequest,
): Promise<RoleChange> {
  authorise(actor, 'places.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(tx: Tx, deps: ChangeRoleDeps, actor: Actor, command: ChangeRole): Promise<RoleChange> {
  const { municipalityId } = actor;
  const { dwellingId, changedOn, reason } = command;
  if (changedOn < deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-past', { field: 'changedOn' });
  }
  const dwelling = await lockDwellingOnDay(tx, municipalityId, dwellingId, changedOn);
  if (dwelling === undefined) throw new NotFoundError('dwelling.not-found');
  const { period } = dwelling;
  const fromRole = period?.role ?? 'out-of-use';
  const toRole = transition(DWELLING_ROLE_TRANSITIONS, fromRole, command.action);
  if (period === null) throw new Error('a unit without a role has no transition');
  if (dwelling.isLet) throw new ConflictError('dwelling.let');
  if (dwelling.isPromised) throw new ConflictError('dwelling.promised');
  const { policy, evidence } = await readEvidence(tx, municipalityId, dwelling, changedOn);
  const overfilled = toRole === 'dwelling' ? findOverfilled(evidence) : undefined;
  if (overfilled !== undefined) {
    const { placeId, before, after, cap } = overfilled;
    throw new ConflictError('dwelling.place-overfilled', {
      facts: { placeId, before, after, cap: cap ?? 0 },
    });
  }
  const id = deps.ids.next();
  await storeRoleChange(tx, municipalityId, {
    id,
    dwellingId: dwelling.id,
    period,
    newPeriodId: deps.ids.next(),
    fromRole,
    toRole,
    changedOn,
    reason,
    policySetId: policy.id,
    evidence,
    decidedBy: actor.id,
  });
  await appendAuditEvent(tx, actor, {
    action: 'dwelling.role-changed',
    objectKind: 'dwelling',
    objectId: dwelling.id,
    before: { role: fromRole },
    after: { role: toRole, changedOn, evidence: evidence.map((load) => ({ ...load })) },
    reason,
  });
  return { id, fromRole, toRole, changedOn, evidence };
}

/** Locks the places first: a cap or status that somebody sets at the same time comes before this, or after. */
async function readEvidence(
  tx: Tx,
  municipalityId: string,
  dwelling: DwellingOnDay,
  on: PlainDateString,
): Promise<{ readonly policy: PolicyInForce; readonly evidence: readonly AddedLoad[] }> {
  const { buildingId, neighbourhoodId, districtId } = dwelling;
  for (const id of [buildingId, neighbourhoodId, districtId]) {
    await findPlaceKind(tx, municipalityId, id, 'for-share');
  }
  const policy = await findPolicyInForce(tx, on);
  if (policy === undefined) throw new RuleRefusedError('dwelling.no-policy-in-force', { field: 'changedOn' });
  const index = indexPlaces(await readPlaces(tx, on));
  const residents = [...(await readResidents(tx, on)), ...(await readResidents(tx, on, 'promised'))];
  const loads = placeLoads(policy.content, index, residents);
  return { policy, evidence: addLoad(policy.content, index, loads, dwelling) };
}
