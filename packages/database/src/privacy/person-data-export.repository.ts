import type { PersonDataExportState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** `access`: what is held on a person; `archive`: the case of a blocked household. */
export type PersonDataExportKind = 'access' | 'archive';

/** A copy that is asked for. */
export interface NewPersonDataExport {
  readonly id: string;
  readonly kind: PersonDataExportKind;
  /** The person, or the household of a blocked case. */
  readonly subjectId: string;
  readonly reasonCode: string;
  readonly reference: string;
  readonly requestedBy: string;
  readonly isProtected: boolean;
}

/** A copy, without its content. */
export interface PersonDataExportRow {
  readonly id: string;
  readonly kind: PersonDataExportKind;
  readonly personId: string | null;
  readonly householdId: string | null;
  readonly reasonCode: string;
  readonly reference: string;
  readonly state: PersonDataExportState;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly isProtected: boolean;
  readonly madeAt: string | null;
  readonly expiresAt: string | null;
  readonly version: number;
}

/** Stores that a copy is asked for. */
export async function insertPersonDataExport(
  tx: Tx,
  municipalityId: string,
  copy: NewPersonDataExport,
): Promise<void> {
  await tx
    .insertInto('person_data_exports')
    .values({
      municipality_id: municipalityId,
      id: copy.id,
      kind: copy.kind,
      person_id: copy.kind === 'access' ? copy.subjectId : null,
      household_id: copy.kind === 'archive' ? copy.subjectId : null,
      reason_code: copy.reasonCode,
      reference: copy.reference,
      requested_by: copy.requestedBy,
      is_protected: copy.isProtected,
    })
    .execute();
}

/** Which copies. */
export interface PersonDataExportQuery {
  readonly kind: PersonDataExportKind;
  /** Households whose cases do not exist for the reader. */
  readonly hiddenHouseholdIds: readonly string[];
  /** Who reads: copies of cases with a protected address are there for those alone who asked for them. */
  readonly reader: string;
}

/** Copies from the newest, after `afterId` (exclusive). */
export async function listPersonDataExports(
  tx: Tx,
  municipalityId: string,
  query: PersonDataExportQuery,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly PersonDataExportRow[]> {
  let rows = matching(tx, municipalityId, query).orderBy('id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) rows = rows.where('id', '<', page.afterId);
  return await rows.execute();
}

/** How many copies the query has. */
export async function countPersonDataExports(
  tx: Tx,
  municipalityId: string,
  query: PersonDataExportQuery,
): Promise<number> {
  const { count } = await matching(tx, municipalityId, query)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A copy by id, or undefined. */
export async function findPersonDataExport(
  tx: Tx,
  municipalityId: string,
  exportId: string,
): Promise<PersonDataExportRow | undefined> {
  return await exports(tx, municipalityId).where('id', '=', exportId).executeTakeFirst();
}

/** The content of a copy, or undefined where it is gone or not made yet. */
export async function readExportContent(
  tx: Tx,
  municipalityId: string,
  exportId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('person_data_exports')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', exportId)
    .select('content')
    .executeTakeFirst();
  return row?.content ?? undefined;
}

/** Copies that wait to be made. */
export async function listRequestedExports(
  tx: Tx,
  municipalityId: string,
): Promise<readonly PersonDataExportRow[]> {
  return await exports(tx, municipalityId).where('state', '=', 'requested').orderBy('id').execute();
}

/**
 * Stores the copy that was made, or that there is nothing to copy; false where it is settled already. Needs the
 * retention role.
 */
export async function settlePersonDataExport(
  tx: Tx,
  municipalityId: string,
  exportId: string,
  made: { readonly content: string; readonly isProtected: boolean; readonly keptDays: number } | undefined,
): Promise<boolean> {
  const result = await tx
    .updateTable('person_data_exports')
    .set(
      made === undefined
        ? { state: 'nothing-held', version: sql`version + 1` }
        : {
            state: 'ready',
            content: made.content,
            is_protected: made.isProtected,
            made_at: sql<string>`now()`,
            expires_at: sql<string>`now() + make_interval(days => ${made.keptDays}::integer)`,
            version: sql`version + 1`,
          },
    )
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', exportId)
    .where('state', '=', 'requested')
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** Destroys the content of copies whose time for fetching them is over at `now`. Needs the retention role. */
export async function expirePersonDataExports(
  tx: Tx,
  municipalityId: string,
  now: string,
): Promise<readonly string[]> {
  const rows = await tx
    .updateTable('person_data_exports')
    .set({ state: 'expired', content: null, version: sql`version + 1` })
    .where('municipality_id', '=', municipalityId)
    .where('state', '=', 'ready')
    .where('expires_at', '<=', now)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

function matching(tx: Tx, municipalityId: string, query: PersonDataExportQuery) {
  const hidden = sql`any(${[...query.hiddenHouseholdIds]}::uuid[])`;
  return exports(tx, municipalityId)
    .where('kind', '=', query.kind)
    .where((where) => where.or([where('is_protected', '=', false), where('requested_by', '=', query.reader)]))
    .where(
      sql<boolean>`coalesce(household_id = ${hidden}, false) = false and not exists (
        select from households_ever_of(person_id) as ever (id) where ever.id = ${hidden})`,
    );
}

function exports(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('person_data_exports')
    .where('municipality_id', '=', municipalityId)
    .select([
      'id',
      'person_id as personId',
      'household_id as householdId',
      'reason_code as reasonCode',
      'reference',
      'requested_by as requestedBy',
      'requested_at as requestedAt',
      'is_protected as isProtected',
      'made_at as madeAt',
      'expires_at as expiresAt',
      'version',
    ])
    .select((eb) => [
      eb.ref('kind').$castTo<PersonDataExportKind>().as('kind'),
      eb.ref('state').$castTo<PersonDataExportState>().as('state'),
    ]);
}
