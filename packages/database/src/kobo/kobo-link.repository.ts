import type { KoboLinkState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { OwnerForm } from '../dwelling/dwelling.rows.ts';

/** A dwelling and its counterpart in Kobo, as stored. */
export interface KoboLinkRow {
  readonly dwellingId: string;
  readonly koboId: string | null;
  readonly supplierId: string;
  readonly supplierIdName: 'leverandorBoligId' | 'fdvuBoligId';
  readonly state: KoboLinkState;
  /** What was given of a dwelling that is to be made in Kobo, as JSON. */
  readonly newDwelling: unknown;
  readonly wanted: number;
  readonly done: number;
  readonly attempts: number;
  readonly failingSince: string | null;
  readonly nextAttemptAt: string | null;
  readonly lastFault: string | null;
  readonly claim: string | null;
  readonly claimedUntil: string | null;
  /** Facts that both sides had alike when they were last compared, as JSON. */
  readonly agreed: unknown;
  readonly lastSeen: unknown;
  readonly lastSeenHash: string | null;
  readonly lastSyncedAt: string | null;
  readonly unpublishedFields: readonly string[];
  readonly supersededHashes: readonly string[];
  readonly suspectHash: string | null;
  /** Fields that were sent and not seen in Kobo yet, as JSON. */
  readonly sending: unknown;
}

/** What a link is stored with first. */
export type NewKoboLink = Pick<KoboLinkRow, 'dwellingId' | 'koboId' | 'supplierId' | 'newDwelling'> & {
  readonly state: 'to-create' | 'linked';
};

/** What of a link can be given another value; JSON as it is. */
export type KoboLinkChange = Partial<Omit<KoboLinkRow, 'dwellingId' | 'supplierId' | 'newDwelling'>>;

/** Adds a link; undefined where the dwelling, its supplier's id or the counterpart has one. */
export async function insertKoboLink(
  tx: Tx,
  municipalityId: string,
  link: NewKoboLink,
): Promise<KoboLinkRow | undefined> {
  const added = await tx
    .insertInto('kobo_links')
    .values({
      municipality_id: municipalityId,
      dwelling_id: link.dwellingId,
      kobo_id: link.koboId,
      supplier_id: link.supplierId,
      state: link.state,
      new_dwelling: jsonOf(link.newDwelling),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('dwelling_id')
    .executeTakeFirst();
  return added === undefined ? undefined : await findKoboLink(tx, link.dwellingId);
}

/** The link of a dwelling, or undefined. */
export async function findKoboLink(tx: Tx, dwellingId: string): Promise<KoboLinkRow | undefined> {
  return await links(tx).where('dwelling_id', '=', dwellingId).executeTakeFirst();
}

/** The link of a dwelling, its row locked until the transaction ends. */
export async function lockKoboLink(tx: Tx, dwellingId: string): Promise<KoboLinkRow | undefined> {
  return await links(tx).where('dwelling_id', '=', dwellingId).forNoKeyUpdate().executeTakeFirst();
}

/** The same by the supplier's id. */
export async function lockKoboLinkBySupplierId(tx: Tx, supplierId: string): Promise<KoboLinkRow | undefined> {
  return await links(tx).where('supplier_id', '=', supplierId).forNoKeyUpdate().executeTakeFirst();
}

/** Stores what is new of a link that was locked before. */
export async function updateKoboLink(tx: Tx, dwellingId: string, change: KoboLinkChange): Promise<void> {
  const values = {
    kobo_id: change.koboId,
    supplier_id_name: change.supplierIdName,
    state: change.state,
    wanted: change.wanted,
    done: change.done,
    attempts: change.attempts,
    failing_since: change.failingSince,
    next_attempt_at: change.nextAttemptAt,
    last_fault: change.lastFault,
    claim: change.claim,
    claimed_until: change.claimedUntil,
    agreed: jsonOf(change.agreed),
    last_seen: jsonOf(change.lastSeen),
    last_seen_hash: change.lastSeenHash,
    last_synced_at: change.lastSyncedAt,
    unpublished_fields: arrayOf(change.unpublishedFields),
    superseded_hashes: arrayOf(change.supersededHashes),
    suspect_hash: change.suspectHash,
    sending: jsonOf(change.sending),
  };
  await tx.updateTable('kobo_links').set(values).where('dwelling_id', '=', dwellingId).execute();
}

/**
 * Asks for a comparison of the dwelling that has this id in Kobo, unless one is waiting that nobody has begun: that one
 * reads what is there then.
 *
 * @returns `asked`, `waiting` already, or `unknown` where no dwelling of ours has it.
 */
export async function wantKoboComparison(
  tx: Tx,
  koboId: string,
): Promise<
  { readonly kind: 'asked'; readonly dwellingId: string } | { readonly kind: 'waiting' | 'unknown' }
> {
  const asked = await tx
    .updateTable('kobo_links')
    .set({ wanted: sql<number>`wanted + 1` })
    .where('kobo_id', '=', koboId)
    .where('state', '=', 'linked')
    .where((eb) => eb.or([eb('wanted', '=', eb.ref('done')), eb('claim', 'is not', null)]))
    .returning('dwelling_id as dwellingId')
    .executeTakeFirst();
  if (asked !== undefined) return { kind: 'asked', dwellingId: asked.dwellingId };
  const known = await tx
    .selectFrom('kobo_links')
    .select('dwelling_id')
    .where('kobo_id', '=', koboId)
    .executeTakeFirst();
  return { kind: known === undefined ? 'unknown' : 'waiting' };
}

/** Asks for a comparison of every linked dwelling of the municipality; says how many. */
export async function wantAllKoboComparisons(tx: Tx): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('kobo_links')
    .set({ wanted: sql<number>`wanted + 1` })
    .where('state', '=', 'linked')
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Dwellings whose link has something to do that is due, and whose claim nobody has, after the given one. */
export async function listDueKoboLinks(
  tx: Tx,
  now: string,
  page: { readonly afterId: string | undefined; readonly limit: number },
): Promise<readonly string[]> {
  let query = tx
    .selectFrom('kobo_links')
    .select('dwelling_id as dwellingId')
    .whereRef('wanted', '>', 'done')
    .where('state', 'in', ['to-create', 'creating', 'linked'])
    .where((eb) => eb.or([eb('next_attempt_at', 'is', null), eb('next_attempt_at', '<=', now)]))
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .orderBy('dwelling_id')
    .limit(page.limit);
  if (page.afterId !== undefined) query = query.where('dwelling_id', '>', page.afterId);
  return (await query.execute()).map(({ dwellingId }) => dwellingId);
}

/** A dwelling as the comparison with Kobo needs it. */
export interface KoboComparable {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
  readonly level: number;
  readonly bedrooms: number;
  readonly areaM2: number;
  readonly floor: number;
  readonly bruksenhetsnummer: string | null;
  readonly wheelchairAccessible: boolean;
  readonly ownerForm: OwnerForm;
  readonly leasedInUntil: string | null;
  readonly hasLift: boolean;
  readonly ownEntrance: boolean;
  readonly robust: boolean;
  readonly screened: boolean;
}

/** The dwelling, locked until the transaction ends. */
export async function lockKoboComparable(tx: Tx, dwellingId: string): Promise<KoboComparable | undefined> {
  return await tx
    .selectFrom('dwellings')
    .select([
      'id',
      'version',
      'reference',
      'level',
      'bedrooms',
      'area_m2 as areaM2',
      'floor',
      'bruksenhetsnummer',
      'wheelchair_accessible as wheelchairAccessible',
      'owner_form as ownerForm',
      'leased_in_until as leasedInUntil',
      'has_lift as hasLift',
      'own_entrance as ownEntrance',
      'robust',
      'screened',
    ])
    .where('id', '=', dwellingId)
    .forUpdate()
    .executeTakeFirst();
}

/** Stores facts of a dwelling that was locked before, under the next version. */
export async function updateKoboComparable(tx: Tx, dwelling: KoboComparable): Promise<void> {
  await tx
    .updateTable('dwellings')
    .set({
      bedrooms: dwelling.bedrooms,
      area_m2: dwelling.areaM2,
      floor: dwelling.floor,
      bruksenhetsnummer: dwelling.bruksenhetsnummer,
      wheelchair_accessible: dwelling.wheelchairAccessible,
      owner_form: dwelling.ownerForm,
      has_lift: dwelling.hasLift,
      own_entrance: dwelling.ownEntrance,
      robust: dwelling.robust,
      screened: dwelling.screened,
      version: dwelling.version + 1,
    })
    .where('id', '=', dwelling.id)
    .execute();
}

/** JSON for a column; what is undefined stays as it is, null empties the column. */
function jsonOf(value: unknown): string | null | undefined {
  return value === undefined || value === null ? value : JSON.stringify(value);
}

function arrayOf(values: readonly string[] | undefined): string[] | undefined {
  return values === undefined ? undefined : [...values];
}

function links(tx: Tx) {
  return tx
    .selectFrom('kobo_links')
    .select([
      'dwelling_id as dwellingId',
      'kobo_id as koboId',
      'supplier_id as supplierId',
      'supplier_id_name as supplierIdName',
      'state',
      'new_dwelling as newDwelling',
      'wanted',
      'done',
      'attempts',
      'failing_since as failingSince',
      'next_attempt_at as nextAttemptAt',
      'last_fault as lastFault',
      'claim',
      'claimed_until as claimedUntil',
      'agreed',
      'last_seen as lastSeen',
      'last_seen_hash as lastSeenHash',
      'last_synced_at as lastSyncedAt',
      'unpublished_fields as unpublishedFields',
      'superseded_hashes as supersededHashes',
      'suspect_hash as suspectHash',
      'sending',
    ]);
}
