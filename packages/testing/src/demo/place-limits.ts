import { addDays } from '@boligtrapp/domain';
import type { DemoBuilding } from './buildings.ts';
import { type DemoContext, rangeText } from './demo-context.ts';
import type { UsedDwelling } from './occupancy.ts';
import type { PlaceCapRow, PlaceReference, PlaceStatusRow } from './place-rows.ts';
import type { PlannedPressure } from './pressure-plan.ts';
import { at, type Random } from './random.ts';

/** Statuses and caps of places. */
export interface PlaceLimits {
  readonly place_statuses: readonly PlaceStatusRow[];
  readonly place_caps: readonly PlaceCapRow[];
}

type StatusDetails = Pick<PlaceStatusRow, 'status' | 'highest_level_allowed' | 'reason'>;

const OWNERS = ['demo-housing-manager', 'demo-follow-up-lead'] as const;
const REASONS = {
  caution: 'Mange flyttinger inn og ut på kort tid. Bomiljøet trenger ro',
  spared: 'Naboene og oppfølgingsteamet er enige om at ingen flere med krevende behov skal bo her',
  closed: 'Fornyes sammen med beboerne. Ingen nye flytter inn foreløpig',
} as const;
/** Every so many statuses should have been looked at again by now. */
const EVERY_OVERDUE = 4;

function neighbourhoodReference(id: string): PlaceReference {
  return { building_id: null, neighbourhood_id: id, district_id: null };
}

function buildingReference(id: string): PlaceReference {
  return { building_id: id, neighbourhood_id: null, district_id: null };
}

interface StatusBook {
  readonly context: DemoContext;
  readonly random: Random;
  readonly rows: PlaceStatusRow[];
}

function addStatus(
  { context, random, rows }: StatusBook,
  place: PlaceReference,
  details: StatusDetails,
): void {
  const isOverdue = rows.length % EVERY_OVERDUE === EVERY_OVERDUE - 1;
  rows.push({
    municipality_id: context.municipalityId,
    id: context.nextId(),
    ...place,
    ...details,
    owner: random.pick(OWNERS),
    review_on: addDays(context.on, isOverdue ? -random.int(3, 90) : random.int(14, 300)),
    valid_during: rangeText(addDays(context.on, -random.int(100, 500)), null),
  });
}

function sparedReason(highest: number): string {
  return highest === 0 ? REASONS.closed : REASONS.spared;
}

/** Buildings of a step with a dwelling that is vacant today, in a drawn order. */
function buildingsWithVacancy(
  random: Random,
  dwellings: readonly UsedDwelling[],
  level: number,
): DemoBuilding[] {
  const vacant = dwellings.filter(
    ({ use, row }) =>
      use === 'vacant' && row.programme === 'ladder' && row.track === 'welfare' && row.level === level,
  );
  return random.shuffle([...new Set(vacant.map(({ building }) => building))]);
}

/** Large complexes get caps of their own, in thousandths of the load when every unit is let. */
const CAP_SHARES = [1_300, 1_150, 1_020, 980] as const;
/** A building under caution keeps half of its cap: one of them is then over it. */
const CAUTION_CAP_SHARES = [2_400, 1_700] as const;

function addCaps(
  { context }: StatusBook,
  buildings: readonly DemoBuilding[],
  shares: readonly number[],
): PlaceCapRow[] {
  return shares.map((share, position) => {
    const { row, plan } = at(buildings, position);
    return {
      municipality_id: context.municipalityId,
      id: context.nextId(),
      ...buildingReference(row.id),
      cap_points: Math.floor((plan.load * share) / 1000),
      reason: 'Avtalt med beboerne da bygningen ble tatt i bruk',
      valid_during: rangeText(addDays(context.on, -900), null),
    };
  });
}

/**
 * Statuses of neighbourhoods as planned; some buildings spared where a dwelling stands vacant, so that it shows;
 * caps of their own for some complexes, two of them under caution; one status that is over.
 */
export function generatePlaceLimits(
  context: DemoContext,
  pressure: readonly PlannedPressure[],
  buildings: readonly DemoBuilding[],
  dwellings: readonly UsedDwelling[],
): PlaceLimits {
  const random = context.randomFor('place-limits');
  const book: StatusBook = { context, random, rows: [] };
  for (const { neighbourhoodId, status, highestLevelAllowed } of pressure) {
    if (status === 'open') continue;
    const reason = status === 'caution' ? REASONS.caution : sparedReason(highestLevelAllowed ?? 0);
    const details = { status, highest_level_allowed: highestLevelAllowed, reason };
    addStatus(book, neighbourhoodReference(neighbourhoodId), details);
  }
  const spared = [
    ...buildingsWithVacancy(random, dwellings, 1)
      .slice(0, 1)
      .map((building) => [building, 0] as const),
    ...buildingsWithVacancy(random, dwellings, 2)
      .slice(0, 2)
      .map((building) => [building, 1] as const),
    ...buildingsWithVacancy(random, dwellings, 3)
      .slice(0, 1)
      .map((building) => [building, 2] as const),
  ];
  for (const [building, highest] of spared) {
    const details = {
      status: 'spared',
      highest_level_allowed: highest,
      reason: sparedReason(highest),
    } as const;
    addStatus(book, buildingReference(building.row.id), details);
  }
  const complexes = random.shuffle(
    buildings.filter(
      ({ plan, row }) => plan.form === 'complex' && !spared.some(([other]) => other.row.id === row.id),
    ),
  );
  const cautious = complexes.slice(0, CAUTION_CAP_SHARES.length);
  for (const { row } of cautious) {
    addStatus(book, buildingReference(row.id), {
      status: 'caution',
      highest_level_allowed: null,
      reason: REASONS.caution,
    });
  }
  addEndedStatus(book, pressure);
  const place_caps = [
    ...addCaps(book, cautious, CAUTION_CAP_SHARES),
    ...addCaps(book, complexes.slice(CAUTION_CAP_SHARES.length), CAP_SHARES),
  ];
  return { place_statuses: book.rows, place_caps };
}

/** A place that was under caution until a year ago and is open today. */
function addEndedStatus({ context, rows }: StatusBook, pressure: readonly PlannedPressure[]): void {
  const open = pressure.find(({ status }) => status === 'open');
  if (open === undefined) return;
  rows.push({
    municipality_id: context.municipalityId,
    id: context.nextId(),
    ...neighbourhoodReference(open.neighbourhoodId),
    status: 'caution',
    highest_level_allowed: null,
    reason: REASONS.caution,
    owner: OWNERS[0],
    review_on: addDays(context.on, -400),
    valid_during: rangeText(addDays(context.on, -900), addDays(context.on, -365)),
  });
}
