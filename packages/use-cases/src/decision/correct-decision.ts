import {
  type CorrectionRow,
  type Db,
  findDecision,
  insertCorrection,
  insertDecisions,
  isDwellingUnderOffer,
  listOffersOfDecision,
  lockCorrection,
  lockOfferParties,
  lockOffers,
  type NewDecision,
  type OfferRow,
  settleCorrection,
  type Tx,
} from '@boligtrapp/database';
import {
  CORRECTION_TRANSITIONS,
  type CorrectionAction,
  type CorrectionState,
  type RulingReason,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import { forecastDwellingsOf } from '../forecast/expect-vacancies.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { endOffer } from '../offer/end-offer.ts';
import { makeOffers } from '../offer/make-offers.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertMayDecide } from '../recusal/assert-may-decide.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { loadFacts } from '../round/read-round.ts';
import { transition } from '../states/transition.ts';
import {
  type JudgedCorrection,
  judgeCorrection,
  type RoundDecision,
  staleCorrection,
} from './judge-correction.ts';
import { householdOf } from './load-cases.ts';
import { waivedRulesOf } from './rule-case.ts';

/** What correcting decisions works with. */
export interface CorrectDecisionDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A correction (omgjøring) of a decision, to be signed by another person. */
export interface ProposeCorrection {
  readonly decisionId: string;
  readonly outcome: CorrectionRow['outcome'];
  /** The dwelling that is given instead; null for none. */
  readonly dwellingId: string | null;
  readonly reasonCode: RulingReason;
  /** Twenty characters or more. */
  readonly reason: string;
  /** On what authority the two persons decide. */
  readonly delegationReference: string;
  readonly waiverLegalBasis: string | null;
}

/** The correction as it stands. */
export interface SettledCorrection {
  readonly id: string;
  readonly decisionId: string;
  readonly state: CorrectionState;
  readonly newDecisionId: string | null;
  readonly offerId: string | null;
}

/**
 * Proposes to correct a decision. Nothing changes until another person signs it.
 *
 * @throws {NotFoundError} `decision.not-found`
 * @throws {ConflictError} `decision.corrected-already`, `decision.lease-made`, `correction.open-already`,
 *   `correction.stale`; `decision.made-in-review` for a decision that another review corrects.
 * @throws {RuleRefusedError} `decision.signer-recused`, `ruling.incomplete`, `ruling.dwelling-not-in-round`,
 *   `ruling.rule-broken`.
 */
export async function proposeCorrection(
  deps: CorrectDecisionDeps,
  actor: Actor,
  command: ProposeCorrection,
  request: IdempotencyRequest,
): Promise<SettledCorrection> {
  authorise(actor, 'decisions.sign');
  return await runOnce(deps.db, actor, request, async (tx) => {
    await heedRecusals(tx, actor);
    const { decision } = await loadCorrectable(tx, actor, command.decisionId);
    await checkGiven(tx, actor, decision, command);
    const id = deps.ids.next();
    const outcome = await insertCorrection(tx, actor.municipalityId, {
      id,
      ...command,
      proposedBy: actor.id,
    });
    if (outcome === 'open-already') throw new ConflictError('correction.open-already');
    await logAccess(tx, deps, actor, {
      operation: 'propose-correction',
      householdIds: [decision.householdId],
    });
    await appendAuditEvent(tx, actor, {
      action: 'correction.proposed',
      objectKind: 'correction',
      objectId: id,
      after: { decisionId: decision.id, outcome: command.outcome, dwellingId: command.dwellingId },
    });
    return { id, decisionId: decision.id, state: 'proposed', newDecisionId: null, offerId: null };
  });
}

/** What becomes of a proposed correction. */
export interface SettleCorrection {
  readonly correctionId: string;
  readonly action: CorrectionAction;
}

/**
 * Signs a correction as another person than the one who proposed it, or discards it. Signing adds a decision that
 * points at the old one, withdraws the old one's offer, and offers what is given instead.
 *
 * @throws {NotFoundError} `correction.not-found`
 * @throws {ConflictError} `record.transition-refused`, `decision.corrected-already`, `decision.lease-made`,
 *   `correction.stale` where the dwelling is not to be had any more.
 * @throws {RuleRefusedError} `decision.same-person`, `decision.signer-recused`; `ruling.rule-broken`,
 *   `round.rulings-contradictory` by the facts of today.
 * @law LOV-1967-02-10 § 6
 */
export async function settleProposedCorrection(
  deps: CorrectDecisionDeps,
  actor: Actor,
  command: SettleCorrection,
  request: IdempotencyRequest,
): Promise<SettledCorrection> {
  authorise(actor, 'decisions.sign');
  return await runOnce(deps.db, actor, request, async (tx) => await settle(tx, deps, actor, command));
}

async function settle(
  tx: Tx,
  deps: CorrectDecisionDeps,
  actor: Actor,
  { correctionId, action }: SettleCorrection,
): Promise<SettledCorrection> {
  await heedRecusals(tx, actor);
  const correction = await lockCorrection(tx, correctionId);
  const decision = correction && (await findDecision(tx, correction.decisionId));
  if (
    correction === undefined ||
    decision === undefined ||
    (await hiddenHouseholds(tx, actor)).has(decision.householdId)
  ) {
    throw new NotFoundError('correction.not-found');
  }
  const state = transition<CorrectionState, CorrectionAction>(
    CORRECTION_TRANSITIONS,
    correction.state,
    action,
  );
  if (state === 'decided') return await sign(tx, deps, actor, correction);
  await settleCorrection(tx, correctionId, { state: 'discarded', settledBy: actor.id, newDecisionId: null });
  await logAccess(tx, deps, actor, {
    operation: 'settle-correction',
    householdIds: [decision.householdId],
  });
  await appendAuditEvent(tx, actor, {
    action: 'correction.discarded',
    objectKind: 'correction',
    objectId: correctionId,
    after: { decisionId: decision.id },
  });
  return {
    id: correctionId,
    decisionId: decision.id,
    state: 'discarded',
    newDecisionId: null,
    offerId: null,
  };
}

async function sign(
  tx: Tx,
  deps: CorrectDecisionDeps,
  actor: Actor,
  correction: CorrectionRow,
): Promise<SettledCorrection> {
  if (correction.proposedBy === actor.id) throw new RuleRefusedError('decision.same-person');
  const { decision, liveOffer } = await loadCorrectable(
    tx,
    actor,
    correction.decisionId,
    correction.proposedBy,
  );
  // Before anything is appended to the audit trail: whoever holds its lock must wait for no other.
  const { municipalityId } = actor;
  const { dwellingId, waiverLegalBasis } = correction;
  const dwellingIds = dwellingId === null ? [] : [dwellingId];
  await lockOfferParties(tx, { municipalityId, dwellingIds, householdIds: [decision.householdId] });
  await checkGiven(tx, actor, decision, correction);
  const today = deps.clock.today();
  if (liveOffer !== undefined) {
    const { answeredOn } = liveOffer;
    const ending = { action: 'withdraw', reasonCode: 'decision-corrected', answeredOn, today } as const;
    await endOffer(tx, deps, actor, { offer: liveOffer, ending });
  }
  const judged =
    dwellingId === null
      ? { brokenRules: [], softBreaks: [] }
      : await judgeCorrection(
          tx,
          decision,
          { dwellingId, waiverLegalBasis, insteadOfDwellingId: liveOffer?.dwellingId ?? null },
          today,
        );
  const made = toNewDecision(correction, decision, {
    id: deps.ids.next(),
    countersignedBy: actor.id,
    ...judged,
  });
  if ((await insertDecisions(tx, municipalityId, [made])) === 'corrected-already') {
    throw new ConflictError('decision.corrected-already');
  }
  await settleCorrection(tx, correction.id, {
    state: 'decided',
    settledBy: actor.id,
    newDecisionId: made.id,
  });
  const offerId = await offerInstead(tx, deps, actor, made);
  await logAccess(tx, deps, actor, {
    operation: 'settle-correction',
    householdIds: [decision.householdId],
  });
  await appendAuditEvent(tx, actor, {
    action: 'decision.corrected',
    objectKind: 'decision',
    objectId: decision.id,
    before: { outcome: decision.outcome, dwellingId: decision.dwellingId },
    after: { outcome: made.outcome, dwellingId: made.dwellingId, newDecisionId: made.id },
  });
  return { id: correction.id, decisionId: decision.id, state: 'decided', newDecisionId: made.id, offerId };
}

/** A decision that may be corrected by this actor and the proposer, with the lock of the offers held. */
async function loadCorrectable(
  tx: Tx,
  actor: Actor,
  decisionId: string,
  proposedBy: string = actor.id,
): Promise<{ readonly decision: RoundDecision; readonly liveOffer: OfferRow | undefined }> {
  await lockOffers(tx);
  const decision = await findDecision(tx, decisionId);
  if (decision === undefined || (await hiddenHouseholds(tx, actor)).has(decision.householdId)) {
    throw new NotFoundError('decision.not-found');
  }
  const { roundId } = decision;
  if (roundId === null) throw new ConflictError('decision.made-in-review');
  if (decision.correctedById !== null) throw new ConflictError('decision.corrected-already');
  await assertMayDecide(tx, [actor.id, proposedBy], decision.householdId);
  const offers = await listOffersOfDecision(tx, actor.municipalityId, decisionId);
  if (offers.some(({ state }) => state === 'fulfilled')) throw new ConflictError('decision.lease-made');
  return {
    decision: { ...decision, roundId },
    liveOffer: offers.find(({ state }) => state === 'waiting' || state === 'open' || state === 'accepted'),
  };
}

/** Refuses what can be told from the frozen facts, and a dwelling that somebody else is offered. */
async function checkGiven(
  tx: Tx,
  { municipalityId }: Actor,
  decision: RoundDecision,
  given: Pick<ProposeCorrection, 'outcome' | 'dwellingId' | 'waiverLegalBasis'>,
): Promise<void> {
  const { outcome, dwellingId, waiverLegalBasis } = given;
  if (dwellingId === null) return;
  if (outcome !== 'overridden' || dwellingId === decision.dwellingId) {
    throw new RuleRefusedError('ruling.incomplete', { field: 'dwellingId' });
  }
  const facts = await loadFacts(tx, decision.roundId);
  const household = householdOf(facts, decision.householdId);
  if (household === undefined) throw new NotFoundError('decision.not-found');
  waivedRulesOf(facts, household, { dwellingId, waiverLegalBasis });
  if (await isDwellingUnderOffer(tx, municipalityId, dwellingId)) throw staleCorrection('dwelling-taken');
}

function toNewDecision(
  correction: CorrectionRow,
  decision: RoundDecision,
  made: JudgedCorrection & { readonly id: string; readonly countersignedBy: string },
): NewDecision {
  return {
    id: made.id,
    roundId: decision.roundId,
    authority: { delegationReference: correction.delegationReference },
    policySetId: decision.policySetId,
    householdId: decision.householdId,
    dwellingId: correction.dwellingId,
    outcome: correction.outcome,
    reasonCode: correction.reasonCode,
    reason: correction.reason,
    decidedBy: correction.proposedBy,
    countersignedBy: made.countersignedBy,
    correctsId: decision.id,
    chainId: null,
    softBreaks: made.softBreaks,
    override:
      correction.outcome === 'overridden'
        ? {
            proposedDwellingId: decision.dwellingId,
            brokenRules: made.brokenRules,
            waiverLegalBasis: correction.waiverLegalBasis,
          }
        : null,
  };
}

async function offerInstead(
  tx: Tx,
  deps: CorrectDecisionDeps,
  actor: Actor,
  { id, roundId, householdId, dwellingId }: NewDecision,
): Promise<string | null> {
  if (dwellingId === null) return null;
  const { policy, dwellings } = await loadFacts(tx, roundId);
  const { answerDays } = policy.content.offers;
  const forecastDwellingIds = forecastDwellingsOf(dwellings);
  const decisions = [{ decisionId: id, householdId, dwellingId, chainId: null }];
  const [offer] = await makeOffers(tx, deps, actor, { answerDays, decisions, forecastDwellingIds });
  if (offer === undefined || offer.offerId === null) {
    throw staleCorrection(offer?.reason ?? 'dwelling-taken');
  }
  return offer.offerId;
}
