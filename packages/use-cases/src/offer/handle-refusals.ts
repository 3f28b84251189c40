import {
  completeCaseTasks,
  countOpenRefusals,
  type Db,
  findOfferRefusal,
  inTenant,
  listOpenRefusals,
  type OfferRefusalRow,
  type RefusalAssessment,
  assessRefusal as storeAssessment,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What the use cases about refusals need. */
export interface RefusalDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A refusal as the actor may see it. */
export type OfferRefusalView = Omit<OfferRefusalRow, 'householdId'> & {
  /** Null for roles that do not handle offers: a refusal tells of the person. */
  readonly householdId: string | null;
};

/** A page; `totalCount` counts the refusals that nobody has assessed, on all pages. */
export interface OfferRefusalPage {
  readonly items: readonly OfferRefusalView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** The refusals that nobody has assessed, from the oldest; the households on the page are logged as read. */
export async function listOfferRefusals(
  deps: RefusalDeps,
  actor: Actor,
  { afterId, limit }: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<OfferRefusalPage> {
  authorise(actor, 'offers.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const rows = await listOpenRefusals(tx, municipalityId, { hidden, afterId, limit: limit + 1 });
    const seesAll = isAllowed(actor, 'offers.write');
    const shown = rows.slice(0, limit);
    const items = shown.map((row) => (seesAll ? row : { ...row, householdId: null }));
    // An offer leads to its household, also where the household itself is not named.
    const householdIds = shown.map(({ householdId }) => householdId);
    await logAccess(tx, deps, actor, { operation: 'list-offer-refusals', householdIds });
    const totalCount = await countOpenRefusals(tx, municipalityId, { hidden });
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

/** What a case officer makes of a refusal. */
export interface AssessRefusal {
  readonly offerId: string;
  readonly assessedAs: RefusalAssessment;
  /** Twenty characters or more. */
  readonly reason: string;
}

/**
 * A case officer says what a refusal means. Nothing follows from it here: a household loses its place by a decision of
 * its own only, with reasons and a right of appeal.
 *
 * @throws {NotFoundError} `offer-refusal.not-found` @throws {ConflictError} `offer-refusal.already-assessed`
 */
export async function assessRefusal(
  deps: RefusalDeps,
  actor: Actor,
  { offerId, assessedAs, reason }: AssessRefusal,
  request: IdempotencyRequest,
): Promise<OfferRefusalRow> {
  authorise(actor, 'offers.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const refusal = await findOfferRefusal(tx, municipalityId, offerId);
    if (refusal === undefined || (await hiddenHouseholds(tx, actor)).has(refusal.householdId)) {
      throw new NotFoundError('offer-refusal.not-found');
    }
    const assessment = { assessedAs, reason, assessedBy: actor.id, assessedOn: deps.clock.today() };
    if (!(await storeAssessment(tx, municipalityId, offerId, assessment))) {
      throw new ConflictError('offer-refusal.already-assessed');
    }
    await completeCaseTasks(tx, { subjectId: offerId, kinds: ['offer-declined'] }, actor.id);
    await logAccess(tx, deps, actor, {
      operation: 'assess-offer-refusal',
      householdIds: [refusal.householdId],
    });
    await appendAuditEvent(tx, actor, {
      action: 'offer-refusal.assessed',
      objectKind: 'offer',
      objectId: offerId,
      after: { assessedAs },
    });
    const { assessedBy, assessedOn } = assessment;
    return { ...refusal, assessedAs, assessmentReason: reason, assessedBy, assessedOn };
  });
}
