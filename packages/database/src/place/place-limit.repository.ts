import type { Level, PlaceKind, PlaceStatus, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What a dated limit of a place says beside its own value. */
export interface PlaceLimitTerms {
  readonly reason: string;
  readonly owner: string;
  readonly reviewOn: PlainDateString;
  /** First day (inclusive). */
  readonly validFrom: PlainDateString;
  /** First day on which it no longer holds (exclusive); null for no end. */
  readonly validTo: PlainDateString | null;
}

/** The value of a limit: a status, or a cap of its own. */
export type PlaceLimitValue =
  | {
      readonly limit: 'status';
      readonly status: PlaceStatus;
      readonly highestLevelAllowed: Level | 0 | null;
    }
  | { readonly limit: 'cap'; readonly capPoints: number };

/** Which of the two. */
export type PlaceLimitKind = PlaceLimitValue['limit'];

/** A status or cap of a place as stored. Owner and review are null for a cap that was stored without them. */
export type PlaceLimitRow = PlaceLimitValue &
  Pick<PlaceLimitTerms, 'reason' | 'validFrom' | 'validTo'> & {
    readonly id: string;
    readonly owner: string | null;
    readonly reviewOn: PlainDateString | null;
  };

/**
 * The kind of the place with this id, or undefined; its row is locked until the transaction ends. Whoever changes what
 * holds for it waits for the one before; whoever decides by what holds takes the lock `for-share`; who only reads, none.
 */
export async function findPlaceKind(
  tx: Tx,
  municipalityId: string,
  placeId: string,
  lock: 'for-change' | 'for-share' | 'none',
): Promise<PlaceKind | undefined> {
  for (const [table, kind] of TABLES) {
    const row = tx
      .selectFrom(table)
      .where('municipality_id', '=', municipalityId)
      .where('id', '=', placeId)
      .select('id');
    const query = lock === 'none' ? row : lock === 'for-share' ? row.forShare() : row.forNoKeyUpdate();
    if ((await query.executeTakeFirst()) !== undefined) return kind;
  }
  return undefined;
}

const TABLES = [
  ['buildings', 'building'],
  ['neighbourhoods', 'neighbourhood'],
  ['districts', 'district'],
] as const satisfies readonly (readonly [string, PlaceKind])[];

/** Statuses or caps of a place that hold on a day from `from` on, by their first day; all of them where it is null. */
export async function listPlaceLimits(
  tx: Tx,
  municipalityId: string,
  placeId: string,
  { limit, from }: { readonly limit: PlaceLimitKind; readonly from: PlainDateString | null },
): Promise<readonly PlaceLimitRow[]> {
  const table = limit === 'status' ? sql.table('place_statuses') : sql.table('place_caps');
  const value =
    limit === 'status'
      ? sql`'status' as "limit", p.status, p.highest_level_allowed as "highestLevelAllowed"`
      : sql`'cap' as "limit", p.cap_points as "capPoints"`;
  const { rows } = await sql<PlaceLimitRow>`
    select p.id, ${value}, p.reason, p.owner, p.review_on as "reviewOn",
      lower(p.valid_during) as "validFrom", upper(p.valid_during) as "validTo"
    from ${table} p
    where p.municipality_id = ${municipalityId} and p.place_id = ${placeId}
      and (${from}::date is null or p.valid_during && daterange(${from}::date, null))
    order by lower(p.valid_during)`.execute(tx);
  return rows;
}

/** Adds a status or cap to a place; the caller has made room for its days. */
export async function insertPlaceLimit(
  tx: Tx,
  municipalityId: string,
  place: { readonly id: string; readonly kind: PlaceKind },
  row: PlaceLimitValue & PlaceLimitTerms & { readonly id: string },
): Promise<void> {
  const common = {
    municipality_id: municipalityId,
    id: row.id,
    building_id: place.kind === 'building' ? place.id : null,
    neighbourhood_id: place.kind === 'neighbourhood' ? place.id : null,
    district_id: place.kind === 'district' ? place.id : null,
    ...toTerms(row),
  };
  if (row.limit === 'cap') {
    await tx
      .insertInto('place_caps')
      .values({ ...common, cap_points: row.capPoints })
      .execute();
    return;
  }
  const { status, highestLevelAllowed: highest_level_allowed } = row;
  await tx
    .insertInto('place_statuses')
    .values({ ...common, status, highest_level_allowed })
    .execute();
}

/** Replaces what a status or cap says that begins on the same day: a correction. */
export async function overwritePlaceLimit(
  tx: Tx,
  municipalityId: string,
  row: PlaceLimitValue & PlaceLimitTerms & { readonly id: string },
): Promise<void> {
  if (row.limit === 'cap') {
    await tx
      .updateTable('place_caps')
      .set({ ...toTerms(row), cap_points: row.capPoints })
      .where('municipality_id', '=', municipalityId)
      .where('id', '=', row.id)
      .execute();
    return;
  }
  const { status, highestLevelAllowed: highest_level_allowed } = row;
  await tx
    .updateTable('place_statuses')
    .set({ ...toTerms(row), status, highest_level_allowed })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', row.id)
    .execute();
}

/** Ends a status or cap on a day after its first. */
export async function endPlaceLimit(
  tx: Tx,
  municipalityId: string,
  row: { readonly id: string; readonly limit: PlaceLimitKind; readonly endsOn: PlainDateString },
): Promise<void> {
  await tx
    .updateTable(row.limit === 'cap' ? 'place_caps' : 'place_statuses')
    .set({ valid_during: sql`daterange(lower(valid_during), ${row.endsOn}::date)` })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', row.id)
    .execute();
}

function toTerms({ reason, owner, reviewOn, validFrom, validTo }: PlaceLimitTerms) {
  return {
    reason,
    owner,
    review_on: reviewOn,
    valid_during: sql<string>`daterange(${validFrom}::date, ${validTo}::date)`,
  };
}
