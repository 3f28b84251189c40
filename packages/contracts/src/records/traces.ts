import { Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const Actor = Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e]+$' });
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '^[a-z0-9.-]+$' });
const Sequence = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Content = Type.Unsafe<Readonly<Record<string, unknown>> | null>({
  type: ['object', 'null'],
  additionalProperties: true,
  description: 'The properties that changed.',
});
const period = {
  from: Type.Optional({ ...Instant, description: 'From this instant on.' }),
  until: Type.Optional({ ...Instant, description: 'Before this instant.' }),
};

const auditEvent = {
  sequence: { ...Sequence, description: 'Number in the chain of the municipality, from 1 without a gap.' },
  occurredAt: Instant,
  actor: Type.String(),
  role: Type.String(),
  action: nullable({
    ...Type.String(),
    description: 'What was done, such as `offer.accepted`; null when withheld from you.',
  }),
  objectKind: nullable(Type.String()),
  objectId: nullable({ ...Uuid, description: 'Null when withheld from you.' }),
  before: Content,
  after: Content,
  reason: nullable(Type.String()),
  requestId: nullable(Type.String()),
  isWithheld: Type.Boolean({
    description:
      'The change is about a case that is not for you (recusal, protected address): only its time and its author are shown.',
  }),
};

/** A change, as it stands in the audit trail (hendelseslogg). */
export const AuditEvent = Type.Object(auditEvent, { ...closed, title: 'AuditEvent' });
/** A page of changes, from the newest. */
export const AuditEventPage = pageOf('AuditEventPage', AuditEvent);
/** Key of the cursor. */
export const AuditEventCursor = Type.Tuple([Sequence]);

const auditFilters = {
  actor: Type.Optional(Actor),
  action: Type.Optional(Name),
  objectKind: Type.Optional(Name),
  objectId: Type.Optional(Uuid),
  ...period,
};

/** Filters of the audit trail. */
export const AuditEventQuery = Type.Object({ ...auditFilters, ...PagingQuery }, closed);

/** Which changes to export: all between two numbers of the chain. */
export const AuditExportQuery = Type.Object(
  {
    after: Type.Optional({
      ...Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      description: 'The number that the last export ended with; 0 where nothing is said.',
    }),
  },
  closed,
);

/** Whether the trail is as it was written. */
export const AuditTrailCheck = Type.Object(
  {
    isWhole: Type.Boolean(),
    eventCount: Type.Integer({ minimum: 0 }),
    faults: list(
      Type.Object(
        {
          kind: oneOf(['chain-broken', 'head-missing', 'head-forged', 'head-differs'], {
            description:
              'chain-broken: the change with this number is not as it was written, or one before it is missing; head-*: the sealed head is missing, not sealed with the key, or not where the chain ends.',
          }),
          sequence: nullable(Sequence),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'AuditTrailCheck' },
);

const OPERATION = Type.String({ description: 'What was read, such as `get-household`.' });
const reading = {
  id: Uuid,
  occurredAt: Instant,
  actor: Type.String(),
  role: Type.String(),
  operation: OPERATION,
  requestId: nullable(Type.String()),
};

/** A reading of persons (innsynslogg). */
export const Reading = Type.Object(
  {
    ...reading,
    operation: nullable({ ...OPERATION, description: 'What was read; null when withheld from you.' }),
    householdIds: list(Uuid, { description: 'Whom it told of, except those who are withheld from you.' }),
  },
  { ...closed, title: 'Reading' },
);
/** A page of readings, from the newest. */
export const ReadingPage = pageOf('ReadingPage', Reading);
/** Key of the cursor. */
export const ReadingCursor = Type.Tuple([Uuid]);
/** Filters of the readings. */
export const ReadingQuery = Type.Object(
  {
    actor: Type.Optional(Actor),
    operation: Type.Optional(Name),
    householdId: Type.Optional(Uuid),
    ...period,
    ...PagingQuery,
  },
  closed,
);

/** A page of who has seen one household's case, from the newest. */
export const HouseholdReadingPage = pageOf(
  'HouseholdReadingPage',
  Type.Object(reading, { ...closed, title: 'HouseholdReading' }),
);
/** Paging of that list. */
export const HouseholdReadingQuery = Type.Object({ ...PagingQuery }, closed);
