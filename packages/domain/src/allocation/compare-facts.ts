import type { Resident } from '../neighbourhood/load.ts';
import type { Place } from '../neighbourhood/place.ts';
import type { KeepApartPair, RoundDwelling, RoundFacts, RoundHousehold } from './round-facts.ts';

/**
 * What has changed since the facts of a round were frozen.
 *
 * - `household-joined`, `household-left`: takes part now and did not, or the other way round.
 * - `assessment-superseded`: what the household needs, or what decides its place in the queue.
 * - `household-moved`: lives in another dwelling.
 * - `dwelling-freed`, `dwelling-taken`: can be allocated now and could not, or the other way round.
 * - `dwelling-changed`, `availability-changed`: its attributes, or how, when and how surely it becomes free.
 * - `status-changed`, `cap-changed`, `staffing-changed`, `place-changed`: of a building, neighbourhood or district;
 *   `place-changed` also one that is new or gone.
 * - `resident-moved-in`, `resident-moved-out`, `resident-reassessed`: people who take no part, but whose load counts.
 * - `home-promised`, `promise-ended`: a home that is promised to somebody and uses up room.
 * - `keep-apart-changed`: a pair to be kept apart is new or gone.
 * - `policy-replaced`: another policy set holds on the day of the meeting.
 */
export type FactChangeKind =
  | 'household-joined'
  | 'household-left'
  | 'assessment-superseded'
  | 'household-moved'
  | 'dwelling-freed'
  | 'dwelling-taken'
  | 'dwelling-changed'
  | 'availability-changed'
  | 'status-changed'
  | 'cap-changed'
  | 'staffing-changed'
  | 'place-changed'
  | 'resident-moved-in'
  | 'resident-moved-out'
  | 'resident-reassessed'
  | 'home-promised'
  | 'promise-ended'
  | 'keep-apart-changed'
  | 'policy-replaced';

/** What the id of a change is the id of. */
export type FactChangeSubject = 'household' | 'dwelling' | 'place' | 'policy-set';

/** One change. */
export interface FactChange {
  readonly kind: FactChangeKind;
  readonly subject: FactChangeSubject;
  readonly id: string;
  /** The other household of a pair, or the dwelling that somebody moves in or out of; null elsewhere. */
  readonly otherId: string | null;
}

/** How each part of the facts is compared; a part that is added to the facts must be added here. */
const PARTS = {
  policy: 'compared',
  households: 'compared',
  dwellings: 'compared',
  places: 'compared',
  residents: 'compared',
  promised: 'compared',
  keepApart: 'compared',
  // Chosen with the round.
  format: 'fixed',
  meetingOn: 'fixed',
  horizonEndsOn: 'fixed',
  tracks: 'fixed',
  forecastCertainty: 'fixed',
} as const satisfies Readonly<Record<keyof RoundFacts, 'compared' | 'fixed'>>;

/** Parts of the facts that {@link compareFacts} looks at. */
export const COMPARED_PARTS: readonly string[] = Object.entries(PARTS)
  .filter(([, how]) => how === 'compared')
  .map(([part]) => part);

/**
 * Every change from one freezing of a round's facts to another with the same dates and tracks, each named once.
 * Ranks are left out: they follow from what is compared, and from a lot whose seed stays.
 */
export function compareFacts(before: RoundFacts, after: RoundFacts): readonly FactChange[] {
  const takingPart = new Set([...before.households, ...after.households].map(({ id }) => id));
  return [
    ...(before.policy.hash === after.policy.hash && before.policy.id === after.policy.id
      ? []
      : [change('policy-replaced', 'policy-set', after.policy.id)]),
    ...compareById(before.households, after.households, householdChanges),
    ...compareById(before.dwellings, after.dwellings, dwellingChanges),
    ...compareById(before.places, after.places, placeChanges),
    ...compareResidents(before.residents, after.residents, takingPart),
    ...comparePromised(before.promised ?? [], after.promised ?? []),
    ...compareKeepApart(before.keepApart, after.keepApart),
  ];
}

function change(
  kind: FactChangeKind,
  subject: FactChangeSubject,
  id: string,
  otherId: string | null = null,
): FactChange {
  return { kind, subject, id, otherId };
}

type Compare<T> = (before: T | undefined, after: T | undefined) => readonly FactChange[];

function compareById<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  compare: Compare<T>,
): readonly FactChange[] {
  return compareByKey(before, after, ({ id }) => id, compare);
}

