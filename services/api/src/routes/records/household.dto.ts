import type { HouseholdJoining, HouseholdRegistration } from '@boligtrapp/contracts';
import { isNonEmpty, sensitive } from '@boligtrapp/domain';
import type { IdentityCipher, NewHouseholdMember, RegisterHousehold } from '@boligtrapp/use-cases';
import { RequestFault } from '../../problems/request-fault.ts';

type MemberBody = HouseholdJoining['member'];

/** The household to be registered; from here on the numbers cannot be printed by accident. */
export function toRegisterHousehold(body: HouseholdRegistration): RegisterHousehold {
  const members = body.members.map(toNewMember);
  if (!isNonEmpty(members)) throw new RequestFault('/body/members', 'too-short');
  return { members };
}

/** A person of a body; from here on the number cannot be printed by accident. */
export function toNewMember({
  identityNumber,
  addressProtection,
  ...member
}: MemberBody): NewHouseholdMember {
  return {
    ...member,
    addressProtection: addressProtection ?? 'none',
    identityNumber: identityNumber == null ? null : sensitive(identityNumber),
  };
}

/**
 * The body with a keyed hash in place of each identity number, for recognising a retry: a plain hash of the request is
 * stored, and from that and the stored name and birth date the number could be guessed in no time.
 */
export function withoutIdentityNumbers(
  body: HouseholdRegistration,
  cipher: IdentityCipher,
  municipalityId: string,
): object {
  return {
    ...body,
    members: body.members.map((member) => withoutIdentityNumber(member, cipher, municipalityId)),
  };
}

/** The same for one person. */
export function withoutIdentityNumber(
  member: MemberBody,
  cipher: IdentityCipher,
  municipalityId: string,
): object {
  const { identityNumber } = member;
  if (identityNumber == null) return { ...member, identityNumber: null };
  const hash = cipher.hash(sensitive(identityNumber), municipalityId);
  return { ...member, identityNumber: Buffer.from(hash).toString('hex') };
}
