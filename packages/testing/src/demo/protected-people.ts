import type { PeopleRows } from './people-rows.ts';

/** Who is named for the cases of the protected people of the demo: a case officer, and a leader who may appoint others. */
export const NAMED_IN_DEMO = ['demo-named-officer', 'demo-leader'] as const;

/** A row of `address_protections`. */
export interface ProtectionRow {
  readonly municipality_id: string;
  readonly person_id: string;
  readonly grade: 'confidential' | 'strictly-confidential';
}

/** The protected people among the rows. */
export function protectionsOf({ persons }: PeopleRows): readonly ProtectionRow[] {
  return persons.flatMap(({ municipality_id, id, address_protection: grade }) =>
    grade === 'none' ? [] : [{ municipality_id, person_id: id, grade }],
  );
}

/** The households of those people. */
export function protectedHouseholds(rows: PeopleRows): ReadonlySet<string> {
  const isProtected = new Set(protectionsOf(rows).map(({ person_id }) => person_id));
  return new Set(
    rows.household_members
      .filter(({ person_id }) => isProtected.has(person_id))
      .map(({ household_id }) => household_id),
  );
}

/** A row of `case_access_grants`. */
export interface GrantRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly household_id: string;
  readonly member: string;
  readonly reason: string;
  readonly granted_by: string;
}

/** Names {@link NAMED_IN_DEMO} for every household of a protected person. */
export function grantsOf(
  { household_members: members }: PeopleRows,
  protections: readonly ProtectionRow[],
): readonly GrantRow[] {
  const isProtected = new Set(protections.map(({ person_id }) => person_id));
  return members
    .filter(({ person_id }) => isProtected.has(person_id))
    .flatMap(({ municipality_id, id, household_id }) =>
      NAMED_IN_DEMO.map((member, index) => ({
        municipality_id,
        id: grantId(id, index),
        household_id,
        member,
        reason: 'Navngitt for saken da adressen ble sperret.',
        granted_by: 'demo-seed',
      })),
    );
}

/** An id of its own for each grant, the same on every machine: that of the membership with other last digits. */
function grantId(membershipId: string, index: number): string {
  return `${membershipId.slice(0, -2)}${(Number.parseInt(membershipId.slice(-2), 16) ^ (0x80 + index)).toString(16).padStart(2, '0')}`;
}
