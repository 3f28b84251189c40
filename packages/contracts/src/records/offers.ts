import type { OfferState, SuccessionState } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const OfferStateName = oneOf(
  [
    'waiting',
    'open',
    'accepted',
    'declined',
    'expired',
    'withdrawn',
    'fulfilled',
  ] as const satisfies readonly OfferState[],
  {
    description:
      'waiting: sent when the tenant of the dwelling accepts another; fulfilled: a lease was made.',
  },
);

/** An offer (tilbud). */
export const Offer = Type.Object(
  {
    id: Uuid,
    version: Version,
    decisionId: Uuid,
    dwellingId: Uuid,
    dwellingReference: Type.String(),
    householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
    householdReference: nullable(Type.String()),
    state: OfferStateName,
    sentOn: nullable(PlainDate),
    answerBy: nullable({ ...PlainDate, description: 'Last day to answer, in Norway (inclusive).' }),
    answeredOn: nullable(PlainDate),
    answerReasonCode: nullable(Type.String()),
    chainId: nullable({ ...Uuid, description: 'The same for all offers of a line or circle of moves.' }),
    waitsForId: nullable({
      ...Uuid,
      description:
        'The offer that the tenant of the dwelling must accept first; null, too, where you may not know of it.',
    }),
  },
  { ...closed, title: 'Offer' },
);
/** {@link Offer} */
export type Offer = Static<typeof Offer>;

/** A page of offers, from the newest. */
export const OfferPage = pageOf('OfferPage', Offer);
/** {@link OfferPage} */
export type OfferPage = Static<typeof OfferPage>;
/** Key of the cursors of this file that follow ids. */
export const OfferCursor = Type.Tuple([Uuid]);
/** Filters of the list. */
export const OfferQuery = Type.Object(
  {
    state: Type.Optional(OfferStateName),
    dwellingId: Type.Optional(Uuid),
    householdId: Type.Optional(Uuid),
    ...PagingQuery,
  },
  closed,
);
/** Path of one offer. */
export const OfferParams = Type.Object({ offerId: Uuid }, closed);

/** A no, with its reason. */
export const OfferDecline = Type.Object(
  {
    reasonCode: oneOf([
      'area',
      'size',
      'standard',
      'rent',
      'accessibility',
      'found-another',
      'not-stated',
      'other',
    ]),
  },
  { ...closed, title: 'OfferDecline' },
);
/** An offer that the municipality takes back. */
export const OfferWithdrawal = Type.Object(
  {
    reasonCode: oneOf([
      'dwelling-unavailable',
      'circumstances-changed',
      'made-in-error',
      'decision-corrected',
    ]),
  },
  { ...closed, title: 'OfferWithdrawal' },
);

/** The offer after an answer, with what the answer did to others. */
export const AnsweredOffer = Type.Object(
  {
    id: Uuid,
    state: OfferStateName,
    withdrawn: list(Uuid, { description: 'Offers that were withdrawn because of it.' }),
    sent: list(Uuid, { description: 'Offers that waited for it and are sent now.' }),
  },
  { ...closed, title: 'AnsweredOffer' },
);
/** {@link AnsweredOffer} */
export type AnsweredOffer = Static<typeof AnsweredOffer>;

const reason = { minLength: 20, maxLength: 2_000 } as const;

const RefusalAssessmentName = oneOf(['no-consequence', 'to-be-decided'], {
  description: 'to-be-decided: a decision of its own is prepared; nothing follows by itself.',
});

/** A declined offer that waits for a case officer, or was assessed. */
export const OfferRefusal = Type.Object(
  {
    offerId: Uuid,
    householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
    dwellingId: Uuid,
    reasonCode: Type.String(),
    refusedOn: PlainDate,
    consequence: Type.String({ description: 'What the policy in force says; never carried out by itself.' }),
    policySetId: nullable(Uuid),
    assessedAs: nullable(RefusalAssessmentName),
    assessmentReason: nullable(Type.String()),
    assessedBy: nullable(Type.String()),
    assessedOn: nullable(PlainDate),
  },
  { ...closed, title: 'OfferRefusal' },
);
/** {@link OfferRefusal} */
export type OfferRefusal = Static<typeof OfferRefusal>;
/** A page of refusals that nobody has assessed, from the oldest. */
export const OfferRefusalPage = pageOf('OfferRefusalPage', OfferRefusal);
/** What a case officer makes of a refusal. */
export const RefusalAssessment = Type.Object(
  { assessedAs: RefusalAssessmentName, reason: Type.String(reason) },
  { ...closed, title: 'RefusalAssessment' },
);

