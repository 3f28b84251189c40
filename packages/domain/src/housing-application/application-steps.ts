import type { DecisionTrack } from './decision-track.ts';
import type { HousingApplicationAction, HousingApplicationState } from './housing-application-states.ts';

/** A decision on entitlement, as far as the course of its application depends on it. */
export interface EntitlementFacts {
  readonly id: string;
  readonly decisionTrack: DecisionTrack;
  readonly outcome: 'granted' | 'refused';
  /** The decision that this one replaces. */
  readonly correctsId: string | null;
}

/** The decisions that hold: those that no other one corrects. */
export function decisionsInForce<T extends EntitlementFacts>(decisions: readonly T[]): readonly T[] {
  const corrected = new Set(decisions.map(({ correctsId }) => correctsId));
  return decisions.filter(({ id }) => !corrected.has(id));
}

/** What decides whether an application waits. */
export interface ApplicationFacts {
  readonly status: HousingApplicationState;
  readonly decisions: readonly EntitlementFacts[];
  /** Whether the household's assessment in force holds today. */
  readonly hasCurrentAssessment: boolean;
}

/**
 * What follows for an application from its decisions and the assessment, in this order; nothing when it is where it
 * should be. The grant of a dwelling and a current assessment together put it in the queue, whichever comes last. When
 * every decision in force is a refusal and one of them is about a dwelling, it is refused; a refusal of help alone
 * settles nothing, because the dwelling is still to be decided. An assessment that has run out does not take it out of
 * the queue: the right stands, and it is not ranked meanwhile. Nor does the lack of any decision about a dwelling: what
 * was imported without its decisions keeps its place.
 */
export function applicationSteps(facts: ApplicationFacts): readonly HousingApplicationAction[] {
  const inForce = decisionsInForce(facts.decisions);
  const aboutDwellings = inForce.filter(({ decisionTrack }) => isDwellingTrack(decisionTrack));
  const isGranted = aboutDwellings.some(({ outcome }) => outcome === 'granted');
  const isRefused = aboutDwellings.length > 0 && inForce.every(({ outcome }) => outcome === 'refused');
  const canQueue = isGranted && facts.hasCurrentAssessment;
  if (facts.status === 'received') return canQueue ? ['queue'] : isRefused ? ['refuse'] : [];
  if (facts.status === 'in-queue') {
    if (isGranted || aboutDwellings.length === 0) return [];
    return isRefused ? ['refuse'] : ['reopen'];
  }
  if (facts.status === 'refused' && !isRefused) return canQueue ? ['reopen', 'queue'] : ['reopen'];
  return [];
}

function isDwellingTrack(track: DecisionTrack): boolean {
  return track === 'municipal-dwelling' || track === 'care-dwelling';
}
