import type { ArchivedKind, OutgoingDocumentState } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Where a document goes. */
export type OutgoingTarget = 'archive' | 'dispatch';

/** A document on its way out. */
export interface OutgoingDocumentRow {
  readonly id: string;
  readonly target: OutgoingTarget;
  readonly kind: ArchivedKind;
  /** The round, review or prepared notice whose document it is. */
  readonly subjectId: string;
  readonly state: OutgoingDocumentState;
  readonly failedAttempts: number;
}

/** Whose document is not on its way yet. */
export type NewOutgoingDocument = Pick<OutgoingDocumentRow, 'kind' | 'subjectId'>;

/**
 * What was signed or sent and is not on its way to the archive yet, the oldest first; for dispatch, letters that somebody
 * has recorded as sent digitally, but of households with a protected address.
 */
export async function listMissingOutgoing(
  tx: Tx,
  municipalityId: string,
  target: OutgoingTarget,
  limit: number,
): Promise<readonly NewOutgoingDocument[]> {
  const own = sql`municipality_id = ${municipalityId}::uuid`;
  const missing = (kind: ArchivedKind, id: RawBuilder<unknown>): RawBuilder<boolean> =>
    sql<boolean>`not exists (select from outgoing_documents o where o.${own} and o.target = ${target}
      and o.document_kind = ${kind} and o.subject_id = ${id})`;
  const letters = sql`select 'letter' as kind, s.notice_id as subject_id, s.recorded_at as made_at
    from notice_sendings s join prepared_notices n on n.municipality_id = s.municipality_id and n.id = s.notice_id
      join lease_notices ln on ln.municipality_id = s.municipality_id and ln.id = s.lease_notice_id
      join leases l on l.municipality_id = n.municipality_id and l.id = n.lease_id
    where s.${own} and ${missing('letter', sql`s.notice_id`)}`;
  const source =
    target === 'dispatch'
      ? sql`${letters} and ln.channel = 'digital' and l.household_id not in (select p.id from protected_households() as p (id))`
      : sql`${letters}
        union all select 'round-protocol', p.round_id, p.created_at from protocols p
          where p.${own} and ${missing('round-protocol', sql`p.round_id`)}
        union all select 'review-protocol', p.review_id, p.created_at from review_protocols p
          where p.${own} and ${missing('review-protocol', sql`p.review_id`)}`;
  const { rows } = await sql<{ readonly kind: ArchivedKind; readonly subjectId: string }>`
    select found.kind, found.subject_id as "subjectId" from (${source}) as found
    order by found.made_at, found.subject_id limit ${limit}`.execute(tx);
  return rows;
}

/** Puts a document on its way; it stays there once where somebody was faster. */
export async function insertOutgoing(
  tx: Tx,
  municipalityId: string,
  document: NewOutgoingDocument & {
    readonly id: string;
    readonly target: OutgoingTarget;
    readonly nextAttemptAt: string;
  },
): Promise<void> {
  await tx
    .insertInto('outgoing_documents')
    .values({
      municipality_id: municipalityId,
      id: document.id,
      target: document.target,
      document_kind: document.kind,
      subject_id: document.subjectId,
      next_attempt_at: document.nextAttemptAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'target', 'document_kind', 'subject_id']).doNothing(),
    )
    .execute();
}

/**
 * Takes documents that are due, the oldest first, by putting their next attempt off until `until`: whoever looks
 * meanwhile does not find them, and should this process die they are found again after it.
 */
