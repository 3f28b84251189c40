import {
  type Db,
  hasImpactRunOf,
  type PolicySetChange,
  type PolicySetRow,
  type Tx,
  updatePolicySet,
} from '@boligtrapp/database';
import { POLICY_SET_TRANSITIONS, type PolicySetAction, type PolicySetState } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import {
  assertReasonsGiven,
  assertStored,
  checkPolicyContent,
  loadForChange,
  loadPolicySet,
  type PolicySetVersion,
} from './check-policy.ts';

/** What moving a policy set from state to state works with. */
export interface MovePolicySetDeps {
  readonly db: Db;
}

/** A step back or out, and why. */
export interface RejectPolicySet extends PolicySetVersion {
  readonly reason: string;
}

/**
 * Submits a draft for approval: every group of figures has its reason by then, and an impact run of this very content
 * is done.
 *
 * @throws {NotFoundError} `policy-set.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`, `policy-set.impact-run-missing`
 * @throws {RuleRefusedError} `policy-set.reason-missing`, `policy-set.against-law`
 */
export async function submitPolicySet(
  deps: MovePolicySetDeps,
  actor: Actor,
  command: PolicySetVersion,
  request: IdempotencyRequest,
): Promise<PolicySetRow> {
  authorise(actor, 'policy-sets.write');
  return await move(deps, actor, request, {
    command,
    action: 'submit',
    event: 'policy-set.submitted',
    decide: async (tx, set) => {
      checkPolicyContent(set.content);
      assertReasonsGiven(set.content);
      if (!(await hasImpactRunOf(tx, set.id, set.contentHash))) {
        throw new ConflictError('policy-set.impact-run-missing', { facts: { contentHash: set.contentHash } });
      }
      return { submittedBy: actor.id, rejectionReason: null };
    },
  });
}

/**
 * Sends a submitted set back to its author.
 *
 * @throws {NotFoundError} `policy-set.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 */
export async function rejectPolicySet(
  deps: MovePolicySetDeps,
  actor: Actor,
  command: RejectPolicySet,
  request: IdempotencyRequest,
): Promise<PolicySetRow> {
  authorise(actor, 'policy-sets.approve');
  const { reason } = command;
  return await move(deps, actor, request, {
    command,
    action: 'reject',
    event: 'policy-set.rejected',
    reason,
    decide: async () => await Promise.resolve({ rejectionReason: reason }),
  });
}

/**
 * Puts a draft away for good. Its name stays taken.
 *
 * @throws {NotFoundError} `policy-set.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 */
export async function discardPolicySet(
  deps: MovePolicySetDeps,
  actor: Actor,
  command: PolicySetVersion,
  request: IdempotencyRequest,
): Promise<PolicySetRow> {
  authorise(actor, 'policy-sets.write');
  return await move(deps, actor, request, {
    command,
    action: 'discard',
    event: 'policy-set.discarded',
    decide: async () => await Promise.resolve({}),
  });
}

interface Move {
  readonly command: PolicySetVersion;
  readonly action: PolicySetAction;
  /** Action of the audit event. */
  readonly event: string;
  readonly reason?: string;
  readonly decide: (tx: Tx, set: PolicySetRow) => Promise<PolicySetChange>;
}

async function move(
  deps: MovePolicySetDeps,
  actor: Actor,
  request: IdempotencyRequest,
  { command, action, event, reason, decide }: Move,
): Promise<PolicySetRow> {
  const { municipalityId } = actor;
  const run = async (tx: Tx): Promise<PolicySetRow> => {
    const set = await loadForChange(tx, municipalityId, command);
    const state = transition<PolicySetState, PolicySetAction>(POLICY_SET_TRANSITIONS, set.state, action);
    assertStored(await updatePolicySet(tx, municipalityId, set.id, { ...(await decide(tx, set)), state }));
    await appendAuditEvent(tx, actor, {
      action: event,
      objectKind: 'policy-set',
      objectId: set.id,
      before: { state: set.state },
      after: { state, contentHash: set.contentHash },
      ...(reason === undefined ? {} : { reason }),
    });
    return await loadPolicySet(tx, municipalityId, set.id);
  };
  return await runOnce(deps.db, actor, request, async (tx) => await run(tx));
}
