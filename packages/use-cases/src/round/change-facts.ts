import {
  orderQueue,
  type Place,
  type PlaceStatus,
  type PolicyContent,
  type RoundFacts,
  type RoundHousehold,
} from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import { drawLots } from './draw-lots.ts';

/** Figures of a policy that a round is computed with. */
export type RoundPolicy = Pick<
  PolicyContent,
  'loadWeights' | 'caps' | 'levelFit' | 'queue' | 'wishes' | 'smallUnitBelowM2'
>;

/** A cap or status that a place might have; what is left out stays. */
export interface PlaceChange {
  readonly placeId: string;
  /** Null for no cap of its own: the policy's applies. */
  readonly capPoints?: number | null;
  readonly status?: PlaceStatus;
  /** Of a spared place; 0 for nobody. Nobody also where nothing is said of a place that is newly spared. */
  readonly highestLevelAllowed?: Place['highestLevelAllowed'];
}

/** What might be otherwise. Needs of households are not among it: they are facts and nobody's to try out. */
export interface FactsChange {
  readonly policy?: Partial<RoundPolicy> | PolicyContent;
  readonly places?: readonly PlaceChange[];
}

/**
 * The facts as they would be. The queue is ranked anew, ties by the round's own lot, so that a policy that does not
 * change the order leaves it as it is. The facts themselves stay as they are.
 */
export function changeFacts(facts: RoundFacts, change: FactsChange, lotSeed: string): RoundFacts {
  const content = { ...facts.policy.content, ...change.policy };
  const places = new Map((change.places ?? []).map((place) => [place.placeId, place]));
  return {
    ...facts,
    policy:
      change.policy === undefined ? facts.policy : { id: facts.policy.id, hash: sha256Hex(content), content },
    places: facts.places.map((place) => changePlace(place, places.get(place.id))),
    households: change.policy === undefined ? facts.households : rankAgain(facts, content, lotSeed),
  };
}

function rankAgain(facts: RoundFacts, content: PolicyContent, lotSeed: string): readonly RoundHousehold[] {
  const entries = facts.households.map((household) => ({ householdId: household.id, ...household }));
  const { ordered } = drawLots(orderQueue(content, entries, facts.meetingOn), lotSeed);
  return ordered
    .flat()
    .map(({ householdId: _householdId, ...household }, index) => ({ ...household, rank: index + 1 }));
}

function changePlace(place: Place, change: PlaceChange | undefined): Place {
  if (change === undefined) return place;
  const status = change.status ?? place.status;
  const highest = change.highestLevelAllowed ?? place.highestLevelAllowed ?? 0;
  return {
    ...place,
    status,
    highestLevelAllowed: status === 'spared' ? highest : null,
    ownCapPoints: change.capPoints === undefined ? place.ownCapPoints : change.capPoints,
  };
}
