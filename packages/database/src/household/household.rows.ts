import type { PlainDateString, ProtectionGrade } from '@boligtrapp/domain';

/** How a person belongs to a household. */
export const MEMBER_RELATIONS = ['applicant', 'partner', 'child', 'other'] as const;
/** One of {@link MEMBER_RELATIONS}. */
export type MemberRelation = (typeof MEMBER_RELATIONS)[number];

/** A household without its members. */
export interface HouseholdRow {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly createdAt: string;
  /** The household that this one was merged into; null for one that stands alone. */
  readonly mergedIntoId: string | null;
}

/** A member of a household on a day. The identity number is not among the columns, only whether there is one. */
export interface MemberRow {
  readonly householdId: string;
  readonly personId: string;
  readonly name: string;
  readonly birthDate: PlainDateString;
  readonly relation: MemberRelation;
  readonly addressProtection: ProtectionGrade;
  readonly hasIdentityNumber: boolean;
}
