import {
  findPolicyInForce,
  type PolicyInForce,
  readFlowTenancies,
  readTenantsAbove,
  type TenantAboveRow,
  type Tx,
} from '@boligtrapp/database';
import {
  type CompletePolicy,
  DEFAULT_POLICY,
  type PlainDateString,
  readPolicy,
  type Stay,
  type StepDownStanding,
  staysOf,
  stepDownStandings,
  TRACKS,
} from '@boligtrapp/domain';
import { freezeFacts } from '../round/freeze-facts.ts';

/** A tenant who lives on a level above the one that was assessed last, and how it stands with moving down. */
export interface TenantAbove extends TenantAboveRow {
  readonly standing: StepDownStanding;
}

/** The policy by which the flow is counted on a day: the one in force, or the default. */
export async function readFlowPolicy(
  tx: Tx,
  on: PlainDateString,
): Promise<{ readonly inForce: PolicyInForce; readonly content: CompletePolicy }> {
  const inForce = (await findPolicyInForce(tx, on)) ?? NO_POLICY;
  return { inForce, content: readPolicy(inForce.content) };
}

const NO_POLICY: PolicyInForce = { id: '', name: '', contentHash: '', content: DEFAULT_POLICY };

/** The stays of all households but the `hidden` ones, as they are known on a day. */
export async function readStays(
  tx: Tx,
  on: PlainDateString,
  hidden: ReadonlySet<string>,
): Promise<readonly Stay[]> {
  const tenancies = await readFlowTenancies(tx, on);
  return staysOf(
    tenancies.filter(({ householdId }) => !hidden.has(householdId)),
    on,
  );
}

/**
 * Who lives on a level above the assessed one on a day. Whether a dwelling is there for them is asked of the rules of a
 * round on that day; nothing is stored.
 */
export async function readAbove(
  tx: Tx,
  on: PlainDateString,
  policy: PolicyInForce,
): Promise<readonly TenantAbove[]> {
  const tenants = await readTenantsAbove(tx, on);
  if (tenants.length === 0) return [];
  const { facts } = await freezeFacts(tx, {
    meetingOn: on,
    horizonEndsOn: on,
    tracks: TRACKS,
    includesMovers: true,
    policy,
    // Ranks do not matter here: every tenant is held against every dwelling.
    lotSeed: '0'.repeat(32),
  });
  const standings = stepDownStandings(tenants, facts);
  return tenants.flatMap((tenant): readonly TenantAbove[] => {
    const standing = standings.get(tenant.householdId);
    return standing === undefined ? [] : [{ ...tenant, standing }];
  });
}