/** Something for a case officer to look at. */
export const CaseTask = Type.Object(
  {
    id: Uuid,
    kind: oneOf([
      'offer-declined',
      'offer-expired',
      'offer-withdrawn',
      'offer-not-made',
      'succession-proposed',
      'succession-impossible',
      'appeal-granted',
      'needs-changed',
    ]),
    subjectId: {
      ...Uuid,
      description:
        'An offer; of offer-not-made a decision, of succession-proposed a succession, of appeal-granted an appeal, of needs-changed a follow-up.',
    },
    householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
    householdReference: nullable(Type.String()),
    dwellingId: nullable({ ...Uuid, description: 'Null for what is about no dwelling.' }),
    dwellingReference: nullable(Type.String()),
    dueOn: PlainDate,
    createdAt: Instant,
  },
  { ...closed, title: 'CaseTask' },
);
/** {@link CaseTask} */
export type CaseTask = Static<typeof CaseTask>;
/** A page of open tasks, the most pressing first. */
export const CaseTaskPage = pageOf('CaseTaskPage', CaseTask);
/** Keys of the cursor: due date and id. */
export const CaseTaskCursor = Type.Tuple([PlainDate, Uuid]);
/** Paging alone, for lists without filters. */
export const PageQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of one task. */
export const CaseTaskParams = Type.Object({ taskId: Uuid }, closed);
/** The task that was done. */
export const DoneCaseTask = Type.Object({ id: Uuid }, { ...closed, title: 'DoneCaseTask' });

const SuccessionStateName = oneOf([
  'proposed',
  'confirmed',
  'decided',
  'discarded',
] as const satisfies readonly SuccessionState[]);

/** The next in line (nestemann) for a dwelling whose offer ended without a lease. */
export const Succession = Type.Object(
  {
    id: Uuid,
    version: Version,
    afterOfferId: nullable({ ...Uuid, description: 'Null where you may not know of that offer.' }),
    attempt: Type.Integer({ minimum: 1 }),
    roundId: Uuid,
    dwellingId: Uuid,
    dwellingReference: Type.String(),
    householdId: Uuid,
    householdReference: Type.String(),
    rank: Type.Integer({ minimum: 1, description: 'In the stored order of the round.' }),
    state: SuccessionStateName,
    proposedOn: PlainDate,
    factsHash: Type.String({ description: 'SHA-256 of the facts that the household was judged by.' }),
    confirmedBy: nullable(Type.String()),
    decidedBy: nullable(Type.String()),
    decisionId: nullable(Uuid),
    discardedBy: nullable(Type.String()),
    discardReason: nullable(Type.String()),
  },
  { ...closed, title: 'Succession' },
);
/** {@link Succession} */
export type Succession = Static<typeof Succession>;
/** A page of proposals, from the newest. */
export const SuccessionPage = pageOf('SuccessionPage', Succession);
/** Filters of the list. */
export const SuccessionQuery = Type.Object(
  { state: Type.Optional(SuccessionStateName), ...PagingQuery },
  closed,
);
/** Path of one proposal. */
export const SuccessionParams = Type.Object({ successionId: Uuid }, closed);
/** Why a proposal is not followed. */
export const SuccessionDiscard = Type.Object(
  { reason: Type.String(reason) },
  { ...closed, title: 'SuccessionDiscard' },
);
/** The delegation that lets two persons decide between meetings. */
export const SuccessionDecision = Type.Object(
  { delegationReference: line(200) },
  { ...closed, title: 'SuccessionDecision' },
);
/** The proposal after a command. */
export const HandledSuccession = Type.Object(
  { id: Uuid, state: SuccessionStateName, decisionId: nullable(Uuid), offerId: nullable(Uuid) },
  { ...closed, title: 'HandledSuccession' },
);
/** {@link HandledSuccession} */
export type HandledSuccession = Static<typeof HandledSuccession>;
