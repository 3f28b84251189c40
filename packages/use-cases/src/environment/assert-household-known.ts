import { findHousehold, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/**
 * Lets the actor name a household that exists for them.
 *
 * @throws {RuleRefusedError} `record.reference-unknown`
 */
export async function assertHouseholdKnown(tx: Tx, actor: Actor, householdId: string): Promise<void> {
  const household = await findHousehold(tx, actor.municipalityId, householdId);
  if (household !== undefined && !(await hiddenHouseholds(tx, actor)).has(household.id)) return;
  throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
}
