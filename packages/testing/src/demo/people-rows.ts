import type { PlainDateString } from '@boligtrapp/domain';

/** A person before insertion: the number is still in clear. Synthetic throughout. */
export interface DemoPerson {
  readonly municipality_id: string;
  readonly id: string;
  /** Synthetic (month + 80); stored as ciphertext and keyed hash only. */
  readonly identity_number: string;
  readonly name: string;
  readonly birth_date: PlainDateString;
  readonly address_protection: 'none' | 'confidential' | 'strictly-confidential';
}

/** A row of `households`. */
export interface HouseholdRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly reference: string;
}

/** A row of `household_members`. */
export interface HouseholdMemberRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly household_id: string;
  readonly person_id: string;
  readonly relation: 'applicant' | 'partner' | 'child' | 'other';
  readonly member_during: string;
}

/** All that is written about people. */
export interface PeopleRows {
  readonly persons: readonly DemoPerson[];
  readonly households: readonly HouseholdRow[];
  readonly household_members: readonly HouseholdMemberRow[];
}
