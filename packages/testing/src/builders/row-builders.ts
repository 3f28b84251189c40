import { type DB, type Db, inTenant, setAddressProtection } from '@boligtrapp/database';
import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import type { Insertable } from 'kysely';
import { nextId, nextNumber } from './next-id.ts';
import { someNeeds } from './some-needs.ts';

/** Columns of a row that a test cares about; the builder has valid values for the others. */
export type RowChanges<Table extends keyof DB> = Partial<Insertable<DB[Table]>>;

/** Whose rows are built. */
export interface BuilderScope {
  readonly db: Db;
  readonly municipalityId: string;
}

/** Stores a municipality and returns the scope in which its rows are built. */
export async function aMunicipality(
  db: Db,
  changes: RowChanges<'municipalities'> = {},
): Promise<BuilderScope> {
  const scope = { db, municipalityId: nextId() };
  const number = nextNumber();
  await insertRow(scope, 'municipalities', {
    id: scope.municipalityId,
    kommunenummer: String(number).padStart(4, '0').slice(-4),
    name: `Municipality ${number}`,
    ...changes,
  });
  return scope;
}

/** Stores a district and returns its id. */
export async function aDistrict(scope: BuilderScope, changes: RowChanges<'districts'> = {}): Promise<string> {
  return await build(
    scope,
    'districts',
    (id): RowOf<'districts'> => ({ id, name: `District ${nextNumber()}`, ...changes }),
  );
}

/** Stores a neighbourhood of 100 dwellings and returns its id. */
export async function aNeighbourhood(
  scope: BuilderScope,
  changes: RowChanges<'neighbourhoods'> & { readonly district_id: string },
): Promise<string> {
  return await build(
    scope,
    'neighbourhoods',
    (id): RowOf<'neighbourhoods'> => ({
      id,
      name: `Neighbourhood ${nextNumber()}`,
      grunnkrets_number: String(nextNumber()).padStart(8, '0'),
      grunnkrets_version_year: 2026,
      dwelling_count: 100,
      ...changes,
    }),
  );
}

/** Stores a building and returns its id. */
export async function aBuilding(
  scope: BuilderScope,
  changes: RowChanges<'buildings'> & { readonly neighbourhood_id: string },
): Promise<string> {
  return await build(
    scope,
    'buildings',
    (id): RowOf<'buildings'> => ({
      id,
      name: `Building ${nextNumber()}`,
      form: 'complex',
      ...changes,
    }),
  );
}

/** Stores a dwelling of level 1 on the welfare ladder and returns its id. */
export async function aDwelling(
  scope: BuilderScope,
  changes: RowChanges<'dwellings'> & { readonly building_id: string },
): Promise<string> {
  return await build(
    scope,
    'dwellings',
    (id): RowOf<'dwellings'> => ({
      id,
      reference: `B-${nextNumber()}`,
      track: 'welfare',
      level: 1,
      bedrooms: 1,
      area_m2: 50,
      floor: 1,
      has_lift: false,
      wheelchair_accessible: false,
      robust: false,
      own_entrance: false,
      screened: false,
      owner_form: 'owned',
      ...changes,
    }),
  );
}

/** Stores a household without members and returns its id. */
export async function aHousehold(
  scope: BuilderScope,
  changes: RowChanges<'households'> = {},
): Promise<string> {
  return await build(
    scope,
    'households',
    (id): RowOf<'households'> => ({ id, reference: `X-${nextNumber()}`, ...changes }),
  );
}

/** Stores a person who is the applicant of the household, a member from 2020 on, and returns the id of the person. */
export async function aMember(
  scope: BuilderScope,
  householdId: string,
  changes: RowChanges<'persons'> &
    Pick<RowChanges<'household_members'>, 'relation' | 'member_during'> & {
      readonly address_protection?: RowOf<'address_protections'>['grade'];
    } = {},
): Promise<string> {
  const {
    relation = 'applicant',
    member_during = '[2020-01-01,)',
    address_protection = 'none',
    ...person
  } = changes;
  const personId = await build(
    scope,
    'persons',
    (id): RowOf<'persons'> => ({
      id,
      name: `Person ${nextNumber()}`,
      birth_date: plainDate('1980-02-01'),
      ...person,
    }),
  );
  await build(
    scope,
    'household_members',
    (id): RowOf<'household_members'> => ({
      id,
      household_id: householdId,
      person_id: personId,
      relation,
      member_during,
    }),
  );
  if (address_protection !== 'none') await protectPerson(scope, personId, address_protection);
  return personId;
}

