import type { Sensitive } from '@boligtrapp/domain';
import { idnr } from '@navikt/fnrvalidator';
import { RuleRefusedError } from '../errors/domain-error.ts';

/**
 * Which identity numbers an installation takes: those of the national register, or those that belong to nobody. One
 * that takes both would sooner or later have real people in a demo, or made-up ones among the applicants.
 */
export type IdentityNumbers = 'real' | 'synthetic';

/** What a number is by its form; nothing is asked of any register. */
export type IdentityNumberKind = IdentityNumbers | 'invalid';

/**
 * What the number is by its digits: national identity numbers and D numbers are real, those of the test registers
 * (month + 80 of Skatteetaten, month + 40 of NAV, which help numbers of the health services have, too) are synthetic.
 * Any other form, a date that does not exist, and check digits that do not fit are invalid. Check digits count under
 * the rules that hold from 2032, which take every number of before, too. Whether the person exists, and when they were
 * born, it does not tell.
 */
export function identityNumberKind(number: Sensitive<string>): IdentityNumberKind {
  const result = idnr(number.reveal());
  if (result.status === 'invalid') return 'invalid';
  switch (result.type) {
    case 'fnr':
    case 'dnr':
      return 'real';
    case 'tnr':
    case 'hnr':
    case 'dnr-and-tnr':
    case 'dnr-and-hnr':
      return 'synthetic';
  }
}

/**
 * Refuses a number that is none, or that this installation does not take; the number is not repeated.
 *
 * @throws {RuleRefusedError} `household.identity-number-invalid`, `household.identity-number-synthetic` where real ones
 * are taken, `household.identity-number-real` where synthetic ones are.
 */
export function assertIdentityNumber(number: Sensitive<string>, taken: IdentityNumbers, field: string): void {
  const kind = identityNumberKind(number);
  if (kind !== taken) throw new RuleRefusedError(`household.identity-number-${kind}`, { field });
}
