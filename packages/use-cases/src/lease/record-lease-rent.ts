import {
  type Db,
  insertLeaseRent,
  type LeaseRentRow,
  listLeaseRents,
  lockLease,
  type Tx,
} from '@boligtrapp/database';
import { findRentFault, type PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** What {@link recordLeaseRent} needs. */
export interface RecordLeaseRentDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Why the rent is a new one, and what the law asks to be known about it. */
export type NewRent =
  /** Adjusted by the consumer price index, announced in writing. */
  | {
      readonly kind: 'index';
      readonly noticeSentOn: PlainDateString;
      /** Which months of which index. */
      readonly indexBasis: string;
      /** Rise of the index since the last setting, in basis points. */
      readonly indexBasisPoints: number;
    }
  /** Set to what is usual for like dwellings, demanded in writing. */
  | { readonly kind: 'gjengs-leie'; readonly noticeSentOn: PlainDateString }
  /** Agreed anew between the parties. */
  | { readonly kind: 'agreed' };

/** A rent that follows those that a lease has had. */
export type RecordLeaseRent = NewRent & {
  readonly leaseId: string;
  /** First day of the new rent; may lie ahead. From the same day as the last one it corrects it. */
  readonly fromOn: PlainDateString;
  /** Øre. */
  readonly orePerMonth: number;
};

/** The rent that was stored. */
export interface RecordedLeaseRent {
  readonly id: string;
}

/**
 * Stores what the rent is from a day on; what it was stays stored. A rent that comes sooner, or after another notice,
 * than the law allows, or rises by more than the stated rise of the index, is refused.
 *
 * @law LOV-1999-03-26-17 § 4-2
 * @law LOV-1999-03-26-17 § 4-3
 * @throws {NotFoundError} `lease.not-found` @throws {ConflictError} `lease-rent.later-one-stored`
 * @throws {RuleRefusedError} `lease-rent.unlawful`, `record.date-in-the-future`, `record.range-reversed`
 */
export async function recordLeaseRent(
  deps: RecordLeaseRentDeps,
  actor: Actor,
  command: RecordLeaseRent,
  request: IdempotencyRequest,
): Promise<RecordedLeaseRent> {
  authorise(actor, 'leases.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: RecordLeaseRentDeps,
  actor: Actor,
  command: RecordLeaseRent,
): Promise<RecordedLeaseRent> {
  const { leaseId, kind, fromOn, orePerMonth } = command;
  const lease = await lockLease(tx, actor.municipalityId, leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  if (fromOn < lease.startsOn) throw new RuleRefusedError('record.range-reversed', { field: 'fromOn' });
  const noticeSentOn = command.kind === 'agreed' ? null : command.noticeSentOn;
  if (noticeSentOn !== null && noticeSentOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'noticeSentOn' });
  }
  assertLawful(command, await listLeaseRents(tx, leaseId));
  const id = deps.ids.next();
  const index = command.kind === 'index' ? command : { indexBasis: null, indexBasisPoints: null };
  await insertLeaseRent(tx, actor.municipalityId, {
    id,
    leaseId,
    kind,
    from: fromOn,
    orePerMonth,
    noticeSentOn,
    indexBasis: index.indexBasis,
    indexBasisPoints: index.indexBasisPoints,
    recordedBy: actor.id,
  });
  await appendAuditEvent(tx, actor, {
    action: 'lease-rent.recorded',
    objectKind: 'lease',
    objectId: leaseId,
    after: { rentId: id, kind, fromOn, orePerMonth, noticeSentOn },
  });
  return { id };
}

function assertLawful(command: RecordLeaseRent, stored: readonly LeaseRentRow[]): void {
  const { fromOn, kind, orePerMonth } = command;
  if (stored.some(({ from }) => from > fromOn)) throw new ConflictError('lease-rent.later-one-stored');
  if (kind === 'agreed') return;
  const before = stored.filter(({ from }) => from < fromOn);
  // On the first day there is nothing yet that could be adjusted.
  const earlier = before.length === 0 ? stored.slice(0, 1) : before;
  const { noticeSentOn } = command;
  const indexBasisPoints = command.kind === 'index' ? command.indexBasisPoints : null;
  const fault = findRentFault({ kind, from: fromOn, orePerMonth, noticeSentOn, indexBasisPoints }, earlier);
  if (fault === null) return;
  const { code, earliest, lawRefs } = fault;
  throw new RuleRefusedError('lease-rent.unlawful', {
    field: code === 'above-index' ? 'orePerMonth' : code === 'too-early' ? 'fromOn' : 'noticeSentOn',
    facts: { because: code, ...(earliest === null ? {} : { earliest }) },
    lawRefs,
  });
}
