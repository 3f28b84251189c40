import { type Db, inTenant, type PolicySetRow, updatePolicySet } from '@boligtrapp/database';
import {
  comparePolicies,
  POLICY_SET_TRANSITIONS,
  type PolicyContent,
  type PolicySetAction,
  type PolicySetState,
  readPolicy,
} from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { transition } from '../states/transition.ts';
import {
  assertStored,
  checkPolicyContent,
  loadForChange,
  loadPolicySet,
  type PolicySetVersion,
} from './check-policy.ts';

/** What {@link changePolicySet} works with. */
export interface ChangePolicySetDeps {
  readonly db: Db;
}

/** What a draft is to hold; what is left out stays. */
export interface ChangePolicySet extends PolicySetVersion {
  readonly name?: string | undefined;
  readonly content?: PolicyContent | undefined;
}

/**
 * Changes a draft. Whoever changes the content has a part in it and cannot approve it. A set that was submitted is
 * sent back first.
 *
 * @throws {NotFoundError} `policy-set.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`, `policy-set.name-taken`
 * @throws {RuleRefusedError} `policy-set.against-law`, `policy-set.source-missing`
 */
export async function changePolicySet(
  deps: ChangePolicySetDeps,
  actor: Actor,
  command: ChangePolicySet,
): Promise<PolicySetRow> {
  authorise(actor, 'policy-sets.write');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const before = await loadForChange(tx, municipalityId, command);
    const state = transition<PolicySetState, PolicySetAction>(POLICY_SET_TRANSITIONS, before.state, 'change');
    if (command.content !== undefined) checkPolicyContent(command.content);
    const content = readPolicy(command.content ?? before.content);
    const contentHash = sha256Hex(content);
    const name = command.name ?? before.name;
    const isOther = command.content !== undefined && contentHash !== before.contentHash;
    if (!isOther && name === before.name) return before;
    const editors = editorsAfter(before, isOther ? actor.id : undefined);
    const change = { name, state, editors, ...(isOther ? { content: { content, contentHash } } : {}) };
    assertStored(await updatePolicySet(tx, municipalityId, before.id, change));
    await appendAuditEvent(tx, actor, {
      action: 'policy-set.changed',
      objectKind: 'policy-set',
      objectId: before.id,
      before: { name: before.name, contentHash: before.contentHash },
      after: {
        name,
        contentHash: isOther ? contentHash : before.contentHash,
        figures: isOther ? comparePolicies(before.content, content).map(({ figure }) => figure) : [],
      },
    });
    return await loadPolicySet(tx, municipalityId, before.id);
  });
}

function editorsAfter({ author, editors }: PolicySetRow, editor: string | undefined): readonly string[] {
  if (editor === undefined || editor === author || editors.includes(editor)) return editors;
  return [...editors, editor];
}
