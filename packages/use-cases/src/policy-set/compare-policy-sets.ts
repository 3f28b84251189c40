import {
  type Db,
  findPolicyInForce,
  inTenant,
  listOpenPolicySets,
  type PolicySetRow,
  type Tx,
} from '@boligtrapp/database';
import {
  comparePolicies,
  findPolicyConflicts,
  type PolicyChange,
  type PolicyConflict,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { Clock } from '../ports/ports.ts';
import { loadPolicySet } from './check-policy.ts';

/** What {@link comparePolicySets} works with. */
export interface ComparePolicySetsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** What a set changes, and who else is about to change the same. */
export interface PolicySetComparison {
  /** The set it is compared with; null where there is none, and nothing is compared. */
  readonly againstId: string | null;
  readonly changes: readonly PolicyChange[];
  /** Open sets that change figures that this one changes; empty for a set that is approved. */
  readonly conflicts: readonly {
    readonly policySetId: string;
    readonly name: string;
    readonly state: PolicySetRow['state'];
    readonly figures: readonly PolicyConflict[];
  }[];
}

/**
 * Every figure in which the set differs from another one: the one named, or the one it began from, or the one in force
 * today. For a set that is not approved yet also the open sets that change the same figures of what is in force.
 *
 * @throws {NotFoundError} `policy-set.not-found`
 */
export async function comparePolicySets(
  deps: ComparePolicySetsDeps,
  actor: Actor,
  query: { readonly policySetId: string; readonly againstId?: string | undefined },
): Promise<PolicySetComparison> {
  authorise(actor, 'policy-sets.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const set = await loadPolicySet(tx, municipalityId, query.policySetId);
    const inForce = await findPolicyInForce(tx, deps.clock.today());
    const againstId = query.againstId ?? set.basedOnId ?? inForce?.id ?? null;
    const against = againstId === null ? undefined : await loadPolicySet(tx, municipalityId, againstId);
    return {
      againstId,
      changes: against === undefined ? [] : comparePolicies(against.content, set.content),
      conflicts: inForce === undefined ? [] : await findConflicts(tx, municipalityId, set, inForce),
    };
  });
}

async function findConflicts(
  tx: Tx,
  municipalityId: string,
  set: PolicySetRow,
  inForce: Pick<PolicySetRow, 'content'>,
): Promise<PolicySetComparison['conflicts']> {
  if (set.state !== 'draft' && set.state !== 'submitted') return [];
  const others = await listOpenPolicySets(tx, municipalityId, set.id);
  return others.flatMap(({ id, name, state, content }) => {
    const figures = findPolicyConflicts(inForce.content, set.content, content);
    return figures.length === 0 ? [] : [{ policySetId: id, name, state, figures }];
  });
}
