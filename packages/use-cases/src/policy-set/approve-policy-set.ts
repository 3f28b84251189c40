import {
  closePolicySetBefore,
  type Db,
  findPolicySetFrom,
  lockApprovals,
  type PolicySetRow,
  type Tx,
  updatePolicySet,
} from '@boligtrapp/database';
import {
  type PlainDateString,
  POLICY_SET_TRANSITIONS,
  type PolicySetAction,
  type PolicySetState,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { AccessRefusedError, ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import { assertStored, loadForChange, loadPolicySet, type PolicySetVersion } from './check-policy.ts';

/** What {@link approvePolicySet} works with. */
export interface ApprovePolicySetDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** The decision to put a set in force. */
export interface ApprovePolicySet extends PolicySetVersion {
  /** First day on which it holds; today or later. */
  readonly validFrom: PlainDateString;
  readonly reason: string;
  /** The decision or case that it was approved in. */
  readonly decisionReference: string;
}

/**
 * Puts a submitted set in force from a day on, and ends the one that held until then. Nobody approves what they wrote,
 * changed or submitted. Of two approvals at once, one wins.
 *
 * @throws {NotFoundError} `policy-set.not-found` @throws {StaleVersionError}
 * @throws {AccessRefusedError} `policy-set.approver-took-part`
 * @throws {ConflictError} `record.transition-refused`, `policy-set.another-in-force`
 * @throws {RuleRefusedError} `policy-set.valid-from-in-the-past`
 */
export async function approvePolicySet(
  deps: ApprovePolicySetDeps,
  actor: Actor,
  command: ApprovePolicySet,
  request: IdempotencyRequest,
): Promise<PolicySetRow> {
  authorise(actor, 'policy-sets.approve');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: ApprovePolicySetDeps,
  actor: Actor,
  command: ApprovePolicySet,
): Promise<PolicySetRow> {
  const { municipalityId } = actor;
  const { validFrom, reason, decisionReference } = command;
  await lockApprovals(tx, municipalityId);
  const set = await loadForChange(tx, municipalityId, command);
  const state = transition<PolicySetState, PolicySetAction>(POLICY_SET_TRANSITIONS, set.state, 'approve');
  if ([set.author, set.submittedBy, ...set.editors].includes(actor.id)) {
    throw new AccessRefusedError('policy-set.approver-took-part');
  }
  if (validFrom < deps.clock.today()) {
    throw new RuleRefusedError('policy-set.valid-from-in-the-past', { field: 'validFrom' });
  }
  const laterId = await findPolicySetFrom(tx, municipalityId, validFrom);
  if (laterId !== undefined) {
    throw new ConflictError('policy-set.another-in-force', { facts: { policySetId: laterId } });
  }
  const replacedId = await closePolicySetBefore(tx, municipalityId, validFrom);
  const approval = { approver: actor.id, reason, reference: decisionReference, validFrom };
  assertStored(await updatePolicySet(tx, municipalityId, set.id, { state, approval }));
  await appendAuditEvent(tx, actor, {
    action: 'policy-set.approved',
    objectKind: 'policy-set',
    objectId: set.id,
    before: { state: set.state },
    after: {
      state,
      validFrom,
      decisionReference,
      contentHash: set.contentHash,
      replacedId: replacedId ?? null,
    },
    reason,
  });
  return await loadPolicySet(tx, municipalityId, set.id);
}
