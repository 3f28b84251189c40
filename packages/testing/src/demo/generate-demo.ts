import type { PlainDateString } from '@boligtrapp/domain';
import { drawChoices } from './assessments.ts';
import { generateBuildings } from './buildings.ts';
import { createDemoContext } from './demo-context.ts';
import type { DemoMunicipality } from './demo-municipality.ts';
import { generateDwellings } from './dwellings.ts';
import { generateEarlierHomes } from './earlier-homes.ts';
import { generateKeepApart } from './keep-apart.ts';
import { generateLeaseMoney } from './lease-money.ts';
import { createLeases } from './leases.ts';
import { generateOccupancy } from './occupancy.ts';
import { createPeople } from './people.ts';
import { generatePlaceLimits } from './place-limits.ts';
import { generatePlaces } from './places.ts';
import { generatePolicySets } from './policy-sets.ts';
import { planPressure } from './pressure-plan.ts';
import { generateQueue } from './queue.ts';
import { siteBuildings } from './siting.ts';
import { planStock } from './stock-plan.ts';
import { generateEndedTenancies, generateTenants, generateUpcomingTenancies } from './tenancies.ts';
import { assessTenants } from './tenant-assessments.ts';

/** Which demo municipality to make. */
export interface DemoOptions {
  /** Any integer; the same seed and day give the same bytes. */
  readonly seed: number;
  /** The day around which everything is dated. */
  readonly on: PlainDateString;
  /** 0 (the default) is Fjordvik, 1 is Fjordvik 2, and so on; at most 998. */
  readonly index?: number;
}

/**
 * Makes a fictional municipality with the stock of the model municipality: welfare 1,070 and care 130 dwellings on
 * five levels each, Housing First 16, a youth house of 12; tenants, leases, a queue of 400 and the rules. Pure: the
 * same options give the same rows on every machine.
 */
export function generateDemo({ seed, on, index = 0 }: DemoOptions): DemoMunicipality {
  const context = createDemoContext(seed, index, on);
  const places = generatePlaces(context);
  const pressure = planPressure(context.randomFor('pressure'), places);
  const sited = siteBuildings(context.randomFor('siting'), planStock(context.randomFor('stock')), pressure);
  const { buildings, staffing } = generateBuildings(context, places, sited);
  const { dwellings, periods } = generateOccupancy(context, generateDwellings(context, places, buildings));
  const limits = generatePlaceLimits(context, pressure, buildings, dwellings);
  const people = createPeople(context);
  const leases = createLeases(context);
  const tenants = generateTenants(context, dwellings, people, leases);
  generateEndedTenancies(context, dwellings, people, leases);
  generateUpcomingTenancies(context, dwellings, people, leases);
  const choices = drawChoices(context, places);
  const queue = generateQueue(context, people, choices);
  const rows = {
    districts: places.districts,
    neighbourhoods: places.neighbourhoods,
    buildings: buildings.map(({ row }) => row),
    staffing,
    ...limits,
    dwellings: dwellings.map(({ row }) => row),
    dwelling_periods: periods,
    ...people.rows(),
    housing_applications: queue.applications,
    entitlements: queue.entitlements,
    assessments: [...assessTenants(context, tenants, choices), ...queue.assessments],
    keep_apart: generateKeepApart(context, { queue: queue.assessments, tenants, dwellings }),
    policy_sets: generatePolicySets(context),
    ...leases.rows(),
  };
  // Last of all, so that the ids of everything before them do not depend on them.
  const earlier = generateEarlierHomes(context, rows);
  const all = { ...rows, ...earlier, leases: [...rows.leases, ...earlier.leases] };
  const money = generateLeaseMoney(context, all.leases);
  return { seed, index, on, municipality: places.municipality, rows: { ...all, ...money } };
}
