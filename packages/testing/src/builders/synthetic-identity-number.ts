import { idnr } from '@navikt/fnrvalidator';

/**
 * The `index`-th (from 0) synthetic national identity number of someone born on 1 February 1980: month + 80, so that
 * no real person has it, and with valid check digits.
 */
export function syntheticIdentityNumber(index: number): string {
  let found = -1;
  for (let tail = 0; tail < 100_000; tail += 1) {
    const number = `018280${String(tail).padStart(5, '0')}`;
    if (idnr(number).status === 'valid') found += 1;
    if (found === index) return number;
  }
  throw new RangeError('there are no more synthetic numbers of that day');
}
