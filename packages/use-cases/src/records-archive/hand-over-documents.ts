import { createHash } from 'node:crypto';
import {
  claimOutgoing,
  type Db,
  findOutgoingContent,
  insertOutgoing,
  inTenant,
  listMissingOutgoing,
  listProtectedHouseholds,
  lockOutgoing,
  markHandedOver,
  markHandOverFailed,
  type OutgoingDocumentRow,
  type OutgoingTarget,
  type Tx,
} from '@boligtrapp/database';
import {
  archivedFileName,
  minutesUntilNextHandOver,
  OUTGOING_DOCUMENT_TRANSITIONS,
  type OutgoingDocumentAction,
  type OutgoingDocumentState,
  toNoarkMetadata,
} from '@boligtrapp/domain';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import type { HandedOver, OutgoingDocument } from './archive-ports.ts';

/** What {@link handOverDocuments} works with. */
export interface HandOverDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly target: OutgoingTarget;
  /** Takes a document, as the port of the target says. */
  readonly handOver: (document: OutgoingDocument) => Promise<HandedOver>;
  /** Told of a document that was not taken, by its id and a code. */
  readonly onFailed: (documentId: string, errorCode: string) => void;
}

const ACTOR_ID = 'job:documents';
const DOCUMENTS_PER_LOOK = 20;
/** Longer than handing a document over may take. */
const CLAIM_MINUTES = 10;

/**
 * Hands over what was signed or sent and is not handed over yet. What is to go out follows from what is stored, so that
 * nothing is forgotten by a process that dies; a document that was taken and not noted is handed over again under the
 * same id, and is there once. One that fails waits ever longer, and is never given up.
 *
 * @returns how many were handed over.
 */
export async function handOverDocuments(deps: HandOverDeps, municipalityId: string): Promise<number> {
  const scope = { municipalityId, actorId: ACTOR_ID };
  const now = Temporal.Instant.from(deps.clock.now());
  const claimed = await inTenant(deps.db, scope, async (tx) => {
    const { target } = deps;
    for (const missing of await listMissingOutgoing(tx, municipalityId, target, DOCUMENTS_PER_LOOK)) {
      const document = { ...missing, id: deps.ids.next(), target, nextAttemptAt: now.toString() };
      await insertOutgoing(tx, municipalityId, document);
    }
    const until = now.add({ minutes: CLAIM_MINUTES }).toString();
    const claim = { target, now: now.toString(), until, limit: DOCUMENTS_PER_LOOK };
    return await claimOutgoing(tx, municipalityId, claim);
  });
  let count = 0;
  for (const row of claimed) count += (await handOverOne(deps, municipalityId, row)) ? 1 : 0;
  return count;
}

async function handOverOne(
  deps: HandOverDeps,
  municipalityId: string,
  row: OutgoingDocumentRow,
): Promise<boolean> {
  const scope = { municipalityId, actorId: ACTOR_ID };
  const document = await inTenant(deps.db, scope, async (tx) => await load(tx, municipalityId, row));
  // Its case is blocked, or protected since: it is looked at again, and goes when it may.
  if (document === undefined) return await failed(deps, municipalityId, row, 'document.not-visible');
  let taken: HandedOver;
  try {
    taken = await deps.handOver(document);
  } catch (error) {
    return await failed(deps, municipalityId, row, codeOf(error));
  }
  await inTenant(deps.db, scope, async (tx) => {
    const locked = await lockOutgoing(tx, municipalityId, row.id);
    if (locked?.state !== 'pending') return;
    const state = transition<OutgoingDocumentState, OutgoingDocumentAction>(
      OUTGOING_DOCUMENT_TRANSITIONS,
      locked.state,
      'hand-over',
    );
    const { reference } = taken;
    await markHandedOver(tx, municipalityId, row.id, { state, reference, at: deps.clock.now() });
    const actor = { id: ACTOR_ID, role: 'job' as const, municipalityId, requestId: row.id };
    await appendAuditEvent(tx, actor, {
      action: 'document.handed-over',
      objectKind: OBJECT_KINDS[row.kind],
      objectId: row.subjectId,
      after: { target: row.target, documentId: row.id, reference },
    });
  });
  return true;
}

const OBJECT_KINDS = { 'round-protocol': 'round', 'review-protocol': 'review', letter: 'notice' } as const;

async function load(
  tx: Tx,
  municipalityId: string,
  { id, target, kind, subjectId }: OutgoingDocumentRow,
): Promise<OutgoingDocument | undefined> {
  const content = await findOutgoingContent(tx, municipalityId, { kind, subjectId });
  if (content === undefined) return undefined;
  const { bytes, householdIds, ...known } = content;
  const isProtected = (await listProtectedHouseholds(tx, householdIds)).length > 0;
  if (isProtected && target === 'dispatch') return undefined;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const metadata = toNoarkMetadata({
    ...known,
    documentId: id,
    kind,
    sha256,
    byteCount: bytes.byteLength,
    isProtected,
  });
  return { id, municipalityId, fileName: archivedFileName(content), bytes, metadata };
}

async function failed(
  deps: HandOverDeps,
  municipalityId: string,
  row: OutgoingDocumentRow,
  errorCode: string,
): Promise<false> {
  deps.onFailed(row.id, errorCode);
  const failedAttempts = row.failedAttempts + 1;
  const minutes = minutesUntilNextHandOver(failedAttempts);
  const nextAttemptAt = Temporal.Instant.from(deps.clock.now()).add({ minutes }).toString();
  await inTenant(deps.db, { municipalityId, actorId: ACTOR_ID }, async (tx) => {
    await markHandOverFailed(tx, municipalityId, row.id, { failedAttempts, errorCode, nextAttemptAt });
  });
  return false;
}

const SAFE_CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** A short code of what was thrown; never its message, which can hold what a receiver has answered. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not-an-error';
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && SAFE_CODE.test(code) ? code : error.name;
}
