import type {
  LetterKind,
  LetterLanguage,
  NoticeGround,
  NoticeObstacle,
  NoticeSequence,
  NoticeState,
  PreparedNoticeKind,
} from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { LegalState } from './leases.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const KindName = oneOf(
  [
    'move-request',
    'expiry-information',
    'interview-invitation',
  ] as const satisfies readonly PreparedNoticeKind[],
  {
    description:
      'move-request: flytteoppfordring; expiry-information: informasjonsbrev; interview-invitation: innkalling til samtale.',
  },
);
const SequenceName = oneOf(['first', 'second'] as const satisfies readonly NoticeSequence[], {
  description: 'second: the request to move after the last day; one sent before may not count.',
});
const StateName = oneOf(
  ['prepared', 'written', 'sent', 'discarded'] as const satisfies readonly NoticeState[],
  {
    description: 'prepared: due; written: its text is stored; sent and discarded are final.',
  },
);
const GroundName = oneOf(
  ['end-nears', 'to-leave', 'no-decision'] as const satisfies readonly NoticeGround[],
  {
    description: 'Why it is due; no-decision: nobody has decided whether the tenant is to leave.',
  },
);
const DiscardedBecause = oneOf([
  'closed',
  'renewed',
  'decided',
  'last-day-passed',
  'sent-already',
  'request-counts',
  'indefinite',
  'by-person',
] as const satisfies readonly (NoticeObstacle | 'by-person')[]);
/** Texts that a municipality may have a template for. */
export const LetterKindName = oneOf(
  [
    'move-request-before-end',
    'move-request-after-end',
    'expiry-information',
    'interview-invitation',
  ] as const satisfies readonly LetterKind[],
  { description: 'Which text; a request to move reads otherwise once the term is over.' },
);
/** Languages of letters. */
export const LetterLanguageName = oneOf(['nb', 'nn'] as const satisfies readonly LetterLanguage[]);
/** SHA-256 of a stored file. */
export const Sha256 = Type.String({
  pattern: '^[0-9a-f]{64}$',
  maxLength: 64,
  description: 'SHA-256, in hex.',
});
const Channel = oneOf(['digital', 'letter', 'in-person'], { description: 'The way it was sent.' });

const Letter = nullable(
  Type.Object(
    {
      id: Uuid,
      letterNumber: Type.Integer({ minimum: 1, description: '1 for the first text of the letter.' }),
      letterKind: LetterKindName,
      language: LetterLanguageName,
      templateId: nullable({ ...Uuid, description: 'Null: the text that comes with the product.' }),
      docxSha256: Sha256,
      pdfSha256: Sha256,
      writtenOn: PlainDate,
      writtenBy: Type.String(),
    },
    { ...closed, description: 'The text that is to be sent, or was; null until it is written.' },
  ),
);
const Sending = nullable(
  Type.Object(
    {
      leaseNoticeId: { ...Uuid, description: 'The written notice of the lease that it is to the law.' },
      sentOn: PlainDate,
      channel: Channel,
      proof: Type.String({ description: 'Where the proof of sending is kept.' }),
      sentBy: Type.String(),
    },
    { ...closed, description: 'How it was sent; null until somebody says that it was.' },
  ),
);

/** A letter about the end of a lease (varsel). */
export const Notice = Type.Object(
  {
    id: Uuid,
    version: Version,
    leaseId: Uuid,
    kind: KindName,
    sequence: SequenceName,
    state: StateName,
    ground: GroundName,
    lastDay: { ...PlainDate, description: 'Last day of the term that it is about (inclusive).' },
    dueOn: { ...PlainDate, description: 'Day from which it is due.' },
    preparedOn: PlainDate,
    origin: oneOf(['rule', 'person']),
    preparedBy: Type.String(),
    dwellingReference: Type.String(),
    householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
    householdReference: nullable(Type.String()),
    discardedOn: nullable(PlainDate),
    discardedBy: nullable(Type.String()),
    discardedBecause: nullable(DiscardedBecause),
    discardNote: nullable({ ...Type.String(), description: 'Why a person discarded it.' }),
    letter: Letter,
    sending: Sending,
  },
  { ...closed, title: 'Notice' },
);
/** {@link Notice} */
export type Notice = Static<typeof Notice>;

