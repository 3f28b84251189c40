import { isShorterThanThreeYears } from '@boligtrapp/domain';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { RegisterLease } from './register-lease.ts';

/**
 * Refuses a lease whose terms contradict each other. A term that is possible but does not stand in law is not
 * refused: it has been signed, and the answer tells what the law makes of it.
 *
 * @throws {RuleRefusedError} `record.range-reversed`, `lease.short-term-contradictory`.
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export function checkLease(lease: RegisterLease): void {
  if (lease.lastDay !== null && lease.lastDay < lease.startsOn) {
    throw new RuleRefusedError('record.range-reversed', { field: 'lastDay' });
  }
  if (lease.shortTerm === null) return;
  if (lease.lastDay === null || !isShorterThanThreeYears(lease.startsOn, lease.lastDay)) {
    throw new RuleRefusedError('lease.short-term-contradictory', {
      field: 'shortTerm',
      lawRefs: ['LOV-1999-03-26-17 § 9-3 (1)'],
    });
  }
}
