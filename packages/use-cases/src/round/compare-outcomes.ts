import {
  createJudgingContext,
  type PlaceKind,
  placeLoads,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
  residentsAfter,
} from '@boligtrapp/domain';
import { compareSolutions, type Problem, type Solution } from '@boligtrapp/matching';
import { endingOfSolution } from './load-change.ts';

/** A dwelling in a comparison. */
export type ComparedDwelling = Pick<RoundDwelling, 'id' | 'reference' | 'track' | 'level'>;

/** A household that ends otherwise. */
export interface ComparedHousehold {
  readonly household: Pick<RoundHousehold, 'id' | 'reference' | 'urgencyClass' | 'track' | 'level'>;
  /** What it gets in the first outcome; null for nothing. */
  readonly before: ComparedDwelling | null;
  /** What it gets in the second one. */
  readonly after: ComparedDwelling | null;
}

/** Load of a place once either outcome is carried out, in load points. */
export interface ComparedPlace {
  readonly placeId: string;
  readonly name: string;
  readonly kind: PlaceKind;
  readonly before: number;
  readonly after: number;
  /** Null for no cap. */
  readonly capBefore: number | null;
  readonly capAfter: number | null;
}

/** What lies between two outcomes of the same households and dwellings. */
export interface OutcomeComparison {
  /** Households that get the same dwelling in both. */
  readonly unchanged: number;
  /** Get another dwelling; by rank in the second outcome. */
  readonly changed: readonly ComparedHousehold[];
  /** Get one in the second outcome only. */
  readonly gained: readonly ComparedHousehold[];
  /** Get one in the first outcome only. */
  readonly lost: readonly ComparedHousehold[];
  /** Places whose load or cap differs, districts first, then by name. */
  readonly places: readonly ComparedPlace[];
}

/** One outcome: the facts it rests on, and the solution. */
export interface Outcome {
  readonly facts: RoundFacts;
  readonly solution: Solution;
}

/** Compares two outcomes; `problem` is the one of the second. */
export function compareOutcomes(before: Outcome, after: Outcome, problem: Problem): OutcomeComparison {
  const difference = compareSolutions(
    { problem, solution: before.solution },
    { problem, solution: after.solution },
  );
  const households = new Map(after.facts.households.map((household) => [household.id, household]));
  const dwellings = new Map(after.facts.dwellings.map((dwelling) => [dwelling.id, dwelling]));
  const [was, is] = [placesOf(before.solution), placesOf(after.solution)];
  const view = (id: string): readonly ComparedHousehold[] => {
    const household = households.get(id);
    if (household === undefined) return [];
    const { reference, urgencyClass, track, level } = household;
    return [
      {
        household: { id, reference, urgencyClass, track, level },
        before: dwellingView(dwellings.get(was.get(id) ?? '')),
        after: dwellingView(dwellings.get(is.get(id) ?? '')),
      },
    ];
  };
  return {
    unchanged: difference.unchanged,
    changed: difference.moved.flatMap(({ household }) => view(household)),
    gained: difference.gained.flatMap(view),
    lost: difference.lost.flatMap(view),
    places: comparePlaces(before, after),
  };
}

/** Where the served end; who stays at home is not among them. */
function placesOf(solution: Solution): ReadonlyMap<string, string> {
  const served = new Set(solution.served);
  return new Map(
    solution.assignments
      .filter(({ household }) => served.has(household))
      .map(({ household, dwelling }) => [household, dwelling]),
  );
}

function dwellingView(dwelling: RoundDwelling | undefined): ComparedDwelling | null {
  if (dwelling === undefined) return null;
  const { id, reference, track, level } = dwelling;
  return { id, reference, track, level };
}

const KINDS: readonly PlaceKind[] = ['district', 'neighbourhood', 'building'];

function comparePlaces(before: Outcome, after: Outcome): readonly ComparedPlace[] {
  const [was, is] = [before, after].map(({ facts, solution }) => {
    const { policy, places } = createJudgingContext(facts);
    return placeLoads(policy, places, residentsAfter(facts, endingOfSolution(solution)));
  });
  const compared = [...(is?.values() ?? [])].flatMap(({ place, load, cap }): readonly ComparedPlace[] => {
    const { load: loadBefore = 0, cap: capBefore = null } = was?.get(place.id) ?? {};
    if (load === loadBefore && cap === capBefore) return [];
    const { id: placeId, name, kind } = place;
    return [{ placeId, name, kind, before: loadBefore, after: load, capBefore, capAfter: cap }];
  });
  return compared.toSorted(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.name.localeCompare(b.name, 'nb'),
  );
}
