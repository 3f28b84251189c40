import type { Schemas } from '@boligtrapp/client';
import { describe, expect, it } from 'vitest';
import { chooseDwellings } from './choose-dwellings.ts';
import { readDwellingSearch } from './dwelling-search.ts';
import { USES } from './dwelling-use.ts';

function dwelling(reference: string, changes: Partial<Schemas['Dwelling']> = {}): Schemas['Dwelling'] {
  return {
    id: `00000000-0000-4000-8000-${reference.padStart(12, '0')}`,
    version: 1,
    reference,
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    status: 'vacant',
    role: 'dwelling',
    isPromised: false,
    vacantFrom: '2026-01-01',
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

  it('B1 are those that can be reached as asked', () => {
    const all = [
      dwelling('1', { floor: 3 }),
      dwelling('2', { floor: 3, hasLift: true }),
      dwelling('3', { wheelchairAccessible: true }),
      dwelling('4', { floor: 2, ownEntrance: true }),
    ];
    expect(references(chooseDwellings(all, { access: 'stepless' }))).toEqual(['2', '3']);
    expect(references(chooseDwellings(all, { access: 'wheelchair' }))).toEqual(['3']);
    expect(references(chooseDwellings(all, { access: 'ownEntrance' }))).toEqual(['4']);
  });

  it('B1 are those that are free within the days, both ends inclusive', () => {
    const all = [
      dwelling('1', { vacantFrom: '2026-11-01' }),
      dwelling('2', { vacantFrom: '2026-12-01' }),
      dwelling('3', { vacantFrom: null }),
    ];
    const within = (vacantFrom: string, vacantUntil: string) =>
      references(chooseDwellings(all, { vacantFrom, vacantUntil }));
    expect(within('2026-11-01', '2026-12-01')).toEqual(['1', '2']);
    expect(within('2026-11-02', '2026-12-01')).toEqual(['2']);
    expect(within('2026-11-01', '2026-11-30')).toEqual(['1']);
    expect(references(chooseDwellings(all, {}))).toHaveLength(3);
  });

  it('B2 have one of six uses: what is let is not offered, and what is offered is not vacant', () => {
    const all = [
      dwelling('1'),
      dwelling('2', { isPromised: true }),
      dwelling('3', { status: 'occupied', isPromised: true }),
      dwelling('4', { status: 'out-of-use', role: 'repair' }),
      dwelling('5', { status: 'out-of-use', role: 'out-of-use' }),
      dwelling('6', { status: 'out-of-use', role: 'staff-base' }),
    ];
    for (const [index, status] of USES.entries()) {
      const [only, ...others] = chooseDwellings(all, { status });
      expect([only?.reference, others]).toEqual([['1', '2', '3', '4', '5', '6'][index], []]);
    }
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
