import type { DemoBuilding } from './buildings.ts';
import type { DemoContext } from './demo-context.ts';
import type { DemoPlaces } from './places.ts';
import { at, type Random } from './random.ts';
import type { DwellingRow } from './stock-rows.ts';

/** A dwelling and the building it is in. */
export interface DemoDwelling {
  readonly row: DwellingRow;
  readonly building: DemoBuilding;
  /** Modulhus sites with a staff base: the unit that houses it. */
  readonly isStaffBase: boolean;
}

/** Usable area in m², from and to, by number of bedrooms. */
const AREA_M2 = [
  [24, 36],
  [40, 56],
  [57, 74],
  [76, 98],
  [98, 120],
] as const;
const YOUTH_AREA_M2 = [18, 26] as const;
const MODULHUS_AREA_M2 = [30, 38] as const;

function areaRange(building: DemoBuilding, bedrooms: number): readonly [number, number] {
  if (building.plan.form === 'youth-house') return YOUTH_AREA_M2;
  return building.plan.form === 'modulhus-site' ? MODULHUS_AREA_M2 : at(AREA_M2, bedrooms);
}

/** A few single houses are entered below the ground floor. */
function floorOf(building: DemoBuilding, position: number, random: Random): number {
  const { plan, spec } = building;
  if (plan.form === 'single') return random.chance(6) ? 0 : 1;
  if (plan.units === 1) return random.int(1, spec.floors);
  return 1 + Math.floor((position * spec.floors) / plan.units);
}

/** Letter, floor and number on the floor: H0101; U for one below the ground floor. */
function bruksenhetsnummer(floor: number, numberOnFloor: number): string {
  const number = String(numberOnFloor).padStart(2, '0');
  return floor < 1 ? `U01${number}` : `H${String(floor).padStart(2, '0')}${number}`;
}

/** Every unit of every building, with references FV-0001 and on. */
export function generateDwellings(
  context: DemoContext,
  places: DemoPlaces,
  buildings: readonly DemoBuilding[],
): DemoDwelling[] {
  const random = context.randomFor('dwellings');
  let count = 0;
  return buildings.flatMap((building) => {
    const { plan, spec } = building;
    const property = `${places.municipality.kommunenummer}-${random.int(1, 120)}/${random.int(1, 900)}`;
    const owner = random.pickWeighted(spec.owners);
    const onFloor = new Map<number, number>();
    return Array.from({ length: plan.units }, (_, position): DemoDwelling => {
      count += 1;
      const reference = `FV-${String(count).padStart(4, '0')}`;
      const floor = floorOf(building, position, random);
      const numberOnFloor = (onFloor.get(floor) ?? 0) + 1;
      onFloor.set(floor, numberOnFloor);
      const bedrooms = random.pickWeighted(spec.bedrooms);
      const hasSteps = floor !== 1 && !building.hasLift;
      const row: DwellingRow = {
        municipality_id: context.municipalityId,
        id: context.nextId(),
        reference,
        building_id: building.row.id,
        track: plan.track,
        level: plan.level,
        programme: plan.programme,
        bedrooms,
        area_m2: random.int(...areaRange(building, bedrooms)),
        floor,
        has_lift: building.hasLift,
        wheelchair_accessible: random.chance(spec.wheelchair) && !hasSteps,
        robust: random.chance(spec.robust),
        own_entrance: random.chance(spec.ownEntrance),
        screened: building.isScreened,
        school_district: places.schoolDistricts.get(plan.neighbourhoodId) ?? null,
        bruksenhetsnummer: bruksenhetsnummer(floor, numberOnFloor),
        matrikkel: plan.units > 4 ? `${property}/0/${position + 1}` : property,
        owner_form: owner,
        external_id: owner === 'owned' ? `FDV-${reference}` : null,
      };
      return { row, building, isStaffBase: building.staffBaseUntil !== null && position === 0 };
    });
  });
}
