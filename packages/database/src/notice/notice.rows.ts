import type {
  LetterKind,
  LetterLanguage,
  NoticeGround,
  NoticeObstacle,
  NoticeSequence,
  NoticeState,
  NoticeType,
  PlainDateString,
  PreparedNoticeKind,
} from '@boligtrapp/domain';
import type { NoticeChannel } from '../lease/lease.rows.ts';

/** Whether a rule or a person prepared a letter. */
export type NoticeOrigin = 'rule' | 'person';

/** What a rule decides about an open letter. */
export interface NoticeKeyRow extends NoticeType {
  readonly id: string;
  readonly lastDay: PlainDateString;
  readonly dueOn: PlainDateString;
  readonly state: NoticeState;
  readonly origin: NoticeOrigin;
  readonly ground: NoticeGround;
}

/** A letter to be added. */
export interface NewNotice extends NoticeType {
  readonly id: string;
  readonly leaseId: string;
  readonly lastDay: PlainDateString;
  readonly dueOn: PlainDateString;
  readonly preparedOn: PlainDateString;
  readonly preparedBy: string;
  readonly ground: NoticeGround;
}

/** A letter about the end of a lease (varsel) as stored, with the text that stands for it and how it was sent. */
export interface NoticeRow extends NewNotice {
  readonly kind: PreparedNoticeKind;
  readonly sequence: NoticeSequence;
  readonly state: NoticeState;
  readonly origin: NoticeOrigin;
  readonly dwellingReference: string;
  readonly householdId: string;
  readonly householdReference: string;
  readonly hasProtectedMember: boolean;
  readonly discardedOn: PlainDateString | null;
  readonly discardedBy: string | null;
  readonly discardedBecause: NoticeObstacle | 'by-person' | null;
  readonly discardNote: string | null;
  /** Null until it is written. */
  readonly letter: NoticeLetterRow | null;
  /** Null until somebody says that it was sent. */
  readonly sending: NoticeSendingRow | null;
  readonly version: number;
}

/** The text that is to be sent, or was. */
export interface NoticeLetterRow {
  readonly id: string;
  /** 1 for the first text of the letter. */
  readonly letterNumber: number;
  readonly letterKind: LetterKind;
  readonly language: LetterLanguage;
  /** Null: the text that comes with the product. */
  readonly templateId: string | null;
  /** The dwelling, in the words of the letter. */
  readonly dwelling: string;
  readonly docxDocumentId: string;
  readonly pdfDocumentId: string;
  /** In hex. */
  readonly docxSha256: string;
  readonly pdfSha256: string;
  readonly writtenOn: PlainDateString;
  readonly writtenBy: string;
}

/** How a letter was sent. */
export interface NoticeSendingRow {
  readonly leaseNoticeId: string;
  readonly sentOn: PlainDateString;
  readonly channel: NoticeChannel;
  /** Where the proof of sending is kept. */
  readonly proof: string;
  readonly sentBy: string;
}
