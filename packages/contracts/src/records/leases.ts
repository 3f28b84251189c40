import type { IndefiniteReason, LeaseRegime, LeaseState, ShortTermBasis } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const LeaseStateName = oneOf(
  [
    'upcoming',
    'active',
    'review-window',
    'holdover',
    'move-requested',
    'indefinite',
    'vacated',
  ] as const satisfies readonly LeaseState[],
  { description: 'What the law makes of the lease on the day; computed, never stored.' },
);

const IndefiniteReasonName = oneOf([
  'no-end-date',
  'short-term-without-basis',
  'repeated-short-term',
  'holdover-over-three-months',
] as const satisfies readonly IndefiniteReason[]);

const ShortTerm = nullable(
  Type.Object(
    {
      basis: oneOf([
        'own-use',
        'other-objective',
        'special-reasons',
      ] as const satisfies readonly ShortTermBasis[]),
      reasonGivenOn: nullable(PlainDate),
      weighty: Type.Boolean({ description: 'Tungtveiende grunner for one more short term.' }),
    },
    { ...closed, description: 'What a term under three years rests on; null for a longer one.' },
  ),
);

const ClosingReason = oneOf(['vacated', 'renewed', 'party-changed']);

const terms = {
  startsOn: PlainDate,
  lastDay: nullable(PlainDate),
  regime: oneOf(['ordinary', 'public-11-1'] as const satisfies readonly LeaseRegime[], {
    description: 'public-11-1: let under husleieloven § 11-1.',
  }),
  shortTerm: ShortTerm,
  previousShortTerms: Type.Integer({
    minimum: 0,
    maximum: 100,
    description: 'Earlier short terms between the same parties for the same dwelling.',
  }),
  signedOn: PlainDate,
  exceptionsInfoGivenOn: nullable(PlainDate),
  noTerminationInfoGivenOn: nullable(PlainDate),
  hasEvictionClauseExpiry: Type.Boolean({ description: 'Utkastelsesklausul for the end of the term.' }),
  hasEvictionClauseRent: Type.Boolean({ description: 'Utkastelsesklausul for unpaid rent.' }),
  allocationKind: oneOf(['new', 'swap', 'extension'], {
    description: 'The statistics count new households only.',
  }),
  rentOrePerMonth: Type.Integer({ minimum: 0, maximum: 100_000_000, description: 'Øre per month.' }),
};

/** A lease to be registered. */
export const LeaseRegistration = Type.Object(
  {
    dwellingId: Uuid,
    householdId: Uuid,
    ...terms,
    overCapReason: Type.Optional(
      Type.String({
        ...line(500, {
          description: 'Why, where a place would carry more than its cap; for the trail. No names.',
        }),
        minLength: 20,
      }),
    ),
  },
  { ...closed, title: 'LeaseRegistration' },
);
/** {@link LeaseRegistration} */
export type LeaseRegistration = Static<typeof LeaseRegistration>;

/** The state of a lease on a day. */
export const LegalState = Type.Object(
  {
    state: LeaseStateName,
    indefiniteBecause: nullable(IndefiniteReasonName),
    lastSafeDay: nullable(PlainDate),
    conversionDate: nullable(PlainDate),
    daysLeft: nullable(Type.Integer({ minimum: 0, description: 'To the last safe day; in holdover only.' })),
    earlyRequest: Type.Boolean({ description: 'A request to move was sent on or before the last day.' }),
  },
  { ...closed, title: 'LegalState' },
);
/** {@link LegalState} */
export type LegalState = Static<typeof LegalState>;

/** The lease that was made, with what the law makes of it. */
export const RegisteredLease = Type.Object(
  {
    id: Uuid,
    version: Version,
    legalState: LegalState,
    warnings: list(
      Type.Union([
        Type.Object(
          {
            code: Type.Literal('lease.indefinite-by-law'),
            because: IndefiniteReasonName,
            lawRefs: list(Type.String()),
          },
          closed,
        ),
        Type.Object(
          {
            code: Type.Literal('lease.beyond-leased-in'),
            leasedInUntil: {
              ...PlainDate,
              description:
                'First day on which the municipality, which leases the dwelling itself, no longer has it.',
            },
          },
          closed,
        ),
      ]),
      { description: 'The lease is stored all the same: signed is signed.' },
    ),
  },
  { ...closed, title: 'RegisteredLease' },
);
/** {@link RegisteredLease} */
export type RegisteredLease = Static<typeof RegisteredLease>;

