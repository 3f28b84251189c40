import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonthsClamped, dayAfter } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import {
  DESTROYING_RULES,
  lastDueEventOn,
  RETENTION_RULE_CODES,
  RETENTION_RULES,
} from './retention-rules.ts';
import { TABLE_RETENTION } from './table-retention.ts';

describe('the rules', () => {
  it('have a figure that is for the municipality to decide, all of them', () => {
    for (const code of RETENTION_RULE_CODES) expect(RETENTION_RULES[code].figure).toBe('municipality');
    expect(RETENTION_RULE_CODES.toSorted()).toEqual(Object.keys(RETENTION_RULES).toSorted());
  });

  it('never destroy a case: LOV-2025-06-20-96 § 13', () => {
    expect(RETENTION_RULES['closed-case'].effect).toBe('block');
    expect(DESTROYING_RULES).not.toContain('closed-case');
  });

  it('block every table of cases with the case', () => {
    const without = Object.entries(TABLE_RETENTION).filter(
      ([, table]) => (table.class === 'case') !== table.rules.includes('closed-case'),
    );
    expect(without).toEqual([]);
  });
});

describe('the last event that is due', () => {
  it.each([
    ['2028-03-01', 12, '2027-02-28'],
    ['2028-02-29', 12, '2027-02-28'],
    ['2027-05-31', 3, '2027-02-28'],
    ['2027-06-01', 3, '2027-02-28'],
  ])('on %s after %i months is of %s', (today, months, last) => {
    expect(lastDueEventOn(plainDate(today), months)).toBe(last);
  });

  it('is the last one whose months are over, on every day', () => {
    assert(
      property(
        integer({ min: 0, max: 40_000 }),
        constantFrom(1, 2, 3, 6, 12, 13, 24, 60, 120, 1_200),
        (offset, months) => {
          const today = addDays(plainDate('1990-01-01'), offset);
          const last = lastDueEventOn(today, months);
          expect(addMonthsClamped(last, months) < today).toBe(true);
          expect(addMonthsClamped(dayAfter(last), months) < today).toBe(false);
        },
      ),
    );
  });
});
