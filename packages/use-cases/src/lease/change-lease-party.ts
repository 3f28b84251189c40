import {
  closeLease,
  type Db,
  findLease,
  insertPartyChange,
  type LeaseTerms,
  lockLeaseTerms,
  lockOfferParties,
  lockOffers,
  type Tx,
} from '@boligtrapp/database';
import { claimDueOn, type PartyChangeGround, type PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { assertKeptApart } from './assert-placement.ts';
import { assertTenantVisible, insertOrRefuse } from './register-lease.ts';

/** What {@link changeLeaseParty} needs. */
export interface ChangeLeasePartyDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Somebody enters a lease instead of the tenant. */
export interface ChangeLeaseParty {
  readonly leaseId: string;
  /** The version that the caller has read. */
  readonly version: number;
  /** Who enters: a household without a home of its own. */
  readonly householdId: string;
  readonly ground: PartyChangeGround;
  /** The day of the death, or on which the household divided. */
  readonly occurredOn: PlainDateString;
  /** The day on which the landlord was told. */
  readonly claimedOn: PlainDateString;
  /** First day of the new party's lease. */
  readonly startsOn: PlainDateString;
  readonly signedOn: PlainDateString;
}

/** The lease of the new party. */
export interface ChangedLeaseParty {
  readonly id: string;
  readonly formerLeaseId: string;
  /** That of the former lease. */
  readonly lastDay: PlainDateString | null;
  /** Last day for the claim after a death; null where there is none. */
  readonly claimDueOn: PlainDateString | null;
  /** Whether the claim came after it: a fact for the landlord, who may accept it all the same. */
  readonly isClaimLate: boolean;
}

/**
 * A member of the household enters the lease, after a death or when the household divides: the former lease ends, and a
 * new one with the same terms and the same end begins. It is no allocation, and nobody in the queue is passed over.
 *
 * @throws {NotFoundError} `lease.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `lease.already-closed`, `lease.dwelling-taken`, `lease.household-has-home`,
 * `lease.placement-refused` where the household must not live there.
 * @throws {RuleRefusedError} `record.range-reversed`, `record.date-in-the-future`, `record.reference-unknown`.
 * @law LOV-1999-03-26-17 § 8-2
 * @law LOV-1999-03-26-17 § 8-3
 */
export async function changeLeaseParty(
  deps: ChangeLeasePartyDeps,
  actor: Actor,
  command: ChangeLeaseParty,
  request: IdempotencyRequest,
): Promise<ChangedLeaseParty> {
  authorise(actor, 'leases.write');
  return await runOnce(deps.db, actor, request, async (tx) => await change(tx, deps, actor, command));
}

async function change(
  tx: Tx,
  deps: ChangeLeasePartyDeps,
  actor: Actor,
  command: ChangeLeaseParty,
): Promise<ChangedLeaseParty> {
  const { municipalityId } = actor;
  const { leaseId, householdId, ground, occurredOn, claimedOn, startsOn } = command;
  await assertTenantVisible(tx, actor, householdId);
  // Leases made by hand come one after the other: two who are kept apart cannot both pass.
  await lockOffers(tx);
  const former = await lockFormer(tx, actor, command);
  const today = deps.clock.today();
  assertDates(former, command, today);
  await assertKeptApart(tx, { dwellingId: former.dwellingId, householdId, startsOn, today });
  await closeLease(tx, municipalityId, leaseId, { closedOn: startsOn, closedBecause: 'party-changed' });
  const { id: _, version: __, closedOn: ___, dwellingId, ...terms } = former;
  const lease = {
    ...terms,
    id: deps.ids.next(),
    dwellingId,
    householdId,
    startsOn,
    signedOn: command.signedOn,
    // The statistics count households that are new in municipal dwellings; this home goes on.
    allocationKind: 'extension' as const,
  };
  await insertOrRefuse(tx, municipalityId, lease);
  const dueOn = claimDueOn(ground, occurredOn);
  await insertPartyChange(tx, municipalityId, {
    leaseId: lease.id,
    formerLeaseId: leaseId,
    ground,
    occurredOn,
    claimedOn,
    claimDueOn: dueOn,
    recordedBy: actor.id,
  });
  await appendAuditEvent(tx, actor, {
    action: 'lease.closed',
    objectKind: 'lease',
    objectId: leaseId,
    before: { closedOn: former.closedOn },
    after: { closedOn: startsOn, closedBecause: 'party-changed' },
  });
  await appendAuditEvent(tx, actor, {
    action: 'lease.party-changed',
    objectKind: 'lease',
    objectId: lease.id,
    after: { formerLeaseId: leaseId, dwellingId, householdId, startsOn, lastDay: lease.lastDay, ground },
  });
  return {
    id: lease.id,
    formerLeaseId: leaseId,
    lastDay: lease.lastDay,
    claimDueOn: dueOn,
    isClaimLate: dueOn !== null && claimedOn > dueOn,
  };
}

async function lockFormer(tx: Tx, actor: Actor, command: ChangeLeaseParty): Promise<LeaseTerms> {
  const { municipalityId } = actor;
  const { leaseId, householdId } = command;
  const seen = await findLease(tx, municipalityId, leaseId);
  if (seen === undefined || (await hiddenHouseholds(tx, actor)).has(seen.householdId)) {
    throw new NotFoundError('lease.not-found');
  }
  // In the order of every use case about leases: dwelling, households, then the lease itself.
  await lockOfferParties(tx, {
    municipalityId,
    dwellingIds: [seen.dwellingId],
    householdIds: [seen.householdId, householdId],
  });
  const former = await lockLeaseTerms(tx, municipalityId, leaseId);
  if (former === undefined) throw new NotFoundError('lease.not-found');
  if (former.version !== command.version) throw new StaleVersionError();
  if (former.closedOn !== null) throw new ConflictError('lease.already-closed');
  return former;
}

function assertDates(former: LeaseTerms, command: ChangeLeaseParty, today: PlainDateString): void {
  const { occurredOn, claimedOn, startsOn } = command;
  for (const field of ['occurredOn', 'claimedOn', 'signedOn'] as const) {
    if (command[field] > today) throw new RuleRefusedError('record.date-in-the-future', { field });
  }
  if (claimedOn < occurredOn) throw new RuleRefusedError('record.range-reversed', { field: 'claimedOn' });
  const isOutside = startsOn <= former.startsOn || (former.lastDay !== null && startsOn > former.lastDay);
  if (isOutside || startsOn < occurredOn) {
    throw new RuleRefusedError('record.range-reversed', { field: 'startsOn' });
  }
}
