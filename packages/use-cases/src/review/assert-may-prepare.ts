import type { Tx } from '@boligtrapp/database';
import { RuleRefusedError } from '../errors/domain-error.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/**
 * Lets a case officer have the review of a household, unless they are recused from its case: they would never see it,
 * and nobody else would look after it. A direct subordinate of somebody who is may prepare it, and not decide it.
 *
 * @throws {RuleRefusedError} `review.assignee-recused`
 * @law LOV-1967-02-10 § 6
 */
export async function assertMayPrepare(tx: Tx, member: string | null, householdId: string): Promise<void> {
  if (member === null || !(await hiddenHouseholds(tx, { id: member })).has(householdId)) return;
  throw new RuleRefusedError('review.assignee-recused', {
    field: 'assignedTo',
    lawRefs: ['LOV-1967-02-10 § 6'],
  });
}
