import { type Db, inTenantSnapshot, readStepCounts, type StepCounts } from '@boligtrapp/database';
import {
  countFlow,
  countTenants,
  type FlowOfYear,
  type LivedStep,
  type LowestLevelShare,
  longStays,
  lowestLevelShares,
  type PlainDateString,
  PROGRAMMES,
  type Stay,
  type StepDownStanding,
  type StepTenants,
  TRACKS,
  yearsUntil,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { Clock } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { readAbove, readFlowPolicy, readStays, type TenantAbove } from './read-flow.ts';

/** What {@link getLadderFlow} works with. */
export interface GetLadderFlowDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Which years. */
export interface GetLadderFlow {
  /** Calendar years that are counted, the present one included; five where nothing is said. */
  readonly years?: number | undefined;
}

/** A step today. */
export interface StepFlow extends LivedStep {
  /** Dwellings, let or not. */
  readonly stock: number;
  /** Households that live on the step. */
  readonly tenants: number;
  /** Days, on average, that they have lived on the step (rounded); null where nobody does. */
  readonly meanStayDays: number | null;
  /** Of these, households that were assessed to a lower level, by how it stands with moving down. */
  readonly aboveAssessment: Readonly<Record<StepDownStanding, number>>;
  /** Households that have lived in municipal dwellings without a break for the years of the policy or more. */
  readonly longStays: number;
}

/** The flow on the ladders and on the programmes beside them, as it is known on a day. */
export interface LadderFlow {
  readonly on: PlainDateString;
  readonly longStayYears: number;
  readonly steps: readonly StepFlow[];
  readonly lowestLevel: readonly LowestLevelShare[];
  readonly years: readonly FlowOfYear[];
}

const YEARS = 5;

/**
 * How tenants move on the ladders: stock, moves and stays by step and year, the share on the lowest level against the
 * target, who lives above the assessed level and cannot move down, and who has stayed for long. All of it is counted from
 * the leases as they are registered today, and by the policy that is in force; it names
 * nobody, and cases that do not exist for the actor are not counted: a mean over few would tell of them.
 */
export async function getLadderFlow(
  deps: GetLadderFlowDeps,
  actor: Actor,
  { years = YEARS }: GetLadderFlow,
): Promise<LadderFlow> {
  authorise(actor, 'ladder.read');
  const on = deps.clock.today();
  return await inTenantSnapshot(deps.db, tenantOf(actor), async (tx) => {
    const policy = await readFlowPolicy(tx, on);
    const { flow } = policy.content;
    const hidden = await hiddenHouseholds(tx, actor);
    const stays = await readStays(tx, on, hidden);
    const tenants = countTenants(stays, on);
    return {
      on,
      longStayYears: flow.longStayYears,
      steps: toSteps({
        counts: await readStepCounts(tx, on, hidden),
        tenants,
        above: (await readAbove(tx, on, policy.inForce)).filter(
          ({ householdId }) => !hidden.has(householdId),
        ),
        long: longStays(stays, flow.longStayYears, on),
      }),
      lowestLevel: lowestLevelShares(tenants, flow),
      years: countFlow(stays, yearsUntil(on, years), on),
    };
  });
}

interface FlowToday {
  readonly counts: readonly StepCounts[];
  readonly tenants: readonly StepTenants[];
  readonly above: readonly TenantAbove[];
  readonly long: readonly Stay[];
}

/** Steps with a dwelling or a tenant, in the order of the ladder. */
function toSteps({ counts, tenants, above, long }: FlowToday): readonly StepFlow[] {
  const stockOf = new Map(counts.map((step) => [keyOf(step), step.stock]));
  const tenantsOf = new Map(tenants.map((step) => [keyOf(step), step]));
  const aboveOf = Map.groupBy(above, keyOf);
  const longOf = Map.groupBy(long, ({ lastTenancy }) => keyOf(lastTenancy));
  const steps = new Map([...counts, ...tenants].map((step) => [keyOf(step), step]));
  return [...steps]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { programme, track, level }]) => ({
      programme,
      track,
      level,
      stock: stockOf.get(key) ?? 0,
      tenants: tenantsOf.get(key)?.tenants ?? 0,
      meanStayDays: tenantsOf.get(key)?.meanStayDays ?? null,
      aboveAssessment: countStandings(aboveOf.get(key) ?? []),
      longStays: longOf.get(key)?.length ?? 0,
    }))
    .filter((step) => step.stock > 0 || step.tenants > 0);
}

function countStandings(tenants: readonly TenantAbove[]): StepFlow['aboveAssessment'] {
  const counts = { blocked: 0, open: 0, moving: 0, unready: 0, lapsed: 0 };
  for (const { standing } of tenants) counts[standing] += 1;
  return counts;
}

function keyOf({ programme, track, level }: LivedStep): string {
  return `${PROGRAMMES.indexOf(programme)} ${TRACKS.indexOf(track)} ${level}`;
}
