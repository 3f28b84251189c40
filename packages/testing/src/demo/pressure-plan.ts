import { DEFAULT_POLICY, type Level, type PlaceStatus } from '@boligtrapp/domain';
import type { DemoPlaces } from './places.ts';
import { at, type Random } from './random.ts';

/** How much load a neighbourhood is meant to carry, and its status. */
export interface PlannedPressure {
  readonly neighbourhoodId: string;
  readonly status: PlaceStatus;
  readonly highestLevelAllowed: Level | 0 | null;
  /** Load points when every dwelling there is let. */
  readonly targetPoints: number;
  /** Load points that it may be given where the targets of all places do not take the whole stock. */
  readonly mostPoints: number;
}

/** A neighbourhood with a part to play, in the district with the given place in the order of pressure. */
interface Part {
  readonly district: number;
  /** Meant load in thousandths of the cap, from and to. */
  readonly share: readonly [number, number];
  readonly status: PlaceStatus;
  readonly highestLevelAllowed: Level | 0 | null;
}

const OVER = [1_200, 1_400] as const;
const NEAR = [880, 1_020] as const;
const LOW = [350, 600] as const;
const OPEN = { status: 'open', highestLevelAllowed: null } as const;
const CAUTION = { status: 'caution', highestLevelAllowed: null } as const;

/** Four places over their cap, seven near it, four under caution, three spared. */
const PARTS: readonly Part[] = [
  { district: 0, share: OVER, status: 'spared', highestLevelAllowed: 1 },
  { district: 0, share: OVER, ...OPEN },
  { district: 0, share: NEAR, status: 'spared', highestLevelAllowed: 2 },
  { district: 0, share: NEAR, ...OPEN },
  { district: 1, share: OVER, ...OPEN },
  { district: 1, share: NEAR, ...CAUTION },
  { district: 1, share: NEAR, ...OPEN },
  { district: 2, share: OVER, ...CAUTION },
  { district: 2, share: NEAR, ...OPEN },
  { district: 3, share: NEAR, ...CAUTION },
  { district: 4, share: NEAR, ...OPEN },
  { district: 5, share: LOW, ...CAUTION },
  { district: 6, share: LOW, status: 'spared', highestLevelAllowed: 0 },
];

/** Meant load of the districts in thousandths of their cap, the most pressed first. */
const DISTRICT_SHARES = [1_110, 1_000, 880, 800, 750, 660, 620, 540, 450] as const;
/** Ordinary neighbourhoods stay below this share of their cap. */
const MOST_ORDINARY = 680;

function capPoints(dwellingCount: number, status: PlaceStatus): number {
  const { neighbourhoodPointsPer100Dwellings, cautionShareBasisPoints } = DEFAULT_POLICY.caps;
  const cap = (dwellingCount * neighbourhoodPointsPer100Dwellings) / 100;
  return status === 'caution' ? (cap * cautionShareBasisPoints) / 10_000 : cap;
}

/** Shares what is left of a district among its ordinary neighbourhoods: the k-th gets 1/k of the first. */
function planOrdinary(
  neighbourhoods: readonly { readonly id: string; readonly dwelling_count: number }[],
  points: number,
): PlannedPressure[] {
  const weights = neighbourhoods.map((_, position) => 1 / (position + 1));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return neighbourhoods.map(({ id, dwelling_count }, position) => {
    const mostPoints = Math.floor((capPoints(dwelling_count, 'open') * MOST_ORDINARY) / 1000);
    const targetPoints = Math.min(mostPoints, Math.floor((points * at(weights, position)) / sum));
    return { neighbourhoodId: id, ...OPEN, targetPoints, mostPoints };
  });
}

/** Decides where the pressure is. The district order and the parts within a district are drawn. */
export function planPressure(random: Random, places: DemoPlaces): PlannedPressure[] {
  return random.shuffle(places.districts).flatMap((district, order) => {
    const own = places.neighbourhoods.filter(({ district_id }) => district_id === district.id);
    const [...left] = random.shuffle(own);
    const planned = PARTS.filter((part) => part.district === order).map((part): PlannedPressure => {
      const { id, dwelling_count } = at(left.splice(0, 1), 0);
      const share = random.int(part.share[0], part.share[1]);
      const points = Math.floor((capPoints(dwelling_count, part.status) * share) / 1000);
      return {
        neighbourhoodId: id,
        status: part.status,
        highestLevelAllowed: part.highestLevelAllowed,
        targetPoints: points,
        mostPoints: points,
      };
    });
    const dwellings = own.reduce((sum, { dwelling_count }) => sum + dwelling_count, 0);
    const districtPoints =
      (dwellings * DEFAULT_POLICY.caps.districtPointsPer100Dwellings * at(DISTRICT_SHARES, order)) / 100_000;
    const taken = planned.reduce((sum, { targetPoints }) => sum + targetPoints, 0);
    return [...planned, ...planOrdinary(left, Math.max(0, districtPoints - taken))];
  });
}
