import type { ImportFaultCode, ImportRunState, ImportSubject } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 0 });

/** What is imported by files. */
export const ImportSubjectName = oneOf(['dwellings', 'places'] as const satisfies readonly ImportSubject[], {
  description: 'Boliger, or the places that they stand in.',
});

/** States of an import. */
export const ImportStateName = oneOf([
  'received',
  'checked',
  'nothing-to-store',
  'approved',
  'refused',
  'expired',
  'applied',
  'failed',
] as const satisfies readonly ImportRunState[]);

/** A file of rows, as it is sent in: 25 MB at most. */
export const ImportFile = Type.Unsafe<Uint8Array>({
  type: 'string',
  format: 'binary',
  maxLength: 26_214_400,
});

/** What stands beside a file that is sent in. */
export const ImportQuery = Type.Object(
  {
    subject: ImportSubjectName,
    sourceSystem: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
        maxLength: 40,
        description:
          'Name of the system whose ids stand in `externalId`; without it that column says nothing.',
      }),
    ),
  },
  closed,
);

/** A file that was taken in. */
export const ReceivedImport = Type.Object(
  {
    id: Uuid,
    subject: ImportSubjectName,
    state: Type.Literal('received'),
    contentHash: Type.String({ description: 'SHA-256 of the bytes, in hex.' }),
  },
  { ...closed, title: 'ReceivedImport' },
);

const counts = {
  rowCount: count,
  newCount: count,
  changedCount: count,
  unchangedCount: count,
  rejectedCount: { ...count, description: 'Rows that are not stored, whoever approves it.' },
  warningCount: { ...count, description: 'Faults with which a row is stored all the same.' },
  storedCount: { ...count, description: 'Rows that are in the register.' },
  overtakenCount: {
    ...count,
    description: 'Rows that were good when they were checked, and no longer fitted the register.',
  },
};

/** A file that was sent in: how far it has come, and what was found in it. */
export const Import = Type.Object(
  {
    id: Uuid,
    version: Version,
    subject: ImportSubjectName,
    format: oneOf(['csv', 'xlsx', 'ndjson']),
    sourceSystem: nullable(Type.String()),
    contentHash: Type.String({ description: 'SHA-256 of the bytes, in hex.' }),
    byteCount: count,
    state: ImportStateName,
    failureCode: nullable(Type.String({ description: 'Why it failed, such as `import.file-unreadable`.' })),
    progressDone: { ...count, description: 'Last row of the file that was seen to.' },
    ...counts,
    requestedBy: Type.String(),
    requestedAt: Instant,
    decidedBy: nullable(Type.String()),
    decidedAt: nullable(Instant),
    finishedAt: nullable(Instant),
  },
  { ...closed, title: 'Import' },
);
/** {@link Import} */
export type Import = Static<typeof Import>;

/** A page of imports, from the newest. */
export const ImportPage = pageOf('ImportPage', Import);
/** Path of one import. */
export const ImportParams = Type.Object({ importId: Uuid }, closed);
/** Key of the cursor of imports. */
export const ImportCursor = Type.Tuple([Uuid]);
/** Paging of imports and their faults. */
export const ImportListQuery = Type.Object(PagingQuery, closed);

const RowNumber = Type.Integer({
  minimum: 1,
  maximum: 10_000_000,
  description: 'As a spreadsheet counts: the headings are row 1. Without headings, the line of the file.',
});
const OutcomeName = oneOf(['new', 'changed', 'rejected', 'overtaken']);

