import type { PlainDateString } from '../time/plain-date.ts';
import { monthlyDeadline } from '../time/working-days.ts';

/** Why somebody enters a lease instead of the tenant: a death (§ 8-2), or a household that divides (§ 8-3). */
export const PARTY_CHANGE_GROUNDS = ['death', 'household-divided'] as const;
/** One of {@link PARTY_CHANGE_GROUNDS}. */
export type PartyChangeGround = (typeof PARTY_CHANGE_GROUNDS)[number];

/** Months within which whoever enters a lease after a death says so. */
const CLAIM_MONTHS = 1;

/**
 * Last day (inclusive) to tell the landlord that somebody enters the lease after a death that occurred on `occurredOn`:
 * one month, ended by the next working day. Null for a household that divides: the act sets no such limit for it. Whether
 * a late claim is accepted is for the landlord to say.
 *
 * @law LOV-1999-03-26-17 § 8-2
 * @law LOV-1999-03-26-17 § 8-3
 */
export function claimDueOn(ground: PartyChangeGround, occurredOn: PlainDateString): PlainDateString | null {
  return ground === 'death' ? monthlyDeadline(occurredOn, CLAIM_MONTHS) : null;
}
