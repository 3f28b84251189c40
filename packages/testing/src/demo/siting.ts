import type { PlannedPressure } from './pressure-plan.ts';
import type { Random } from './random.ts';
import type { PlannedBuilding } from './stock-plan.ts';

/** A planned building and where it stands. */
export interface SitedBuilding extends PlannedBuilding {
  readonly neighbourhoodId: string;
}

interface Site extends PlannedPressure {
  placed: number;
}

/** A spared place holds ordinary stock of the two lowest levels only; more would contradict its status. */
function mayStandAt(building: PlannedBuilding, site: Site): boolean {
  return site.status !== 'spared' || (building.programme === 'ladder' && building.level <= 2);
}

function chooseSite(random: Random, all: readonly Site[], building: PlannedBuilding): Site {
  const sites = all.filter((site) => mayStandAt(building, site));
  const withRoom = sites
    .map((site) => [site, site.targetPoints - site.placed] as const)
    .filter(([, room]) => room >= building.load);
  if (withRoom.length > 0) return random.pickWeighted(withRoom);
  const [first] = sites.toSorted((a, b) => b.mostPoints - b.placed - (a.mostPoints - a.placed));
  if (first === undefined) throw new Error('there is no neighbourhood to build in');
  return first;
}

/**
 * Gives every building a neighbourhood so that the loads come close to what is planned: the heaviest buildings first,
 * each where there is room for it, the single houses last to fill the gaps. Sorted as the plan of the stock is.
 */
export function siteBuildings(
  random: Random,
  stock: readonly PlannedBuilding[],
  pressure: readonly PlannedPressure[],
): SitedBuilding[] {
  const sites = pressure.map((planned): Site => ({ ...planned, placed: 0 }));
  const chosen = new Map<PlannedBuilding, string>();
  for (const building of stock.toSorted((a, b) => b.load - a.load)) {
    const site = chooseSite(random, sites, building);
    site.placed += building.load;
    chosen.set(building, site.neighbourhoodId);
  }
  return stock.map((building) => ({ ...building, neighbourhoodId: chosen.get(building) ?? '' }));
}
