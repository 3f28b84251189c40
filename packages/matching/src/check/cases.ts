import { type Facts, isIn } from './facts.ts';
import type { Outcome } from './outcome.ts';
import { AS_SERVED, domainOf, NOWHERE, PAIRS, type Question, STAYS } from './question.ts';

/** A place of a household is the number of a pair, or one of these two. */
export const STAYING = -1;
/** Ends nowhere. */
export const GONE = -2;

/** One decision on the way to a node: a household ends in one of the dwellings, or it does not. */
export interface CaseStep {
  readonly before: CaseStep | null;
  readonly household: number;
  readonly dwellings: ReadonlySet<number>;
  readonly isInside: boolean;
}

/** All decisions on the way to a node. */
export interface Case {
  /** The households that were decided about, by rank. */
  readonly decided: readonly number[];
  readonly steps: ReadonlyMap<number, readonly CaseStep[]>;
}

/** Where a household may not end because another is kept apart from it: in a resource, save its current dwelling? */
interface Barred {
  readonly resource: number;
  readonly mayStay: boolean;
}

/** What follows from a case for those who are asked about at one stretch of ranks. */
export interface Consequences {
  /** Somebody has no place left, so that the case cannot be. */
  readonly isImpossible: boolean;
  /** Those who may have lost places, by rank. */
  readonly affected: readonly number[];
  readonly barred: ReadonlyMap<number, readonly Barred[]>;
}

/** What cases are read from. */
export interface CaseSource {
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly question: Question;
}

/** Collects the decisions on the way to a node. */
export function readCase(last: CaseStep | null): Case {
  const steps = new Map<number, CaseStep[]>();
  for (let step = last; step !== null; step = step.before) {
    const known = steps.get(step.household);
    if (known === undefined) steps.set(step.household, [step]);
    else known.push(step);
  }
  return { decided: [...steps.keys()].toSorted((a, b) => a - b), steps };
}

/**
 * Draws every conclusion about who is kept apart, until nothing changes: where all places left to a household that
 * was decided about are in a resource, one kept apart from it there has no place in it; except its current dwelling
 * where both may stay. All households that are asked about between the same two of those decided about have the same
 * conclusions.
 */
export function concludeFrom(source: CaseSource, { decided, steps }: Case, asked: number): Consequences {
  const { facts } = source;
  const barred = new Map<number, Barred[]>();
  let isImpossible = false;
  for (let isChanged = true; isChanged && !isImpossible; ) {
    isChanged = false;
    for (const household of decided) {
      const kinds = household === asked ? PAIRS : domainOf(source.question, household, asked);
      // It is nowhere, as the case says.
      if (kinds === 0) continue;
      const left = listPlaces(source, household, kinds, { steps, barred });
      isImpossible ||= left.length === 0;
      for (const { household: other, resources } of facts.partners.get(household) ?? []) {
        for (const resource of resources) {
          if (!left.every((place) => isPlaceIn(facts, household, place, resource))) continue;
          if (bar(barred, other, { resource, mayStay: left.includes(STAYING) })) isChanged = true;
        }
      }
    }
  }
  const affected = [...new Set([...decided, ...barred.keys()])].toSorted((a, b) => a - b);
  return { isImpossible, affected, barred };
}

/** False where it is known already. */
function bar(barred: Map<number, Barred[]>, household: number, one: Barred): boolean {
  const known = barred.get(household) ?? [];
  const isKnown = known.some(
    ({ resource, mayStay }) => resource === one.resource && (one.mayStay || !mayStay),
  );
  if (isKnown) return false;
  known.push(one);
  barred.set(household, known);
  return true;
}

/** The places of the given kinds that a case leaves to a household. */
export function listPlaces(
  { facts, outcome }: CaseSource,
  household: number,
  kinds: number,
  given: { readonly steps: Case['steps']; readonly barred: Consequences['barred'] },
): number[] {
  const places: number[] = [];
  if ((kinds & PAIRS) !== 0) {
    const end = facts.pairStart[household + 1]!;
    for (let pair = facts.pairStart[household]!; pair < end; pair += 1) {
      if (facts.isTooMuch[pair] === 0) places.push(pair);
    }
  } else if ((kinds & AS_SERVED) !== 0 && outcome.pairOf[household]! >= 0) {
    places.push(outcome.pairOf[household]!);
  }
  if ((kinds & STAYS) !== 0) places.push(STAYING);
  if ((kinds & NOWHERE) !== 0) places.push(GONE);
  const steps = given.steps.get(household) ?? [];
  return places.filter((place) => {
    const dwelling = dwellingOf(facts, household, place);
    for (const step of steps) if (step.dwellings.has(dwelling) !== step.isInside) return false;
    return !isBarred(facts, given.barred, household, place);
  });
}

/** Whether a household may not have a place because of one who is kept apart from it. */
export function isBarred(
  facts: Facts,
  barred: Consequences['barred'],
  household: number,
  place: number,
): boolean {
  return (barred.get(household) ?? []).some(
    ({ resource, mayStay }) =>
      !(mayStay && place === STAYING) && isPlaceIn(facts, household, place, resource),
  );
}

function isPlaceIn(facts: Facts, household: number, place: number, resource: number): boolean {
  return place !== GONE && isIn(facts, dwellingOf(facts, household, place), resource);
}

function dwellingOf(facts: Facts, household: number, place: number): number {
  if (place === GONE) return -1;
  return (place === STAYING ? facts.current[household] : facts.pairDwelling[place]) ?? -1;
}
