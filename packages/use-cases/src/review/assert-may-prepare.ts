import { listRecusals, listSuperiors, type Tx } from '@boligtrapp/database';
import { barredFrom } from '@boligtrapp/domain';
import { RuleRefusedError } from '../errors/domain-error.ts';

/**
 * Lets a case officer have the review of a household, unless they are recused from its case, or have a superior who is:
 * they would never see it, and nobody else would look after it.
 *
 * @throws {RuleRefusedError} `review.assignee-recused`
 * @law LOV-1967-02-10 § 6
 */
export async function assertMayPrepare(tx: Tx, member: string | null, householdId: string): Promise<void> {
  if (member === null) return;
  const isBarred = barredFrom(await listRecusals(tx, [householdId]), await listSuperiors(tx));
  if (!isBarred(member, householdId)) return;
  throw new RuleRefusedError('review.assignee-recused', {
    field: 'assignedTo',
    lawRefs: ['LOV-1967-02-10 § 6'],
  });
}
