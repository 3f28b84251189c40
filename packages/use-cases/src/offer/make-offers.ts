import {
  ensureCaseTask,
  insertOffers,
  lockOffers,
  type NewOffer,
  readOfferFacts,
  type Tx,
} from '@boligtrapp/database';
import { addDays, decideOffers, type NoOfferReason } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { expectVacancies } from '../forecast/expect-vacancies.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { discardOvertaken } from './discard-overtaken.ts';

/** What {@link makeOffers} works with. */
export interface MakeOffersDeps {
  readonly ids: IdSource;
  readonly clock: Clock;
}

/** The stored decisions of one signing that give somebody a dwelling. */
export interface MakeOffers {
  /** Days to answer, the day of sending not counted. */
  readonly answerDays: number;
  readonly decisions: readonly DecisionToOffer[];
  /** Dwellings that are offered before anybody has left, where a forecast of today still expects it; none if left out. */
  readonly forecastDwellingIds?: readonly string[];
}

/** A decision that gives a household a dwelling. */
export interface DecisionToOffer {
  readonly decisionId: string;
  readonly householdId: string;
  readonly dwellingId: string;
  /** Moves that only go together. */
  readonly chainId: string | null;
}

/** What came of one decision. */
export type MadeOffer =
  | { readonly decisionId: string; readonly offerId: string; readonly state: 'open' | 'waiting' }
  | { readonly decisionId: string; readonly offerId: null; readonly reason: NoOfferReason };

/**
 * Makes the offers of one signing, after today's facts: a dwelling that was taken meanwhile, or a household that has
 * accepted another, gets none, a case officer is told, and the rest goes on. The answers come in the order of the
 * decisions. The home of somebody who is given another one waits for that answer; in a circle of moves nobody waits.
 * Open proposals of a next in line for a dwelling or household that gets an offer are discarded.
 *
 * Runs in the caller's transaction, which has authorised the actor and stored the decisions. Takes the lock of the
 * municipality's offers, then locks dwellings and households: call it before the first audit event of the transaction.
 */
export async function makeOffers(
  tx: Tx,
  deps: MakeOffersDeps,
  actor: Actor,
  { answerDays, decisions, forecastDwellingIds = [] }: MakeOffers,
): Promise<readonly MadeOffer[]> {
  const { municipalityId } = actor;
  const today = deps.clock.today();
  await lockOffers(tx);
  const dwellingIds = decisions.map(({ dwellingId }) => dwellingId);
  const known = await readOfferFacts(tx, {
    municipalityId,
    today,
    dwellingIds,
    householdIds: decisions.map(({ householdId }) => householdId),
  });
  const isForecast = new Set(forecastDwellingIds);
  const expected = { dwellingIds: dwellingIds.filter((id) => isForecast.has(id)), today };
  const facts = await expectVacancies(tx, known, expected);
  const plans = planOffers(deps.ids, decisions, decideOffers(facts, decisions));
  const sent = { sentOn: today, answerBy: addDays(today, answerDays) };
  const offers = plans.flatMap(({ offer }) =>
    offer === null ? [] : [{ ...offer, ...(offer.state === 'open' ? sent : NOT_SENT) }],
  );
  await insertOffers(tx, municipalityId, offers);
  for (const { decision, made } of plans) {
    if (made.offerId !== null) continue;
    const task = { id: deps.ids.next(), kind: 'offer-not-made', subjectId: decision.decisionId } as const;
    await ensureCaseTask(tx, municipalityId, { ...task, dueOn: today });
  }
  await discardOvertaken(tx, deps, actor, offers);
  for (const { decision, made } of plans) await appendTrace(tx, actor, decision, made);
  return plans.map(({ made }) => made);
}

const NOT_SENT = { sentOn: null, answerBy: null } as const;

type OfferPlan = {
  readonly decision: DecisionToOffer;
  readonly made: MadeOffer;
  readonly offer: Omit<NewOffer, 'sentOn' | 'answerBy'> | null;
};

function planOffers(
  ids: IdSource,
  decisions: readonly DecisionToOffer[],
  verdicts: ReturnType<typeof decideOffers>,
): readonly OfferPlan[] {
  const offerIds = new Map(decisions.map(({ decisionId }) => [decisionId, ids.next()]));
  const isWaitedFor = new Set(
    verdicts.map((verdict) => (verdict.kind === 'waiting' ? verdict.waitsForDecisionId : null)),
  );
  return decisions.map((decision, index): OfferPlan => {
    const { decisionId, householdId, dwellingId } = decision;
    const verdict = verdicts[index];
    const id = offerIds.get(decisionId);
    if (verdict === undefined || id === undefined) throw new Error(`no verdict for decision ${decisionId}`);
    if (verdict.kind === 'none') {
      return { decision, made: { decisionId, offerId: null, reason: verdict.reason }, offer: null };
    }
    const isLinked = verdict.kind === 'waiting' || verdict.isInCycle || isWaitedFor.has(decisionId);
    const waitsForId = verdict.kind === 'waiting' ? (offerIds.get(verdict.waitsForDecisionId) ?? null) : null;
    return {
      decision,
      made: { decisionId, offerId: id, state: verdict.kind },
      offer: {
        id,
        decisionId,
        householdId,
        dwellingId,
        state: verdict.kind,
        waitsForId,
        chainId: isLinked ? (decision.chainId ?? verdict.leader) : null,
      },
    };
  });
}

async function appendTrace(tx: Tx, actor: Actor, decision: DecisionToOffer, made: MadeOffer): Promise<void> {
  const { decisionId, householdId, dwellingId } = decision;
  if (made.offerId === null) {
    await appendAuditEvent(tx, actor, {
      action: 'offer.not-made',
      objectKind: 'decision',
      objectId: decisionId,
      after: { dwellingId, reason: made.reason },
    });
    return;
  }
  await appendAuditEvent(tx, actor, {
    action: 'offer.made',
    objectKind: 'offer',
    objectId: made.offerId,
    after: { decisionId, householdId, dwellingId, state: made.state },
  });
}
