import { addDays, type PlainDateString } from '@boligtrapp/domain';
import { type DemoContext, rangeText } from './demo-context.ts';
import type { DemoDwelling } from './dwellings.ts';
import type { Random } from './random.ts';
import type { DwellingPeriodRow } from './stock-rows.ts';

/** What a dwelling is used for on the day of the demo. */
export type DwellingUse = 'occupied' | 'vacant' | 'repair' | 'out-of-use' | 'staff-base';

/** A dwelling with its use and the dates that leases must respect. */
export interface UsedDwelling extends DemoDwelling {
  readonly use: DwellingUse;
  /** Not occupied: first day on which the last tenant was gone; null where nobody has lived there. */
  readonly emptySince: PlainDateString | null;
  /** First day after the last repair; in the future for one in repair; null when not known or never repaired. */
  readonly repairedOn: PlainDateString | null;
}

interface StepUse {
  readonly vacant: number;
  readonly repair: number;
  readonly outOfUse: number;
}

/**
 * Dwellings not let, by programme, track and level. Welfare 1 has 9 vacant and 13 out of use of 620; the staff bases
 * of the modulhus sites come in addition on welfare 3.
 */
const NOT_LET: Readonly<Record<string, StepUse>> = {
  'ladder/welfare/1': { vacant: 9, repair: 10, outOfUse: 3 },
  'ladder/welfare/2': { vacant: 16, repair: 8, outOfUse: 2 },
  'ladder/welfare/3': { vacant: 6, repair: 2, outOfUse: 0 },
  'ladder/welfare/4': { vacant: 4, repair: 1, outOfUse: 1 },
  'ladder/welfare/5': { vacant: 2, repair: 1, outOfUse: 0 },
  'ladder/care/1': { vacant: 3, repair: 1, outOfUse: 0 },
  'ladder/care/2': { vacant: 2, repair: 1, outOfUse: 0 },
  'ladder/care/3': { vacant: 2, repair: 1, outOfUse: 0 },
  'ladder/care/4': { vacant: 1, repair: 1, outOfUse: 0 },
  'ladder/care/5': { vacant: 1, repair: 0, outOfUse: 0 },
  'housing-first/welfare/2': { vacant: 2, repair: 0, outOfUse: 0 },
  'youth/welfare/1': { vacant: 2, repair: 0, outOfUse: 0 },
};

/** Bedrooms that the vacant dwellings of welfare 1 must have, so that the small number has something for all. */
const VACANT_BEDROOMS: Readonly<Record<string, readonly number[]>> = {
  'ladder/welfare/1': [0, 0, 1, 1, 1, 2, 2, 2, 3],
  'ladder/welfare/2': [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3],
};

/** The step and programme of a dwelling as one text: `ladder/welfare/1`. */
export function stepKey(row: Pick<DemoDwelling['row'], 'programme' | 'track' | 'level'>): string {
  return `${row.programme}/${row.track}/${row.level}`;
}

function chooseVacant(shuffled: readonly DemoDwelling[], key: string, count: number): DemoDwelling[] {
  const chosen: DemoDwelling[] = [];
  for (let slot = 0; slot < count; slot += 1) {
    const bedrooms = VACANT_BEDROOMS[key]?.[slot];
    const left = shuffled.filter((dwelling) => !chosen.includes(dwelling));
    const choice = left.find(({ row }) => bedrooms === undefined || row.bedrooms === bedrooms) ?? left[0];
    if (choice !== undefined) chosen.push(choice);
  }
  return chosen;
}

/** Uses of the dwellings of one step. */
function chooseUses(random: Random, dwellings: readonly DemoDwelling[]): Map<DemoDwelling, DwellingUse> {
  const uses = new Map<DemoDwelling, DwellingUse>();
  for (const [key, { vacant, repair, outOfUse }] of Object.entries(NOT_LET)) {
    const own = random.shuffle(dwellings.filter(({ row }) => stepKey(row) === key));
    // A new site has no repairs yet; its dwellings are let or vacant.
    const old = own.filter(({ building }) => building.staffBaseUntil === null);
    const chosen = chooseVacant(old, key, vacant);
    const rest = old.filter((dwelling) => !chosen.includes(dwelling));
    for (const dwelling of own) uses.set(dwelling, dwelling.isStaffBase ? 'staff-base' : 'occupied');
    for (const dwelling of chosen) uses.set(dwelling, 'vacant');
    for (const dwelling of rest.slice(0, repair)) uses.set(dwelling, 'repair');
    for (const dwelling of rest.slice(repair, repair + outOfUse)) uses.set(dwelling, 'out-of-use');
  }
  return uses;
}

function datesOf(
  random: Random,
  on: PlainDateString,
  use: DwellingUse,
): Pick<UsedDwelling, 'emptySince' | 'repairedOn'> {
  if (use === 'occupied' || use === 'staff-base') return { emptySince: null, repairedOn: null };
  if (use === 'out-of-use') return { emptySince: addDays(on, -random.int(100, 700)), repairedOn: null };
  const days = random.int(5, 120);
  const emptySince = addDays(on, -days);
  if (use === 'repair') {
    return { emptySince, repairedOn: random.chance(75) ? addDays(on, random.int(10, 150)) : null };
  }
  // Some were done up in between; long enough ago to be ready today.
  return { emptySince, repairedOn: days > 40 ? addDays(on, -random.int(1, days - 30)) : null };
}

const REASONS: Readonly<Record<DwellingUse, string | null>> = {
  occupied: null,
  vacant: 'Vanlig oppussing mellom to leieforhold',
  repair: 'Utbedring etter det forrige leieforholdet',
  'out-of-use': 'Venter på vedtak om salg eller ombygging',
  'staff-base': 'Personalbase til bomiljøet har satt seg',
};

function periodRows(context: DemoContext, dwelling: UsedDwelling): DwellingPeriodRow[] {
  const { building, use, emptySince, repairedOn } = dwelling;
  const row = (
    role: DwellingPeriodRow['role'],
    from: PlainDateString,
    to: PlainDateString | null,
  ): DwellingPeriodRow => ({
    municipality_id: context.municipalityId,
    id: context.nextId(),
    dwelling_id: dwelling.row.id,
    role,
    valid_during: rangeText(from, to),
    reason: role === 'dwelling' ? null : REASONS[use],
  });
  const from = building.commissionedOn;
  if (use === 'staff-base') {
    return [
      row('staff-base', from, building.staffBaseUntil),
      row('dwelling', building.staffBaseUntil ?? from, null),
    ];
  }
  const isWholeTime = emptySince === null || (use === 'vacant' && repairedOn === null);
  if (isWholeTime) return [row('dwelling', from, null)];
  const role = use === 'out-of-use' ? 'out-of-use' : 'repair';
  const after = repairedOn === null ? [] : [row('dwelling', repairedOn, null)];
  return [row('dwelling', from, emptySince), row(role, emptySince, repairedOn), ...after];
}

/** Decides what each dwelling is used for, and writes the periods that say so. */
export function generateOccupancy(
  context: DemoContext,
  dwellings: readonly DemoDwelling[],
): { readonly dwellings: readonly UsedDwelling[]; readonly periods: readonly DwellingPeriodRow[] } {
  const random = context.randomFor('occupancy');
  const uses = chooseUses(random, dwellings);
  const used = dwellings.map((dwelling): UsedDwelling => {
    const use = uses.get(dwelling) ?? 'occupied';
    return { ...dwelling, use, ...datesOf(random, context.on, use) };
  });
  return { dwellings: used, periods: used.flatMap((dwelling) => periodRows(context, dwelling)) };
}
