import { appendKeepApartReview, type LockedKeepApart, lockKeepApart, type Tx } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { KeepApartDeps } from './register-keep-apart.ts';

/** What became of a pair when it was looked at again: kept until the next review, or ended. */
export type KeepApartOutcome =
  /** `reviewOn`: ahead. */
  | { readonly outcome: 'kept'; readonly reviewOn: PlainDateString }
  /** `endsOn`: first day on which it no longer holds; today or later, and after its first day. */
  | { readonly outcome: 'ended'; readonly endsOn: PlainDateString };

/** A review of a keep-apart pair. */
export type ReviewKeepApart = KeepApartOutcome & {
  readonly keepApartId: string;
  /** The version that the caller has read. */
  readonly version: number;
  /** Why; restricted as the reason of the pair is. */
  readonly note: string;
};

/**
 * Keeps a pair apart until another review, or ends it on a day. What is noted is only ever added.
 *
 * @throws {NotFoundError} `keep-apart.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `keep-apart.ended` when it has ended, or its end is set and would not come sooner.
 * @throws {RuleRefusedError} `record.date-in-the-past`, `record.range-reversed`
 */
export async function reviewKeepApart(
  deps: KeepApartDeps,
  actor: Actor,
  command: ReviewKeepApart,
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly version: number }> {
  authorise(actor, 'keep-apart.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: KeepApartDeps,
  actor: Actor,
  command: ReviewKeepApart,
): Promise<{ readonly id: string; readonly version: number }> {
  const { keepApartId: id, note } = command;
  const pair = await lockKeepApart(tx, actor.municipalityId, id);
  const hidden = await hiddenHouseholds(tx, actor);
  if (pair === undefined || hidden.has(pair.householdAId) || hidden.has(pair.householdBId)) {
    throw new NotFoundError('keep-apart.not-found');
  }
  if (pair.version !== command.version) throw new StaleVersionError();
  assertSound(pair, command, deps.clock.today());
  const reviewOn = command.outcome === 'kept' ? command.reviewOn : null;
  const endsOn = command.outcome === 'ended' ? command.endsOn : null;
  const review = {
    id: deps.ids.next(),
    outcome: command.outcome,
    note,
    reviewOn,
    endsOn,
    reviewedBy: actor.id,
  };
  const version = await appendKeepApartReview(tx, actor.municipalityId, id, review);
  await appendAuditEvent(tx, actor, {
    action: command.outcome === 'kept' ? 'keep-apart.reviewed' : 'keep-apart.ended',
    objectKind: 'keep-apart',
    objectId: id,
    before: { reviewOn: pair.reviewOn, validTo: pair.validTo },
    after: { reviewOn: reviewOn ?? pair.reviewOn, validTo: endsOn ?? pair.validTo },
  });
  return { id, version };
}

function assertSound(pair: LockedKeepApart, command: ReviewKeepApart, today: PlainDateString): void {
  const hasEnded = pair.validTo !== null && pair.validTo <= today;
  if (hasEnded || (command.outcome === 'ended' && pair.validTo !== null && pair.validTo <= command.endsOn)) {
    throw new ConflictError('keep-apart.ended', { facts: { endsOn: pair.validTo ?? today } });
  }
  if (command.outcome === 'kept') {
    if (command.reviewOn <= today)
      throw new RuleRefusedError('record.date-in-the-past', { field: 'reviewOn' });
    return;
  }
  if (command.endsOn < today) throw new RuleRefusedError('record.date-in-the-past', { field: 'endsOn' });
  if (command.endsOn <= pair.validFrom) {
    throw new RuleRefusedError('record.range-reversed', { field: 'endsOn' });
  }
}