function compareByKey<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
  compare: Compare<T>,
): readonly FactChange[] {
  const was = new Map(before.map((item) => [keyOf(item), item]));
  const is = new Map(after.map((item) => [keyOf(item), item]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap((key) => compare(was.get(key), is.get(key)));
}

const householdChanges: Compare<RoundHousehold> = (before, after) => {
  if (after === undefined)
    return before === undefined ? [] : [change('household-left', 'household', before.id)];
  if (before === undefined) return [change('household-joined', 'household', after.id)];
  const changes: FactChange[] = [];
  const { rank: _wasRank, currentDwellingId: home, ...was } = before;
  const { rank: _isRank, currentDwellingId: newHome, ...is } = after;
  if (!isSame(was, is)) changes.push(change('assessment-superseded', 'household', after.id));
  if (home !== newHome) changes.push(change('household-moved', 'household', after.id, newHome));
  return changes;
};

const dwellingChanges: Compare<RoundDwelling> = (before, after) => {
  if (after === undefined)
    return before === undefined ? [] : [change('dwelling-taken', 'dwelling', before.id)];
  if (before === undefined) return [change('dwelling-freed', 'dwelling', after.id)];
  const { vacancy, availableFrom, certainty, ...was } = before;
  const { vacancy: newVacancy, availableFrom: newAvailableFrom, certainty: newCertainty, ...is } = after;
  const changes: FactChange[] = [];
  if (!isSame(was, is)) changes.push(change('dwelling-changed', 'dwelling', after.id));
  if (vacancy !== newVacancy || availableFrom !== newAvailableFrom || certainty !== newCertainty) {
    changes.push(change('availability-changed', 'dwelling', after.id));
  }
  return changes;
};

const placeChanges: Compare<Place> = (before, after) => {
  const place = after ?? before;
  if (place === undefined) return [];
  if (before === undefined || after === undefined) return [change('place-changed', 'place', place.id)];
  const changes: FactChange[] = [];
  const { status, highestLevelAllowed, ownCapPoints, staffing, ...was } = before;
  const {
    status: newStatus,
    highestLevelAllowed: newHighest,
    ownCapPoints: newCap,
    staffing: newStaffing,
    ...is
  } = after;
  if (status !== newStatus || highestLevelAllowed !== newHighest) {
    changes.push(change('status-changed', 'place', place.id));
  }
  if (ownCapPoints !== newCap) changes.push(change('cap-changed', 'place', place.id));
  if (staffing !== newStaffing) changes.push(change('staffing-changed', 'place', place.id));
  if (!isSame(was, is)) changes.push(change('place-changed', 'place', place.id));
  return changes;
};

function compareResidents(
  before: readonly Resident[],
  after: readonly Resident[],
  takingPart: ReadonlySet<string>,
): readonly FactChange[] {
  return compareByKey(before, after, homeKeyOf, (was, is) => {
    const resident = is ?? was;
    if (resident === undefined) return [];
    const { householdId, dwellingId } = resident;
    if (was === undefined) return [change('resident-moved-in', 'household', householdId, dwellingId)];
    if (is === undefined) return [change('resident-moved-out', 'household', householdId, dwellingId)];
    // Of somebody who takes part, the assessment is told already.
    if (isSame(was, is) || takingPart.has(householdId)) return [];
    return [change('resident-reassessed', 'household', householdId)];
  });
}

function comparePromised(before: readonly Resident[], after: readonly Resident[]): readonly FactChange[] {
  return compareByKey(before, after, homeKeyOf, (was, is) => {
    const promised = is ?? was;
    if (promised === undefined || isSame(was, is)) return [];
    const { householdId, dwellingId } = promised;
    if (was === undefined) return [change('home-promised', 'household', householdId, dwellingId)];
    if (is === undefined) return [change('promise-ended', 'household', householdId, dwellingId)];
    return [change('resident-reassessed', 'household', householdId)];
  });
}

function compareKeepApart(
  before: readonly KeepApartPair[],
  after: readonly KeepApartPair[],
): readonly FactChange[] {
  return compareByKey(before, after, pairKeyOf, (was, is) => {
    const pair = is ?? was;
    if (pair === undefined || (was !== undefined && is !== undefined)) return [];
    return [change('keep-apart-changed', 'household', pair.a, pair.b)];
  });
}

function pairKeyOf({ a, b, scope }: KeepApartPair): string {
  return `${a} ${b} ${scope}`;
}

function homeKeyOf({ householdId, dwellingId }: Resident): string {
  return `${householdId} ${dwellingId}`;
}

/** The same values whatever the order of the properties: one side was read from JSON that sorts them. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [was, is] = [Object.entries(a), Object.entries(b)];
  if (was.length !== is.length) return false;
  const values = new Map<string, unknown>(is);
  return was.every(([key, value]) => values.has(key) && isSame(value, values.get(key)));
}
