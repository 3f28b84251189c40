import {
  countPolicySets,
  type Db,
  findLatestPolicyImpactRun,
  findPolicyInForce,
  findPolicySet,
  inTenant,
  type PolicySetRow,
  listPolicySets as readPolicySets,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';

/** What the queries about policy sets need. */
export interface ReadPolicySetsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** A page; `totalCount` counts all policy sets. */
export interface PolicySetPage {
  readonly items: readonly PolicySetRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Policy sets of every state, from the newest. */
export async function listPolicySets(
  deps: ReadPolicySetsDeps,
  actor: Actor,
  { beforeId, limit }: { readonly beforeId?: string | undefined; readonly limit: number },
): Promise<PolicySetPage> {
  authorise(actor, 'policy-sets.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await readPolicySets(tx, municipalityId, { beforeId, limit: limit + 1 });
    const totalCount = await countPolicySets(tx, municipalityId);
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
  });
}

/** A policy set, and whether it was ever tried. */
export interface PolicySetView extends PolicySetRow {
  /** Whether there is an impact run of it, however far that has come and whatever content it is of. */
  readonly isTried: boolean;
}

/** The policy set. @throws {NotFoundError} `policy-set.not-found` */
export async function getPolicySet(
  deps: ReadPolicySetsDeps,
  actor: Actor,
  policySetId: string,
): Promise<PolicySetView> {
  authorise(actor, 'policy-sets.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const found = await findPolicySet(tx, actor.municipalityId, policySetId);
    if (found === undefined) throw new NotFoundError('policy-set.not-found');
    return await toView(tx, found);
  });
}

/** The policy set in force on `on`, today where nothing is said. @throws {NotFoundError} `policy-set.none-in-force` */
export async function getPolicySetInForce(
  deps: ReadPolicySetsDeps,
  actor: Actor,
  on: PlainDateString = deps.clock.today(),
): Promise<PolicySetView> {
  authorise(actor, 'policy-sets.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const inForce = await findPolicyInForce(tx, on);
    const found = inForce && (await findPolicySet(tx, actor.municipalityId, inForce.id));
    if (found === undefined) throw new NotFoundError('policy-set.none-in-force', { facts: { on } });
    return await toView(tx, found);
  });
}

async function toView(tx: Tx, set: PolicySetRow): Promise<PolicySetView> {
  return { ...set, isTried: (await findLatestPolicyImpactRun(tx, set.id)) !== undefined };
}
