import {
  completeCaseTasks,
  type Db,
  findPolicyInForce,
  findSuccession,
  insertDecisions,
  listRecusals,
  listSuperiors,
  lockOffers,
  type PolicyInForce,
  type SuccessionRow,
  type Tx,
  updateSuccession,
} from '@boligtrapp/database';
import { barredFrom, SUCCESSION_TRANSITIONS, type UnwelcomeLoad } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { loadRound } from '../round/read-round.ts';
import { transition } from '../states/transition.ts';
import { askForSuccessor } from './end-offer.ts';
import { judgeSuccessor } from './find-successor.ts';
import { makeOffers } from './make-offers.ts';

/** What the commands about the next in line need. */
export interface SuccessionDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The proposal after a command. */
export interface HandledSuccession {
  readonly id: string;
  readonly state: SuccessionRow['state'];
  /** The decision and the offer that came of it; null until it is decided. */
  readonly decisionId: string | null;
  readonly offerId: string | null;
}

/**
 * The first person stands behind the proposal, judged again by the facts of today.
 *
 * @throws {NotFoundError} `succession.not-found`
 * @throws {ConflictError} `record.transition-refused`; `succession.stale` when the household cannot get it any more.
 */
export async function confirmSuccession(
  deps: SuccessionDeps,
  actor: Actor,
  successionId: string,
  request: IdempotencyRequest,
): Promise<HandledSuccession> {
  authorise(actor, 'offers.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    await heedRecusals(tx, actor);
    const succession = await lockSuccession(tx, actor, successionId);
    transition(SUCCESSION_TRANSITIONS, succession.state, 'confirm');
    await judgeToday(tx, deps, actor, succession);
    const change = { state: 'confirmed', confirmedBy: actor.id } as const;
    await updateSuccession(tx, actor.municipalityId, successionId, change);
    await appendTrace(tx, actor, succession, { state: 'confirmed' });
    return { id: successionId, state: 'confirmed', decisionId: null, offerId: null };
  });
}

/** A proposal that is not followed. */
export interface DiscardSuccession {
  readonly successionId: string;
  /** Twenty characters or more. */
  readonly reason: string;
}

/**
 * Discards the proposal, with the reason, and leaves it to a job to look for the one after it.
 *
 * @throws {NotFoundError} `succession.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function discardSuccession(
  deps: SuccessionDeps,
  actor: Actor,
  { successionId, reason }: DiscardSuccession,
  request: IdempotencyRequest,
): Promise<HandledSuccession> {
  authorise(actor, 'offers.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const succession = await lockSuccession(tx, actor, successionId);
    transition(SUCCESSION_TRANSITIONS, succession.state, 'discard');
    const change = { state: 'discarded', discardedBy: actor.id, discardReason: reason } as const;
    await updateSuccession(tx, municipalityId, successionId, change);
    await askForSuccessor(tx, deps, municipalityId, succession.afterOfferId);
    await completeTask(tx, actor, successionId);
    await appendTrace(tx, actor, succession, { state: 'discarded' });
    return { id: successionId, state: 'discarded', decisionId: null, offerId: null };
  });
}

/** A confirmed proposal to be decided. */
export interface DecideSuccession {
  readonly successionId: string;
  /** The delegation that lets two persons decide between meetings. */
  readonly delegationReference: string;
}

/**
 * The second person decides, by delegation: judged again by the facts of today, the decision is made and the offer sent.
 *
 * @throws {NotFoundError} `succession.not-found`
 * @throws {ConflictError} `record.transition-refused`; `succession.stale` when the household cannot get it any more.
 * @throws {RuleRefusedError} `decision.same-person`, `decision.signer-recused`.
 */
export async function decideSuccession(
  deps: SuccessionDeps,
  actor: Actor,
  command: DecideSuccession,
  request: IdempotencyRequest,
): Promise<HandledSuccession> {
  authorise(actor, 'decisions.sign');
  return await runOnce(deps.db, actor, request, async (tx) => await decide(tx, deps, actor, command));
}

