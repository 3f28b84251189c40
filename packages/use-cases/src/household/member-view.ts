import type { HouseholdRow, MemberRelation, MemberRow } from '@boligtrapp/database';
import type { PlainDateString, ProtectionGrade } from '@boligtrapp/domain';

/** A member of a household as the actor may see them. The identity number is never among it. */
export interface MemberView {
  readonly personId: string;
  readonly relation: MemberRelation;
  readonly name: string;
  readonly birthDate: PlainDateString;
  readonly hasIdentityNumber: boolean;
  /** Anything but `none` is seen by those alone who are named for the case. */
  readonly addressProtection: ProtectionGrade;
}

/** A household with its members on a day. */
export interface HouseholdView extends HouseholdRow {
  readonly members: readonly MemberView[];
}

/** The member as whoever may see the household sees them. */
export function toMemberView({ householdId: _householdId, ...member }: MemberRow): MemberView {
  return member;
}

/** The households with those of `members` who belong to each; merged into none of `hidden`, as far as anybody is told. */
export function toHouseholdViews(
  households: readonly HouseholdRow[],
  members: readonly MemberRow[],
  hidden: ReadonlySet<string>,
): readonly HouseholdView[] {
  const byHousehold = Map.groupBy(members, (member) => member.householdId);
  return households.map((household) => ({
    ...household,
    mergedIntoId: hidden.has(household.mergedIntoId ?? '') ? null : household.mergedIntoId,
    members: (byHousehold.get(household.id) ?? []).map(toMemberView),
  }));
}
