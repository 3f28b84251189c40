import type { NoticeSequence, NoticeState, PlainDateString, PreparedNoticeKind } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { hasProtectedMember } from '../household/protected-household.ts';
import type { NoticeLetterRow, NoticeRow, NoticeSendingRow } from './notice.rows.ts';

/** Which letters; every one where nothing is said. */
export interface NoticeQuery {
  readonly kind?: PreparedNoticeKind | undefined;
  readonly sequence?: NoticeSequence | undefined;
  readonly states?: readonly NoticeState[] | undefined;
  /** Due on this day or earlier. */
  readonly dueUntil?: PlainDateString | undefined;
  readonly leaseId?: string | undefined;
  /** Households whose letters do not exist for the reader. */
  readonly hidden: ReadonlySet<string>;
}

/** Letters by due day and id, after `after` (exclusive). */
export async function listNotices(
  tx: Tx,
  municipalityId: string,
  query: NoticeQuery,
  page: {
    readonly after?: { readonly dueOn: PlainDateString; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly NoticeRow[]> {
  let rows = matching(tx, municipalityId, query).orderBy('p.due_on').orderBy('p.id').limit(page.limit);
  if (page.after !== undefined) {
    const { dueOn, id } = page.after;
    rows = rows.where(sql<boolean>`(p.due_on, p.id) > (${dueOn}::date, ${id}::uuid)`);
  }
  return await rows.execute();
}

/** Letters of one kind and state: how many, and the day from which the first of them is due. */
export interface NoticeCount {
  readonly kind: PreparedNoticeKind;
  readonly sequence: NoticeSequence;
  readonly state: NoticeState;
  readonly count: number;
  readonly firstDueOn: PlainDateString;
}

/** How many letters match, by kind and state. */
export async function countNotices(
  tx: Tx,
  municipalityId: string,
  query: NoticeQuery,
): Promise<readonly NoticeCount[]> {
  return await matching(tx, municipalityId, query)
    .clearSelect()
    .select((eb) => [
      eb.ref('p.kind').$castTo<PreparedNoticeKind>().as('kind'),
      eb.ref('p.sequence').$castTo<NoticeSequence>().as('sequence'),
      eb.ref('p.state').$castTo<NoticeState>().as('state'),
      sql<number>`count(*)::int`.as('count'),
      sql<PlainDateString>`min(p.due_on)`.as('firstDueOn'),
    ])
    .groupBy(['p.kind', 'p.sequence', 'p.state'])
    .orderBy('p.kind')
    .orderBy('p.sequence')
    .orderBy('p.state')
    .execute();
}

/** A letter by id, or undefined. */
export async function findNotice(
  tx: Tx,
  municipalityId: string,
  noticeId: string,
): Promise<NoticeRow | undefined> {
  return await notices(tx, municipalityId).where('p.id', '=', noticeId).executeTakeFirst();
}

/** The same, its row locked until the transaction ends. */
export async function lockNotice(
  tx: Tx,
  municipalityId: string,
  noticeId: string,
): Promise<NoticeRow | undefined> {
  await tx
    .selectFrom('prepared_notices')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', noticeId)
    .select('id')
    .forNoKeyUpdate()
    .execute();
  // Read by a statement of its own: one that had to wait for the lock would join what was there before.
  return await findNotice(tx, municipalityId, noticeId);
}

/** What a letter must say of the household and the dwelling. */
export interface NoticeSubject {
  readonly municipalityName: string;
  readonly buildingName: string;
}

/** The names that a letter about the lease needs beside those of people. */
export async function readNoticeSubject(
  tx: Tx,
  municipalityId: string,
  leaseId: string,
): Promise<NoticeSubject> {
  return await tx
    .selectFrom('leases as l')
    .innerJoin('municipalities as m', 'm.id', 'l.municipality_id')
    .innerJoin('dwellings as d', (join) =>
      join.onRef('d.municipality_id', '=', 'l.municipality_id').onRef('d.id', '=', 'l.dwelling_id'),
    )
    .innerJoin('buildings as b', (join) =>
      join.onRef('b.municipality_id', '=', 'd.municipality_id').onRef('b.id', '=', 'd.building_id'),
    )
    .where('l.municipality_id', '=', municipalityId)
    .where('l.id', '=', leaseId)
    .select(['m.name as municipalityName', 'b.name as buildingName'])
    .executeTakeFirstOrThrow();
}

function matching(tx: Tx, municipalityId: string, query: NoticeQuery) {
  let rows = notices(tx, municipalityId);
  if (query.kind !== undefined) rows = rows.where('p.kind', '=', query.kind);
  if (query.sequence !== undefined) rows = rows.where('p.sequence', '=', query.sequence);
  if (query.states !== undefined) rows = rows.where('p.state', 'in', [...query.states]);
  if (query.dueUntil !== undefined) rows = rows.where('p.due_on', '<=', query.dueUntil);
  if (query.leaseId !== undefined) rows = rows.where('p.lease_id', '=', query.leaseId);
  if (query.hidden.size > 0) rows = rows.where('l.household_id', 'not in', [...query.hidden]);
  return rows;
}

function notices(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('prepared_notices as p')
    .innerJoin('leases as l', (join) =>
      join.onRef('l.municipality_id', '=', 'p.municipality_id').onRef('l.id', '=', 'p.lease_id'),
    )
    .innerJoin('dwellings as d', (join) =>
      join.onRef('d.municipality_id', '=', 'l.municipality_id').onRef('d.id', '=', 'l.dwelling_id'),
    )
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'l.municipality_id').onRef('h.id', '=', 'l.household_id'),
    )
    .where('p.municipality_id', '=', municipalityId)
    .select([
      'p.id',
      'p.lease_id as leaseId',
      'p.last_day as lastDay',
      'p.due_on as dueOn',
      'p.prepared_on as preparedOn',
      'p.prepared_by as preparedBy',
      'p.discarded_on as discardedOn',
      'p.discarded_by as discardedBy',
      'p.discard_note as discardNote',
      'p.version',
      'd.reference as dwellingReference',
      'h.id as householdId',
      'h.reference as householdReference',
      hasProtectedMember('l').as('hasProtectedMember'),
      sql<NoticeLetterRow | null>`(select json_build_object('id', n.id, 'letterNumber', n.letter_number,
          'letterKind', n.letter_kind, 'language', n.language, 'templateId', n.template_id,
          'dwelling', n.data ->> 'dwelling', 'docxDocumentId', n.docx_document_id, 'pdfDocumentId', n.pdf_document_id,
          'docxSha256', encode(w.sha256, 'hex'), 'pdfSha256', encode(f.sha256, 'hex'),
          'writtenOn', n.written_on, 'writtenBy', n.written_by)
        from notice_letters n
        join documents w on w.municipality_id = n.municipality_id and w.id = n.docx_document_id
        join documents f on f.municipality_id = n.municipality_id and f.id = n.pdf_document_id
        where n.municipality_id = p.municipality_id and n.id = p.letter_id)`.as('letter'),
      sql<NoticeSendingRow | null>`(select json_build_object('leaseNoticeId', s.lease_notice_id, 'sentOn', n.sent_on,
          'channel', n.channel, 'proof', n.proof, 'sentBy', s.sent_by)
        from notice_sendings s
        join lease_notices n on n.municipality_id = s.municipality_id and n.id = s.lease_notice_id
        where s.municipality_id = p.municipality_id and s.notice_id = p.id)`.as('sending'),
    ])
    .select((eb) => [
      eb.ref('p.kind').$castTo<NoticeRow['kind']>().as('kind'),
      eb.ref('p.sequence').$castTo<NoticeRow['sequence']>().as('sequence'),
      eb.ref('p.state').$castTo<NoticeRow['state']>().as('state'),
      eb.ref('p.origin').$castTo<NoticeRow['origin']>().as('origin'),
      eb.ref('p.ground').$castTo<NoticeRow['ground']>().as('ground'),
      eb.ref('p.discarded_because').$castTo<NoticeRow['discardedBecause']>().as('discardedBecause'),
    ]);
}
