import type {
  LetterKind,
  LetterLanguage,
  NoticeGround,
  NoticeObstacle,
  NoticeState,
  PlainDateString,
} from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import type { NewNotice } from './notice.rows.ts';

/**
 * Adds the letters that a rule has found due on one night and that are not there yet, and returns how many. One that was
 * sent, is open, was discarded by a person, or by a rule on a later night, is there. A night that is made after a later one leaves what that one prepared,
 * and dates it back to itself, as if it had been first.
 */
export async function insertDueNotices(
  tx: Tx,
  municipalityId: string,
  notices: readonly NewNotice[],
): Promise<number> {
  if (notices.length === 0) return 0;
  // Compared here: the planner has no figures for rows that come as JSON, and would look through all letters for each.
  const there = await readNoticesThere(tx, municipalityId, notices);
  const isLater = (notice: NewNotice): boolean =>
    (there.get(keyOf(notice))?.preparedOn ?? '') > notice.preparedOn;
  const laterIds = notices.filter(isLater).flatMap((notice) => there.get(keyOf(notice))?.id ?? []);
  const [first] = notices;
  if (laterIds.length > 0 && first !== undefined) {
    await tx
      .updateTable('prepared_notices')
      .set({ prepared_on: first.preparedOn })
      .where('municipality_id', '=', municipalityId)
      .where('id', 'in', laterIds)
      .where('origin', '=', 'rule')
      .where('state', '=', 'prepared')
      .execute();
  }
  const missing = notices.filter((notice) => !there.has(keyOf(notice)));
  if (missing.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into prepared_notices (municipality_id, id, lease_id, kind, sequence, last_day, due_on, prepared_on,
      origin, prepared_by, ground)
    select ${municipalityId}::uuid, n.id, n."leaseId", n.kind, n.sequence, n."lastDay", n."dueOn", n."preparedOn",
      'rule', n."preparedBy", n.ground
    from json_to_recordset(${JSON.stringify(missing)}::json) as n(id uuid, "leaseId" uuid, kind text,
      sequence text, "lastDay" date, "dueOn" date, "preparedOn" date, "preparedBy" text, ground text)
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

interface NoticeThere {
  readonly id: string;
  readonly preparedOn: PlainDateString;
}

/** Letters to the tenants of the same leases that stand in the way of another one, by {@link keyOf}. */
async function readNoticesThere(
  tx: Tx,
  municipalityId: string,
  notices: readonly NewNotice[],
): Promise<ReadonlyMap<string, NoticeThere>> {
  const leaseIds = [...new Set(notices.map(({ leaseId }) => leaseId))];
  const preparedOn = notices[0]?.preparedOn;
  const rows = await tx
    .selectFrom('prepared_notices')
    .where('municipality_id', '=', municipalityId)
    .where('lease_id', '=', sql<string>`any(${leaseIds}::uuid[])`)
    .where((eb) =>
      eb.or([
        eb('discarded_because', 'is', null),
        eb('discarded_because', '=', 'by-person'),
        // A later night has found that its ground has gone: one that is made after it does not know better.
        ...(preparedOn === undefined ? [] : [eb('discarded_on', '>', preparedOn)]),
      ]),
    )
    .select([
      'id',
      'lease_id as leaseId',
      'kind',
      'sequence',
      'last_day as lastDay',
      'prepared_on as preparedOn',
    ])
    // Where there are several, the one of a rule that is still prepared is the one that can be dated back.
    .orderBy(sql`origin = 'rule' and state = 'prepared'`)
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function keyOf(notice: Readonly<Record<'leaseId' | 'kind' | 'sequence' | 'lastDay', string>>): string {
  const { leaseId, kind, sequence, lastDay } = notice;
  return `${leaseId} ${kind} ${sequence} ${lastDay}`;
}

/** Adds a letter that a person wants, unless there is an open one of its kind for the same last day. */
export async function insertNotice(
  tx: Tx,
  municipalityId: string,
  notice: NewNotice,
): Promise<'inserted' | 'open-already'> {
  try {
    await tx
      .insertInto('prepared_notices')
      .values({
        municipality_id: municipalityId,
        id: notice.id,
        lease_id: notice.leaseId,
        kind: notice.kind,
        sequence: notice.sequence,
        last_day: notice.lastDay,
        due_on: notice.dueOn,
        prepared_on: notice.preparedOn,
        origin: 'person',
        prepared_by: notice.preparedBy,
        ground: notice.ground,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    if (violatedConstraint(error) === 'prepared_notices_one_open_key') return 'open-already';
    throw error;
  }
}

/** Discards open letters whose ground has gone; one that was sent or discarded meanwhile stays as it is. */
export async function discardGroundlessNotices(
  tx: Tx,
  municipalityId: string,
  discarding: {
    readonly on: PlainDateString;
    readonly by: string;
    readonly notices: readonly { readonly id: string; readonly because: NoticeObstacle }[];
  },
): Promise<void> {
  for (const [because, notices] of Map.groupBy(discarding.notices, (notice) => notice.because)) {
    await tx
      .updateTable('prepared_notices')
      .set({
        state: 'discarded',
        discarded_on: discarding.on,
        discarded_by: discarding.by,
        discarded_because: because,
        version: sql`version + 1`,
      })
      .where('municipality_id', '=', municipalityId)
      .where('id', '=', anyOf(notices))
      .where('state', 'in', ['prepared', 'written'])
      .execute();
  }
}

/** Says anew why open letters are due, where a decision has changed that. */
export async function updateNoticeGrounds(
  tx: Tx,
  municipalityId: string,
  grounds: readonly { readonly id: string; readonly ground: NoticeGround }[],
): Promise<void> {
  for (const [ground, notices] of Map.groupBy(grounds, (notice) => notice.ground)) {
    await tx
      .updateTable('prepared_notices')
      .set({ ground })
      .where('municipality_id', '=', municipalityId)
      .where('id', '=', anyOf(notices))
      .where('state', 'in', ['prepared', 'written'])
      .execute();
  }
}

function anyOf(rows: readonly { readonly id: string }[]): RawBuilder<string> {
  return sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`;
}

/** The text of a letter, to be added; its files are stored already. */
export interface NewNoticeLetter {
  readonly id: string;
  readonly noticeId: string;
  readonly letterKind: LetterKind;
  readonly language: LetterLanguage;
  readonly templateId: string | null;
  /** What the text was filled with, as JSON. */
  readonly data: string;
  readonly docxDocumentId: string;
  readonly pdfDocumentId: string;
  readonly writtenOn: PlainDateString;
  readonly writtenBy: string;
}

/** Adds the next text of a letter whose row is locked. */
export async function insertNoticeLetter(
  tx: Tx,
  municipalityId: string,
  letter: NewNoticeLetter,
): Promise<void> {
  await tx
    .insertInto('notice_letters')
    .values({
      municipality_id: municipalityId,
      id: letter.id,
      notice_id: letter.noticeId,
      letter_number: sql<number>`(select coalesce(max(n.letter_number), 0) + 1 from notice_letters n
        where n.municipality_id = ${municipalityId} and n.notice_id = ${letter.noticeId})`,
      letter_kind: letter.letterKind,
      language: letter.language,
      template_id: letter.templateId,
      data: letter.data,
      docx_document_id: letter.docxDocumentId,
      pdf_document_id: letter.pdfDocumentId,
      written_on: letter.writtenOn,
      written_by: letter.writtenBy,
    })
    .execute();
}

/** That a letter was sent, to be added. */
export interface NewNoticeSending {
  readonly noticeId: string;
  readonly letterId: string;
  readonly leaseNoticeId: string;
  readonly sentBy: string;
}

/** Stores that a letter was sent; once, and never changed. */
export async function insertNoticeSending(
  tx: Tx,
  municipalityId: string,
  sending: NewNoticeSending,
): Promise<void> {
  await tx
    .insertInto('notice_sendings')
    .values({
      municipality_id: municipalityId,
      notice_id: sending.noticeId,
      letter_id: sending.letterId,
      lease_notice_id: sending.leaseNoticeId,
      sent_by: sending.sentBy,
    })
    .execute();
}

/** What changes about a letter. */
export interface NoticeChange {
  readonly state: NoticeState;
  readonly letterId?: string;
  readonly discarding?: { readonly on: PlainDateString; readonly by: string; readonly note: string };
}

/** Changes a letter whose row is locked, and returns the new version. */
export async function updateNotice(
  tx: Tx,
  municipalityId: string,
  noticeId: string,
  { state, letterId, discarding }: NoticeChange,
): Promise<number> {
  const { version } = await tx
    .updateTable('prepared_notices')
    .set({
      state,
      version: sql`version + 1`,
      ...(letterId === undefined ? {} : { letter_id: letterId }),
      ...(discarding === undefined
        ? {}
        : {
            discarded_on: discarding.on,
            discarded_by: discarding.by,
            discarded_because: 'by-person',
            discard_note: discarding.note,
          }),
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', noticeId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}
