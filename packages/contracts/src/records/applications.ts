import type { HousingApplicationState } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';

const closed = { additionalProperties: false } as const;

const ApplicationSource = oneOf(['digital', 'paper', 'in-person', 'referral', 'kobo']);

/** What has become of an application. */
export const ApplicationStatusName = oneOf(
  [
    'received',
    'in-queue',
    'refused',
    'withdrawn',
    'expired',
    'housed',
    'merged',
  ] as const satisfies readonly HousingApplicationState[],
  { description: 'received and in-queue are open; a household has one open application at most.' },
);

const HelpedBy = nullable(
  line(120, {
    description:
      'Role or organisation that helps with the application, nothing about health; null for nobody.',
  }),
);

const received = { source: ApplicationSource, receivedOn: PlainDate, helpedBy: Type.Optional(HelpedBy) };

/** An application as it came in. */
export const ApplicationRegistration = Type.Object(
  { householdId: Uuid, ...received },
  { ...closed, title: 'ApplicationRegistration' },
);
/** {@link ApplicationRegistration} */
export type ApplicationRegistration = Static<typeof ApplicationRegistration>;

/** A new application of a household whose earlier one is settled. */
export const ReApplication = Type.Object(received, { ...closed, title: 'ReApplication' });
/** {@link ReApplication} */
export type ReApplication = Static<typeof ReApplication>;

/** The application that was made. The receipt is given with it. */
export const RegisteredApplication = Type.Object(
  { id: Uuid, receiptSentAt: Instant },
  { ...closed, title: 'RegisteredApplication' },
);
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
    helpedBy: HelpedBy,
    previousApplicationId: nullable({
      ...Uuid,
      description: 'The settled application that this one follows.',
    }),
    preliminaryAnswerSentOn: nullable({
      ...PlainDate,
      description: 'Foreløpig svar; null while none was sent.',
    }),
    status: ApplicationStatusName,
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
  { householdId: Type.Optional(Uuid), status: Type.Optional(ApplicationStatusName), ...PagingQuery },
  closed,
);
/** Path of one application. */
export const ApplicationParams = Type.Object({ applicationId: Uuid }, closed);

/** An application after something happened to it. */
export const MovedApplication = Type.Object(
  { id: Uuid, version: Version, status: ApplicationStatusName },
  { ...closed, title: 'MovedApplication' },
);
/** {@link MovedApplication} */
export type MovedApplication = Static<typeof MovedApplication>;

/** A preliminary answer (foreløpig svar) that was sent. */
export const PreliminaryAnswer = Type.Object(
  { sentOn: PlainDate },
  { ...closed, title: 'PreliminaryAnswer' },
);
