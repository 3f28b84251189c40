import {
  countByHead,
  countByLookupKey,
  countHashedUnderOneOnly,
  deleteLookups,
  inTenant,
} from '@boligtrapp/database';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdSource } from '../ports/ports.ts';
import { KEY_CARE, type KeyCareDeps } from './encrypted-fields.ts';

/** Hashes under the key are still needed: it is in use, or a number has no hash under the one in use. */
export class LookupKeyNeededError extends Error {
  override readonly name = 'LookupKeyNeededError';
}

const HASHES_PER_TRANSACTION = 1_000;

/**
 * Removes the hashes of a municipality under a lookup key that nobody uses any more. After that a process that still
 * has only this key finds nobody: every one must have the key in use first.
 *
 * @throws {LookupKeyNeededError}
 */
export async function dropLookupKey(
  deps: Pick<KeyCareDeps, 'db' | 'columns' | 'lookupHasher'> & { readonly ids: IdSource },
  municipalityId: string,
  lookupKeyId: string,
): Promise<number> {
  const { db, lookupHasher } = deps;
  const scope = { municipalityId, actorId: KEY_CARE };
  if (lookupKeyId === lookupHasher.keyId) throw new LookupKeyNeededError(`${lookupKeyId} is in use`);
  const hashes = await inTenant(db, scope, async (tx) => countByLookupKey(tx, municipalityId));
  let numbers = 0;
  for (const { column, db, isSearched } of deps.columns) {
    if (!isSearched) continue;
    const heads = await inTenant(db, scope, async (tx) => countByHead(tx, municipalityId, column));
    numbers += heads.reduce((sum, { count }) => sum + count, 0);
  }
  const hashed = hashes.find((counted) => counted.lookupKeyId === lookupHasher.keyId)?.count ?? 0;
  if (hashed < numbers) {
    throw new LookupKeyNeededError(
      `${numbers - hashed} numbers have no hash under ${lookupHasher.keyId} yet`,
    );
  }
  // A blocked case is in no count above, and its number must stay one person's all the same.
  const only = { has: lookupKeyId, lacks: lookupHasher.keyId };
  const lost = await inTenant(
    db,
    scope,
    async (tx) => await countHashedUnderOneOnly(tx, municipalityId, only),
  );
  if (lost > 0) {
    throw new LookupKeyNeededError(
      `${lost} persons, some of whose cases may be blocked, have a hash under ${lookupKeyId} alone`,
    );
  }
  let dropped = 0;
  for (;;) {
    const count = await inTenant(db, scope, async (tx) =>
      deleteLookups(tx, municipalityId, lookupKeyId, HASHES_PER_TRANSACTION),
    );
    dropped += count;
    if (count === 0) break;
  }
  if (dropped === 0) return 0;
  const actor = { id: KEY_CARE, role: 'job' as const, municipalityId, requestId: deps.ids.next() };
  await inTenant(db, scope, async (tx) => {
    await appendAuditEvent(tx, actor, {
      action: 'keys.lookup-key-dropped',
      objectKind: 'municipality',
      objectId: municipalityId,
      after: { lookupKeyId, dropped },
    });
  });
  return dropped;
}
