import type { Schemas } from '@boligtrapp/client';
import type { Access, DwellingColumn, DwellingSearch } from './dwelling-search.ts';
import { USES, useOf } from './dwelling-use.ts';

type Dwelling = Schemas['Dwelling'];

const collator = new Intl.Collator('nb', { numeric: true });

const SORT_VALUES: Readonly<Record<DwellingColumn, (dwelling: Dwelling) => string | number>> = {
  reference: ({ reference }) => reference,
  building: ({ building }) => building.name,
  neighbourhood: ({ neighbourhood }) => neighbourhood.name,
  step: ({ track, level }) => `${track} ${level}`,
  bedrooms: ({ bedrooms }) => bedrooms,
  area: ({ areaM2 }) => areaM2,
  status: (dwelling) => USES.indexOf(useOf(dwelling)),
};

/** The dwellings that were asked for, in the order that was asked for; equal ones by their number. */
export function chooseDwellings(all: readonly Dwelling[], search: DwellingSearch): readonly Dwelling[] {
  const value = SORT_VALUES[search.sort ?? 'reference'];
  const sign = search.descending === true ? -1 : 1;
  return all
    .filter((dwelling) => isAskedFor(dwelling, search))
    .toSorted((a, b) => sign * compare(value(a), value(b)) || collator.compare(a.reference, b.reference));
}

function isAskedFor(dwelling: Dwelling, search: DwellingSearch): boolean {
  const { text, track, level, programme, status, neighbourhood, bedrooms, access } = search;
  return (
    fits(track, dwelling.track) &&
    fits(level, dwelling.level) &&
    fits(programme, dwelling.programme) &&
    fits(status, useOf(dwelling)) &&
    fits(neighbourhood, dwelling.neighbourhood.id) &&
    fits(bedrooms, dwelling.bedrooms) &&
    (access === undefined || isReached(dwelling, access)) &&
    isFreeWithin(dwelling, search) &&
    (text === undefined || holdsText(dwelling, text))
  );
}

function fits<Value>(asked: Value | undefined, own: Value): boolean {
  return asked === undefined || asked === own;
}

/** The ground floor and what is below it need no lift. */
function isReached({ wheelchairAccessible, hasLift, floor, ownEntrance }: Dwelling, access: Access): boolean {
  switch (access) {
    case 'wheelchair':
      return wheelchairAccessible;
    case 'stepless':
      return hasLift || floor <= 1;
    case 'ownEntrance':
      return ownEntrance;
  }
}

/** Both ends are inclusive; without any of them also those that are free at no known time. */
function isFreeWithin(
  { vacantFrom }: Dwelling,
  { vacantFrom: from, vacantUntil: until }: DwellingSearch,
): boolean {
  if (from === undefined && until === undefined) return true;
  if (vacantFrom === null) return false;
  return (from === undefined || vacantFrom >= from) && (until === undefined || vacantFrom <= until);
}

function holdsText(
  { reference, building, neighbourhood, bruksenhetsnummer }: Dwelling,
  text: string,
): boolean {
  const wanted = text.trim().toLocaleLowerCase('nb');
  return [reference, building.name, neighbourhood.name, bruksenhetsnummer ?? ''].some((own) =>
    own.toLocaleLowerCase('nb').includes(wanted),
  );
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
