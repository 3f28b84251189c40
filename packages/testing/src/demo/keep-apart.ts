import { addDays } from '@boligtrapp/domain';
import { type DemoContext, rangeText } from './demo-context.ts';
import type { AssessmentRow, KeepApartRow } from './need-rows.ts';
import type { UsedDwelling } from './occupancy.ts';
import type { Random } from './random.ts';
import type { Tenant } from './tenancies.ts';

/** Pairs of each kind; 25 in all. */
const PAIRS = { inQueue: 8, queueAndTenant: 11, tenants: 6 } as const;
const OVERDUE_DAYS = 12;
const REASONS = ['Tidligere konflikt mellom husstandene', 'Avtalt vern av den ene husstanden'] as const;

/** From whom pairs are drawn. */
export interface KeepApartSources {
  /** Assessments in force of the queue: who waits for which step. */
  readonly queue: readonly AssessmentRow[];
  readonly tenants: readonly Tenant[];
  readonly dwellings: readonly UsedDwelling[];
}

type Pair = readonly [string, string];

function neighbourhoodOf({ dwelling }: Tenant): string {
  return dwelling.building.row.neighbourhood_id;
}

/** A household that waits for a step where a dwelling is vacant, and a tenant who lives near that dwelling. */
function drawNearVacancy(random: Random, { queue, tenants, dwellings }: KeepApartSources): Pair | undefined {
  const { row, building } = random.pick(dwellings.filter(({ use }) => use === 'vacant'));
  const waiting = queue.filter(
    ({ track, level, programme }) =>
      track === row.track && level === row.level && programme === row.programme,
  );
  const near = tenants.filter((tenant) => neighbourhoodOf(tenant) === building.row.neighbourhood_id);
  if (waiting.length === 0 || near.length === 0) return undefined;
  return [random.pick(waiting).household_id, random.pick(near).household.id];
}

/** Two households that wait for the same step. */
function drawInQueue(random: Random, { queue }: KeepApartSources): Pair | undefined {
  const first = random.pick(queue);
  const second = random.pick(queue);
  const isSameStep = first.track === second.track && first.level === second.level;
  return isSameStep ? [first.household_id, second.household_id] : undefined;
}

/** Two tenants who do not live in the same neighbourhood today. */
function drawTenants(random: Random, { tenants }: KeepApartSources): Pair | undefined {
  const first = random.pick(tenants);
  const second = random.pick(tenants);
  return neighbourhoodOf(first) === neighbourhoodOf(second)
    ? undefined
    : [first.household.id, second.household.id];
}

/** The first pair should have been looked at again by now. */
function reviewInDays(position: number, drawn: number): number {
  return position === 0 ? -OVERDUE_DAYS : drawn;
}

/** The pairs of households that must not live in the same building or neighbourhood, each pair once. */
export function generateKeepApart(context: DemoContext, sources: KeepApartSources): KeepApartRow[] {
  const random = context.randomFor('keep-apart');
  const rows = new Map<string, KeepApartRow>();
  const addPairs = (count: number, draw: () => Pair | undefined): void => {
    for (const wanted = rows.size + count; rows.size < wanted; ) {
      const [a = '', b = ''] = draw()?.toSorted() ?? [];
      if (a === b || rows.has(`${a} ${b}`)) continue;
      rows.set(`${a} ${b}`, {
        municipality_id: context.municipalityId,
        id: context.nextId(),
        household_a_id: a,
        household_b_id: b,
        scope: random.chance(60) ? 'building' : 'neighbourhood',
        restricted_reason: random.pick(REASONS),
        owner: 'demo-follow-up-lead',
        review_on: addDays(context.on, reviewInDays(rows.size, random.int(20, 360))),
        valid_during: rangeText(addDays(context.on, -random.int(20, 700)), null),
      });
    }
  };
  addPairs(PAIRS.inQueue, () => drawInQueue(random, sources));
  addPairs(PAIRS.queueAndTenant, () => drawNearVacancy(random, sources));
  addPairs(PAIRS.tenants, () => drawTenants(random, sources));
  return [...rows.values()];
}
