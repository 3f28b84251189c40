import type { AssessmentNeeds, Level, Programme, Staffing, Track } from '@boligtrapp/domain';
import { isLevel } from '@boligtrapp/domain';
import { bedroomsNeeded, type Composition } from './composition.ts';
import { at, type Random } from './random.ts';

/** Whose needs are drawn. */
export interface NeedProfile {
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly composition: Composition;
}

/** What there is to wish for. */
export interface NeedChoices {
  /** All neighbourhoods, the most wished-for first. */
  readonly neighbourhoodIds: readonly string[];
  readonly schoolDistricts: readonly string[];
}

type Shares = readonly (readonly [Staffing, number])[];

/** Staffing that households of a step need at least, in percent. */
const LEAST_STAFFING: Readonly<Record<Track, readonly Shares[]>> = {
  welfare: [
    [['none', 100]],
    [
      ['none', 88],
      ['ambulant', 12],
    ],
    [['ambulant', 100]],
    [
      ['ambulant', 72],
      ['day-and-evening', 28],
    ],
    [['round-the-clock', 100]],
  ],
  care: [
    [['none', 100]],
    [['ambulant', 100]],
    [['day-and-evening', 100]],
    [['round-the-clock', 100]],
    [['round-the-clock', 100]],
  ],
};

/** Figures by level, 1 to 5; shares in percent. */
const FOLLOW_UP_HOURS: readonly (readonly [number, number])[] = [
  [0, 3],
  [3, 8],
  [8, 16],
  [12, 24],
  [20, 40],
];
const SCREENED = { welfare: [2, 35, 40, 40, 60], care: [2, 4, 10, 15, 40] } as const;
const OWN_ENTRANCE = [6, 16, 20, 20, 20] as const;
const EXPECTS_WEAR = [4, 35, 65, 75, 90] as const;
const PREFERS_SMALL_UNIT = [6, 12, 35, 40, 40] as const;
const SHARE = {
  acceptsAbove: 30,
  acceptsBelow: 22,
  wheelchair: { welfare: 6, care: 12 },
  noStairs: 12,
  secondFloorIsHighest: 35,
  mayLackBedroom: { low: 66, high: 94 },
  mustStayInSchoolDistrict: 40,
  requiresArea: 7,
} as const;
const SCHOOL_AGE = { min: 6, max: 15 } as const;

function acceptableLevels(
  random: Random,
  { level, programme }: NeedProfile,
): AssessmentNeeds['acceptableLevels'] {
  const accepted: { level: Level; reason: AssessmentNeeds['acceptableLevels'][number]['reason'] }[] = [];
  if (programme !== 'ladder') return accepted;
  const [below, above] = [level - 1, level + 1];
  if (isLevel(below) && random.chance(SHARE.acceptsBelow)) {
    accepted.push({
      level: below,
      reason: random.pick(['below-with-more-follow-up', 'below-own-wish-and-mastery']),
    });
  }
  if (isLevel(above) && random.chance(SHARE.acceptsAbove)) {
    accepted.push({ level: above, reason: random.pick(['above-safety', 'above-nothing-suitable-free']) });
  }
  return accepted;
}

/** The least that will do: that of the lowest level accepted, follow-up in the home making up for the rest. */
function leastStaffing(random: Random, profile: NeedProfile, lowest: number): Staffing {
  if (profile.programme !== 'ladder') return 'none';
  return random.pickWeighted(at(LEAST_STAFFING[profile.track], Math.min(lowest, profile.level) - 1));
}

function bedroomsOf(random: Random, { composition, level }: NeedProfile): AssessmentNeeds['bedrooms'] {
  const needed = bedroomsNeeded(composition);
  const isSingle = composition.adultAges.length === 1 && composition.childAges.length === 0;
  const { low, high } = SHARE.mayLackBedroom;
  const mayLackBedroom = isSingle && random.chance(level >= 3 ? high : low);
  return { min: mayLackBedroom ? 0 : needed, max: needed + 1 };
}

function childrenOf(
  random: Random,
  { composition: { childAges } }: NeedProfile,
  { schoolDistricts }: NeedChoices,
): AssessmentNeeds['children'] {
  if (childAges.length === 0) return null;
  const goesToSchool = childAges.some((age) => age >= SCHOOL_AGE.min && age <= SCHOOL_AGE.max);
  return {
    count: childAges.length,
    schoolDistrict: goesToSchool ? random.pick(schoolDistricts) : null,
    mustStayInSchoolDistrict: goesToSchool && random.chance(SHARE.mustStayInSchoolDistrict),
  };
}

/** Up to `most` neighbourhoods; the k-th most wished-for comes up 1/k as often as the first. */
function drawAreas(random: Random, { neighbourhoodIds }: NeedChoices, most: number): string[] {
  const weights = neighbourhoodIds.map((id, position) => [id, Math.ceil(600 / (position + 1))] as const);
  const drawn = Array.from({ length: random.int(0, most) }, () => random.pickWeighted(weights));
  return [...new Set(drawn)].toSorted();
}

/** Needs that go with a profile. Function only, as the product demands. */
export function drawNeeds(random: Random, profile: NeedProfile, choices: NeedChoices): AssessmentNeeds {
  const { track, level } = profile;
  const accepted = acceptableLevels(random, profile);
  const lowest = Math.min(level, ...accepted.map((other) => other.level));
  const step = level - 1;
  return {
    acceptableLevels: accepted,
    bedrooms: bedroomsOf(random, profile),
    wheelchair: random.chance(SHARE.wheelchair[track]),
    highestFloorWithoutLift: random.chance(SHARE.noStairs)
      ? 1 + Number(random.chance(SHARE.secondFloorIsHighest))
      : null,
    screened: random.chance(at(SCREENED[track], step)),
    ownEntrance: random.chance(at(OWN_ENTRANCE, step)),
    leastStaffing: leastStaffing(random, profile, lowest),
    followUpHoursPerWeek: random.int(...at(FOLLOW_UP_HOURS, step)),
    expectsWear: random.chance(at(EXPECTS_WEAR, step)),
    prefersSmallUnit: random.chance(at(PREFERS_SMALL_UNIT, step)),
    children: childrenOf(random, profile, choices),
    wishedNeighbourhoodIds: drawAreas(random, choices, 3),
    requiredNeighbourhoodIds: random.chance(SHARE.requiresArea)
      ? random.shuffle(choices.neighbourhoodIds).slice(0, random.int(2, 8)).toSorted()
      : [],
    supportNeighbourhoodIds: drawAreas(random, choices, 2),
  };
}
