import { sql } from 'kysely';
import type { Db, Tx } from '../connect.ts';

/** The last audit event of a chain. */
export interface AuditHead {
  readonly municipalityId: string;
  /** Counted from 1 without a gap. */
  readonly sequence: number;
  /** SHA-256 in hex over the event and the hash of the one before it. */
  readonly hash: string;
}

/** A head with the seal that proves who wrote it. */
export interface SealedAuditHead extends AuditHead {
  readonly keyId: string;
  /** HMAC in hex over {@link auditHeadText}. */
  readonly seal: string;
}

/** Makes the seal of a head, with a key that the database does not have. */
export type SealAuditHead = (text: string) => { readonly keyId: string; readonly seal: string };

/** What the seal of a head is over. */
export function auditHeadText({ municipalityId, sequence, hash }: AuditHead): string {
  return `boligtrapp-audit-head/1\n${municipalityId}\n${sequence}\n${hash}`;
}

const SEALERS = new WeakMap<Db, SealAuditHead>();
const APPENDED = new WeakMap<Tx, Omit<AuditHead, 'municipalityId'>>();

/** From now on every transaction of `db` seals the head that it leaves. */
export function sealAuditHeadsOf(db: Db, sealAuditHead: SealAuditHead): void {
  SEALERS.set(db, sealAuditHead);
}

/** Notes that `tx` has appended to the chain. */
export function noteAppended(tx: Tx, head: Omit<AuditHead, 'municipalityId'>): void {
  APPENDED.set(tx, head);
}

/**
 * Seals the head that `tx` has left, once and last: the lock of the chain is held until it commits, so that no other
 * head comes between. Does nothing where nothing was appended, or where `db` has no key.
 */
export async function sealAppended(db: Db, tx: Tx, municipalityId: string): Promise<void> {
  const appended = APPENDED.get(tx);
  const sealAuditHead = SEALERS.get(db);
  if (appended === undefined || sealAuditHead === undefined) return;
  const { sequence, hash } = appended;
  const { keyId, seal } = sealAuditHead(auditHeadText({ municipalityId, sequence, hash }));
  await tx
    .insertInto('audit_heads')
    .values({ municipality_id: municipalityId, sequence, hash, key_id: keyId, seal })
    .onConflict((conflict) =>
      conflict.column('municipality_id').doUpdateSet({
        sequence,
        hash,
        key_id: keyId,
        seal,
        sealed_at: sql`clock_timestamp()`,
      }),
    )
    .execute();
}

/** The sealed head of the municipality, or undefined where none was sealed yet. */
export async function findSealedHead(tx: Tx, municipalityId: string): Promise<SealedAuditHead | undefined> {
  return await tx
    .selectFrom('audit_heads')
    .where('municipality_id', '=', municipalityId)
    .select(['municipality_id as municipalityId', 'sequence', 'hash', 'key_id as keyId', 'seal'])
    .executeTakeFirst();
}
