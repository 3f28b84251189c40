import { describe, expect, test } from 'vitest';
import {
  comparePlainDates,
  earlierOf,
  isPlainDate,
  laterOf,
  parsePlainDate,
  plainDate,
} from './plain-date.ts';

describe('a civil date', () => {
  test.each(['2027-02-28', '2028-02-29', '2000-02-29', '2027-12-31', '1000-01-01', '9899-12-31'])(
    '%s is one',
    (text) => {
      expect(parsePlainDate(text)).toBe(text);
    },
  );

  test.each([
    '2027-02-29',
    '1900-02-29',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '2027-1-1',
    '27-01-01',
    '+002027-01-01',
    '-000001-01-01',
    '0999-12-31',
    '9900-01-01',
    '9999-12-31',
    '2027-01-01T00:00',
    '2027-01-01\n',
    ' 2027-01-01',
    '20270101',
    '２０２７-01-01',
    '',
    'today',
  ])('%j is none', (text) => {
    expect(parsePlainDate(text)).toBeUndefined();
  });

  test.each([null, undefined, 20_270_101, {}, ['2027-01-01'], true])('%j is none', (value) => {
    expect(isPlainDate(value)).toBe(false);
  });

  test('a text that must be one and is not is an error that does not repeat it', () => {
    expect(() => plainDate('02.03.1981')).toThrow(RangeError);
    expect(() => plainDate('02.03.1981')).not.toThrow(/1981/);
  });
});

test('every day that Temporal knows of a month is one, and the day after its last is none', () => {
  for (
    let month = Temporal.PlainYearMonth.from('1890-01');
    month.year < 2110;
    month = month.add({ months: 1 })
  ) {
    const text = month.toString();
    expect(isPlainDate(`${text}-${month.daysInMonth}`), text).toBe(true);
    expect(isPlainDate(`${text}-${month.daysInMonth + 1}`), text).toBe(false);
  }
});

describe('order', () => {
  const a = plainDate('2027-02-28');
  const b = plainDate('2027-03-01');

  test('earlier and later', () => {
    expect([comparePlainDates(a, b), comparePlainDates(b, a), comparePlainDates(a, a)]).toEqual([-1, 1, 0]);
    expect([laterOf(a, b), laterOf(b, a), earlierOf(a, b), earlierOf(b, a)]).toEqual([b, b, a, a]);
  });
});
