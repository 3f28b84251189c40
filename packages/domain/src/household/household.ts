import type { NonEmpty } from '../brand.ts';
import { ageOn } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/**
 * Sex as registered. Recorded only where the municipality's bedroom norm uses it; never a ground for or against an
 * allocation.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export type Sex = 'female' | 'male';

/** One person who shall live in the dwelling. */
export interface HouseholdMember {
  /** Unique in the household. */
  readonly id: string;
  readonly birthDate: PlainDateString;
  /** Null when not recorded. */
  readonly sex: Sex | null;
  /** The member this one lives with as a couple. It counts when both name each other. */
  readonly partnerId: string | null;
}

/** The persons who shall live together (*husstand*). */
export interface Household {
  readonly id: string;
  readonly members: NonEmpty<HouseholdMember>;
}

/** Age from which a member is an adult. */
export const ADULT_FROM_AGE = 18;

/** A member by age. */
export type MemberKind = 'adult' | 'child';

/** Whether `member` is an adult or a child on `on`; someone not yet born is a child. */
export function memberKindOn(member: HouseholdMember, on: PlainDateString): MemberKind {
  return ageOn(member.birthDate, on) >= ADULT_FROM_AGE ? 'adult' : 'child';
}
