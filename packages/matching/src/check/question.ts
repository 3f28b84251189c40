import type { Facts } from './facts.ts';
import type { Outcome } from './outcome.ts';

/** The kinds of places that a household may end in, to be added up; nothing: it does not take part. */
export const PAIRS = 1;
/** Its current dwelling. */
export const STAYS = 2;
/** Nowhere. */
export const NOWHERE = 4;
/** The pair that the solution gives it, and no other. */
export const AS_SERVED = 8;

/**
 * What a price list or a tree is asked about: which assignments there are. `before` and `after` hold what is left
 * to each household where it is ranked before, and after, the one that is asked about. Where nobody is asked about,
 * only `before` counts. A limit that is `null` does not exist, so that nothing may be charged for it.
 */
export interface Question {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly mostMisfit: number | null;
  readonly mostExcess: number | null;
  readonly leastScore: number | null;
  /** By class: how many households of it may be not served. */
  readonly mostUnserved: readonly (number | null)[];
}

const NO_LIMITS = { mostMisfit: null, mostExcess: null, leastScore: null } as const;

/** Can a household that was not served be served, given everyone decided before it? */
export function askForServed(facts: Facts, outcome: Outcome): Question {
  const isByClass = facts.problem.servedRule === 'most-per-class';
  const count = facts.households.length;
  const before = new Uint8Array(count);
  const after = new Uint8Array(count);
  for (let household = 0; household < count; household += 1) {
    const isMover = facts.current[household] !== -1;
    if (outcome.served[household] === 1) before[household] = PAIRS;
    else if (isMover) before[household] = outcome.givenUp[household] === 1 ? PAIRS | STAYS : STAYS;
    else if (isByClass) before[household] = NOWHERE;
    if (isMover) after[household] = PAIRS | STAYS;
    else if (isByClass) after[household] = PAIRS | NOWHERE;
  }
  const mostUnserved = facts.classes.map((_, place) =>
    isByClass ? facts.classSizes[place]! - outcome.classCounts[place]! : null,
  );
  return { ...NO_LIMITS, before, after, mostUnserved };
}

/** Can so many of a class be served, with as many of the classes before as the solution serves? */
export function askForClass(facts: Facts, outcome: Outcome, place: number, served: number): Question {
  const before = Uint8Array.from(facts.current, (current) => PAIRS | (current === -1 ? NOWHERE : STAYS));
  const mostUnserved = facts.classes.map((_, other) => {
    if (other > place) return null;
    return facts.classSizes[other]! - (other === place ? served : outcome.classCounts[other]!);
  });
  return { ...NO_LIMITS, before, after: before, mostUnserved };
}

/** The figures that a question about the placement allows. */
export type FigureLimits = Pick<Question, 'mostMisfit' | 'mostExcess' | 'leastScore'>;

/** Can the households that were served be placed within such figures? */
export function askForFigures(facts: Facts, outcome: Outcome, limits: FigureLimits): Question {
  const before = domainsOfServed(facts, outcome, PAIRS);
  return { ...limits, before, after: before, mostUnserved: facts.classes.map(() => null) };
}

/** Can one that was served have another dwelling, given where those ranked before it are, within such figures? */
export function askForOrder(facts: Facts, outcome: Outcome, limits: FigureLimits): Question {
  return {
    ...limits,
    before: domainsOfServed(facts, outcome, AS_SERVED),
    after: domainsOfServed(facts, outcome, PAIRS),
    mostUnserved: facts.classes.map(() => null),
  };
}

function domainsOfServed(facts: Facts, outcome: Outcome, ofServed: number): Uint8Array {
  return Uint8Array.from(outcome.served, (served, household) => {
    if (served === 1) return ofServed;
    return facts.current[household] === -1 ? 0 : STAYS;
  });
}

/** What is left to a household when another one is asked about. */
export function domainOf(question: Question, household: number, asked: number): number {
  return (household < asked ? question.before[household] : question.after[household]) ?? 0;
}
