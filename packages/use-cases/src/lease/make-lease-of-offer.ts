import {
  type AllocationKind,
  closeLease,
  completeCaseTasks,
  type Db,
  findHomeAtApplication,
  findPolicyInForce,
  listStandingLeases,
  lockOfferParties,
  type OfferRow,
  readLinkedOffers,
  type StandingLease,
  type Tx,
  toLeaseFacts,
  updateOffer,
} from '@boligtrapp/database';
import {
  allocationKindOf,
  circleOf,
  DEFAULT_POLICY,
  evaluateLease,
  lastDayOfTerm,
  OFFER_TRANSITIONS,
  type PlainDateString,
  readPolicy,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { houseApplication } from '../application/house-application.ts';
import { settleMover } from '../assessment/settle-mover.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { lockOffer } from '../offer/end-offer.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';
import { checkLease } from './check-lease.ts';
import { readLeaseOptions } from './lease-view.ts';
import { leasedInWarnings, leaseWarnings } from './lease-warnings.ts';
import { insertOrRefuse, type RegisteredLease, type RegisterLease, toNewLease } from './register-lease.ts';

/** What {@link makeLeaseOfOffer} needs. */
export interface MakeLeaseDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The terms of a lease to be made of an accepted offer. */
export interface MakeLeaseOfOffer
  extends Omit<RegisterLease, 'dwellingId' | 'householdId' | 'lastDay' | 'allocationKind' | 'overCapReason'> {
  readonly offerId: string;
  /** Left out, the policy's term; null for a lease without an end. */
  readonly lastDay?: PlainDateString | null | undefined;
  /** Left out, computed from where the household lived when it applied. */
  readonly allocationKind?: AllocationKind | undefined;
}

/** The lease that was made, with what it did to others. */
export interface LeaseOfOffer extends RegisteredLease {
  readonly lastDay: PlainDateString | null;
  readonly allocationKind: AllocationKind;
  /**
   * Leases that end on its first day: the household's earlier home, and in a circle of moves that of the dwelling's
   * tenant where the actor may know of it.
   */
  readonly closedLeases: readonly string[];
}

/**
 * Makes a lease of an accepted offer: the household's earlier lease ends on the first day of the new one, its application
 * is housed, the offer fulfilled; a tenant who has moved is no mover any more. Of many at once, one is made.
 *
 * @throws {NotFoundError} `offer.not-found`
 * @throws {ConflictError} `record.transition-refused`; `offer.circle-open` while somebody in a circle of moves has not
 * accepted; `lease.dwelling-not-vacated` while the tenant before is there, whose lease is named where the actor may know
 * of it, the offer stays accepted;
 * `lease.dwelling-taken`, `lease.household-has-home`.
 * @throws {RuleRefusedError} `lease.short-term-unlawful` for a term under three years without a basis that stands;
 * `record.range-reversed`, `lease.short-term-contradictory`.
 * @law LOV-1999-03-26-17 § 9-3 (1)
 * @law LOV-1999-03-26-17 § 11-1 (6)
 */
export async function makeLeaseOfOffer(
  deps: MakeLeaseDeps,
  actor: Actor,
  command: MakeLeaseOfOffer,
  request: IdempotencyRequest,
): Promise<LeaseOfOffer> {
  authorise(actor, 'leases.write');
  return await runOnce(deps.db, actor, request, async (tx) => await make(tx, deps, actor, command));
}

async function make(
  tx: Tx,
  deps: MakeLeaseDeps,
  actor: Actor,
  command: MakeLeaseOfOffer,
): Promise<LeaseOfOffer> {
  const { municipalityId } = actor;
  const today = deps.clock.today();
  const offer = await lockOffer(tx, actor, command.offerId, 'fulfil');
  const state = transition(OFFER_TRANSITIONS, offer.state, 'fulfil');
  const terms = await completeTerms(tx, { actor, offer, command, today });
  const options = await readLeaseOptions(tx, today);
  const lease = { ...toNewLease(deps.ids.next(), terms), offerId: offer.id };
  const facts = toLeaseFacts({ ...lease, closedOn: null }, []);
  const warnings = leaseWarnings(facts, today, options);
  assertTermStands(warnings);
  // Before the lease ends by which a mover stands in the queue, so that the queue knows why they leave it.
  const assessmentVersion = await settleMover(tx, deps, actor, { ...offer, because: 'housed' });
  const standing = await closeFormerLeases(tx, actor, offer, lease.startsOn);
  await insertOrRefuse(tx, municipalityId, lease);
  await updateOffer(tx, municipalityId, offer.id, { state });
  await completeCaseTasks(tx, { subjectId: offer.id, kinds: ['offer-withdrawn'] }, actor.id);
  await houseApplication(tx, deps, actor, offer.householdId);
  await appendTraces(tx, actor, { offer, lease, standing, assessmentVersion });
  return {
    id: lease.id,
    version: 1,
    legalState: evaluateLease(facts, today, options),
    warnings: [...warnings, ...(await leasedInWarnings(tx, municipalityId, lease))],
    lastDay: lease.lastDay,
    allocationKind: lease.allocationKind,
    closedLeases: await idsShown(tx, actor, standing),
  };
}

interface Making {
  readonly actor: Actor;
  readonly offer: OfferRow;
  readonly command: MakeLeaseOfOffer;
  readonly today: PlainDateString;
}

async function completeTerms(tx: Tx, { actor, offer, command, today }: Making): Promise<RegisterLease> {
  const { offerId: _, lastDay, allocationKind, ...terms } = command;
  const { dwellingId, householdId } = offer;
  const { leaseTermMonths } = readPolicy((await findPolicyInForce(tx, today))?.content ?? DEFAULT_POLICY);
  const home = await findHomeAtApplication(tx, actor.municipalityId, { householdId, today });
  const complete = {
    ...terms,
    dwellingId,
    householdId,
    lastDay: lastDay === undefined ? lastDayOfTerm(command.startsOn, leaseTermMonths) : lastDay,
    allocationKind: allocationKind ?? allocationKindOf(dwellingId, home),
  };
  checkLease(complete);
  return complete;
}

function assertTermStands(warnings: ReturnType<typeof leaseWarnings>): void {
  for (const { because, lawRefs } of warnings) {
    if (because === 'short-term-without-basis' || because === 'repeated-short-term') {
      throw new RuleRefusedError('lease.short-term-unlawful', { field: 'shortTerm', lawRefs });
    }
  }
}

/** Ends what makes room for the lease on its first day, and gives what was ended. */
async function closeFormerLeases(
  tx: Tx,
  actor: Actor,
  offer: OfferRow,
  startsOn: PlainDateString,
): Promise<readonly StandingLease[]> {
  const { municipalityId } = actor;
  const { dwellingId, householdId } = offer;
  const query = { dwellingId, householdId, on: startsOn };
  const seen = await listStandingLeases(tx, municipalityId, query);
  await lockOfferParties(tx, {
    municipalityId,
    dwellingIds: [dwellingId, ...seen.map((lease) => lease.dwellingId)],
    householdIds: [householdId, ...seen.map((lease) => lease.householdId)],
  });
  const circle = circleOf(await readLinkedOffers(tx, municipalityId), offer.id);
  const closing: StandingLease[] = [];
  for (const lease of await listStandingLeases(tx, municipalityId, query)) {
    const isOwn = lease.householdId === householdId;
    // Whoever else lives there leaves by another way, and is in the way until then.
    if (!isOwn && !circle.some((member) => member.householdId === lease.householdId)) {
      await assertVacated(tx, actor, lease, startsOn);
      continue;
    }
    if (!isOwn && circle.some(({ state }) => state !== 'accepted' && state !== 'fulfilled')) {
      throw new ConflictError('offer.circle-open');
    }
    if (lease.startsOn >= startsOn)
      throw new RuleRefusedError('record.range-reversed', { field: 'startsOn' });
    await closeLease(tx, municipalityId, lease.id, { closedOn: startsOn, closedBecause: 'vacated' });
    closing.push(lease);
  }
  return closing;
}

/**
 * A dwelling may be offered before its tenant has left; the lease is not made before. One that begins on that day or
 * later is somebody else's: the dwelling is taken.
 *
 * @throws {ConflictError} `lease.dwelling-not-vacated`
 */
async function assertVacated(tx: Tx, actor: Actor, lease: StandingLease, on: PlainDateString): Promise<void> {
  const { id, startsOn, closedOn } = lease;
  if (startsOn >= on) return;
  const facts = { leaseId: id, ...(closedOn === null ? {} : { freeFrom: closedOn }) };
  const isShown = (await idsShown(tx, actor, [lease])).length > 0;
  throw new ConflictError('lease.dwelling-not-vacated', {
    field: 'startsOn',
    ...(isShown ? { facts } : {}),
  });
}

/** The leases that the actor may know of: a dwelling may be taken by somebody whose case does not exist for it. */
async function idsShown(tx: Tx, actor: Actor, leases: readonly StandingLease[]): Promise<readonly string[]> {
  const hidden = await hiddenHouseholds(tx, actor);
  return leases.flatMap(({ id, householdId }) => (hidden.has(householdId) ? [] : [id]));
}

async function appendTraces(
  tx: Tx,
  actor: Actor,
  made: {
    readonly offer: OfferRow;
    readonly lease: { readonly id: string } & RegisterLeaseDates;
    readonly standing: readonly StandingLease[];
    readonly assessmentVersion: number | null;
  },
): Promise<void> {
  const { offer, lease, standing, assessmentVersion } = made;
  for (const { id, closedOn } of standing) {
    await appendAuditEvent(tx, actor, {
      action: 'lease.closed',
      objectKind: 'lease',
      objectId: id,
      before: { closedOn },
      after: { closedOn: lease.startsOn, closedBecause: 'vacated' },
    });
  }
  await appendAuditEvent(tx, actor, {
    action: 'lease.made-of-offer',
    objectKind: 'lease',
    objectId: lease.id,
    after: {
      offerId: offer.id,
      dwellingId: offer.dwellingId,
      householdId: offer.householdId,
      startsOn: lease.startsOn,
      lastDay: lease.lastDay,
      allocationKind: lease.allocationKind,
      assessmentVersion,
    },
  });
}

type RegisterLeaseDates = Pick<RegisterLease, 'startsOn' | 'lastDay' | 'allocationKind'>;
