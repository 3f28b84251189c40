import type { IsBarred } from './impartiality.ts';

/** Why a group of cases is not decided yet. */
export type WaitingReason = 'no-quorum' | 'needs-signature';

/** Cases that go together, with what their signatures make of them. */
export interface SignedGroup {
  readonly householdIds: readonly string[];
  /** The two who have decided it, the first to sign first; null while it waits. */
  readonly decidedBy: readonly [string, string] | null;
  /** Null where it is decided. */
  readonly waitsFor: WaitingReason | null;
}

/** What the signatures of a round are counted against. */
export interface SigningRules {
  /** Who sits with a vote: chair, members and deputies present. */
  readonly voters: readonly string[];
  /** Voters who must remain when those who are barred from the case have left. */
  readonly quorum: number;
  readonly isBarred: IsBarred;
}

/**
 * Decides each group of cases that two persons have signed who may decide every case in it, if enough voters remain
 * for it. A person who is barred from one case of a chain is barred from the chain: it is decided as one.
 *
 * @param signers who has signed the present content, in the order of signing; none twice.
 * @law LOV-1967-02-10 § 6
 */
export function countSignatures(
  groups: readonly (readonly string[])[],
  signers: readonly string[],
  { voters, quorum, isBarred }: SigningRules,
): readonly SignedGroup[] {
  return groups.map((householdIds) => {
    const mayDecide = (member: string): boolean =>
      householdIds.every((householdId) => !isBarred(member, householdId));
    if (voters.filter(mayDecide).length < quorum)
      return { householdIds, decidedBy: null, waitsFor: 'no-quorum' };
    const [first, second] = signers.filter((signer) => voters.includes(signer) && mayDecide(signer));
    return first === undefined || second === undefined
      ? { householdIds, decidedBy: null, waitsFor: 'needs-signature' }
      : { householdIds, decidedBy: [first, second], waitsFor: null };
  });
}
