import {
  type AllocationKind,
  type Db,
  insertLease,
  isOfferedToAnother,
  lockOffers,
  type NewLease,
  type Tx,
  toLeaseFacts,
} from '@boligtrapp/database';
import {
  evaluateLease,
  type LeaseRegime,
  type LeaseStatus,
  type PlainDateString,
  type ShortTermBasis,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { assertPlacement } from './assert-placement.ts';
import { checkLease } from './check-lease.ts';
import { readLeaseOptions } from './lease-view.ts';
import { type LeaseWarning, leasedInWarnings, leaseWarnings } from './lease-warnings.ts';

/** What {@link registerLease} needs. */
export interface RegisterLeaseDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A lease (leieavtale) to be registered. */
export interface RegisterLease {
  readonly dwellingId: string;
  readonly householdId: string;
  readonly startsOn: PlainDateString;
  /** Last day of the term (inclusive); null for a lease without an end. */
  readonly lastDay: PlainDateString | null;
  readonly regime: LeaseRegime;
  /** What a term under three years rests on; null for a longer one, or where nothing was stated. */
  readonly shortTerm: {
    readonly basis: ShortTermBasis;
    readonly reasonGivenOn: PlainDateString | null;
    readonly weighty: boolean;
  } | null;
  /** Earlier short terms between the same parties for the same dwelling. */
  readonly previousShortTerms: number;
  readonly signedOn: PlainDateString;
  readonly exceptionsInfoGivenOn: PlainDateString | null;
  readonly noTerminationInfoGivenOn: PlainDateString | null;
  readonly hasEvictionClauseExpiry: boolean;
  readonly hasEvictionClauseRent: boolean;
  readonly allocationKind: AllocationKind;
  readonly rentOrePerMonth: number;
  /** Why the household is to live there although a place would carry more than its cap; left out where none would. */
  readonly overCapReason?: string | undefined;
}

/** The lease that was made, with what the law makes of it. */
export interface RegisteredLease {
  readonly id: string;
  readonly version: number;
  /** On the day of registration. */
  readonly legalState: LeaseStatus;
  readonly warnings: readonly LeaseWarning[];
}

/**
 * Registers a lease; it binds the dwelling from its first day until it is closed. Of many at once for one dwelling,
 * one is stored. It is held against the pairs that are kept apart and the caps of places, as a round would be.
 *
 * @throws {RuleRefusedError} `record.range-reversed`, `lease.short-term-contradictory`, `record.reference-unknown`.
 * @throws {ConflictError} `lease.dwelling-under-offer` when it is offered to another household; `lease.dwelling-is-staff-base`; `lease.dwelling-taken` when another lease binds the dwelling on one of the days,
 * `lease.household-has-home` when the household has another home on one of them; `lease.placement-refused` where it must
 * not live there, `lease.place-overfilled` over a cap for which no reason is given.
 */
export async function registerLease(
  deps: RegisterLeaseDeps,
  actor: Actor,
  command: RegisterLease,
  request: IdempotencyRequest,
): Promise<RegisteredLease> {
  authorise(actor, 'leases.write');
  checkLease(command);
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: RegisterLeaseDeps,
  actor: Actor,
  command: RegisterLease,
): Promise<RegisteredLease> {
  await assertTenantVisible(tx, actor, command.householdId);
  await assertNotOffered(tx, actor, command);
  const today = deps.clock.today();
  const { overCapReason, ...terms } = command;
  const lease = toNewLease(deps.ids.next(), terms);
  await insertOrRefuse(tx, actor.municipalityId, lease);
  // What is taken, or has a home, is said first; refused here, the lease is not stored.
  const overCap = await assertPlacement(tx, { ...terms, today }, overCapReason ?? null);
  const options = await readLeaseOptions(tx, today);
  const facts = toLeaseFacts({ ...lease, closedOn: null }, []);
  const { id, dwellingId, householdId, startsOn, lastDay } = lease;
  await appendAuditEvent(tx, actor, {
    action: 'lease.registered',
    objectKind: 'lease',
    objectId: id,
    after: { dwellingId, householdId, startsOn, lastDay, ...(overCap === null ? {} : { overCap }) },
    ...(overCap === null || overCapReason === undefined ? {} : { reason: overCapReason }),
  });
  return {
    id,
    version: 1,
    legalState: evaluateLease(facts, today, options),
    warnings: [
      ...leaseWarnings(facts, today, options),
      ...(await leasedInWarnings(tx, actor.municipalityId, lease)),
    ],
  };
}

/** A household whose case is hidden from the actor is not there. @throws {RuleRefusedError} `record.reference-unknown` */
export async function assertTenantVisible(tx: Tx, actor: Actor, householdId: string): Promise<void> {
  if ((await hiddenHouseholds(tx, actor)).has(householdId)) {
    throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
  }
}

/**
 * A dwelling that another household is offered is not let past it; nobody offers it meanwhile.
 *
 * @throws {ConflictError} `lease.dwelling-under-offer`
 */
export async function assertNotOffered(
  tx: Tx,
  { municipalityId }: Actor,
  { dwellingId, householdId }: Pick<RegisterLease, 'dwellingId' | 'householdId'>,
): Promise<void> {
  await lockOffers(tx);
  if (await isOfferedToAnother(tx, municipalityId, { dwellingId, householdId })) {
    throw new ConflictError('lease.dwelling-under-offer', { field: 'dwellingId' });
  }
}

/** The lease as it is stored. */
export function toNewLease(
  id: string,
  { shortTerm, ...terms }: Omit<RegisterLease, 'overCapReason'>,
): NewLease {
  return {
    id,
    ...terms,
    shortTermBasis: shortTerm?.basis ?? null,
    shortTermReasonGivenOn: shortTerm?.reasonGivenOn ?? null,
    shortTermWeighty: shortTerm?.weighty ?? false,
  };
}

/** Adds the lease. @throws {RuleRefusedError} @throws {ConflictError} as {@link registerLease} does. */
export async function insertOrRefuse(tx: Tx, municipalityId: string, lease: NewLease): Promise<void> {
  const outcome = await insertLease(tx, municipalityId, lease);
  switch (outcome) {
    case 'inserted':
      return;
    case 'dwelling-unknown':
      throw new RuleRefusedError('record.reference-unknown', { field: 'dwellingId' });
    case 'household-unknown':
      throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
    case 'dwelling-is-staff-base':
      throw new ConflictError('lease.dwelling-is-staff-base', { field: 'dwellingId' });
    case 'dwelling-taken':
      throw new ConflictError('lease.dwelling-taken', { field: 'dwellingId' });
    case 'household-has-home':
      throw new ConflictError('lease.household-has-home', { field: 'householdId' });
  }
}
