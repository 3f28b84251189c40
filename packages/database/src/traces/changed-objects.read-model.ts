import type { Tx } from '../connect.ts';

/** Kinds of things that other systems follow. */
export type ChangedKind = 'dwelling' | 'place';

/** A thing that has changed. */
export interface ChangedObjectRow {
  /** Number of the change in the chain. */
  readonly sequence: number;
  readonly kind: ChangedKind;
  readonly id: string;
  /** Instant in RFC 3339. */
  readonly changedAt: string;
}

/**
 * Things of these kinds that have changed after the change with the number `afterSequence`, from the oldest. Numbers are
 * given under a lock that is held until the commit: none comes in below one that was seen.
 */
export async function listChangedObjects(
  tx: Tx,
  municipalityId: string,
  query: { readonly kinds: readonly ChangedKind[]; readonly afterSequence: number; readonly limit: number },
): Promise<readonly ChangedObjectRow[]> {
  const rows = await tx
    .selectFrom('audit_events')
    .where('municipality_id', '=', municipalityId)
    .where('object_kind', 'in', query.kinds)
    .where('sequence', '>', query.afterSequence)
    .select(['sequence', 'object_kind as kind', 'object_id as id', 'occurred_at as changedAt'])
    .orderBy('sequence')
    .limit(query.limit)
    .execute();
  return rows.map((row) => ({ ...row, kind: query.kinds.find((kind) => kind === row.kind) ?? 'dwelling' }));
}
