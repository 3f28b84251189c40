import { listRecusals, listSuperiors, type Tx } from '@boligtrapp/database';
import { barredFrom } from '@boligtrapp/domain';
import { RuleRefusedError } from '../errors/domain-error.ts';

/**
 * Lets the members decide the case of a household, unless one of them is recused from it, or has a superior who is.
 *
 * @throws {RuleRefusedError} `decision.signer-recused`
 * @law LOV-1967-02-10 § 6
 */
export async function assertMayDecide(
  tx: Tx,
  members: readonly string[],
  householdId: string,
): Promise<void> {
  const isBarred = barredFrom(await listRecusals(tx, [householdId]), await listSuperiors(tx));
  if (members.some((member) => isBarred(member, householdId))) {
    throw new RuleRefusedError('decision.signer-recused', { lawRefs: ['LOV-1967-02-10 § 6'] });
  }
}
