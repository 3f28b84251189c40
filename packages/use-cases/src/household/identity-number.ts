import type { Sensitive } from '@boligtrapp/domain';
import { idnr } from '@navikt/fnrvalidator';

/**
 * Whether the number has eleven digits, a date and check digits that fit: national identity numbers, D numbers and
 * the synthetic ones of the test registers, under the rules of today and those that hold from 2032. Whether the
 * person exists, and when they were born, it does not tell.
 */
export function isIdentityNumber(number: Sensitive<string>): boolean {
  return idnr(number.reveal()).status === 'valid';
}
