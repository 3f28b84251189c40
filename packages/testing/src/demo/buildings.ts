import { addDays, type PlainDateString } from '@boligtrapp/domain';
import { type DemoContext, rangeText } from './demo-context.ts';
import { STREET_PARTS } from './place-names.ts';
import type { BuildingRow, StaffingRow } from './place-rows.ts';
import type { DemoPlaces } from './places.ts';
import type { Random } from './random.ts';
import type { SitedBuilding } from './siting.ts';
import { specOf, type UnitSpec } from './unit-specs.ts';

/** A building with all that its units need to know. */
export interface DemoBuilding {
  readonly row: BuildingRow;
  readonly plan: SitedBuilding;
  readonly spec: UnitSpec;
  readonly hasLift: boolean;
  readonly isScreened: boolean;
  /** First day on which its units could be let. */
  readonly commissionedOn: PlainDateString;
  /** Modulhus sites: first day on which the unit that serves as a staff base becomes a dwelling; else null. */
  readonly staffBaseUntil: PlainDateString | null;
}

/** Buildings and their staffing. */
export interface DemoBuildings {
  readonly buildings: readonly DemoBuilding[];
  readonly staffing: readonly StaffingRow[];
}

const STREETS_PER_NEIGHBOURHOOD = 4;
/** Days from the day of the demo until each site's staff base ends: two within a quarter, two later. */
const STAFF_BASE_DAYS = [35, 80, 210, 400] as const;

/** Addresses in each neighbourhood: streets of its own, numbers that rise. */
function createAddresses(random: Random, places: DemoPlaces): (neighbourhoodId: string) => string {
  const { first, last } = STREET_PARTS;
  const streets = random.shuffle(first.flatMap((start) => last.map((end) => `${start}${end}`)));
  const own = new Map(
    places.neighbourhoods.map(({ id }, position) => [
      id,
      streets.slice(position * STREETS_PER_NEIGHBOURHOOD, (position + 1) * STREETS_PER_NEIGHBOURHOOD),
    ]),
  );
  const numbers = new Map<string, number>();
  return (neighbourhoodId) => {
    const street = random.pick(own.get(neighbourhoodId) ?? []);
    const number = (numbers.get(street) ?? 0) + random.int(1, 6);
    numbers.set(street, number);
    return `${street} ${number}`;
  };
}

function staffingRows(context: DemoContext, building: DemoBuilding, random: Random): StaffingRow[] {
  const row = (staffing: StaffingRow['staffing'], from: PlainDateString, to: PlainDateString | null) => ({
    municipality_id: context.municipalityId,
    id: context.nextId(),
    building_id: building.row.id,
    staffing,
    valid_during: rangeText(from, to),
  });
  const { commissionedOn, staffBaseUntil } = building;
  const usual = random.pickWeighted(building.spec.staffing);
  if (staffBaseUntil !== null) {
    return [row('day-and-evening', commissionedOn, staffBaseUntil), row(usual, staffBaseUntil, null)];
  }
  return usual === 'none' ? [] : [row(usual, commissionedOn, null)];
}

/** Buildings at the sites, with names that are street addresses, and how they are staffed. */
export function generateBuildings(
  context: DemoContext,
  places: DemoPlaces,
  sited: readonly SitedBuilding[],
): DemoBuildings {
  const random = context.randomFor('buildings');
  const nextAddress = createAddresses(context.randomFor('addresses'), places);
  const newSites = random.shuffle(sited.filter(({ form }) => form === 'modulhus-site'));
  const buildings = sited.map((plan): DemoBuilding => {
    const spec = specOf(plan);
    const days = STAFF_BASE_DAYS[newSites.indexOf(plan)];
    return {
      row: {
        municipality_id: context.municipalityId,
        id: context.nextId(),
        neighbourhood_id: plan.neighbourhoodId,
        name: nextAddress(plan.neighbourhoodId),
        form: plan.form,
        unfit_for_children: random.chance(spec.unfitForChildren),
      },
      plan,
      spec,
      hasLift: random.chance(spec.lift),
      isScreened: random.chance(spec.screened),
      commissionedOn: addDays(
        context.on,
        -(days === undefined ? random.int(4_400, 8_000) : random.int(250, 600)),
      ),
      staffBaseUntil: days === undefined ? null : addDays(context.on, days),
    };
  });
  return { buildings, staffing: buildings.flatMap((building) => staffingRows(context, building, random)) };
}