async function decide(
  tx: Tx,
  deps: SuccessionDeps,
  actor: Actor,
  { successionId, delegationReference }: DecideSuccession,
): Promise<HandledSuccession> {
  const { municipalityId } = actor;
  await heedRecusals(tx, actor);
  const succession = await lockSuccession(tx, actor, successionId);
  transition(SUCCESSION_TRANSITIONS, succession.state, 'decide');
  const { householdId, dwellingId, roundId, confirmedBy } = succession;
  if (confirmedBy === null) throw new Error(`succession ${successionId} is confirmed by nobody`);
  await assertMayDecide(tx, actor, succession);
  const { policy, softBreaks } = await judgeToday(tx, deps, actor, succession);
  const decisionId = deps.ids.next();
  await insertDecisions(tx, municipalityId, [
    {
      id: decisionId,
      roundId,
      authority: { delegationReference },
      policySetId: policy.id,
      householdId,
      dwellingId,
      outcome: 'allocated',
      reasonCode: 'next-in-line',
      reason: null,
      decidedBy: confirmedBy,
      countersignedBy: actor.id,
      correctsId: null,
      chainId: null,
      softBreaks,
      override: null,
    },
  ]);
  const change = { state: 'decided', decidedBy: actor.id, decisionId } as const;
  await updateSuccession(tx, municipalityId, successionId, change);
  await completeTask(tx, actor, successionId);
  const { answerDays } = policy.content.offers;
  const decisions = [{ decisionId, householdId, dwellingId, chainId: null }];
  const { forecastCertainty } = await loadRound(tx, roundId);
  const forecastDwellingIds = forecastCertainty === null ? [] : [dwellingId];
  const [made] = await makeOffers(tx, deps, actor, { answerDays, decisions, forecastDwellingIds });
  if (made === undefined || made.offerId === null) {
    throw new ConflictError('succession.stale', { facts: { reason: made?.reason ?? 'dwelling-taken' } });
  }
  await appendTrace(tx, actor, succession, { state: 'decided', decisionId, delegationReference });
  return { id: successionId, state: 'decided', decisionId, offerId: made.offerId };
}

/** @throws {ConflictError} `succession.stale`; `facts.reason` says why. */
async function judgeToday(
  tx: Tx,
  { clock }: SuccessionDeps,
  { municipalityId }: Actor,
  { afterOfferId, householdId }: SuccessionRow,
): Promise<{ readonly policy: PolicyInForce; readonly softBreaks: readonly UnwelcomeLoad[] }> {
  const today = clock.today();
  const policy = await findPolicyInForce(tx, today);
  const verdict = await judgeSuccessor(tx, { municipalityId, offerId: afterOfferId, householdId, today });
  if (verdict.kind !== 'suitable' || policy === undefined) {
    const reason = verdict.kind === 'gone' ? verdict.reason : 'rules';
    throw new ConflictError('succession.stale', { facts: { reason, ...failedRulesOf(verdict) } });
  }
  return { policy, softBreaks: verdict.softBreaks };
}

function failedRulesOf(
  verdict: Awaited<ReturnType<typeof judgeSuccessor>>,
): Readonly<Record<string, string>> {
  if (verdict.kind !== 'unsuitable') return {};
  const codes = [...verdict.failedRules, ...(verdict.overfilled.length > 0 ? ['place-full'] : [])];
  return { rules: codes.join(', ') };
}

/** @law LOV-1967-02-10 § 6 */
async function assertMayDecide(tx: Tx, actor: Actor, succession: SuccessionRow): Promise<void> {
  if (succession.confirmedBy === actor.id) throw new RuleRefusedError('decision.same-person');
  const isBarred = barredFrom(await listRecusals(tx, [succession.householdId]), await listSuperiors(tx));
  if ([actor.id, succession.confirmedBy ?? ''].some((member) => isBarred(member, succession.householdId))) {
    throw new RuleRefusedError('decision.signer-recused', { lawRefs: ['LOV-1967-02-10 § 6'] });
  }
}

async function lockSuccession(tx: Tx, actor: Actor, successionId: string): Promise<SuccessionRow> {
  await lockOffers(tx);
  const succession = await findSuccession(tx, actor.municipalityId, successionId);
  if (succession === undefined || (await hiddenHouseholds(tx, actor)).has(succession.householdId)) {
    throw new NotFoundError('succession.not-found');
  }
  return succession;
}

async function completeTask(tx: Tx, actor: Actor, subjectId: string): Promise<void> {
  await completeCaseTasks(tx, { subjectId, kinds: ['succession-proposed'] }, actor.id);
}

async function appendTrace(
  tx: Tx,
  actor: Actor,
  { id, state }: SuccessionRow,
  after: { readonly state: 'confirmed' | 'discarded' | 'decided' } & Readonly<Record<string, string>>,
): Promise<void> {
  await appendAuditEvent(tx, actor, {
    action: `succession.${after.state}`,
    objectKind: 'succession',
    objectId: id,
    before: { state },
    after,
  });
}
