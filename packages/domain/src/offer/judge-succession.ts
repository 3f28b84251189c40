import { failedRuleCodes, judgePair } from '../allocation/judge.ts';
import { createJudgingContext } from '../allocation/judging-context.ts';
import type { RoundDwelling, RoundFacts, RoundHousehold } from '../allocation/round-facts.ts';
import type { RuleCode } from '../allocation/rules.ts';
import { placeLoads, softCapOf } from '../neighbourhood/load.ts';
import { indexPlaces } from '../neighbourhood/place.ts';

/** A place whose load the move changes, in load points. */
export interface SuccessionLoad {
  readonly placeId: string;
  readonly before: number;
  readonly after: number;
  readonly cap: number;
}

/** Whether one household may have one dwelling, by itself and with nobody else moving. */
export type SuccessionVerdict =
  | { readonly kind: 'suitable'; readonly softBreaks: readonly SuccessionLoad[] }
  | {
      readonly kind: 'unsuitable';
      readonly failedRules: readonly RuleCode[];
      readonly overfilled: readonly SuccessionLoad[];
    };

/**
 * The facts that one household and one dwelling are judged by: nobody else takes part, and of those who live somewhere
 * or are promised a home only the ones in the district of the dwelling are kept.
 */
export function narrowFacts(
  facts: RoundFacts,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): RoundFacts {
  const { chainOf } = indexPlaces(facts.places);
  const district = chainOf(dwelling.buildingId).at(-1)?.id;
  const isNear = ({ buildingId }: { readonly buildingId: string }): boolean =>
    chainOf(buildingId).at(-1)?.id === district;
  return {
    ...facts,
    dwellings: [dwelling],
    households: [household],
    residents: facts.residents.filter(isNear),
    promised: (facts.promised ?? []).filter(isNear),
    keepApart: facts.keepApart.filter(({ a, b }) => a === household.id || b === household.id),
  };
}

/**
 * Judges the one household of the facts for their one dwelling by every hard rule and by the caps of the places it
 * stands in. A place that is over its cap already may stay so, and grows no further.
 *
 * @throws {Error} when the facts do not hold one of each.
 */
export function judgeSuccession(facts: RoundFacts): SuccessionVerdict {
  const [household] = facts.households;
  const [dwelling] = facts.dwellings;
  if (household === undefined || dwelling === undefined) throw new Error('nothing to judge');
  const context = createJudgingContext(facts);
  const loads = loadChanges(facts, household, dwelling);
  const overfilled = loads.filter(({ before, after, cap }) => after > cap && after > before);
  const failedRules = failedRuleCodes(judgePair(context, household, dwelling).failedRules);
  if (failedRules.length > 0 || overfilled.length > 0) return { kind: 'unsuitable', failedRules, overfilled };
  return {
    kind: 'suitable',
    softBreaks: loads.filter(
      ({ before, after, cap }) => after > before && after > softCapOf(context.policy, cap),
    ),
  };
}

function loadChanges(
  { policy, places, residents, promised = [] }: RoundFacts,
  { id, track, level, extraLoad = 0 }: RoundHousehold,
  dwelling: RoundDwelling,
): readonly SuccessionLoad[] {
  const index = indexPlaces(places);
  const home = {
    householdId: id,
    dwellingId: dwelling.id,
    buildingId: dwelling.buildingId,
    track,
    level,
    extraLoad,
  };
  const now = placeLoads(policy.content, index, [...residents, ...promised]);
  const others = residents.filter(({ householdId }) => householdId !== id);
  const then = placeLoads(policy.content, index, [...others, ...promised, home]);
  return index.chainOf(dwelling.buildingId).flatMap((place): readonly SuccessionLoad[] => {
    const before = now.get(place.id);
    const after = then.get(place.id);
    if (before === undefined || after === undefined || after.cap === null) return [];
    return [{ placeId: place.id, before: before.load, after: after.load, cap: after.cap }];
  });
}
