import {
  appendOutbox,
  type Db,
  findLastProposedRound,
  findPolicyImpactRun,
  insertPolicyImpactRun,
  lockPolicySet,
  type PolicyImpactRunRow,
  type Tx,
} from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { loadPolicySet } from './check-policy.ts';

/** What {@link requestPolicyImpactRun} works with. */
export interface RequestPolicyImpactDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** What stands of a run before it is made. */
export type RequestedPolicyImpactRun = Pick<
  PolicyImpactRunRow,
  'id' | 'policySetId' | 'contentHash' | 'state'
>;

/**
 * Asks for an impact run of a set that is not approved yet, by the content that it has now; a worker makes it.
 *
 * @throws {NotFoundError} `policy-set.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function requestPolicyImpactRun(
  deps: RequestPolicyImpactDeps,
  actor: Actor,
  policySetId: string,
  request: IdempotencyRequest,
): Promise<RequestedPolicyImpactRun> {
  authorise(actor, 'policy-sets.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, policySetId));
}

async function store(
  tx: Tx,
  deps: RequestPolicyImpactDeps,
  actor: Actor,
  policySetId: string,
): Promise<RequestedPolicyImpactRun> {
  const { municipalityId } = actor;
  await lockPolicySet(tx, municipalityId, policySetId);
  const { state, contentHash } = await loadPolicySet(tx, municipalityId, policySetId);
  if (state !== 'draft' && state !== 'submitted') {
    const facts = { state, action: 'measure-impact', allowed: '' };
    throw new ConflictError('record.transition-refused', { facts });
  }
  const id = deps.ids.next();
  const roundId = (await findLastProposedRound(tx))?.id ?? null;
  const requestedBy = actor.id;
  await insertPolicyImpactRun(tx, { municipalityId, id, policySetId, contentHash, roundId, requestedBy });
  await appendOutbox(tx, municipalityId, {
    id: deps.ids.next(),
    queue: 'rounds',
    kind: 'run-policy-impact',
    payload: { municipalityId, impactRunId: id },
  });
  await appendAuditEvent(tx, actor, {
    action: 'policy-set.impact-run-requested',
    objectKind: 'policy-set',
    objectId: policySetId,
    after: { impactRunId: id, contentHash, roundId },
  });
  const run = await findPolicyImpactRun(tx, id);
  if (run === undefined) throw new NotFoundError('policy-impact-run.not-found');
  return { id, policySetId, contentHash, state: run.state };
}
