import { createHash } from 'node:crypto';
import { type Db, inTenant, type Tx } from '@boligtrapp/database';
import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';

/** What {@link seedMunicipality} made: three dwellings of one building, one of them let. */
export interface SeededMunicipality {
  readonly id: string;
  readonly neighbourhoodId: string;
  readonly buildingId: string;
  /** The household that has the lease of `occupiedId`. */
  readonly householdId: string;
  /** Welfare, level 1, reference `V-1`. */
  readonly vacantId: string;
  /** Welfare, level 2, reference `V-2`; the tenant stays after the last day of the contract. */
  readonly occupiedId: string;
  /** Care, level 3, reference `O-1`. */
  readonly inRepairId: string;
}

const ids = createIdSource();

/** The organisation number of a seeded municipality. */
export function organisationNumberOf(kommunenummer: string): string {
  return `00000${kommunenummer}`;
}

/** Makes a small municipality as the app role does. */
export async function seedMunicipality(db: Db, kommunenummer: string): Promise<SeededMunicipality> {
  const id = ids.next();
  return await inTenant(db, { municipalityId: id, actorId: 'test' }, async (tx) => {
    await tx
      .insertInto('municipalities')
      .values({
        id,
        kommunenummer,
        name: `Prøve ${kommunenummer}`,
        organisation_number: organisationNumberOf(kommunenummer),
      })
      .execute();
    await seedPolicySet(tx, id);
    const places = await seedPlaces(tx, id, kommunenummer);
    const vacantId = await seedDwelling(tx, id, places.buildingId, ['V-1', 'welfare', 1, 'dwelling']);
    const occupiedId = await seedDwelling(tx, id, places.buildingId, ['V-2', 'welfare', 2, 'dwelling']);
    const inRepairId = await seedDwelling(tx, id, places.buildingId, ['O-1', 'care', 3, 'repair']);
    const householdId = ids.next();
    await tx
      .insertInto('households')
      .values({ municipality_id: id, id: householdId, reference: 'H-1' })
      .execute();
    await tx
      .insertInto('leases')
      .values({
        municipality_id: id,
        id: ids.next(),
        dwelling_id: occupiedId,
        household_id: householdId,
        starts_on: plainDate('2023-11-01'),
        last_day: plainDate('2026-10-31'),
        regime: 'ordinary',
        signed_on: plainDate('2023-10-20'),
        allocation_kind: 'new',
        rent_ore_per_month: 900_000,
      })
      .execute();
    return { id, ...places, householdId, vacantId, occupiedId, inRepairId };
  });
}

async function seedPolicySet(tx: Tx, municipalityId: string): Promise<void> {
  await tx
    .insertInto('policy_sets')
    .values({
      municipality_id: municipalityId,
      id: ids.next(),
      name: 'Prøveregler',
      state: 'in-force',
      valid_during: '[2020-01-01,)',
      content: DEFAULT_POLICY,
      content_hash: createHash('sha256').update(JSON.stringify(DEFAULT_POLICY)).digest('hex'),
      author: 'kari',
      approver: 'ola',
    })
    .execute();
}

async function seedPlaces(
  tx: Tx,
  municipalityId: string,
  kommunenummer: string,
): Promise<{ readonly neighbourhoodId: string; readonly buildingId: string }> {
  const [districtId, neighbourhoodId, buildingId] = [ids.next(), ids.next(), ids.next()];
  await tx
    .insertInto('districts')
    .values({ municipality_id: municipalityId, id: districtId, name: 'Sentrum' })
    .execute();
  await tx
    .insertInto('neighbourhoods')
    .values({
      municipality_id: municipalityId,
      id: neighbourhoodId,
      district_id: districtId,
      name: 'Torget',
      grunnkrets_number: `${kommunenummer}0101`,
      grunnkrets_version_year: 2026,
      dwelling_count: 100,
    })
    .execute();
  await tx
    .insertInto('buildings')
    .values({
      municipality_id: municipalityId,
      id: buildingId,
      neighbourhood_id: neighbourhoodId,
      name: 'Torggata 1',
      form: 'small-complex',
    })
    .execute();
  return { neighbourhoodId, buildingId };
}

async function seedDwelling(
  tx: Tx,
  municipalityId: string,
  buildingId: string,
  [reference, track, level, role]: [string, 'welfare' | 'care', 1 | 2 | 3, 'dwelling' | 'repair'],
): Promise<string> {
  const id = ids.next();
  await tx
    .insertInto('dwellings')
    .values({
      municipality_id: municipalityId,
      id,
      reference,
      building_id: buildingId,
      track,
      level,
      bedrooms: 1,
      area_m2: 45,
      floor: 1,
      has_lift: false,
      wheelchair_accessible: false,
      robust: false,
      own_entrance: true,
      screened: false,
      owner_form: 'owned',
    })
    .execute();
  await tx
    .insertInto('dwelling_periods')
    .values({
      municipality_id: municipalityId,
      id: ids.next(),
      dwelling_id: id,
      role,
      valid_during: '[2020-01-01,)',
    })
    .execute();
  return id;
}
