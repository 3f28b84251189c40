import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Why a place has its status, who answers for it, and until when. */
export interface PlaceStatusNote {
  readonly reason: string;
  readonly owner: string;
  /** Day by which the owner must look at it again. */
  readonly reviewOn: PlainDateString;
  /** First day of the status (inclusive). */
  readonly validFrom: PlainDateString;
  /** First day on which it no longer holds (exclusive); null for no end. */
  readonly validTo: PlainDateString | null;
}

/** The note to the status of a place on `on`; undefined for a place that is open because nothing is said. */
export async function findPlaceStatusNote(
  tx: Tx,
  municipalityId: string,
  placeId: string,
  on: PlainDateString,
): Promise<PlaceStatusNote | undefined> {
  return await tx
    .selectFrom('place_statuses as s')
    .where('s.municipality_id', '=', municipalityId)
    .where('s.place_id', '=', placeId)
    .where(sql<boolean>`s.valid_during @> ${on}::date`)
    .select([
      's.reason',
      's.owner',
      's.review_on as reviewOn',
      sql<PlainDateString>`lower(s.valid_during)`.as('validFrom'),
      sql<PlainDateString | null>`upper(s.valid_during)`.as('validTo'),
    ])
    .executeTakeFirst();
}

/** Places whose status or own cap of `on` is past the day of its review. */
export async function listPlacesWithOverdueReview(
  tx: Tx,
  municipalityId: string,
  on: PlainDateString,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ readonly id: string }>`
    select t.place_id as id from (
      select municipality_id, place_id, valid_during, review_on from place_statuses
      union all select municipality_id, place_id, valid_during, review_on from place_caps
    ) t
    where t.municipality_id = ${municipalityId} and t.valid_during @> ${on}::date
      and t.review_on < ${on}::date`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