const page = pageOf('NoticePage', Notice);

/** A page of letters, by the day from which they are due. */
export const NoticePage = Type.Object(
  {
    ...page.properties,
    counts: list(
      Type.Object(
        {
          kind: KindName,
          sequence: SequenceName,
          state: StateName,
          count: Type.Integer({ minimum: 1 }),
          firstDueOn: PlainDate,
        },
        closed,
      ),
      { description: 'All letters that match, on all pages, by kind and state.' },
    ),
  },
  { ...closed, title: 'NoticePage' },
);
/** {@link NoticePage} */
export type NoticePage = Static<typeof NoticePage>;
/** Keys of the cursor. */
export const NoticeCursor = Type.Tuple([PlainDate, Uuid]);
/** Filters of the list. */
export const NoticeQuery = Type.Object(
  {
    kind: Type.Optional(KindName),
    sequence: Type.Optional(SequenceName),
    state: Type.Optional(StateName),
    dueUntil: Type.Optional({ ...PlainDate, description: 'Due on this day or earlier.' }),
    leaseId: Type.Optional(Uuid),
    ...PagingQuery,
  },
  closed,
);
/** Path of one letter. */
export const NoticeParams = Type.Object({ noticeId: Uuid }, closed);

/** A letter that a person wants, whether or not a rule asks for it. */
export const NoticePreparation = Type.Object(
  { leaseId: Uuid, kind: KindName },
  { ...closed, title: 'NoticePreparation' },
);
/** The letter that was prepared. */
export const PreparedNotice = Type.Object(
  { id: Uuid, version: Version, sequence: SequenceName },
  { ...closed, title: 'PreparedNotice' },
);

/** What a person adds so that a letter can be written. */
export const NoticeWriting = Type.Object(
  {
    language: LetterLanguageName,
    moveOutOn: nullable({
      ...PlainDate,
      description:
        'Day by which the tenant is asked to have moved (inclusive); null in other letters, and where a request before the end names none.',
    }),
    meeting: nullable(
      Type.Object(
        {
          on: PlainDate,
          at: Type.String({
            pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
            maxLength: 5,
            description: 'Time of day in Norway.',
          }),
          place: line(200),
        },
        { ...closed, description: 'When and where the talk is; null in letters that do not invite to one.' },
      ),
    ),
  },
  { ...closed, title: 'NoticeWriting' },
);

const handled = { id: Uuid, state: StateName, version: Version };

/** The text that was stored. */
export const WrittenNotice = Type.Object(
  { ...handled, letterId: Uuid, letterKind: LetterKindName, docxSha256: Sha256, pdfSha256: Sha256 },
  { ...closed, title: 'WrittenNotice' },
);

/** That a letter was sent. */
export const NoticeSending = Type.Object(
  {
    sentOn: { ...PlainDate, description: 'Today or earlier, not before the letter was written.' },
    channel: Channel,
    proof: line(500, {
      description:
        'Where the proof of sending is kept: an id of the digital post, the number of a registered letter, a receipt.',
    }),
  },
  { ...closed, title: 'NoticeSending' },
);
/** The letter that was sent, and what the law makes of the lease with it. */
export const SentNotice = Type.Object(
  { ...handled, leaseNoticeId: Uuid, docxSha256: Sha256, pdfSha256: Sha256, legalState: LegalState },
  { ...closed, title: 'SentNotice' },
);

/** Why a letter is not to be sent. */
export const NoticeDiscarding = Type.Object({ reason: line(500) }, { ...closed, title: 'NoticeDiscarding' });
/** The letter after a command. */
export const HandledNotice = Type.Object(handled, { ...closed, title: 'HandledNotice' });

/** Which file of a letter. */
export const LetterFormatQuery = Type.Object(
  { format: Type.Optional(oneOf(['pdf', 'docx'], { description: 'pdf where nothing is said.' })) },
  closed,
);
