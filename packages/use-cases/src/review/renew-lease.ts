import {
  closeLease,
  findDecisionOfReview,
  findLeaseOfRenewal,
  findReview,
  isDecisionOverturned,
  type LeaseTerms,
  lockLeaseTerms,
  lockOfferParties,
  type ReviewRow,
  readLeaseNotices,
  type Tx,
  toLeaseFacts,
} from '@boligtrapp/database';
import { dayAfter, evaluateLease, lastDayOfTerm, type PlainDateString } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { carryDepositsOver } from '../lease/carry-deposits-over.ts';
import { readLeaseOptions } from '../lease/lease-view.ts';
import { leasedInWarnings, leaseWarnings } from '../lease/lease-warnings.ts';
import {
  assertNotOffered,
  insertOrRefuse,
  type RegisteredLease,
  type RegisterLease,
  toNewLease,
} from '../lease/register-lease.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { ReviewDeps } from './open-review.ts';

/** The terms of a lease that takes the place of the one that was reviewed; its length is that of the decision. */
export interface RenewLease
  extends Pick<
    RegisterLease,
    | 'regime'
    | 'signedOn'
    | 'exceptionsInfoGivenOn'
    | 'noTerminationInfoGivenOn'
    | 'hasEvictionClauseExpiry'
    | 'hasEvictionClauseRent'
    | 'rentOrePerMonth'
  > {
  readonly reviewId: string;
  /** Left out, the day after the term that was reviewed. */
  readonly startsOn?: PlainDateString | undefined;
}

/** The lease that was made. */
export interface RenewedLease extends RegisteredLease {
  readonly formerLeaseId: string;
  readonly startsOn: PlainDateString;
  readonly lastDay: PlainDateString;
}

/**
 * Makes the lease that was decided by a review: the former one ends on its first day, and what secured it secures the new
 * one. Of many at once, one is made.
 *
 * @throws {NotFoundError} `review.not-found`
 * @throws {ConflictError} `review.nothing-to-renew`, `lease.already-closed`, `lease.dwelling-under-offer`,
 * `lease.dwelling-is-staff-base`, `lease.dwelling-taken`, `lease.household-has-home`.
 * @throws {RuleRefusedError} `record.date-in-the-future`, `record.range-reversed`; `review.lease-indefinite` where the
 * former lease has become one, or would be by the first day of the new one.
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export async function renewLease(
  deps: ReviewDeps,
  actor: Actor,
  command: RenewLease,
  request: IdempotencyRequest,
): Promise<RenewedLease> {
  authorise(actor, 'leases.write');
  if (command.signedOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'signedOn' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => await renew(tx, deps, actor, command));
}

async function renew(tx: Tx, deps: ReviewDeps, actor: Actor, command: RenewLease): Promise<RenewedLease> {
  const { municipalityId } = actor;
  const review = await findReview(tx, municipalityId, command.reviewId);
  if (review === undefined || (await hiddenHouseholds(tx, actor)).has(review.householdId)) {
    throw new NotFoundError('review.not-found');
  }
  const { former, decisionId, termMonths } = await lockRenewal(tx, actor, review);
  const today = deps.clock.today();
  const options = await readLeaseOptions(tx, today);
  const startsOn = await firstDay(tx, { actor, former, today, startsOn: command.startsOn });
  const lastDay = lastDayOfTerm(startsOn, termMonths);
  const lease = {
    ...toNewLease(deps.ids.next(), termsOf(command, former, { startsOn, lastDay })),
    renewalDecisionId: decisionId,
  };
  await closeLease(tx, municipalityId, former.id, { closedOn: startsOn, closedBecause: 'renewed' });
  await insertOrRefuse(tx, municipalityId, lease);
  await carryDepositsOver(tx, deps, actor, { fromLeaseId: former.id, toLeaseId: lease.id, on: startsOn });
  await logAccess(tx, deps, actor, { operation: 'renew-lease', householdIds: [review.householdId] });
  await appendTraces(tx, actor, { former, decisionId, lease: { id: lease.id, startsOn, lastDay } });
  const facts = toLeaseFacts({ ...lease, closedOn: null }, []);
  return {
    id: lease.id,
    version: 1,
    formerLeaseId: former.id,
    startsOn,
    lastDay,
    legalState: evaluateLease(facts, today, options),
    warnings: [
      ...leaseWarnings(facts, today, options),
      ...(await leasedInWarnings(tx, municipalityId, lease)),
    ],
  };
}

/** Locks offers, dwelling, household and lease, in this order as everywhere, and reads what was decided under the locks. */
async function lockRenewal(
  tx: Tx,
  actor: Actor,
  { id, leaseId, dwellingId, householdId }: ReviewRow,
): Promise<{ readonly former: LeaseTerms; readonly decisionId: string; readonly termMonths: number }> {
  const { municipalityId } = actor;
  await assertNotOffered(tx, actor, { dwellingId, householdId });
  await lockOfferParties(tx, { municipalityId, dwellingIds: [dwellingId], householdIds: [householdId] });
  const former = await lockLeaseTerms(tx, municipalityId, leaseId);
  if (former === undefined) throw new Error(`no lease ${leaseId}`);
  const decision = await findDecisionOfReview(tx, id);
  const isStanding =
    decision !== undefined &&
    decision.correctedById === null &&
    !(await isDecisionOverturned(tx, decision.id));
  if (!isStanding || decision.termMonths === null) throw new ConflictError('review.nothing-to-renew');
  if ((await findLeaseOfRenewal(tx, municipalityId, decision.id)) !== undefined) {
    throw new ConflictError('review.nothing-to-renew');
  }
  if (former.closedOn !== null) throw new ConflictError('lease.already-closed');
  return { former, decisionId: decision.id, termMonths: decision.termMonths };
}

