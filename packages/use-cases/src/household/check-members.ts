import type { PlainDateString } from '@boligtrapp/domain';
import { RuleRefusedError } from '../errors/domain-error.ts';
import { assertIdentityNumber, type IdentityNumbers } from './identity-number.ts';
import type { NewHouseholdMember } from './register-household.ts';

/**
 * Refuses members who cannot form a household: exactly one applicant, one partner at most, nobody born after today,
 * every identity number valid, of the kind that is taken, and of one person.
 *
 * @throws {RuleRefusedError} naming the first member at fault.
 */
export function checkMembers(
  members: readonly NewHouseholdMember[],
  today: PlainDateString,
  taken: IdentityNumbers,
): void {
  const seen = { applicant: 0, partner: 0, child: 0, other: 0 };
  const numbers = new Set<string>();
  for (const [index, member] of members.entries()) {
    const at = `members/${index}`;
    seen[member.relation] += 1;
    if (seen.applicant > 1 || seen.partner > 1) {
      throw new RuleRefusedError('household.members-contradictory', { field: `${at}/relation` });
    }
    if (member.birthDate > today) {
      throw new RuleRefusedError('record.date-in-the-future', { field: `${at}/birthDate` });
    }
    if (member.identityNumber === null) continue;
    assertIdentityNumber(member.identityNumber, taken, `${at}/identityNumber`);
    if (numbers.has(member.identityNumber.reveal())) {
      throw new RuleRefusedError('household.members-contradictory', { field: `${at}/identityNumber` });
    }
    numbers.add(member.identityNumber.reveal());
  }
  if (seen.applicant === 0)
    throw new RuleRefusedError('household.members-contradictory', { field: 'members' });
}
