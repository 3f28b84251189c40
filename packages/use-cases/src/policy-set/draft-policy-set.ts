import {
  type Db,
  findPolicyInForce,
  insertPolicySet,
  type PolicySetRow,
  type Tx,
} from '@boligtrapp/database';
import { DEFAULT_POLICY, type PolicyContent, readPolicy } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertStored, checkPolicyContent, loadPolicySet } from './check-policy.ts';

/** What {@link draftPolicySet} works with. */
export interface DraftPolicySetDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A draft to be begun. */
export interface DraftPolicySet {
  readonly name: string;
  /** The set that it starts from; where neither it nor a content is given, the one in force today. */
  readonly basedOnId?: string | undefined;
  readonly content?: PolicyContent | undefined;
}

/**
 * Begins a draft from a set that there is, or from a content. What an older set lacks is filled in with the defaults,
 * so that the draft says all that it stands for.
 *
 * @throws {NotFoundError} `policy-set.not-found` @throws {ConflictError} `policy-set.name-taken`
 * @throws {RuleRefusedError} `policy-set.against-law`, `policy-set.source-missing`
 */
export async function draftPolicySet(
  deps: DraftPolicySetDeps,
  actor: Actor,
  command: DraftPolicySet,
  request: IdempotencyRequest,
): Promise<PolicySetRow> {
  authorise(actor, 'policy-sets.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: DraftPolicySetDeps,
  actor: Actor,
  command: DraftPolicySet,
): Promise<PolicySetRow> {
  const { municipalityId } = actor;
  const base = await findBase(tx, deps, municipalityId, command.basedOnId);
  const content = readPolicy(command.content ?? base?.content ?? DEFAULT_POLICY);
  checkPolicyContent(command.content ?? content);
  const id = deps.ids.next();
  const contentHash = sha256Hex(content);
  const basedOnId = base?.id ?? null;
  const { name } = command;
  assertStored(
    await insertPolicySet(tx, {
      municipalityId,
      id,
      name,
      basedOnId,
      content,
      contentHash,
      author: actor.id,
    }),
  );
  await appendAuditEvent(tx, actor, {
    action: 'policy-set.drafted',
    objectKind: 'policy-set',
    objectId: id,
    after: { name, basedOnId, contentHash },
  });
  return await loadPolicySet(tx, municipalityId, id);
}

async function findBase(
  tx: Tx,
  { clock }: DraftPolicySetDeps,
  municipalityId: string,
  basedOnId: string | undefined,
): Promise<{ readonly id: string; readonly content: PolicyContent } | undefined> {
  if (basedOnId !== undefined) return await loadPolicySet(tx, municipalityId, basedOnId);
  return await findPolicyInForce(tx, clock.today());
}