/** The first day of the new lease, while the former one still is for a term. */
async function firstDay(
  tx: Tx,
  {
    actor,
    former,
    today,
    startsOn: given,
  }: {
    readonly actor: Actor;
    readonly former: LeaseTerms;
    readonly today: PlainDateString;
    readonly startsOn: PlainDateString | undefined;
  },
): Promise<PlainDateString> {
  const notices = (await readLeaseNotices(tx, actor.municipalityId, [former.id])).get(former.id) ?? [];
  const facts = toLeaseFacts(former, notices);
  const startsOn = given ?? (former.lastDay === null ? today : dayAfter(former.lastDay));
  const on = startsOn > today ? startsOn : today;
  if (evaluateLease(facts, on, await readLeaseOptions(tx, today)).state === 'indefinite') {
    throw new RuleRefusedError('review.lease-indefinite', { lawRefs: ['LOV-1999-03-26-17 § 9-2 (3)'] });
  }
  if (startsOn <= former.startsOn) throw new RuleRefusedError('record.range-reversed', { field: 'startsOn' });
  return startsOn;
}

function termsOf(
  command: RenewLease,
  { dwellingId, householdId, previousShortTerms, shortTermBasis }: LeaseTerms,
  term: { readonly startsOn: PlainDateString; readonly lastDay: PlainDateString },
): RegisterLease {
  const { reviewId: _, ...agreed } = command;
  return {
    ...agreed,
    ...term,
    dwellingId,
    householdId,
    shortTerm: null,
    previousShortTerms: previousShortTerms + (shortTermBasis === null ? 0 : 1),
    // The statistics count households that are new in municipal dwellings; this home goes on.
    allocationKind: 'extension',
  };
}

async function appendTraces(
  tx: Tx,
  actor: Actor,
  {
    former,
    decisionId,
    lease,
  }: {
    readonly former: LeaseTerms;
    readonly decisionId: string;
    readonly lease: {
      readonly id: string;
      readonly startsOn: PlainDateString;
      readonly lastDay: PlainDateString;
    };
  },
): Promise<void> {
  const { id, startsOn, lastDay } = lease;
  await appendAuditEvent(tx, actor, {
    action: 'lease.closed',
    objectKind: 'lease',
    objectId: former.id,
    before: { closedOn: former.closedOn },
    after: { closedOn: startsOn, closedBecause: 'renewed' },
  });
  await appendAuditEvent(tx, actor, {
    action: 'lease.renewed',
    objectKind: 'lease',
    objectId: id,
    after: { formerLeaseId: former.id, decisionId, startsOn, lastDay },
  });
}
