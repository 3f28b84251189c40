import {
  capOf,
  type JudgingContext,
  loadOf,
  type Place,
  type PlaceKind,
  placeLoads,
  type RoundFacts,
  type RoundJudgement,
  softCapOf,
} from '@boligtrapp/domain';
import type { Problem, ProblemApart, ProblemPair, ProblemResource } from '@boligtrapp/matching';

/** Beside an apart pair in a place that nothing limits: more than any round can use. */
const NO_LIMIT = 1_000_000;

/**
 * The abstract problem of a round: which pairs pass every rule, and what each place can still take. The solver
 * knows households, dwellings and resources only.
 */
export function buildProblem(context: JudgingContext, judgement: RoundJudgement): Problem {
  const { facts, policy } = context;
  const apart = buildApart(context, judgement);
  return {
    format: 'boligtrapp-problem/1',
    servedRule: 'strict-rank',
    households: facts.households.map((household) => ({
      id: household.id,
      rank: household.rank,
      class: household.urgencyClass,
      load: loadOf(policy, household),
      current: household.currentDwellingId,
    })),
    dwellings: facts.dwellings.map(({ id }) => ({ id })),
    pairs: eligiblePairs(facts, judgement),
    resources: buildResources(context, new Set(apart.flatMap((pair) => pair.resources))),
    apart,
  };
}

function eligiblePairs(facts: RoundFacts, judgement: RoundJudgement): readonly ProblemPair[] {
  const homes = new Map(facts.households.map((household) => [household.id, household.currentDwellingId]));
  return judgement.rows.flatMap(({ householdId, verdicts }) =>
    verdicts.flatMap(({ failedRules, misfit, score }, index) => {
      const dwelling = facts.dwellings[index]?.id;
      if (failedRules !== 0 || dwelling === undefined || dwelling === homes.get(householdId)) return [];
      return [{ household: householdId, dwelling, misfit, score }];
    }),
  );
}

/**
 * One resource per place with a cap (or with a pair to be kept apart) that holds a dwelling of the round. What it
 * can still take is its cap less the load of those who live there and take no part, and of those who are promised a
 * home there.
 */
function buildResources(
  context: JudgingContext,
  neededByApart: ReadonlySet<string>,
): readonly ProblemResource[] {
  const { facts, policy, places } = context;
  const takingPart = new Set(facts.households.map((household) => household.id));
  const fixed = facts.residents.filter((resident) => !takingPart.has(resident.householdId));
  const loads = placeLoads(policy, places, [...fixed, ...(facts.promised ?? [])]);
  const dwellingsOf = dwellingsByPlace(context);
  return facts.places.flatMap((place): readonly ProblemResource[] => {
    const dwellings = dwellingsOf.get(place.id);
    const cap = capOf(policy, place);
    if (dwellings === undefined || (cap === null && !neededByApart.has(place.id))) return [];
    const load = loads.get(place.id)?.load ?? 0;
    const base = { id: place.id, weight: 'load', dwellings } as const;
    if (cap === null) return [{ ...base, capacity: NO_LIMIT }];
    const capacity = Math.max(0, cap - load);
    return [{ ...base, capacity, soft: Math.min(capacity, Math.max(0, softCapOf(policy, cap) - load)) }];
  });
}

/** Kept-apart pairs of which both take part; who lives there and takes no part is a hard rule already. */
function buildApart(context: JudgingContext, judgement: RoundJudgement): readonly ProblemApart[] {
  const { facts } = context;
  const households = new Map(facts.households.map((household) => [household.id, household]));
  const rows = new Map(judgement.rows.map((row) => [row.householdId, row.verdicts]));
  const within = (householdId: string, kind: PlaceKind): ReadonlySet<string> => {
    const home = households.get(householdId)?.currentDwellingId;
    const verdicts = rows.get(householdId) ?? [];
    return new Set(
      facts.dwellings
        .filter((dwelling, index) => dwelling.id === home || verdicts[index]?.failedRules === 0)
        .flatMap((dwelling) => placesOfKind(context, dwelling.buildingId, kind)),
    );
  };
  const joined = new Map<string, { a: string; b: string; resources: Set<string> }>();
  for (const { a, b, scope } of facts.keepApart) {
    if (!households.has(a) || !households.has(b)) continue;
    const shared = within(a, scope).intersection(within(b, scope));
    if (shared.size === 0) continue;
    const key = `${a} ${b}`;
    const pair = joined.get(key) ?? { a, b, resources: new Set<string>() };
    joined.set(key, { ...pair, resources: pair.resources.union(shared) });
  }
  return [...joined.values()].map(({ a, b, resources }) => ({ a, b, resources: [...resources] }));
}

function dwellingsByPlace(context: JudgingContext): ReadonlyMap<string, readonly string[]> {
  const byPlace = new Map<string, string[]>();
  for (const dwelling of context.facts.dwellings) {
    for (const place of context.places.chainOf(dwelling.buildingId)) {
      const list = byPlace.get(place.id);
      if (list === undefined) byPlace.set(place.id, [dwelling.id]);
      else list.push(dwelling.id);
    }
  }
  return byPlace;
}

function placesOfKind(context: JudgingContext, buildingId: string, kind: PlaceKind): readonly string[] {
  return context.places
    .chainOf(buildingId)
    .filter((place: Place) => place.kind === kind)
    .map((place) => place.id);
}
