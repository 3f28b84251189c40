import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';

const closed = { additionalProperties: false } as const;

const ApplicationSource = oneOf(['digital', 'paper', 'in-person', 'referral', 'kobo']);

const ApplicationStatus = oneOf(['received', 'in-queue', 'refused', 'withdrawn', 'expired', 'housed'], {
  description: 'received and in-queue are open; a household has one open application at most.',
});

/** An application as it came in. */
export const ApplicationRegistration = Type.Object(
  { householdId: Uuid, source: ApplicationSource, receivedOn: PlainDate },
  { ...closed, title: 'ApplicationRegistration' },
);
/** {@link ApplicationRegistration} */
export type ApplicationRegistration = Static<typeof ApplicationRegistration>;

/** The application that was made. */
export const RegisteredApplication = Type.Object({ id: Uuid }, { ...closed, title: 'RegisteredApplication' });
/** {@link RegisteredApplication} */
export type RegisteredApplication = Static<typeof RegisteredApplication>;

/** A housing application (søknad). */
export const HousingApplication = Type.Object(
  {
    id: Uuid,
    version: Version,
    householdId: Uuid,
    householdReference: Type.String(),
    source: ApplicationSource,
    receivedOn: PlainDate,
    receiptSentAt: nullable(Instant),
    status: ApplicationStatus,
    createdAt: Instant,
  },
  { ...closed, title: 'HousingApplication' },
);
/** {@link HousingApplication} */
export type HousingApplication = Static<typeof HousingApplication>;

/** A page of applications. */
export const ApplicationPage = pageOf('ApplicationPage', HousingApplication);
/** {@link ApplicationPage} */
export type ApplicationPage = Static<typeof ApplicationPage>;
/** Keys of the cursor: day of receipt and id. */
export const ApplicationCursor = Type.Tuple([PlainDate, Uuid]);
/** Filters of the list. */
export const ApplicationQuery = Type.Object(
  { householdId: Type.Optional(Uuid), status: Type.Optional(ApplicationStatus), ...PagingQuery },
  closed,
);
/** Path of one application. */
export const ApplicationParams = Type.Object({ applicationId: Uuid }, closed);
