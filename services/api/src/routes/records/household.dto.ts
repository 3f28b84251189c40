import type { HouseholdRegistration } from '@boligtrapp/contracts';
import { isNonEmpty, sensitive } from '@boligtrapp/domain';
import type { IdentityCipher, RegisterHousehold } from '@boligtrapp/use-cases';
import { RequestFault } from '../../problems/request-fault.ts';

/** The household to be registered; from here on the numbers cannot be printed by accident. */
export function toRegisterHousehold(body: HouseholdRegistration): RegisterHousehold {
  const members = body.members.map(({ identityNumber, addressProtection, ...member }) => ({
    ...member,
    addressProtection: addressProtection ?? 'none',
    identityNumber: identityNumber == null ? null : sensitive(identityNumber),
  }));
  if (!isNonEmpty(members)) throw new RequestFault('/body/members', 'too-short');
  return { members };
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
  const hashOf = (number: string): string =>
    Buffer.from(cipher.hash(sensitive(number), municipalityId)).toString('hex');
  return {
    ...body,
    members: body.members.map((member) => ({
      ...member,
      identityNumber: member.identityNumber == null ? null : hashOf(member.identityNumber),
    })),
  };
}
