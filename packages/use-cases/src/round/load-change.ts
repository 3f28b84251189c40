import {
  type Fullness,
  fullnessOf,
  type JudgingContext,
  placeLoads,
  type Resident,
  type RoundFacts,
} from '@boligtrapp/domain';
import type { Solution } from '@boligtrapp/matching';

/** Load of one place before and after a proposal, in load points, against its cap. */
export interface LoadChange {
  readonly placeId: string;
  readonly name: string;
  readonly kind: 'building' | 'neighbourhood' | 'district';
  readonly before: number;
  readonly after: number;
  /** Null when nothing limits the place. */
  readonly cap: number | null;
  readonly fullnessBefore: Fullness;
  readonly fullnessAfter: Fullness;
}

const NOTEWORTHY: ReadonlySet<Fullness> = new Set(['near', 'full', 'over']);

/** Places whose load changes, or that are near, at or over their cap already; districts first, then by name. */
export function compareLoads(
  context: JudgingContext,
  residentsAfter: readonly Resident[],
): readonly LoadChange[] {
  const { policy, places, facts } = context;
  const before = placeLoads(policy, places, facts.residents);
  const after = placeLoads(policy, places, residentsAfter);
  const changes = [...before.values()].flatMap(({ place, load, cap }): readonly LoadChange[] => {
    const loadAfter = after.get(place.id)?.load ?? 0;
    const fullnessBefore = fullnessOf(policy, { load, cap });
    if (load === loadAfter && !NOTEWORTHY.has(fullnessBefore)) return [];
    return [
      {
        placeId: place.id,
        name: place.name,
        kind: place.kind,
        before: load,
        after: loadAfter,
        cap,
        fullnessBefore,
        fullnessAfter: fullnessOf(policy, { load: loadAfter, cap }),
      },
    ];
  });
  const order = ['district', 'neighbourhood', 'building'];
  return changes.toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.name.localeCompare(b.name, 'nb'),
  );
}

/** Who lives where once the proposal is carried out, and what was promised before it. */
export function residentsAfter(
  facts: RoundFacts,
  solution: Pick<Solution, 'assignments'>,
): readonly Resident[] {
  const dwellings = new Map(facts.dwellings.map((dwelling) => [dwelling.id, dwelling]));
  const households = new Map(facts.households.map((household) => [household.id, household]));
  const moved = new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling]));
  const promised = facts.promised ?? [];
  const leaving = new Set([...moved.keys(), ...promised.map(({ householdId }) => householdId)]);
  const staying = facts.residents.filter((resident) => !leaving.has(resident.householdId));
  const placed = [...moved].flatMap(([householdId, dwellingId]): readonly Resident[] => {
    const dwelling = dwellings.get(dwellingId);
    const household = households.get(householdId);
    if (dwelling === undefined || household === undefined) return [];
    const { track, level } = household;
    return [{ householdId, dwellingId, buildingId: dwelling.buildingId, track, level }];
  });
  return [...staying, ...promised, ...placed];
}
