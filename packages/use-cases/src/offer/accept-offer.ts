import {
  type Db,
  findPolicyInForce,
  type OfferRow,
  readLinkedOffers,
  readOfferFacts,
  type Tx,
  updateOffer,
} from '@boligtrapp/database';
import {
  addDays,
  DEFAULT_POLICY,
  OFFER_TRANSITIONS,
  offersChangedByAcceptance,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { visibleOffers } from '../recusal/hidden-offers.ts';
import { transition } from '../states/transition.ts';
import { askForSuccessor, lockOffer } from './end-offer.ts';

/** What the commands about offers need. */
export interface OfferDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** An offer that was answered, with what the answer did to others whose cases are there for the actor. */
export interface AnsweredOffer {
  readonly id: string;
  readonly state: OfferRow['state'];
  /** Offers that were withdrawn because of it. */
  readonly withdrawn: readonly string[];
  /** Offers that waited for it and are sent now. */
  readonly sent: readonly string[];
}

/**
 * The household accepts. Its other offers are withdrawn, and whoever waits for its present home is asked now. Of many
 * who answer at once, one answer counts.
 *
 * @throws {NotFoundError} `offer.not-found`
 * @throws {ConflictError} `record.transition-refused`; `offer.deadline-passed` after the last day to answer, whether
 * the offer has been closed for it or not; `offer.household-gone` when it neither waits nor is a tenant any more.
 */
export async function acceptOffer(
  deps: OfferDeps,
  actor: Actor,
  offerId: string,
  request: IdempotencyRequest,
): Promise<AnsweredOffer> {
  authorise(actor, 'offers.write');
  return await runOnce(deps.db, actor, request, async (tx) => await accept(tx, deps, actor, offerId));
}

async function accept(tx: Tx, deps: OfferDeps, actor: Actor, offerId: string): Promise<AnsweredOffer> {
  const { municipalityId } = actor;
  const today = deps.clock.today();
  const offer = await lockOffer(tx, actor, offerId, 'accept');
  const state = transition(OFFER_TRANSITIONS, offer.state, 'accept');
  assertInTime(offer, today);
  await assertStillWanted(tx, { municipalityId, offer, today });
  const { withdrawn, sent } = offersChangedByAcceptance(await readLinkedOffers(tx, municipalityId), offer);
  await updateOffer(tx, municipalityId, offerId, { state, answeredOn: today });
  for (const id of withdrawn) {
    await updateOffer(tx, municipalityId, id, { state: 'withdrawn', answerReasonCode: 'accepted-another' });
    await askForSuccessor(tx, deps, municipalityId, id);
  }
  const answerBy = sent.length === 0 ? today : await answerByOf(tx, today);
  for (const id of sent) {
    await updateOffer(tx, municipalityId, id, {
      state: 'open',
      sentOn: today,
      answerBy,
      waitsForId: offerId,
    });
  }
  const changed = [
    [offerId, 'accepted'],
    ...withdrawn.map((id) => [id, 'withdrawn']),
    ...sent.map((id) => [id, 'sent']),
  ];
  for (const [objectId = '', what = ''] of changed) {
    const after = objectId === offerId ? { state } : { byAcceptanceOf: offerId };
    await appendAuditEvent(tx, actor, { action: `offer.${what}`, objectKind: 'offer', objectId, after });
  }
  const visible = await visibleOffers(tx, actor, [...withdrawn, ...sent]);
  const shown = (ids: readonly string[]): readonly string[] => ids.filter((id) => visible.has(id));
  return { id: offerId, state, withdrawn: shown(withdrawn), sent: shown(sent) };
}

/** Locks dwelling and household. @throws {ConflictError} `offer.household-gone` */
async function assertStillWanted(
  tx: Tx,
  query: {
    readonly municipalityId: string;
    readonly offer: OfferRow;
    readonly today: PlainDateString;
  },
): Promise<void> {
  const { municipalityId, offer, today } = query;
  const { dwellingId, householdId } = offer;
  const facts = await readOfferFacts(tx, {
    municipalityId,
    today,
    dwellingIds: [dwellingId],
    householdIds: [householdId],
  });
  const household = facts.households.get(householdId);
  if (household === undefined || !(household.isInQueue || household.tenancies.length > 0)) {
    throw new ConflictError('offer.household-gone');
  }
}

/** @throws {ConflictError} `offer.deadline-passed` */
export function assertInTime(offer: OfferRow, today: PlainDateString): void {
  const { answerBy } = offer;
  if (answerBy !== null && answerBy < today) {
    throw new ConflictError('offer.deadline-passed', { facts: { answerBy } });
  }
}

async function answerByOf(tx: Tx, today: PlainDateString): Promise<PlainDateString> {
  const { offers } = (await findPolicyInForce(tx, today))?.content ?? DEFAULT_POLICY;
  return addDays(today, offers.answerDays);
}
