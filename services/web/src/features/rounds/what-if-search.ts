import { idOf, numberOf, type RawSearch, withoutUndefined } from '../../components/read-search.ts';

/** What is tried out on a round. It stands in the address, so that it can be shared: ids and figures, no names. */
export interface WhatIfSearch {
  /** Pairs that are decided, each `<household>.<dwelling>`. */
  readonly lock?: readonly string[];
  /** Pairs that may not be used, each `<household>.<dwelling>`. */
  readonly forbid?: readonly string[];
  /** Caps of places, each `<place>.<points>`. */
  readonly cap?: readonly string[];
  /** Load points of the five levels of welfare dwellings. */
  readonly welfare?: readonly number[];
  /** Load points of the five levels of care dwellings. */
  readonly care?: readonly number[];
}

const LEVEL_COUNT = 5;
/** Most load points of a level or a place that the page asks about. */
export const MOST_WEIGHT = 1_000;
export const MOST_POINTS = 100_000;
const MOST_CHANGES = 50;

/** What the address says, as far as it makes sense. */
export function readWhatIfSearch(raw: RawSearch): WhatIfSearch {
  return withoutUndefined({
    lock: textsOf(raw['lock'], isPair),
    forbid: textsOf(raw['forbid'], isPair),
    cap: textsOf(raw['cap'], (value) => {
      const [place, points] = value.split('.');
      return idOf(place) !== undefined && numberOf(points, 0, MOST_POINTS) !== undefined;
    }),
    welfare: weightsOf(raw['welfare']),
    care: weightsOf(raw['care']),
  });
}

/** Whether anything is to be tried out. */
export function hasChanges(search: WhatIfSearch): boolean {
  return Object.keys(search).length > 0;
}

/** The two ids of a pair. */
export function pairOf(pair: string): { readonly householdId: string; readonly dwellingId: string } {
  const [householdId = '', dwellingId = ''] = pair.split('.');
  return { householdId, dwellingId };
}

/** The place and the points of a cap. */
export function capOf(cap: string): { readonly placeId: string; readonly capPoints: number } {
  const [placeId = '', points = ''] = cap.split('.');
  return { placeId, capPoints: Number(points) };
}

/** Five load points, or undefined. */
export function weightsOf(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length !== LEVEL_COUNT) return undefined;
  const weights = value.map((each) => numberOf(each, 0, MOST_WEIGHT));
  return weights.every((each) => each !== undefined) ? weights : undefined;
}

function isPair(value: string): boolean {
  const parts = value.split('.');
  return parts.length === 2 && parts.every((part) => idOf(part) !== undefined);
}

function textsOf(value: unknown, isGood: (text: string) => boolean): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((each): each is string => typeof each === 'string' && isGood(each));
  return texts.length === 0 ? undefined : [...new Set(texts)].slice(0, MOST_CHANGES);
}
