import { insertDecisions, type NewDecision, type Tx } from '@boligtrapp/database';
import { createJudgingContext, explainPair, type RuleCode, type UnwelcomeLoad } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { forecastDwellingsOf } from '../forecast/expect-vacancies.ts';
import { type MadeOffer, type MakeOffersDeps, makeOffers } from '../offer/make-offers.ts';
import { type CaseToSign, householdOf, type RoundCases, type SigningContent } from './load-cases.ts';

/** Groups of cases that two persons have decided. */
export interface StoreDecisions {
  readonly cases: RoundCases;
  readonly content: SigningContent;
  readonly unwelcome: readonly UnwelcomeLoad[];
  readonly meetingId: string;
  readonly groups: readonly {
    readonly householdIds: readonly string[];
    readonly decidedBy: readonly [string, string];
  }[];
}

/** A decision that was stored, and the offer that was made of it. */
export interface StoredDecision {
  readonly decisionId: string;
  readonly householdId: string;
  readonly outcome: NewDecision['outcome'];
  readonly dwellingId: string | null;
  /** Null where nothing is given. */
  readonly offerId: string | null;
}

/** Stores the decisions and makes their offers; the moves of a chain carry the same chain id. */
export async function storeDecisions(
  tx: Tx,
  deps: MakeOffersDeps,
  actor: Actor,
  command: StoreDecisions,
): Promise<readonly StoredDecision[]> {
  const signed = new Map(command.content.cases.map((item) => [item.householdId, item]));
  const decisions = command.groups.flatMap(({ householdIds, decidedBy }) => {
    const chainId = householdIds.length > 1 ? deps.ids.next() : null;
    return householdIds.flatMap((householdId) => {
      const item = signed.get(householdId);
      return item === undefined
        ? []
        : [toDecision(command, item, { id: deps.ids.next(), chainId, decidedBy })];
    });
  });
  await insertDecisions(tx, actor.municipalityId, decisions);
  const given = decisions.flatMap(({ id, householdId, dwellingId, chainId }) =>
    dwellingId === null ? [] : [{ decisionId: id, householdId, dwellingId, chainId }],
  );
  const { answerDays } = command.cases.facts.policy.content.offers;
  const forecastDwellingIds = forecastDwellingsOf(command.cases.facts.dwellings);
  const offers: readonly MadeOffer[] =
    given.length === 0
      ? []
      : await makeOffers(tx, deps, actor, { answerDays, decisions: given, forecastDwellingIds });
  for (const decision of decisions) {
    await appendAuditEvent(tx, actor, {
      action: 'decision.made',
      objectKind: 'decision',
      objectId: decision.id,
      after: {
        roundId: decision.roundId,
        householdId: decision.householdId,
        outcome: decision.outcome,
        dwellingId: decision.dwellingId,
        decidedBy: decision.decidedBy,
        countersignedBy: decision.countersignedBy,
      },
    });
  }
  const offerOf = new Map(offers.map(({ decisionId, offerId }) => [decisionId, offerId]));
  return decisions.map(({ id, householdId, outcome, dwellingId }) => ({
    decisionId: id,
    householdId,
    outcome,
    dwellingId,
    offerId: offerOf.get(id) ?? null,
  }));
}

function toDecision(
  { cases, unwelcome, meetingId }: StoreDecisions,
  item: CaseToSign,
  made: {
    readonly id: string;
    readonly chainId: string | null;
    readonly decidedBy: readonly [string, string];
  },
): NewDecision {
  const { householdId, outcome, dwellingId, reasonCode, reason, waiverLegalBasis } = item;
  const [decidedBy, countersignedBy] = made.decidedBy;
  const isOverride = outcome === 'overridden';
  return {
    id: made.id,
    roundId: cases.round.id,
    authority: { meetingId },
    policySetId: cases.facts.policy.id,
    householdId,
    dwellingId,
    outcome: outcome === 'accepted' ? 'allocated' : outcome,
    reasonCode,
    reason,
    decidedBy,
    countersignedBy,
    correctsId: null,
    chainId: made.chainId,
    softBreaks: dwellingId === null ? [] : placesFilled(cases, unwelcome, dwellingId),
    override: isOverride
      ? {
          proposedDwellingId: item.proposedDwellingId,
          brokenRules: dwellingId === null ? [] : brokenRules(cases, householdId, dwellingId),
          waiverLegalBasis,
        }
      : null,
  };
}

/** The places of the dwelling that are filled beyond the level from which more load is unwelcome. */
function placesFilled(
  { facts }: RoundCases,
  unwelcome: readonly UnwelcomeLoad[],
  dwellingId: string,
): readonly UnwelcomeLoad[] {
  const dwelling = facts.dwellings.find(({ id }) => id === dwellingId);
  if (dwelling === undefined) return [];
  const chain = new Set(
    createJudgingContext(facts)
      .places.chainOf(dwelling.buildingId)
      .map(({ id }) => id),
  );
  return unwelcome.filter(({ placeId }) => chain.has(placeId));
}

function brokenRules({ facts }: RoundCases, householdId: string, dwellingId: string): readonly RuleCode[] {
  const household = householdOf(facts, householdId);
  const dwelling = facts.dwellings.find(({ id }) => id === dwellingId);
  if (household === undefined || dwelling === undefined) return [];
  const { rules } = explainPair(createJudgingContext(facts), household, dwelling);
  return rules.flatMap(({ rule, passed }) => (passed ? [] : [rule]));
}