const lease = {
  id: Uuid,
  version: Version,
  dwellingId: Uuid,
  dwellingReference: Type.String(),
  householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
  householdReference: nullable(Type.String()),
  ...terms,
  closedOn: nullable({
    ...PlainDate,
    description: 'First day on which it no longer binds the dwelling (exclusive end).',
  }),
  closedBecause: nullable(ClosingReason),
  legalState: LegalState,
};

/** A lease (leieforhold) with its state on the day asked for. */
export const Lease = Type.Object(lease, { ...closed, title: 'Lease' });
/** {@link Lease} */
export type Lease = Static<typeof Lease>;

const notice = {
  kind: oneOf(['move-request', 'expiry-information', 'interview-invitation', 'termination'], {
    description: 'move-request: flytteoppfordring.',
  }),
  sentOn: PlainDate,
  channel: oneOf(['digital', 'letter', 'in-person']),
  proof: nullable(line(500, { description: 'Where the proof of sending is kept.' })),
};

/** A lease with its written notices, from the one sent first. */
export const LeaseDetails = Type.Object(
  { ...lease, notices: list(Type.Object({ id: Uuid, ...notice }, closed)) },
  { ...closed, title: 'LeaseDetails' },
);
/** {@link LeaseDetails} */
export type LeaseDetails = Static<typeof LeaseDetails>;

/** A page of leases, by the end of their term. */
export const LeasePage = pageOf('LeasePage', Lease);
/** {@link LeasePage} */
export type LeasePage = Static<typeof LeasePage>;
/** Keys of the cursor: last day (empty for none) and id. */
export const LeaseCursor = Type.Tuple([Type.Union([PlainDate, Type.Literal('')]), Uuid]);
/** Filters of the list. */
export const LeaseQuery = Type.Object(
  {
    dwellingId: Type.Optional(Uuid),
    householdId: Type.Optional(Uuid),
    lastDayBefore: Type.Optional(PlainDate),
    state: Type.Optional(LeaseStateName),
    on: Type.Optional(PlainDate),
    ...PagingQuery,
  },
  closed,
);
/** Path of one lease. */
export const LeaseParams = Type.Object({ leaseId: Uuid }, closed);
/** On which day the state is computed; today where nothing is said. */
export const LeaseDayQuery = Type.Object({ on: Type.Optional(PlainDate) }, closed);

/** A written notice that was sent to the tenant. */
export const LeaseNoticeRegistration = Type.Object(notice, { ...closed, title: 'LeaseNoticeRegistration' });
/** {@link LeaseNoticeRegistration} */
export type LeaseNoticeRegistration = Static<typeof LeaseNoticeRegistration>;

/** The notice that was stored, and the state of the lease with it. */
export const RecordedLeaseNotice = Type.Object(
  { id: Uuid, legalState: LegalState },
  { ...closed, title: 'RecordedLeaseNotice' },
);
/** {@link RecordedLeaseNotice} */
export type RecordedLeaseNotice = Static<typeof RecordedLeaseNotice>;

/** The end of a lease. */
export const LeaseClosing = Type.Object(
  { closedOn: PlainDate, closedBecause: ClosingReason },
  { ...closed, title: 'LeaseClosing' },
);
/** {@link LeaseClosing} */
export type LeaseClosing = Static<typeof LeaseClosing>;

/** The lease after it was closed. */
export const ClosedLease = Type.Object(
  { id: Uuid, version: Version, closedOn: PlainDate, closedBecause: ClosingReason },
  { ...closed, title: 'ClosedLease' },
);
/** {@link ClosedLease} */
export type ClosedLease = Static<typeof ClosedLease>;
