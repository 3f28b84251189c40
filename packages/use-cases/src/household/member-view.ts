import type { AddressProtection, HouseholdRow, MemberRelation, MemberRow } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Role } from '../actor/permissions.ts';

/** A member of a household as the actor may see them. The identity number is never among it. */
export interface MemberView {
  readonly personId: string;
  readonly relation: MemberRelation;
  /** Null when withheld. */
  readonly name: string | null;
  /** Null when withheld, with the name: the two together identify. */
  readonly birthDate: PlainDateString | null;
  readonly hasIdentityNumber: boolean;
  /** Null for those who may not know the grade. */
  readonly addressProtection: AddressProtection | null;
}

/** A household with its members on a day. */
export interface HouseholdView extends HouseholdRow {
  readonly members: readonly MemberView[];
}

/** Whether the role may know who lives at a protected address, and that it is protected. */
export function seesProtectedPersons(role: Role): boolean {
  return role === 'case-officer';
}

/** The member as `role` may see them. */
export function toMemberView(role: Role, member: MemberRow): MemberView {
  const seesAll = seesProtectedPersons(role);
  const isWithheld = member.addressProtection !== 'none' && !seesAll;
  return {
    personId: member.personId,
    relation: member.relation,
    name: isWithheld ? null : member.name,
    birthDate: isWithheld ? null : member.birthDate,
    hasIdentityNumber: member.hasIdentityNumber,
    addressProtection: seesAll ? member.addressProtection : null,
  };
}

/** The households with those of `members` who belong to each. */
export function toHouseholdViews(
  role: Role,
  households: readonly HouseholdRow[],
  members: readonly MemberRow[],
): readonly HouseholdView[] {
  const byHousehold = Map.groupBy(members, (member) => member.householdId);
  return households.map((household) => ({
    ...household,
    members: (byHousehold.get(household.id) ?? []).map((member) => toMemberView(role, member)),
  }));
}
