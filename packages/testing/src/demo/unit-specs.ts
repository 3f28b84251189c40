import type { Staffing } from '@boligtrapp/domain';
import type { BuildingForm } from './place-rows.ts';
import type { PlannedBuilding } from './stock-plan.ts';
import type { DwellingRow } from './stock-rows.ts';

/** What the units of a form of building are like. Shares are in percent. */
export interface UnitSpec {
  readonly floors: number;
  /** Buildings with a lift. */
  readonly lift: number;
  /** Number of bedrooms and how common it is. */
  readonly bedrooms: readonly (readonly [number, number])[];
  /** Units without steps that a wheelchair user can live in; the others never. */
  readonly wheelchair: number;
  readonly robust: number;
  readonly ownEntrance: number;
  /** Buildings screened from their surroundings. */
  readonly screened: number;
  /** Buildings where no child is placed. */
  readonly unfitForChildren: number;
  /** How common each staffing of a building is. */
  readonly staffing: readonly (readonly [Staffing, number])[];
  readonly owners: readonly (readonly [DwellingRow['owner_form'], number])[];
}

const OWNED: UnitSpec['owners'] = [['owned', 100]];
const ONE_BEDROOM: UnitSpec['bedrooms'] = [[1, 100]];
const COMMON = { lift: 0, robust: 0, unfitForChildren: 0, owners: OWNED } as const;

/** Flats in large complexes with lift; ambulant staffing stands for a caretaker (miljøvaktmester) in part time. */
const LARGE_COMPLEX: UnitSpec = {
  ...COMMON,
  floors: 5,
  lift: 85,
  bedrooms: [
    [0, 20],
    [1, 44],
    [2, 25],
    [3, 9],
    [4, 2],
  ],
  wheelchair: 45,
  robust: 5,
  ownEntrance: 0,
  screened: 0,
  unfitForChildren: 10,
  staffing: [
    ['none', 40],
    ['ambulant', 60],
  ],
};
const COMPLEX: UnitSpec = { ...LARGE_COMPLEX, floors: 3, lift: 45, ownEntrance: 15, unfitForChildren: 5 };
const SMALL_COMPLEX: UnitSpec = {
  ...LARGE_COMPLEX,
  floors: 2,
  lift: 0,
  ownEntrance: 55,
  unfitForChildren: 0,
  staffing: [['none', 100]],
  owners: [
    ['owned', 76],
    ['leased-in', 16],
    ['allocation-right', 8],
  ],
};
/** Level 2: more screened from or adapted to the surroundings. */
const SCREENED_COMPLEX: UnitSpec = {
  ...SMALL_COMPLEX,
  bedrooms: [
    [0, 22],
    [1, 56],
    [2, 18],
    [3, 4],
  ],
  wheelchair: 30,
  robust: 50,
  ownEntrance: 80,
  screened: 65,
  unfitForChildren: 45,
  staffing: [
    ['none', 60],
    ['ambulant', 40],
  ],
};
const SINGLE: UnitSpec = {
  ...SCREENED_COMPLEX,
  floors: 1,
  bedrooms: [
    [0, 8],
    [1, 50],
    [2, 30],
    [3, 12],
  ],
  robust: 40,
  ownEntrance: 100,
  screened: 80,
  unfitForChildren: 15,
  staffing: [['none', 100]],
};
/** Level 3: two houses of two one-room units on a plot. */
const MODULHUS: UnitSpec = {
  ...COMMON,
  floors: 1,
  bedrooms: [[0, 100]],
  wheelchair: 30,
  robust: 100,
  ownEntrance: 100,
  screened: 75,
  unfitForChildren: 100,
  staffing: [['ambulant', 100]],
};
/** Level 4: four two-room units on two floors with separate entrances. */
const FIREMANNSBOLIG: UnitSpec = {
  ...MODULHUS,
  floors: 2,
  bedrooms: ONE_BEDROOM,
  wheelchair: 50,
  screened: 60,
  staffing: [
    ['ambulant', 50],
    ['day-and-evening', 50],
  ],
};
const TUN: UnitSpec = {
  ...MODULHUS,
  bedrooms: [
    [0, 50],
    [1, 50],
  ],
  screened: 100,
  staffing: [['round-the-clock', 100]],
};
const CARE_FREE_STANDING: UnitSpec = {
  ...COMMON,
  floors: 2,
  lift: 25,
  bedrooms: [
    [1, 80],
    [2, 20],
  ],
  wheelchair: 55,
  ownEntrance: 60,
  screened: 10,
  staffing: [['none', 100]],
};
const CARE_CO_LOCATED: UnitSpec = {
  ...CARE_FREE_STANDING,
  lift: 100,
  bedrooms: ONE_BEDROOM,
  wheelchair: 65,
  ownEntrance: 30,
  unfitForChildren: 50,
  staffing: [['ambulant', 100]],
};
const CARE_DAY: UnitSpec = {
  ...CARE_CO_LOCATED,
  screened: 40,
  unfitForChildren: 100,
  staffing: [['day-and-evening', 100]],
};
const CARE_ROUND_THE_CLOCK: UnitSpec = { ...CARE_DAY, robust: 60, staffing: [['round-the-clock', 100]] };
const SPECIAL_UNIT: UnitSpec = { ...TUN, bedrooms: ONE_BEDROOM, wheelchair: 50 };
const SCATTERED: UnitSpec = {
  ...CARE_FREE_STANDING,
  floors: 3,
  lift: 50,
  ownEntrance: 25,
  unfitForChildren: 0,
  owners: [
    ['owned', 60],
    ['leased-in', 40],
  ],
};
const YOUTH_HOUSE: UnitSpec = {
  ...COMMON,
  floors: 3,
  bedrooms: [[0, 100]],
  wheelchair: 40,
  ownEntrance: 0,
  screened: 0,
  unfitForChildren: 100,
  staffing: [['day-and-evening', 100]],
};

const LARGE_FROM_UNITS = 20;

const SPECS = {
  single: SINGLE,
  'modulhus-site': MODULHUS,
  firemannsbolig: FIREMANNSBOLIG,
  tun: TUN,
  'care-free-standing': CARE_FREE_STANDING,
  'care-co-located': CARE_CO_LOCATED,
  'care-special-unit': SPECIAL_UNIT,
  scattered: SCATTERED,
  'youth-house': YOUTH_HOUSE,
} as const satisfies Partial<Record<BuildingForm, UnitSpec>>;

/** What the units of a planned building are like. */
export function specOf({ form, level, units }: PlannedBuilding): UnitSpec {
  if (form === 'complex') return units >= LARGE_FROM_UNITS ? LARGE_COMPLEX : COMPLEX;
  if (form === 'small-complex') return level === 1 ? SMALL_COMPLEX : SCREENED_COMPLEX;
  if (form === 'care-staffed') return level === 3 ? CARE_DAY : CARE_ROUND_THE_CLOCK;
  return SPECS[form];
}