/** A page of rows that are new, changed or not stored, by their number. */
export const ImportRowPage = pageOf(
  'ImportRowPage',
  Type.Object(
    {
      rowNumber: RowNumber,
      outcome: OutcomeName,
      label: Type.String({ description: 'Reference or name; empty where the row has none.' }),
      objectId: nullable({ ...Uuid, description: 'What it changes or, once it is stored, has made.' }),
      changedColumns: list(Type.String()),
      changedHeadings: list(Type.String(), { description: 'The same as the template calls them.' }),
    },
    { ...closed, title: 'ImportRow' },
  ),
);
/** {@link ImportRowPage} */
export type ImportRowPage = Static<typeof ImportRowPage>;
/** Which rows. */
export const ImportRowQuery = Type.Object({ outcome: Type.Optional(OutcomeName), ...PagingQuery }, closed);
/** Key of the cursor of rows. */
export const ImportRowCursor = Type.Tuple([RowNumber]);

const FAULT_CODES = [
  'needed',
  'too-long',
  'wrong-form',
  'not-a-whole-number',
  'out-of-range',
  'not-yes-or-no',
  'not-a-date',
  'not-one-of-the-choices',
  'identity-number',
  'unreadable-row',
  'column-unknown',
  'row-twice',
  'building-unknown',
  'parent-unknown',
  'external-id-of-another',
  'external-id-without-system',
  'not-changeable',
  'not-leased-in',
] as const satisfies readonly ImportFaultCode[];

/** A page of faults by row and column; the values are not repeated. */
export const ImportFaultPage = pageOf(
  'ImportFaultPage',
  Type.Object(
    {
      rowNumber: RowNumber,
      column: nullable(
        Type.String({
          description:
            'Name of the column; of one that nobody knows its place, such as `column-7`; null for the row as a whole.',
        }),
      ),
      heading: nullable(
        Type.String({ description: 'The column as the template calls it; null where it is not one of it.' }),
      ),
      code: oneOf(FAULT_CODES),
      severity: oneOf(['reject', 'warn'], {
        description: 'reject: the row is not stored; warn: it is, without what is named.',
      }),
    },
    { ...closed, title: 'ImportFault' },
  ),
);
/** {@link ImportFaultPage} */
export type ImportFaultPage = Static<typeof ImportFaultPage>;
/** Keys of the cursor of faults: row, and number of the fault in it. */
export const ImportFaultCursor = Type.Tuple([RowNumber, Type.Integer({ minimum: 1, maximum: 1_000 })]);

/** The approval of an import. */
export const ImportApproval = Type.Object(
  {
    acceptsPartial: Type.Boolean({
      description: 'Whether the good rows are stored although others are rejected; without it that is a 409.',
    }),
  },
  { ...closed, title: 'ImportApproval' },
);

/** An import after a decision. */
export const SettledImport = Type.Object(
  { id: Uuid, state: ImportStateName, version: Version },
  { ...closed, title: 'SettledImport' },
);

/** Which template. */
export const ImportTemplateParams = Type.Object(
  {
    subject: Type.String({ maxLength: 40, pattern: '^[a-z0-9-]+$', description: '`dwellings` or `places`.' }),
  },
  closed,
);
/** In which form. */
export const ImportTemplateQuery = Type.Object({ format: Type.Optional(oneOf(['xlsx', 'csv'])) }, closed);

/** From where on, and how many. */
export const ChangeQuery = Type.Object(
  {
    limit: PagingQuery.limit,
    after: Type.Optional({
      ...PagingQuery.cursor,
      description: '`nextCursor` of the answer before; from the first change on without it.',
    }),
  },
  closed,
);
/** Key of the cursor of changes: a number of the chain. */
export const ChangeCursor = Type.Tuple([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })]);

/** What has changed, by kind and id. */
export const Changes = Type.Object(
  {
    items: list(
      Type.Object(
        {
          kind: oneOf(['dwelling', 'place']),
          id: Uuid,
          changedAt: Instant,
        },
        closed,
      ),
      { description: 'From the oldest; one that has changed several times may stand there several times.' },
    ),
    nextCursor: Type.String({ description: 'Where to go on, now or later; there is always one.' }),
    hasMore: Type.Boolean({ description: 'Whether there are more changes already.' }),
  },
  { ...closed, title: 'Changes' },
);
/** {@link Changes} */
export type Changes = Static<typeof Changes>;
