import type { Schemas } from '@boligtrapp/client';
import { describe, expect, it } from 'vitest';
import { chooseDwellings } from './choose-dwellings.ts';
import { readDwellingSearch } from './dwelling-search.ts';

function dwelling(reference: string, changes: Partial<Schemas['Dwelling']> = {}): Schemas['Dwelling'] {
  return {
    id: `00000000-0000-4000-8000-${reference.padStart(12, '0')}`,
    version: 1,
    reference,
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    status: 'vacant',
    building: { id: '00000000-0000-4000-8000-0000000000b1', name: 'Blokk 1' },
    neighbourhood: { id: '00000000-0000-4000-8000-0000000000a1', name: 'Øverli' },
    areaM2: 50,
    floor: 1,
    bruksenhetsnummer: 'H0101',
    matrikkel: null,
    ownerForm: 'owned',
    bedrooms: 1,
    hasLift: false,
    wheelchairAccessible: false,
    robust: false,
    ownEntrance: false,
    screened: false,
    schoolDistrict: null,
    leasedInUntil: null,
    ...changes,
  };
}

const references = (chosen: readonly Schemas['Dwelling'][]): readonly string[] =>
  chosen.map(({ reference }) => reference);

describe('dwellings that are chosen', () => {
  it('are those that every filter lets through', () => {
    const all = [
      dwelling('1'),
      dwelling('2', { level: 2 }),
      dwelling('3', { track: 'care' }),
      dwelling('4', { status: 'occupied' }),
      dwelling('5', { programme: 'youth' }),
      dwelling('6', { bedrooms: 2 }),
    ];
    expect(references(chooseDwellings(all, {}))).toHaveLength(6);
    expect(references(chooseDwellings(all, { level: 2 }))).toEqual(['2']);
    expect(
      references(
        chooseDwellings(all, {
          track: 'welfare',
          level: 1,
          status: 'vacant',
          programme: 'ladder',
          bedrooms: 1,
        }),
      ),
    ).toEqual(['1']);
  });

  it('are found by a part of their number, building, neighbourhood or unit, whatever the case', () => {
    const all = [dwelling('V-17'), dwelling('V-2', { building: { id: '', name: 'Ærligtunet' } })];
    expect(references(chooseDwellings(all, { text: 'v-17' }))).toEqual(['V-17']);
    expect(references(chooseDwellings(all, { text: 'ÆRLIG' }))).toEqual(['V-2']);
    expect(references(chooseDwellings(all, { text: 'øver' }))).toHaveLength(2);
    expect(references(chooseDwellings(all, { text: 'h0101' }))).toHaveLength(2);
    expect(references(chooseDwellings(all, { text: 'nothing' }))).toEqual([]);
  });

  it('stand in Norwegian order, and in the other one when that is asked for', () => {
    const names = ['Ås', 'Zulu', 'Øvre', 'Ask', 'Ærlig'];
    const all = names.map((name, index) => dwelling(String(index), { building: { id: '', name } }));
    const inOrder = (descending?: true) =>
      chooseDwellings(all, { sort: 'building', ...(descending === undefined ? {} : { descending }) }).map(
        ({ building }) => building.name,
      );
    expect(inOrder()).toEqual(['Ask', 'Zulu', 'Ærlig', 'Øvre', 'Ås']);
    expect(inOrder(true)).toEqual(['Ås', 'Øvre', 'Ærlig', 'Zulu', 'Ask']);
  });
});

describe('an address', () => {
  it('is read as far as it makes sense', () => {
    expect(readDwellingSearch({ track: 'care', level: '3', status: 'gone', page: 0, sort: 'name' })).toEqual({
      track: 'care',
      level: 3,
    });
  });

  it('takes no text that could be an identity number', () => {
    expect(readDwellingSearch({ text: 11_857_012_345 })).toEqual({});
    expect(readDwellingSearch({ text: '118570 12345' })).toEqual({});
    expect(readDwellingSearch({ text: 'V-17' })).toEqual({ text: 'V-17' });
  });
});
