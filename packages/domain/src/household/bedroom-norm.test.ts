import { describe, expect, test } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { type BedroomNormPolicy, bedroomNorm, DEFAULT_BEDROOM_NORM } from './bedroom-norm.ts';
import { type HouseholdMember, memberKindOn, type Sex } from './household.ts';

const ON = plainDate('2026-11-22');

function person(id: string, age: number, sex: Sex | null, partnerId: string | null = null): HouseholdMember {
  return { id, birthDate: plainDate(`${2026 - age}-06-01`), sex, partnerId };
}

const mother = person('mother', 40, 'female', 'father');
const father = person('father', 42, 'male', 'mother');

function bornOn(birthDate: string, sex: Sex | null = null): HouseholdMember {
  return { id: 'a', birthDate: plainDate(birthDate), sex, partnerId: null };
}

function twoOfEachSex(ageOfBoy: number): readonly HouseholdMember[] {
  return [
    person('a', 12, 'male'),
    person('b', 12, 'female'),
    person('c', ageOfBoy, 'male'),
    person('d', 8, 'female'),
  ];
}

function roomsOf(
  members: readonly HouseholdMember[],
  policy: Partial<BedroomNormPolicy> = {},
): readonly string[] {
  const { bedrooms, reasons } = bedroomNorm(members, { ...DEFAULT_BEDROOM_NORM, ...policy }, ON);
  expect(bedrooms).toBe(reasons.length);
  return reasons.map(({ use, memberIds }) => `${use}: ${memberIds.join(' ')}`);
}

describe('the bedroom norm', () => {
  test('one person has a room', () => {
    expect(roomsOf([person('a', 30, null)])).toEqual(['own-room-by-age: a']);
  });

  test('a couple shares', () => {
    expect(roomsOf([mother, father])).toEqual(['couple: father mother']);
  });

  test('a couple of which one is not yet 21 shares', () => {
    expect(roomsOf([person('a', 19, 'female', 'b'), person('b', 22, 'male', 'a')])).toEqual(['couple: b a']);
  });

  test('a couple needs both to say so', () => {
    expect(roomsOf([mother, { ...father, partnerId: null }])).toHaveLength(2);
    expect(roomsOf([mother])).toEqual(['own-room-by-age: mother']);
    expect(roomsOf([{ ...mother, partnerId: 'mother' }])).toHaveLength(1);
  });

  test('from 21 a person has a room alone; at 20 the same sex shares', () => {
    expect(roomsOf([person('a', 21, 'male'), person('b', 21, 'male')])).toHaveLength(2);
    expect(roomsOf([person('a', 20, 'male'), person('b', 20, 'male')])).toEqual(['two-older: a b']);
  });

  test('brother and sister share under 10, not from 10', () => {
    expect(roomsOf([person('a', 9, 'female'), person('b', 9, 'male')])).toEqual(['two-younger: a b']);
    expect(roomsOf([person('a', 10, 'female'), person('b', 10, 'male')])).toEqual([
      'left-over: a',
      'left-over: b',
    ]);
  });

  test('one left over from 10 shares with a child under 10 of the same sex', () => {
    expect(roomsOf([person('a', 14, 'female'), person('b', 5, 'female')])).toEqual([
      'older-with-younger: a b',
    ]);
    expect(roomsOf([person('a', 14, 'female'), person('b', 5, 'male')])).toHaveLength(2);
  });

  test('of three younger the one of the same sex goes to the one left over', () => {
    const members = [
      person('a', 14, 'male'),
      person('b', 8, 'female'),
      person('c', 6, 'male'),
      person('d', 3, 'female'),
    ];
    expect(roomsOf(members)).toEqual(['older-with-younger: a c', 'two-younger: b d']);
  });

  test('two younger stay together although each could go to an older one', () => {
    const members = [
      person('a', 14, 'male'),
      person('b', 13, 'female'),
      person('c', 6, 'male'),
      person('d', 5, 'female'),
    ];
    expect(roomsOf(members)).toHaveLength(3);
  });

  test('a large family', () => {
    const children = [
      person('a', 16, 'male'),
      person('b', 14, 'female'),
      person('c', 12, 'female'),
      person('d', 8, 'male'),
      person('e', 6, 'female'),
    ];
    expect(roomsOf([mother, father, ...children])).toEqual([
      'couple: father mother',
      'two-older: b c',
      'two-younger: d e',
      'left-over: a',
    ]);
  });

  test('a sex that is not recorded is not taken to be the same', () => {
    expect(roomsOf([person('a', 14, null), person('b', 12, null)])).toHaveLength(2);
    expect(roomsOf([person('a', 8, null), person('b', 6, null)])).toHaveLength(1);
  });

  test('@law LOV-1999-03-26-17 § 1-8: a norm that does not use sex never looks at it', () => {
    const policy = { sexUsedForSharing: false };
    expect(roomsOf([person('a', 14, 'female'), person('b', 12, 'male')], policy)).toEqual(['two-older: a b']);
    expect(roomsOf([person('a', 14, null), person('b', 5, 'male')], policy)).toEqual([
      'older-with-younger: a b',
    ]);
  });

  test('a municipality may set other ages and let couples have two rooms', () => {
    expect(roomsOf([person('a', 10, 'male'), person('b', 11, 'male')], { ownRoomFromAge: 10 })).toEqual([
      'own-room-by-age: b',
      'own-room-by-age: a',
    ]);
    expect(roomsOf([mother, father], { couplesShare: false })).toHaveLength(2);
    expect(roomsOf([person('a', 9, null), person('b', 8, null)], { ownRoomFromAge: 8 })).toHaveLength(2);
  });

  test('the birthday decides, on the day', () => {
    expect(roomsOf([bornOn('2016-11-22', 'female'), person('b', 8, 'male')])).toHaveLength(2);
    expect(roomsOf([bornOn('2016-11-23', 'female'), person('b', 8, 'male')])).toHaveLength(1);
  });

  test('a child not yet born is not counted', () => {
    expect(roomsOf([mother, { ...person('a', 0, null), birthDate: plainDate('2026-11-23') }])).toHaveLength(
      1,
    );
    expect(roomsOf([])).toEqual([]);
  });

  test('a year more can need a room less', () => {
    expect([roomsOf(twoOfEachSex(9)).length, roomsOf(twoOfEachSex(10)).length]).toEqual([3, 2]);
  });
});

describe('adults and children', () => {
  test('an adult is 18', () => {
    expect(memberKindOn(bornOn('2008-11-22'), ON)).toBe('adult');
    expect(memberKindOn(bornOn('2008-11-23'), ON)).toBe('child');
    expect(memberKindOn(bornOn('2027-01-01'), ON)).toBe('child');
  });
});
