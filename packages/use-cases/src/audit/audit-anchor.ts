import {
  type AuditHead,
  type Db,
  findLastAuditEvent,
  inTenantSnapshot,
  readAccessDigest,
} from '@boligtrapp/database';
import { toCanonicalJson } from '@boligtrapp/matching';
import type { AuditSealer, Clock } from '../ports/ports.ts';

/**
 * What is known outside the database about the traces of one municipality at one moment: the head of its chain of
 * changes, and a digest of the readings since the anchor before. Names no person.
 */
export interface AuditAnchor extends AuditHead {
  readonly format: 'boligtrapp-audit-anchor/1';
  readonly anchoredAt: string;
  /** Readings noted after this instant; null for all from the first one on. */
  readonly accessFrom: string | null;
  /** Through this instant. */
  readonly accessUntil: string;
  readonly accessCount: number;
  /** SHA-256 in hex. */
  readonly accessHash: string;
}

/** An anchor with the seal that proves who wrote it. */
export interface SealedAnchor extends AuditAnchor {
  readonly keyId: string;
  readonly seal: string;
}

/** What {@link makeAnchor} works with. */
export interface MakeAnchorDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly sealer: AuditSealer;
}

/** Who anchors, as it stands on the transaction. */
const ANCHOR_ACTOR = 'job:anchor-audit';

/** A reading is noted before its transaction ends; after so long none is still open. */
const ACCESS_SETTLES_AFTER_MINUTES = 10;

/**
 * Makes the anchor of this moment. To be kept where nobody who may change the database can change it: what is cut off
 * or written anew in the database after that no longer fits it.
 *
 * @param previous the anchor of the municipality before this one, whose readings are not counted again.
 */
export async function makeAnchor(
  { db, clock, sealer }: MakeAnchorDeps,
  municipalityId: string,
  previous: Pick<AuditAnchor, 'accessUntil'> | undefined,
): Promise<SealedAnchor> {
  const now = Temporal.Instant.from(clock.now());
  const window = {
    from: previous?.accessUntil ?? null,
    until: now.subtract({ minutes: ACCESS_SETTLES_AFTER_MINUTES }).toString(),
  };
  const scope = { municipalityId, actorId: ANCHOR_ACTOR };
  return await inTenantSnapshot(db, scope, async (tx) => {
    const head = (await findLastAuditEvent(tx)) ?? { sequence: 0, hash: '' };
    const access = await readAccessDigest(tx, window);
    const anchor: AuditAnchor = {
      format: 'boligtrapp-audit-anchor/1',
      municipalityId,
      ...head,
      anchoredAt: now.toString(),
      accessFrom: window.from,
      accessUntil: window.until,
      accessCount: access.count,
      accessHash: access.hash,
    };
    return { ...anchor, ...sealer.seal(toCanonicalJson(anchor)) };
  });
}

/** Whether an anchor is as a holder of the key has written it. */
export function isTrueAnchor(sealer: AuditSealer, { keyId, seal, ...anchor }: SealedAnchor): boolean {
  return sealer.isSealed(toCanonicalJson(anchor), { keyId, seal });
}

const TEXTS = ['municipalityId', 'hash', 'anchoredAt', 'accessUntil', 'accessHash', 'keyId', 'seal'] as const;

/** An anchor from its line in a file; undefined for any other text. The seal is not looked at. */
export function parseAnchor(line: string): SealedAnchor | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isAnchor(value) ? value : undefined;
}

function isAnchor(value: unknown): value is SealedAnchor {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    fields.get('format') === 'boligtrapp-audit-anchor/1' &&
    TEXTS.every((name) => typeof fields.get(name) === 'string') &&
    Number.isSafeInteger(fields.get('sequence')) &&
    Number.isSafeInteger(fields.get('accessCount')) &&
    (fields.get('accessFrom') === null || typeof fields.get('accessFrom') === 'string')
  );
}
