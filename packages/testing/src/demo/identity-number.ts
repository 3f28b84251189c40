import type { PlainDateString } from '@boligtrapp/domain';
import type { Random } from './random.ts';

const FIRST_CHECK_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2] as const;
const SECOND_CHECK_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;
/** What is added to the month of a synthetic number; no real person has such a number. */
const SYNTHETIC_MONTH = 80;

/** The digit that makes the weighted sum divisible by 11, or undefined when no single digit does. */
function checkDigit(digits: string, weights: readonly number[]): number | undefined {
  const sum = weights.reduce((total, weight, position) => total + weight * Number(digits[position]), 0);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? undefined : digit;
}

/** A synthetic national identity number for the date and individual number, or undefined where none exists. */
function numberOf(birthDate: PlainDateString, individual: number): string | undefined {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const nine = `${day}${Number(month) + SYNTHETIC_MONTH}${year.slice(2)}${String(individual).padStart(3, '0')}`;
  const first = checkDigit(nine, FIRST_CHECK_WEIGHTS);
  if (first === undefined) return undefined;
  const second = checkDigit(`${nine}${first}`, SECOND_CHECK_WEIGHTS);
  return second === undefined ? undefined : `${nine}${first}${second}`;
}

/**
 * Draws synthetic identity numbers (month + 80) with valid check digits, each only once. Individual numbers are 000
 * to 499 for those born before 2000 and 500 to 999 from then on.
 */
export function createIdentityNumbers(random: Random): (birthDate: PlainDateString) => string {
  const taken = new Set<string>();
  return (birthDate) => {
    const base = birthDate < '2000' ? 0 : 500;
    for (;;) {
      const number = numberOf(birthDate, base + random.int(0, 499));
      if (number !== undefined && !taken.has(number)) {
        taken.add(number);
        return number;
      }
    }
  };
}
