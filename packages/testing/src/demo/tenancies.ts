import { addDays, addYearsClamped } from '@boligtrapp/domain';
import { type Composition, drawFitting, drawYouth } from './composition.ts';
import type { DemoContext } from './demo-context.ts';
import { drawTerms, type LeaseStory } from './lease-terms.ts';
import type { Leases } from './leases.ts';
import type { UsedDwelling } from './occupancy.ts';
import type { DemoHousehold, People } from './people.ts';
import type { Random } from './random.ts';
import { threeYearsFrom, threeYearsTo } from './term-dates.ts';

/** A household and the dwelling it lives in. */
export interface Tenant {
  readonly household: DemoHousehold;
  readonly dwelling: UsedDwelling;
  readonly story: LeaseStory;
}

/** How many leases tell each story; all others are ordinary. */
const STORIES: readonly (readonly [LeaseStory, number])[] = [
  ['month-end', 5],
  ['leap-day', 1],
  ['holdover', 26],
  ['early-request', 1],
  ['converting', 1],
  ['converted', 14],
  ['late-request', 1],
  ['move-requested', 9],
  ['no-end', 70],
  ['short-lawful', 12],
  ['short-weighty', 2],
  ['short-without-basis', 3],
  ['short-without-information', 2],
  ['short-reason-late', 2],
  ['short-repeated', 2],
  ['renewed', 60],
  ['leaving', 9],
];

/** Ended tenancies in dwellings that stand empty today. */
const ENDED_TENANCIES = 24;
/** Leases that are signed and not yet begun. */
const UPCOMING_TENANCIES = 4;
/** The tenant with a protected address is the first in this place. */
const PROTECTED_TENANT = 41;

/** A site in its first years has tenants whose first term still runs. */
function isNewSite({ building }: UsedDwelling): boolean {
  return building.staffBaseUntil !== null;
}

function assignStories(random: Random, dwellings: readonly UsedDwelling[]): Map<UsedDwelling, LeaseStory> {
  const stories = new Map<UsedDwelling, LeaseStory>(dwellings.map((dwelling) => [dwelling, 'ordinary']));
  const shuffled = random.shuffle(
    dwellings.filter((dwelling) => !isNewSite(dwelling) && dwelling.row.programme === 'ladder'),
  );
  for (const [story, count] of STORIES) {
    for (const dwelling of shuffled.splice(0, count)) stories.set(dwelling, story);
  }
  return stories;
}

function compositionFor(random: Random, { row, building }: UsedDwelling): Composition {
  if (row.programme === 'youth') return drawYouth(random);
  return drawFitting(random, row.bedrooms, !building.row.unfit_for_children);
}

/** A household with a lease in every occupied dwelling, in the order of the dwellings. */
export function generateTenants(
  context: DemoContext,
  dwellings: readonly UsedDwelling[],
  people: People,
  leases: Leases,
): Tenant[] {
  const random = context.randomFor('tenants');
  const occupied = dwellings.filter(({ use }) => use === 'occupied');
  const stories = assignStories(random, occupied);
  const variants = new Map<LeaseStory, number>();
  return occupied.map((dwelling, position) => {
    const story = stories.get(dwelling) ?? 'ordinary';
    const variant = variants.get(story) ?? 0;
    variants.set(story, variant + 1);
    const terms = drawTerms({
      random,
      on: context.on,
      story,
      variant,
      earliest: dwelling.building.commissionedOn,
    });
    const since = terms.predecessor?.startsOn ?? terms.startsOn;
    const protection = position === PROTECTED_TENANT ? 'confidential' : 'none';
    const household = people.add(compositionFor(random, dwelling), since, protection);
    leases.addCurrent(dwelling.row, household.id, terms);
    return { household, dwelling, story };
  });
}

/** Former tenants of dwellings that are empty today. Their leases were closed when they left. */
export function generateEndedTenancies(
  context: DemoContext,
  dwellings: readonly UsedDwelling[],
  people: People,
  leases: Leases,
): void {
  const random = context.randomFor('ended-tenancies');
  const empty = random.shuffle(dwellings.filter((dwelling) => dwelling.emptySince !== null));
  for (const dwelling of empty.slice(0, ENDED_TENANCIES)) {
    const closedOn = dwelling.emptySince ?? context.on;
    // Most left around the end of the term, some in the middle of it.
    const term = random.chance(70)
      ? threeYearsTo(addDays(closedOn, -random.int(1, 40)))
      : threeYearsFrom(addDays(closedOn, -random.int(200, 900)));
    const drawn = drawTerms({ random, on: context.on, story: 'no-end', variant: 0, earliest: closedOn });
    const signedOn = addDays(term.startsOn, -10);
    const exceptionsInfoGivenOn = drawn.exceptionsInfoGivenOn === null ? null : signedOn;
    const terms = { ...drawn, ...term, signedOn, exceptionsInfoGivenOn };
    const household = people.add(compositionFor(random, dwelling), term.startsOn);
    leases.addEnded(dwelling.row, household.id, terms, closedOn);
  }
}

/** Households with a lease to come, once a repair is done. */
export function generateUpcomingTenancies(
  context: DemoContext,
  dwellings: readonly UsedDwelling[],
  people: People,
  leases: Leases,
): void {
  const { on } = context;
  const random = context.randomFor('upcoming-tenancies');
  const inRepair = dwellings.filter(({ use, repairedOn }) => use === 'repair' && repairedOn !== null);
  for (const dwelling of random.shuffle(inRepair).slice(0, UPCOMING_TENANCIES)) {
    const startsOn = addDays(dwelling.repairedOn ?? on, random.int(1, 7));
    const drawn = drawTerms({ random, on, story: 'ordinary', variant: 0, earliest: addYearsClamped(on, -3) });
    const signedOn = addDays(on, -random.int(1, 10));
    const exceptionsInfoGivenOn = drawn.exceptionsInfoGivenOn === null ? null : signedOn;
    const terms = { ...drawn, ...threeYearsFrom(startsOn), signedOn, exceptionsInfoGivenOn };
    const household = people.add(compositionFor(random, dwelling), addDays(on, -random.int(30, 400)));
    leases.addCurrent(dwelling.row, household.id, terms);
  }
}
