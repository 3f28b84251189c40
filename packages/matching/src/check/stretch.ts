import { type Case, type Consequences, concludeFrom, isBarred, listPlaces } from './cases.ts';
import { costOfPlace, type PriceSource } from './price-source.ts';
import { domainOf, type Question } from './question.ts';
import { leastPaid } from './room.ts';

/** A household and those of its pairs that are to be closed. */
export interface Asked {
  readonly household: number;
  readonly open: readonly number[];
}

/** One node of a tree for one question. */
export interface NodeSource extends PriceSource {
  readonly question: Question;
  readonly known: Case;
}

/**
 * Those asked about whose ranks lie between the same two households that were decided about: what follows for
 * everyone else is the same for all of them, but for who is ranked before and after.
 */
export interface Stretch {
  readonly consequences: Consequences;
  readonly asked: readonly Asked[];
  /** What `placesLeft` has found, by its key. */
  readonly places: Map<number, readonly number[]>;
}

/** Groups those asked about (by rank); without those for whom the case cannot be, and pairs that are kept apart. */
export function splitByRank(source: NodeSource, asked: readonly Asked[]): readonly Stretch[] {
  // One who was decided about and is asked about too is a stretch of its own.
  const ends = [
    ...source.known.decided.flatMap((household) => [household, household + 1]),
    Number.POSITIVE_INFINITY,
  ];
  const stretches: Stretch[] = [];
  let from = 0;
  for (const end of ends) {
    let to = from;
    while (to < asked.length && (asked[to]?.household ?? 0) < end) to += 1;
    const first = asked[from];
    if (to === from || first === undefined) continue;
    const consequences = concludeFrom(source, source.known, first.household);
    const stretch: Stretch = { consequences, asked: asked.slice(from, to), places: new Map() };
    from = to;
    if (consequences.isImpossible) continue;
    const open = stretch.asked.flatMap((one) => {
      if (isImpossibleFor(source, stretch, one.household)) return [];
      return leaveOpen(one, (pair) => isBarred(source.facts, consequences.barred, one.household, pair));
    });
    if (open.length > 0) stretches.push({ ...stretch, asked: open });
  }
  return stretches;
}

/** The one asked about with the pairs that are not closed, or nothing. */
export function leaveOpen(one: Asked, isClosed: (pair: number) => boolean): readonly Asked[] {
  const open = one.open.filter((pair) => !isClosed(pair));
  if (open.length === one.open.length) return [one];
  return open.length === 0 ? [] : [{ household: one.household, open }];
}

/** Whether somebody else has no place left. */
function isImpossibleFor(source: NodeSource, stretch: Stretch, asked: number): boolean {
  return stretch.consequences.affected.some((household) => {
    if (household === asked || domainOf(source.question, household, asked) === 0) return false;
    return placesLeft(source, stretch, household, household < asked).length === 0;
  });
}

/** What is left to a household by the case, where it is ranked before (or after) the one asked about. */
function placesLeft(
  source: NodeSource,
  stretch: Stretch,
  household: number,
  isBefore: boolean,
): readonly number[] {
  const key = keyOf(household, isBefore);
  const found = stretch.places.get(key);
  if (found !== undefined) return found;
  const given = { steps: source.known.steps, barred: stretch.consequences.barred };
  const places = listPlaces(source, household, kindsOf(source.question, household, isBefore), given);
  stretch.places.set(key, places);
  return places;
}

/** What the affected pay more at least, for the list in use, than without the case; by household asked about. */
export function measureExtra(source: NodeSource, stretch: Stretch): (asked: number) => number {
  const { affected } = stretch.consequences;
  const extras = new Map<number, number>();
  const extraOf = (household: number, isBefore: boolean): number => {
    const key = keyOf(household, isBefore);
    const found = extras.get(key);
    if (found !== undefined) return found;
    let least = Number.POSITIVE_INFINITY;
    for (const place of placesLeft(source, stretch, household, isBefore)) {
      least = Math.min(least, costOfPlace(source.table, household, place));
    }
    const extra = least - leastPaid(source.table, household, kindsOf(source.question, household, isBefore));
    extras.set(key, extra);
    return extra;
  };
  return (asked) => {
    let sum = 0;
    for (const household of affected) {
      if (household === asked || domainOf(source.question, household, asked) === 0) continue;
      sum += extraOf(household, household < asked);
    }
    return sum;
  };
}

function keyOf(household: number, isBefore: boolean): number {
  return 2 * household + (isBefore ? 1 : 0);
}

function kindsOf(question: Question, household: number, isBefore: boolean): number {
  return (isBefore ? question.before[household] : question.after[household]) ?? 0;
}
