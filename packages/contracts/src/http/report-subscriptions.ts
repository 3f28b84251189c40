import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from './paging.ts';
import { Instant, nullable, oneOf, PlainDate, Uuid } from './primitives.ts';

const closed = { additionalProperties: false } as const;

const Role = oneOf([
  'case-officer',
  'committee',
  'housing-manager',
  'leader',
  'auditor',
  'follow-up',
  'integration',
]);

/** Which role is to be told of the report of every night. */
export const ReportSubscriptionRequest = Type.Object(
  { role: Role },
  { ...closed, title: 'ReportSubscriptionRequest' },
);

/** A role that is told of the report of every night. */
export const ReportSubscription = Type.Object(
  {
    id: Uuid,
    report: oneOf(['rotation']),
    role: Role,
    state: oneOf(['active', 'ended']),
    createdBy: Type.String(),
    createdAt: Instant,
    endedAt: nullable(Instant),
  },
  { ...closed, title: 'ReportSubscription' },
);
/** {@link ReportSubscription} */
export type ReportSubscription = Static<typeof ReportSubscription>;

/** A page of subscriptions. */
export const ReportSubscriptionPage = pageOf('ReportSubscriptionPage', ReportSubscription);
/** Path of one subscription. */
export const ReportSubscriptionParams = Type.Object({ reportSubscriptionId: Uuid }, closed);

/** A report that your role was told of. */
export const ReportDelivery = Type.Object(
  {
    id: Uuid,
    runId: Uuid,
    runOn: PlainDate,
    link: Type.String({ description: 'Address of the report; what it shows is what you may see.' }),
    createdAt: Instant,
  },
  { ...closed, title: 'ReportDelivery' },
);
/** {@link ReportDelivery} */
export type ReportDelivery = Static<typeof ReportDelivery>;

/** A page of deliveries. */
export const ReportDeliveryPage = pageOf('ReportDeliveryPage', ReportDelivery);

/** Keys of the cursor of lists with the newest first: the id. */
export const NewestFirstCursor = Type.Tuple([Uuid]);
/** Query of lists with the newest first. */
export const NewestFirstQuery = Type.Object({ ...PagingQuery }, closed);

const linkFields = {
  id: Uuid,
  state: oneOf(['active', 'revoked']),
  validThrough: { ...PlainDate, description: 'Last day on which the address is answered.' },
  createdAt: Instant,
  revokedAt: nullable(Instant),
};

/** An address for your calendar, without the address itself. */
export const CalendarLink = Type.Object(linkFields, { ...closed, title: 'CalendarLink' });
/** {@link CalendarLink} */
export type CalendarLink = Static<typeof CalendarLink>;

/** The same when it is made. */
export const MadeCalendarLink = Type.Object(
  {
    ...linkFields,
    url: nullable(
      Type.String({
        description:
          'The address. It is shown now and never again, and whoever knows it can read the calendar; null in the answer to a retry.',
      }),
    ),
  },
  { ...closed, title: 'MadeCalendarLink' },
);
/** {@link MadeCalendarLink} */
export type MadeCalendarLink = Static<typeof MadeCalendarLink>;

/** A page of links. */
export const CalendarLinkPage = pageOf('CalendarLinkPage', CalendarLink);
/** Path of one link. */
export const CalendarLinkParams = Type.Object({ calendarLinkId: Uuid }, closed);

/** Path of a calendar: the token of its link. */
export const CalendarFeedParams = Type.Object(
  { calendarToken: Type.String({ minLength: 96, maxLength: 96, pattern: '^[0-9a-f]+$' }) },
  closed,
);
