import type { DataRow, PersonDataExportState } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';
import { ArchiveReference } from './retention.ts';

const closed = { additionalProperties: false } as const;

/** That a person is to get a copy of what is held on them. */
export const PersonDataRequest = Type.Object(
  {
    personId: Uuid,
    reasonCode: oneOf(['person-asked', 'guardian-asked', 'supervisory-authority']),
    reference: ArchiveReference,
  },
  { ...closed, title: 'PersonDataRequest' },
);

/** That a blocked case is to be read. */
export const ArchiveReadingRequest = Type.Object(
  {
    householdId: Uuid,
    reasonCode: oneOf(['person-asked', 'appeal-or-claim', 'archive-duty', 'supervision']),
    reference: ArchiveReference,
  },
  { ...closed, title: 'ArchiveReadingRequest' },
);

/** The copy that was asked for; a worker makes it. */
export const RequestedPersonData = Type.Object(
  { id: Uuid, version: Version },
  { ...closed, title: 'RequestedPersonData' },
);

/** A copy, without its content. */
export const PersonDataExport = Type.Object(
  {
    id: Uuid,
    personId: nullable(Uuid),
    householdId: nullable(Uuid),
    reasonCode: Type.String(),
    reference: Type.String(),
    state: oneOf(
      ['requested', 'ready', 'nothing-held', 'expired'] as const satisfies readonly PersonDataExportState[],
      { description: 'ready: whoever asked for it can fetch it until expiresAt.' },
    ),
    requestedBy: Type.String(),
    requestedAt: Instant,
    madeAt: nullable(Instant),
    expiresAt: nullable(Instant),
    version: Version,
  },
  { ...closed, title: 'PersonDataExport' },
);
/** {@link PersonDataExport} */
export type PersonDataExport = Static<typeof PersonDataExport>;
/** A page of copies, from the newest. */
export const PersonDataExportPage = pageOf('PersonDataExportPage', PersonDataExport);
/** Path of one copy. */
export const PersonDataExportParams = Type.Object({ exportId: Uuid }, closed);

const Row = Type.Unsafe<DataRow>({ type: 'object', additionalProperties: true });

/** The content of a copy. */
export const PersonDataContent = Type.Object(
  {
    format: Type.Literal('boligtrapp-person-data/1'),
    kind: oneOf(['access', 'archive']),
    exportId: Uuid,
    madeAt: Instant,
    person: Type.Unsafe<DataRow | null>({ type: ['object', 'null'], additionalProperties: true }),
    tables: Type.Unsafe<Readonly<Record<string, readonly DataRow[]>>>({
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'object', additionalProperties: true } },
      description: 'Rows by the name of their table; tables of which nothing is held are left out.',
    }),
    rounds: list(Row),
    readings: list(Row, { description: 'Who has read it: when, in which role and what for.' }),
    changes: list(Row, { description: 'What was changed: when, in which role and what.' }),
    textsToRead: list(Type.String(), {
      description: 'Texts to be read before the copy is handed out: they may tell of others.',
    }),
  },
  { ...closed, title: 'PersonDataContent' },
);
