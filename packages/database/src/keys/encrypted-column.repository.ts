import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A column of ciphertexts, in a table whose key is `municipality_id` and `idColumn`. */
export interface EncryptedColumn {
  /** What its data keys are for. */
  readonly purpose: 'identity-number' | 'protected-address' | 'webhook-secret';
  /** Qualified by its schema where that is not `public`. */
  readonly table: string;
  readonly column: string;
  /** The uuid that its ciphertexts are bound to. */
  readonly idColumn: string;
}

/** A field that is encrypted. */
export interface EncryptedField {
  readonly rowId: string;
  readonly ciphertext: Buffer;
}

/** Which fields of a column are behind: not under this data key, or without a hash under this lookup key. */
export interface BehindWhat {
  /** First bytes of every ciphertext under the data key in use. */
  readonly prefix: Uint8Array;
  /** Null for a column that nobody searches. */
  readonly lookupKeyId: string | null;
}

/** How many fields begin with the same bytes. */
export interface PrefixCount {
  /** First 33 bytes: what names the data key, or the key of an older form. */
  readonly head: Buffer;
  readonly count: number;
}

/** Bytes of the longest beginning that names a key. */
const HEAD_BYTES = 33;

/**
 * Locks fields that are behind, in the order of their rows, after `afterRowId` (exclusive), and returns them. Whoever
 * rotates the same rows at the same time waits, and then finds them done.
 */
export async function lockFieldsBehind(
  tx: Tx,
  municipalityId: string,
  column: EncryptedColumn,
  page: BehindWhat & { readonly afterRowId: string | undefined; readonly limit: number },
): Promise<readonly EncryptedField[]> {
  const id = sql.ref(`t.${column.idColumn}`);
  const after = page.afterRowId === undefined ? sql`true` : sql`${id} > ${page.afterRowId}::uuid`;
  const { rows } = await sql<EncryptedField>`
    select ${id} as "rowId", ${sql.ref(`t.${column.column}`)} as ciphertext
    from ${sql.table(column.table)} as t
    where t.municipality_id = ${municipalityId} and ${after} and ${isBehind(column, page)}
    order by ${id} limit ${page.limit} for no key update of t`.execute(tx);
  return rows;
}

/** How many fields are behind. */
export async function countFieldsBehind(
  tx: Tx,
  municipalityId: string,
  column: EncryptedColumn,
  what: BehindWhat,
): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select count(*) as count from ${sql.table(column.table)} as t
    where t.municipality_id = ${municipalityId} and ${isBehind(column, what)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Puts other ciphertexts into fields whose rows the caller has locked. */
export async function replaceFields(
  tx: Tx,
  municipalityId: string,
  column: EncryptedColumn,
  fields: readonly { readonly rowId: string; readonly ciphertext: Uint8Array }[],
): Promise<void> {
  if (fields.length === 0) return;
  const ids = fields.map(({ rowId }) => rowId);
  const texts = fields.map(({ ciphertext }) => Buffer.from(ciphertext));
  await sql`update ${sql.table(column.table)} as t set ${sql.ref(column.column)} = v.ciphertext
    from unnest(${ids}::uuid[], ${texts}::bytea[]) as v (id, ciphertext)
    where t.municipality_id = ${municipalityId} and ${sql.ref(`t.${column.idColumn}`)} = v.id`.execute(tx);
}

/** How many fields begin with which bytes. */
export async function countByHead(
  tx: Tx,
  municipalityId: string,
  column: EncryptedColumn,
): Promise<readonly PrefixCount[]> {
  const field = sql.ref(`t.${column.column}`);
  // A form from before data keys is as long as the key id that its first byte counts.
  const { rows } = await sql<PrefixCount>`
    select substring(${field} from 1 for least(${HEAD_BYTES}, case when get_byte(${field}, 0) < ${HEAD_BYTES}
      then 1 + get_byte(${field}, 0) else 17 end)) as head, count(*) as count
    from ${sql.table(column.table)} as t
    where t.municipality_id = ${municipalityId} and octet_length(${field}) > 0
    group by 1 order by 1`.execute(tx);
  return rows;
}

function isBehind(column: EncryptedColumn, { prefix, lookupKeyId }: BehindWhat): RawBuilder<boolean> {
  const field = sql.ref(`t.${column.column}`);
  const otherKey = sql`substring(${field} from 1 for ${prefix.length}) <> ${Buffer.from(prefix)}`;
  if (lookupKeyId === null) return sql`(${field} is not null and ${otherKey})`;
  return sql`(${field} is not null and (${otherKey} or not exists (
    select from identity_lookups l where l.municipality_id = t.municipality_id
      and l.person_id = ${sql.ref(`t.${column.idColumn}`)} and l.lookup_key_id = ${lookupKeyId})))`;
}