/** Gives a person a protected address: from now on their cases are there for named people only. */
export async function protectPerson(
  scope: BuilderScope,
  personId: string,
  grade: RowOf<'address_protections'>['grade'] = 'strictly-confidential',
): Promise<void> {
  await inTenant(scope.db, { municipalityId: scope.municipalityId, actorId: 'test' }, async (tx) => {
    await setAddressProtection(tx, scope.municipalityId, personId, grade);
  });
}

/** Names somebody for the case of a household with a protected member, and returns the id of the grant. */
export async function nameForCase(scope: BuilderScope, householdId: string, member: string): Promise<string> {
  return await build(
    scope,
    'case_access_grants',
    (id): RowOf<'case_access_grants'> => ({
      id,
      household_id: householdId,
      member,
      reason: 'Works on the case in the test.',
      granted_by: 'test',
    }),
  );
}

/** Stores an application in the queue and returns its id. */
export async function anApplication(
  scope: BuilderScope,
  changes: RowChanges<'housing_applications'> & { readonly household_id: string },
): Promise<string> {
  return await build(
    scope,
    'housing_applications',
    (id): RowOf<'housing_applications'> => ({
      id,
      source: 'digital',
      received_on: plainDate('2026-01-15'),
      status: 'in-queue',
      ...changes,
    }),
  );
}

/** Stores the first assessment of a household, of welfare level 1 and held until 2099, and returns its id. */
export async function anAssessment(
  scope: BuilderScope,
  changes: RowChanges<'assessments'> & { readonly household_id: string },
): Promise<string> {
  return await build(
    scope,
    'assessments',
    (id): RowOf<'assessments'> => ({
      id,
      version_number: 1,
      track: 'welfare',
      level: 1,
      needs: someNeeds(),
      urgency_class: 2,
      need_points: 0,
      need_points_parts: '[]',
      waiting_since: plainDate('2026-01-15'),
      assessed_on: plainDate('2026-02-01'),
      assessed_by: 'builder',
      valid_until: plainDate('2099-01-01'),
      ...changes,
    }),
  );
}

/** Stores the default policy as in force from 2020 on and returns its id. */
export async function aPolicySet(
  scope: BuilderScope,
  changes: RowChanges<'policy_sets'> = {},
): Promise<string> {
  return await build(
    scope,
    'policy_sets',
    (id): RowOf<'policy_sets'> => ({
      id,
      name: `Policy ${nextNumber()}`,
      state: 'in-force',
      valid_during: '[2020-01-01,)',
      content: DEFAULT_POLICY,
      content_hash: sha256Hex(changes.content ?? DEFAULT_POLICY),
      author: 'author',
      approver: 'approver',
      ...changes,
    }),
  );
}

/** Stores an ordinary lease of three years from 2025-01-01 that still runs, and returns its id. */
export async function aLease(
  scope: BuilderScope,
  changes: RowChanges<'leases'> & { readonly dwelling_id: string; readonly household_id: string },
): Promise<string> {
  return await build(
    scope,
    'leases',
    (id): RowOf<'leases'> => ({
      id,
      starts_on: plainDate('2025-01-01'),
      last_day: plainDate('2027-12-31'),
      regime: 'ordinary',
      signed_on: plainDate('2024-12-15'),
      allocation_kind: 'new',
      rent_ore_per_month: 900_000,
      ...changes,
    }),
  );
}

type TenantTable = Exclude<keyof DB, 'municipalities' | 'applied_migrations' | `kysely_${string}`>;
type RowOf<Table extends TenantTable> = Omit<Insertable<DB[Table]>, 'municipality_id'>;

async function build<Table extends TenantTable>(
  scope: BuilderScope,
  table: Table,
  rowOf: (id: string) => RowOf<Table>,
): Promise<string> {
  const id = nextId();
  await insertRow(scope, table, { ...rowOf(id), municipality_id: scope.municipalityId });
  return id;
}

async function insertRow({ db, municipalityId }: BuilderScope, table: keyof DB, row: object): Promise<void> {
  await inTenant(db, { municipalityId, actorId: 'builder' }, async (tx) => {
    await tx.insertInto(table).values(row).execute();
  });
}