export async function claimOutgoing(
  tx: Tx,
  municipalityId: string,
  claim: {
    readonly target: OutgoingTarget;
    readonly now: string;
    readonly until: string;
    readonly limit: number;
  },
): Promise<readonly OutgoingDocumentRow[]> {
  const { rows } = await sql<OutgoingDocumentRow>`
    update outgoing_documents o set next_attempt_at = ${claim.until}
    from (select id from outgoing_documents
      where municipality_id = ${municipalityId} and target = ${claim.target} and state = 'pending'
        and next_attempt_at <= ${claim.now}
      order by next_attempt_at, id limit ${claim.limit} for no key update skip locked) as due
    where o.municipality_id = ${municipalityId} and o.id = due.id
    returning o.id, o.target, o.document_kind as kind, o.subject_id as "subjectId", o.state,
      o.failed_attempts as "failedAttempts"`.execute(tx);
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** A document on its way, its row locked until the transaction ends, or undefined. */
export async function lockOutgoing(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<OutgoingDocumentRow | undefined> {
  return await tx
    .selectFrom('outgoing_documents')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .select([
      'id',
      sql<OutgoingTarget>`target`.as('target'),
      sql<ArchivedKind>`document_kind`.as('kind'),
      'subject_id as subjectId',
      sql<OutgoingDocumentState>`state`.as('state'),
      'failed_attempts as failedAttempts',
    ])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Notes that a document that the caller has locked was taken. */
export async function markHandedOver(
  tx: Tx,
  municipalityId: string,
  id: string,
  taken: { readonly state: OutgoingDocumentState; readonly reference: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('outgoing_documents')
    .set({
      state: taken.state,
      reference: taken.reference,
      handed_over_at: taken.at,
      last_error_code: null,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .execute();
}

/** Notes that it was not. */
export async function markHandOverFailed(
  tx: Tx,
  municipalityId: string,
  id: string,
  failure: { readonly failedAttempts: number; readonly errorCode: string; readonly nextAttemptAt: string },
): Promise<void> {
  await tx
    .updateTable('outgoing_documents')
    .set({
      failed_attempts: failure.failedAttempts,
      last_error_code: failure.errorCode,
      next_attempt_at: failure.nextAttemptAt,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
}

/** The file of a document on its way, with what it is of. */
export interface OutgoingContent {
  readonly mediaType: 'application/pdf' | 'application/json';
  readonly bytes: Uint8Array;
  /** Instant in RFC 3339. */
  readonly createdAt: string;
  /** The case: one household, or the round. */
  readonly caseKind: 'household' | 'round';
  readonly caseId: string;
  /** Every household that it is about. */
  readonly householdIds: readonly string[];
}

/** The content of a document on its way; undefined where its case is blocked. */
export async function findOutgoingContent(
  tx: Tx,
  municipalityId: string,
  { kind, subjectId }: NewOutgoingDocument,
): Promise<OutgoingContent | undefined> {
  if (kind === 'letter') return await findLetter(tx, municipalityId, subjectId);
  return kind === 'round-protocol'
    ? await findRoundProtocol(tx, municipalityId, subjectId)
    : await findReviewProtocol(tx, municipalityId, subjectId);
}

async function findLetter(
  tx: Tx,
  municipalityId: string,
  noticeId: string,
): Promise<OutgoingContent | undefined> {
  const { rows } = await sql<{ bytes: Buffer; createdAt: string; householdId: string }>`
    select d.bytes, s.recorded_at as "createdAt", l.household_id as "householdId"
    from notice_sendings s
      join notice_letters t on t.municipality_id = s.municipality_id and t.id = s.letter_id
      join documents d on d.municipality_id = t.municipality_id and d.id = t.pdf_document_id
      join prepared_notices n on n.municipality_id = s.municipality_id and n.id = s.notice_id
      join leases l on l.municipality_id = n.municipality_id and l.id = n.lease_id
    where s.municipality_id = ${municipalityId} and s.notice_id = ${noticeId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { bytes, createdAt, householdId } = row;
  return { mediaType: 'application/pdf', bytes, createdAt, ...ofHousehold(householdId) };
}

async function findReviewProtocol(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
): Promise<OutgoingContent | undefined> {
  const { rows } = await sql<{ document: string; createdAt: string; householdId: string }>`
    select p.document, p.created_at as "createdAt", l.household_id as "householdId"
    from review_protocols p
      join reviews r on r.municipality_id = p.municipality_id and r.id = p.review_id
      join leases l on l.municipality_id = r.municipality_id and l.id = r.lease_id
    where p.municipality_id = ${municipalityId} and p.review_id = ${reviewId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { document, createdAt, householdId } = row;
  return {
    mediaType: 'application/json',
    bytes: Buffer.from(document),
    createdAt,
    ...ofHousehold(householdId),
  };
}

async function findRoundProtocol(
  tx: Tx,
  municipalityId: string,
  roundId: string,
): Promise<OutgoingContent | undefined> {
  const { rows } = await sql<{ document: string; createdAt: string; householdIds: string[] }>`
    select p.document, p.created_at as "createdAt",
      array(select distinct d.household_id::text from decisions d
        where d.municipality_id = p.municipality_id and d.round_id = p.round_id) as "householdIds"
    from protocols p
    where p.municipality_id = ${municipalityId} and p.round_id = ${roundId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { document, createdAt, householdIds } = row;
  const bytes = Buffer.from(document);
  return {
    mediaType: 'application/json',
    bytes,
    createdAt,
    caseKind: 'round',
    caseId: roundId,
    householdIds,
  };
}

function ofHousehold(caseId: string): Pick<OutgoingContent, 'caseKind' | 'caseId' | 'householdIds'> {
  return { caseKind: 'household', caseId, householdIds: [caseId] };
}
