/** Stands where eleven digits in a row stood. Digits, so that a line of JSON stays one, in a text or a number. */
export const MASKED_NUMBER = '99999999999';

const MASKED_PARTS = '999999 99999';

/**
 * Ids and hashes are left whole, although eleven of their digits in a row may happen to be decimal; so are the
 * decimals of a fraction. Then come eleven digits, and six and five with a blank, dot or dash between.
 */
const PATTERN =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}|(?<!\d\.|\d)\d{11}(?!\d)|(?<!\d)\d{6}[ .-]\d{5}(?!\d)/gi;

/** Masks what could be an identity number (Norwegian: *fødselsnummer*) anywhere in a line. */
export function maskIdentityNumbers(line: string): string {
  return line.replace(PATTERN, (found) => {
    if (found.length === MASKED_NUMBER.length) return MASKED_NUMBER;
    return found.length === MASKED_PARTS.length ? MASKED_PARTS : found;
  });
}
