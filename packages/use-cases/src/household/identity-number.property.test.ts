import { sensitive } from '@boligtrapp/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertIdentityNumber, type IdentityNumberKind, identityNumberKind } from './identity-number.ts';

const kindOf = (number: string): IdentityNumberKind => identityNumberKind(sensitive(number));

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const sum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, at) => total + weight * Number(digits[at] ?? 0), 0);

/** The remainder of the first check digit: 0 in every number from before 2032, 0 to 3 from then on. */
const firstRemainder = (number: string): number => sum(number, FIRST_WEIGHTS) % 11;
const secondRemainder = (number: string): number => sum(number, SECOND_WEIGHTS) % 11;

const two = (value: number): string => String(value).padStart(2, '0');

/** Every number with these nine digits whose two check digits have the remainders; some pairs of them do not exist. */
function numbersOf(nine: string, remainder: number): readonly string[] {
  const found: string[] = [];
  for (let tail = 0; tail < 100; tail += 1) {
    const number = `${nine}${two(tail)}`;
    if (firstRemainder(number) === remainder && secondRemainder(number) === 0) found.push(number);
  }
  return found;
}

const birth = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  year: fc.integer({ min: 0, max: 99 }),
  individual: fc.integer({ min: 0, max: 999 }),
});
type Birth = typeof birth extends fc.Arbitrary<infer T> ? T : never;

/** Nine digits of somebody; a D number adds 40 to the day, the test registers add to the month. */
const nineOf = ({ day, month, year, individual }: Birth, dayPlus: number, monthPlus: number): string =>
  `${two(day + dayPlus)}${two(month + monthPlus)}${two(year)}${String(individual).padStart(3, '0')}`;

describe('what a number is', () => {
  it.each([
    ['a national identity number', 0, 0, 'real'],
    ['a D number', 40, 0, 'real'],
    ['one of Skatteetaten’s test register', 0, 80, 'synthetic'],
    ['a D number of Skatteetaten’s test register', 40, 80, 'synthetic'],
    ['one of NAV’s test register', 0, 40, 'synthetic'],
    ['a D number of NAV’s test register', 40, 40, 'synthetic'],
    ['month + 65, which no validator knows', 0, 65, 'invalid'],
    ['month + 20', 0, 20, 'invalid'],
  ] as const)('%s', (_, dayPlus, monthPlus, kind) => {
    fc.assert(
      fc.property(birth, fc.integer({ min: 0, max: 3 }), (born, remainder) => {
        for (const number of numbersOf(nineOf(born, dayPlus, monthPlus), remainder)) {
          expect(kindOf(number)).toBe(kind);
        }
      }),
    );
  });

  it('takes the check digits of before 2032 and those from then on, and no others', () => {
    fc.assert(
      fc.property(birth, fc.integer({ min: 4, max: 10 }), (born, remainder) => {
        for (const number of numbersOf(nineOf(born, 0, 0), remainder)) expect(kindOf(number)).toBe('invalid');
      }),
    );
  });

  it('is the same as the rule, for any eleven digits', () => {
    const digits = fc
      .integer({ min: 0, max: 99_999_999_999 })
      .map((value) => String(value).padStart(11, '0'));
    fc.assert(
      fc.property(digits, (number) => {
        const fits = firstRemainder(number) <= 3 && secondRemainder(number) === 0;
        if (!fits) expect(kindOf(number)).toBe('invalid');
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds any one digit that was mistyped, as far as two check digits can', () => {
    let [tried, missed] = [0, 0];
    fc.assert(
      fc.property(birth, fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (born, at, by) => {
        for (const number of numbersOf(nineOf(born, 0, 0), 0)) {
          const digit = String((Number(number[at]) + by) % 10);
          tried += 1;
          if (kindOf(`${number.slice(0, at)}${digit}${number.slice(at + 1)}`) === 'real') missed += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(tried).toBeGreaterThan(100);
    expect(missed).toBe(0);
  });

  it('is nothing for any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/^\d{11}$/.test(text));
        expect(kindOf(text)).toBe('invalid');
      }),
    );
  });
});

it('each installation takes one kind, refuses the other by name, and repeats no number', () => {
  fc.assert(
    fc.property(birth, (born) => {
      const cases = [
        ['real', nineOf(born, 0, 80), 'household.identity-number-synthetic'],
        ['synthetic', nineOf(born, 0, 0), 'household.identity-number-real'],
      ] as const;
      for (const [taken, nine, code] of cases) {
        for (const number of numbersOf(nine, 0)) {
          const refused = captured(() => assertIdentityNumber(sensitive(number), taken, 'identityNumber'));
          expect(refused).toMatchObject({ code });
          expect(`${String(refused)} ${JSON.stringify(refused)}`).not.toContain(number);
          const other = taken === 'real' ? 'synthetic' : 'real';
          assertIdentityNumber(sensitive(number), other, 'identityNumber');
        }
      }
    }),
  );
});

function captured(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
