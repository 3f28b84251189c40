import { type Db, type EntitlementConflict, insertEntitlement, type Tx } from '@boligtrapp/database';
import {
  type AppealBody,
  type DecisionTrack,
  decisionBasisOf,
  HOUSING_APPLICATION_TRANSITIONS,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import {
  followDecisions,
  type MoveApplicationDeps,
  type MovedApplication,
} from '../application/move-application.ts';
import { lockVisibleApplication } from '../application/settle-application.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { assertMayDecide } from '../recusal/assert-may-decide.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { transition } from '../states/transition.ts';

/** What {@link registerEntitlement} needs. */
export interface RegisterEntitlementDeps extends MoveApplicationDeps {
  readonly db: Db;
}

/** A decision on entitlement (vedtak) made by the actor. */
export interface RegisterEntitlement {
  readonly applicationId: string;
  readonly decisionTrack: DecisionTrack;
  readonly outcome: 'granted' | 'refused';
  /** The municipality's guideline or regulation; required where the decision rests on it. */
  readonly localRules?: string | null | undefined;
  /** Twenty characters or more for a refusal. */
  readonly reason?: string | null | undefined;
  readonly decidedOn: PlainDateString;
  /** When the notice reached the party; not before the decision. */
  readonly notifiedOn: PlainDateString;
  /** The decision in force of the same track that this one replaces. */
  readonly correctsId?: string | null | undefined;
}

/** The decision that was made, and what became of its application. */
export interface RegisteredEntitlement {
  readonly id: string;
  readonly legalBasis: string;
  readonly appealBody: AppealBody;
  readonly isAppealBodyVerified: boolean;
  readonly applicationStatus: MovedApplication['status'];
}

const SHORTEST_REASON = 20;

/**
 * Adds a decision to an application. Its legal basis and appeal body follow from the track. The grant of a dwelling
 * beside a current assessment puts the application in the queue; when all decisions refuse, it is refused.
 *
 * @throws {NotFoundError} `housing-application.not-found`
 * @throws {RuleRefusedError} `entitlement.reason-missing`, `entitlement.local-rules-missing`,
 * `record.date-in-the-future`, `record.range-reversed`, `record.reference-unknown` for `correctsId`,
 * `decision.signer-recused`.
 * @throws {ConflictError} `entitlement.decided-already`, `entitlement.corrected-already`, `record.transition-refused`.
 */
export async function registerEntitlement(
  deps: RegisterEntitlementDeps,
  actor: Actor,
  command: RegisterEntitlement,
  request: IdempotencyRequest,
): Promise<RegisteredEntitlement> {
  authorise(actor, 'entitlements.write');
  checkDecision(command, deps.clock.today());
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: RegisterEntitlementDeps,
  actor: Actor,
  command: RegisterEntitlement,
): Promise<RegisteredEntitlement> {
  await heedRecusals(tx, actor);
  const application = await lockVisibleApplication(tx, actor, command.applicationId);
  await assertMayDecide(tx, [actor.id], application.householdId);
  transition(HOUSING_APPLICATION_TRANSITIONS, application.status, 'decide');
  const { decisionTrack, outcome, decidedOn, notifiedOn } = command;
  if (decidedOn < application.receivedOn)
    throw new RuleRefusedError('record.range-reversed', { field: 'decidedOn' });
  const id = deps.ids.next();
  const { appealBody, isAppealBodyVerified } = decisionBasisOf(decisionTrack);
  const legalBasis = legalBasisOf(command);
  const correctsId = command.correctsId ?? null;
  const inserted = await insertEntitlement(tx, actor.municipalityId, {
    id,
    applicationId: application.id,
    decisionTrack,
    outcome,
    legalBasis,
    appealBody,
    reason: command.reason ?? null,
    decidedOn,
    notifiedOn,
    decidedBy: actor.id,
    correctsId,
  });
  if (inserted !== 'inserted') throw conflictOf(inserted);
  const { status } = await followDecisions(tx, deps, actor, application);
  await appendAuditEvent(tx, actor, {
    action: 'entitlement.decided',
    objectKind: 'entitlement',
    objectId: id,
    after: {
      applicationId: application.id,
      decisionTrack,
      outcome,
      appealBody,
      decidedOn,
      notifiedOn,
      correctsId,
    },
  });
  return { id, legalBasis, appealBody, isAppealBodyVerified, applicationStatus: status };
}

function checkDecision(command: RegisterEntitlement, today: PlainDateString): void {
  const { decisionTrack, outcome, reason, decidedOn, notifiedOn } = command;
  if (decidedOn > today) throw new RuleRefusedError('record.date-in-the-future', { field: 'decidedOn' });
  if (notifiedOn < decidedOn) throw new RuleRefusedError('record.range-reversed', { field: 'notifiedOn' });
  if (outcome === 'refused' && (reason ?? '').trim().length < SHORTEST_REASON) {
    throw new RuleRefusedError('entitlement.reason-missing', { field: 'reason' });
  }
  if (decisionBasisOf(decisionTrack).needsLocalRules && (command.localRules ?? null) === null) {
    throw new RuleRefusedError('entitlement.local-rules-missing', {
      field: 'localRules',
      lawRefs: decisionBasisOf(decisionTrack).legalBasis,
    });
  }
}

function legalBasisOf({ decisionTrack, localRules }: RegisterEntitlement): string {
  const { legalBasis } = decisionBasisOf(decisionTrack);
  return [...legalBasis, ...((localRules ?? null) === null ? [] : [localRules])].join('; ');
}

function conflictOf(conflict: EntitlementConflict): Error {
  switch (conflict) {
    case 'decided-already':
      return new ConflictError('entitlement.decided-already', { field: 'decisionTrack' });
    case 'corrected-already':
      return new ConflictError('entitlement.corrected-already', { field: 'correctsId' });
    case 'corrected-unknown':
      return new RuleRefusedError('record.reference-unknown', { field: 'correctsId' });
  }
}
