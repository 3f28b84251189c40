import {
  type AddedLoad,
  addLoad,
  createJudgingContext,
  type JudgingContext,
  loadOf,
  placeLoads,
  placeOfScope,
  type Resident,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
} from '@boligtrapp/domain';
import type { Solution } from '@boligtrapp/matching';

/** Where everybody of a round ends under its proposal, and what the places carry then; worked out once per answer. */
export interface RoundEndings {
  readonly context: JudgingContext;
  readonly facts: RoundFacts;
  readonly solution: Solution;
  readonly dwellings: ReadonlyMap<string, RoundDwelling>;
  readonly households: ReadonlyMap<string, RoundHousehold>;
  /** Dwelling by household. */
  readonly endings: ReadonlyMap<string, string>;
  /** Household by dwelling. */
  readonly holders: ReadonlyMap<string, RoundHousehold>;
  readonly served: ReadonlySet<string>;
  /** By place: load under the proposal, of everybody. */
  readonly loads: ReadonlyMap<string, PlaceUse>;
}

/** What a place carries under a proposal. */
export interface PlaceUse {
  readonly load: number;
  /** Load of those who take no part, and of promises. */
  readonly fixed: number;
  /** Null when nothing limits it. */
  readonly cap: number | null;
  /** The cap, or what it carries today where that is more: no placement may bring it above. */
  readonly limit: number;
}

/** Indexes the facts of a round with its proposal. */
export function indexEndings(facts: RoundFacts, solution: Solution): RoundEndings {
  const context = createJudgingContext(facts);
  const dwellings = new Map(facts.dwellings.map((dwelling) => [dwelling.id, dwelling]));
  const households = new Map(facts.households.map((household) => [household.id, household]));
  const endings = new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling]));
  const holders = new Map(
    [...endings].flatMap(([id, dwelling]) => {
      const household = households.get(id);
      return household === undefined ? [] : [[dwelling, household] as const];
    }),
  );
  const indexed = { context, facts, solution, dwellings, households, endings, holders };
  return { ...indexed, served: new Set(solution.served), loads: useOfPlaces(indexed) };
}

function useOfPlaces({
  context,
  facts,
  dwellings,
  households,
  endings,
}: Omit<RoundEndings, 'served' | 'loads'>): ReadonlyMap<string, PlaceUse> {
  const { policy, places } = context;
  const taking = facts.residents.filter(({ householdId }) => !households.has(householdId));
  const fixed = placeLoads(policy, places, [...taking, ...(facts.promised ?? [])]);
  const livingIn = (homes: Iterable<readonly [string, string | null]>): Resident[] =>
    [...homes].flatMap(([householdId, dwellingId]) => {
      const household = households.get(householdId);
      const dwelling = dwellings.get(dwellingId ?? '');
      if (household === undefined || dwelling === undefined) return [];
      const { id, buildingId } = dwelling;
      const { track, level, extraLoad = 0 } = household;
      return [{ householdId, dwellingId: id, buildingId, track, level, extraLoad }];
    });
  const ended = placeLoads(policy, places, livingIn(endings));
  const homes = facts.households.map(({ id, currentDwellingId }) => [id, currentDwellingId] as const);
  const today = placeLoads(policy, places, livingIn(homes));
  return new Map(
    [...fixed].map(([id, { load, cap }]) => {
      const capacity = cap === null ? Number.POSITIVE_INFINITY : Math.max(0, cap - load);
      const limit = load + Math.max(capacity, today.get(id)?.load ?? 0);
      return [id, { load: load + (ended.get(id)?.load ?? 0), fixed: load, cap, limit }];
    }),
  );
}

/**
 * Load of building, neighbourhood and district of a dwelling without and with a household in it, all others where the
 * proposal has them; whoever has the dwelling makes way.
 */
export function loadsWith(
  endings: RoundEndings,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): readonly AddedLoad[] {
  const { context, loads, holders } = endings;
  const { policy, places } = context;
  const away = [holders.get(dwelling.id), household].filter((one) => one !== undefined);
  const without = new Map(
    places.chainOf(dwelling.buildingId).map(({ id }) => {
      const { load = 0, cap = null } = loads.get(id) ?? {};
      // A household that has the dwelling itself is named twice and counts once.
      const left = [...new Set(away)].reduce((sum, one) => sum + weightIn(endings, one, id), 0);
      return [id, { load: load - left, cap }] as const;
    }),
  );
  return addLoad(policy, places, without, {
    buildingId: dwelling.buildingId,
    track: household.track,
    level: household.level,
    extraLoad: household.extraLoad ?? 0,
  });
}

/** What a household adds to a place by where it ends. */
function weightIn(
  { context, dwellings, endings }: RoundEndings,
  household: RoundHousehold,
  placeId: string,
): number {
  const dwelling = dwellings.get(endings.get(household.id) ?? '');
  if (dwelling === undefined) return 0;
  const isThere = context.places.chainOf(dwelling.buildingId).some(({ id }) => id === placeId);
  return isThere ? loadOf(context.policy, household) : 0;
}

/** Whether a household would end in a place where another one ends that it is kept apart from. */
export function meetsKeptApart(
  { context, facts, dwellings, endings, holders, households }: RoundEndings,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): boolean {
  const { places } = context;
  return facts.keepApart.some(({ a, b, scope }) => {
    if (a !== household.id && b !== household.id) return false;
    const other = a === household.id ? b : a;
    if (!households.has(other) || holders.get(dwelling.id)?.id === other) return false;
    const ending = dwellings.get(endings.get(other) ?? '');
    if (ending === undefined) return false;
    const here = placeOfScope(places, dwelling.buildingId, scope);
    return here !== undefined && here.id === placeOfScope(places, ending.buildingId, scope)?.id;
  });
}
