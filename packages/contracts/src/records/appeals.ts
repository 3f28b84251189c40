import type { AppealBody, AppealState } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const AppealStateName = oneOf(
  [
    'registered',
    'forwarded',
    'upheld',
    'changed',
    'reversed',
    'dismissed',
    'withdrawn',
  ] as const satisfies readonly AppealState[],
  {
    description: 'upheld: the decision stands; changed, reversed: the appellant is heard; dismissed: avvist.',
  },
);
const Body = oneOf(['statsforvalter', 'municipal-appeals-board'] as const satisfies readonly AppealBody[], {
  description: 'Who hears it (klageinstans), by the track of the decision.',
});

/** An appeal (klage) as it comes in. */
export const AppealRegistration = Type.Object(
  {
    entitlementId: Type.Optional({ ...Uuid, description: 'A decision on entitlement; this or decisionId.' }),
    decisionId: Type.Optional({
      ...Uuid,
      description: 'A decision about a dwelling; this or entitlementId.',
    }),
    noticeArrivedOn: {
      ...PlainDate,
      description:
        'The day the notice of the decision arrived, or the reasons, where they came later on demand.',
    },
    sentOn: nullable({ ...PlainDate, description: 'The day it was posted, which counts where it is known.' }),
    arrivedOn: PlainDate,
  },
  { ...closed, title: 'AppealRegistration' },
);

const timeliness = {
  isLate: Type.Boolean({ description: 'Shown, never refused: people decide whether it is heard.' }),
  lastAdmissibleOn: {
    ...PlainDate,
    description: 'One year from the decision: no later appeal can be heard.',
  },
  isAfterOneYear: Type.Boolean(),
};

/** The appeal that was registered, with what its dates say. */
export const RegisteredAppeal = Type.Object(
  {
    id: Uuid,
    version: Version,
    body: Body,
    deadlineOn: { ...PlainDate, description: 'Three weeks from the notice, to the next working day.' },
    ...timeliness,
  },
  { ...closed, title: 'RegisteredAppeal' },
);
/** {@link RegisteredAppeal} */
export type RegisteredAppeal = Static<typeof RegisteredAppeal>;

const appeal = {
  id: Uuid,
  version: Version,
  entitlementId: nullable(Uuid),
  decisionId: nullable(Uuid),
  householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
  body: Body,
  state: AppealStateName,
  decidedOn: PlainDate,
  noticeArrivedOn: PlainDate,
  deadlineOn: PlainDate,
  sentOn: nullable(PlainDate),
  arrivedOn: PlainDate,
  ...timeliness,
  registeredBy: Type.String(),
  reviewedBy: nullable(Type.String()),
  reviewedOn: nullable({ ...PlainDate, description: 'Where it was forwarded, the day of that.' }),
  outcomeOn: nullable(PlainDate),
  preparedBy: nullable(Type.String()),
  recordedBy: nullable(Type.String()),
};

/** An appeal as it is listed. */
export const Appeal = Type.Object(appeal, { ...closed, title: 'Appeal' });
/** {@link Appeal} */
export type Appeal = Static<typeof Appeal>;
/** An appeal with the texts and the people of its case. */
export const AppealDetails = Type.Object(
  {
    ...appeal,
    statement: nullable(Type.String()),
    outcomeReason: nullable(Type.String()),
    panel: list(Type.String(), { description: 'Who heard it in the municipal appeals board.' }),
  },
  { ...closed, title: 'AppealDetails' },
);
/** {@link AppealDetails} */
export type AppealDetails = Static<typeof AppealDetails>;
/** A page of appeals, from the newest. */
export const AppealPage = pageOf('AppealPage', Appeal);
/** Key of the cursor. */
export const AppealCursor = Type.Tuple([Uuid]);
/** Filters of the list. */
export const AppealQuery = Type.Object(
  { state: Type.Optional(AppealStateName), householdId: Type.Optional(Uuid), ...PagingQuery },
  closed,
);
/** Path of one appeal. */
export const AppealParams = Type.Object({ appealId: Uuid }, closed);

const text = { minLength: 20, maxLength: 10_000 } as const;
const Member = Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9._@-]+$' });

/** What the first instance makes of an appeal. */
export const AppealReview = Type.Object(
  {
    action: oneOf(['change', 'reverse', 'forward', 'dismiss'], {
      description:
        'The first instance cannot uphold its own decision: it forwards the appeal with a statement.',
    }),
    statement: Type.String(text),
  },
  { ...closed, title: 'AppealReview' },
);
/** What the appeal body decided. */
export const AppealOutcome = Type.Object(
  {
    outcome: oneOf(['uphold', 'change', 'reverse', 'dismiss']),
    decidedOn: PlainDate,
    reason: Type.String(text),
    panel: list(Member, {
      maxItems: 30,
      description: 'Who heard it in the municipal appeals board; empty for the state administrator.',
    }),
    preparedBy: nullable({ ...Member, description: 'Who prepared it for the board; null elsewhere.' }),
  },
  { ...closed, title: 'AppealOutcome' },
);
/** The appeal after a command. */
export const HandledAppeal = Type.Object(
  { id: Uuid, state: AppealStateName, version: Version },
  { ...closed, title: 'HandledAppeal' },
);
/** {@link HandledAppeal} */
export type HandledAppeal = Static<typeof HandledAppeal>;
