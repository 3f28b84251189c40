import { type JudgingContext, placeOfScope } from '../allocation/judging-context.ts';
import { type Ending, residentsAfter } from '../allocation/residents-after.ts';
import { placeLoads, softCapOf } from '../neighbourhood/load.ts';

/** Why an ending cannot be carried out as a whole. */
export type EndingFault =
  | {
      readonly code: 'dwelling-given-twice';
      readonly dwellingId: string;
      readonly householdIds: readonly string[];
    }
  | {
      readonly code: 'home-not-vacated';
      readonly dwellingId: string;
      readonly householdIds: readonly string[];
    }
  | {
      readonly code: 'place-overfull';
      readonly placeId: string;
      readonly after: number;
      readonly cap: number;
    }
  | { readonly code: 'kept-apart'; readonly placeId: string; readonly householdIds: readonly string[] };

/** A place that an ending fills beyond the level from which more load is unwelcome. */
export interface UnwelcomeLoad {
  readonly placeId: string;
  /** Load points, before and after. */
  readonly before: number;
  readonly after: number;
  readonly cap: number;
}

/** What is to be said of an ending as a whole; each pair by itself is judged by `explainPair`. */
export interface JudgedEnding {
  readonly faults: readonly EndingFault[];
  readonly unwelcome: readonly UnwelcomeLoad[];
}

/**
 * Whether an ending can be carried out: every dwelling once, the home of a tenant only if the tenant moves, nobody
 * beside someone to be kept apart from, no place filled beyond its cap. A place that is over its cap today may stay as
 * it is, and may not get more.
 */
export function judgeEnding(context: JudgingContext, ending: Ending): JudgedEnding {
  const loads = judgeLoads(context, ending);
  return {
    faults: [...dwellingFaults(context, ending), ...apartFaults(context, ending), ...loads.faults],
    unwelcome: loads.unwelcome,
  };
}

function dwellingFaults({ facts }: JudgingContext, ending: Ending): readonly EndingFault[] {
  const faults: EndingFault[] = [];
  const receivers = Map.groupBy(ending, ([, dwellingId]) => dwellingId);
  for (const [dwellingId, entries] of receivers) {
    const householdIds = entries.map(([householdId]) => householdId).toSorted();
    if (householdIds.length > 1) faults.push({ code: 'dwelling-given-twice', dwellingId, householdIds });
  }
  for (const { id, currentDwellingId } of facts.households) {
    if (currentDwellingId === null || ending.has(id)) continue;
    const householdIds = (receivers.get(currentDwellingId) ?? [])
      .map(([householdId]) => householdId)
      .toSorted();
    if (householdIds.length === 0) continue;
    faults.push({ code: 'home-not-vacated', dwellingId: currentDwellingId, householdIds });
  }
  return faults;
}

function apartFaults(context: JudgingContext, ending: Ending): readonly EndingFault[] {
  const { facts, places } = context;
  const buildings = new Map(facts.dwellings.map(({ id, buildingId }) => [id, buildingId]));
  const homes = new Map(
    facts.households.map(({ id, currentDwellingId }) => [id, ending.get(id) ?? currentDwellingId]),
  );
  return facts.keepApart.flatMap(({ a, b, scope }): readonly EndingFault[] => {
    // Two who live there today and both stay are tolerated: nothing of it is decided here.
    if (!ending.has(a) && !ending.has(b)) return [];
    const [one, other] = [a, b].map((id) => {
      const buildingId = buildings.get(homes.get(id) ?? '');
      return buildingId === undefined ? undefined : placeOfScope(places, buildingId, scope)?.id;
    });
    if (one === undefined || one !== other) return [];
    return [{ code: 'kept-apart', placeId: one, householdIds: [a, b] }];
  });
}

function judgeLoads(context: JudgingContext, ending: Ending): JudgedEnding {
  const { facts, policy, places } = context;
  const before = placeLoads(policy, places, [...facts.residents, ...(facts.promised ?? [])]);
  const after = placeLoads(policy, places, residentsAfter(facts, ending));
  const faults: EndingFault[] = [];
  const unwelcome: UnwelcomeLoad[] = [];
  for (const [placeId, { load, cap }] of after) {
    const loadBefore = before.get(placeId)?.load ?? 0;
    if (cap === null || load <= loadBefore) continue;
    if (load > cap) faults.push({ code: 'place-overfull', placeId, after: load, cap });
    else if (load > softCapOf(policy, cap)) unwelcome.push({ placeId, before: loadBefore, after: load, cap });
  }
  return { faults, unwelcome };
}
