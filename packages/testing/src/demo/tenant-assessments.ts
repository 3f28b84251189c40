import { addDays, isLevel } from '@boligtrapp/domain';
import { assess } from './assessments.ts';
import type { DemoContext } from './demo-context.ts';
import type { AssessmentRow } from './need-rows.ts';
import type { NeedChoices, NeedProfile } from './needs.ts';
import { stepKey } from './occupancy.ts';
import type { Random } from './random.ts';
import type { Tenant } from './tenancies.ts';

/** What the assessment of a tenant says. */
type Outcome =
  /** No assessment is known. */
  | 'none'
  /** The step of the dwelling, assessed too long ago. */
  | 'expired'
  | 'as-housed'
  /** One level below the dwelling, and not ready to move. */
  | 'lives-above-need'
  | 'ready-down'
  | 'ready-up'
  /** From the youth house to level 1 of the ladder. */
  | 'ready-to-leave-programme';

/** How many tenants of a step have an outcome that is not `as-housed`. */
const OUTCOMES: readonly (readonly [string, Outcome, number])[] = [
  ['ladder/welfare/2', 'ready-down', 12],
  ['ladder/welfare/3', 'ready-down', 8],
  ['ladder/welfare/4', 'ready-down', 5],
  ['ladder/welfare/5', 'ready-down', 3],
  ['ladder/care/2', 'ready-down', 2],
  ['ladder/care/3', 'ready-down', 2],
  ['ladder/care/4', 'ready-down', 1],
  ['ladder/welfare/1', 'ready-up', 3],
  ['ladder/welfare/2', 'ready-up', 3],
  ['ladder/welfare/3', 'ready-up', 1],
  ['ladder/welfare/4', 'ready-up', 1],
  ['ladder/care/1', 'ready-up', 1],
  ['ladder/care/3', 'ready-up', 1],
  ['youth/welfare/1', 'ready-to-leave-programme', 2],
  ['ladder/welfare/2', 'lives-above-need', 14],
  ['ladder/welfare/3', 'lives-above-need', 6],
  ['ladder/welfare/4', 'lives-above-need', 3],
  ['ladder/care/2', 'lives-above-need', 2],
];
/** In percent of the tenants who have none of the outcomes above. */
const SHARE = { none: 8, expired: 4 } as const;

/** Tenants whose lease is in order enough to plan a move. */
function mayPlanMove({ story }: Tenant): boolean {
  return story === 'ordinary' || story === 'renewed' || story === 'no-end';
}

function drawOutcomes(random: Random, tenants: readonly Tenant[]): Map<Tenant, Outcome> {
  const outcomes = new Map<Tenant, Outcome>();
  for (const [key, outcome, count] of OUTCOMES) {
    const candidates = tenants.filter(
      (tenant) => stepKey(tenant.dwelling.row) === key && mayPlanMove(tenant) && !outcomes.has(tenant),
    );
    for (const tenant of random.shuffle(candidates).slice(0, count)) outcomes.set(tenant, outcome);
  }
  for (const tenant of tenants) {
    if (outcomes.has(tenant)) continue;
    const drawn = random.int(1, 100);
    const later = drawn <= SHARE.none + SHARE.expired ? 'expired' : 'as-housed';
    outcomes.set(tenant, drawn <= SHARE.none ? 'none' : later);
  }
  return outcomes;
}

function profileOf({ dwelling: { row }, household }: Tenant, outcome: Outcome): NeedProfile {
  const change =
    outcome === 'ready-up' ? 1 : Number(outcome === 'ready-down' || outcome === 'lives-above-need') * -1;
  const level = row.level + change;
  return {
    track: row.track,
    level: isLevel(level) ? level : row.level,
    programme: outcome === 'ready-to-leave-programme' ? 'ladder' : row.programme,
    composition: household.composition,
  };
}

/** Assessments of the tenants: most need the step they live on, some are ready to move along the ladder. */
export function assessTenants(
  context: DemoContext,
  tenants: readonly Tenant[],
  choices: NeedChoices,
): AssessmentRow[] {
  const random = context.randomFor('tenant-assessments');
  const outcomes = drawOutcomes(random, tenants);
  return tenants.flatMap((tenant) => {
    const outcome = outcomes.get(tenant) ?? 'none';
    if (outcome === 'none') return [];
    const assessedDaysAgo = outcome === 'expired' ? random.int(420, 900) : random.int(5, 350);
    const assessedOn = addDays(context.on, -assessedDaysAgo);
    const { school_district } = tenant.dwelling.row;
    const assessment = assess(context, random, profileOf(tenant, outcome), {
      householdId: tenant.household.id,
      versionNumber: 1,
      waitingSince: assessedOn,
      assessedOn,
      isReadyToMove: outcome.startsWith('ready'),
      // Someone who has a home is seldom in the most urgent classes.
      urgencyClass: random.chance(25) ? 3 : 4,
      choices: school_district === null ? choices : { ...choices, schoolDistricts: [school_district] },
      ...(outcome === 'expired' ? { validUntil: addDays(assessedOn, 365) } : {}),
    });
    return [assessment];
  });
}
