import type { PlainDateString } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';
import type { DwellingAttributes, OwnerForm } from './dwelling.rows.ts';

/** A dwelling as the write side needs it. */
export interface LockedDwelling extends DwellingAttributes {
  readonly id: string;
  readonly version: number;
  readonly ownerForm: OwnerForm;
}

/** The dwelling, locked until the transaction ends, or undefined. */
export async function findDwellingForUpdate(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
): Promise<LockedDwelling | undefined> {
  return await tx
    .selectFrom('dwellings')
    .select([
      'id',
      'version',
      'bedrooms',
      'has_lift as hasLift',
      'wheelchair_accessible as wheelchairAccessible',
      'robust',
      'own_entrance as ownEntrance',
      'screened',
      'school_district as schoolDistrict',
      'leased_in_until as leasedInUntil',
      'owner_form as ownerForm',
    ])
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', dwellingId)
    .forUpdate()
    .executeTakeFirst();
}

/** First day on which the municipality no longer has the dwelling; null where it owns it, or has it until further notice. */
export async function findLeasedInUntil(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
): Promise<PlainDateString | null> {
  const row = await tx
    .selectFrom('dwellings')
    .select('leased_in_until as leasedInUntil')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', dwellingId)
    .executeTakeFirst();
  return row?.leasedInUntil ?? null;
}

/** Stores the attributes of a dwelling that was locked before, under the next version. */
export async function updateDwellingAttributes(
  tx: Tx,
  municipalityId: string,
  dwelling: LockedDwelling,
): Promise<void> {
  await tx
    .updateTable('dwellings')
    .set({
      bedrooms: dwelling.bedrooms,
      has_lift: dwelling.hasLift,
      wheelchair_accessible: dwelling.wheelchairAccessible,
      robust: dwelling.robust,
      own_entrance: dwelling.ownEntrance,
      screened: dwelling.screened,
      school_district: dwelling.schoolDistrict,
      leased_in_until: dwelling.leasedInUntil,
      version: dwelling.version + 1,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', dwelling.id)
    .execute();
}
