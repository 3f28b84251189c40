import type {
  RentArrears,
  ReviewOutcome,
  ReviewReason,
  ReviewState,
  ReviewWish,
  WaitingReason,
} from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { Statement } from '../http/explanations.ts';
import { PagingQuery, pageOf } from '../http/paging.ts';
import {
  Instant,
  LevelNumber,
  line,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
  Version,
} from '../http/primitives.ts';
import { Decision } from './decisions.ts';
import { list } from './lists.ts';
import { MemberId } from './meetings.ts';

const closed = { additionalProperties: false } as const;
const Sha256 = Type.String({ maxLength: 64, pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex.' });

const ReviewStateName = oneOf(
  ['open', 'prepared', 'decided', 'lapsed'] as const satisfies readonly ReviewState[],
  { description: 'lapsed: the lease was closed before anything was decided.' },
);
const OutcomeName = oneOf(
  ['renewed', 'moved', 'private-rental', 'startlan', 'ended'] as const satisfies readonly ReviewOutcome[],
  { description: 'moved: to another step; startlan: helped to own; ended: the tenant leaves.' },
);
const WishName = oneOf(
  [
    'stay',
    'move-smaller',
    'move-larger',
    'move-area',
    'private-rental',
    'buy',
    'not-stated',
  ] as const satisfies readonly ReviewWish[],
  { description: 'What the tenant wishes; not-stated: asked, and not answered.' },
);
const ArrearsName = oneOf(['none', 'some', 'serious'] as const satisfies readonly RentArrears[], {
  description: 'How much rent is outstanding.',
});
const ReasonCode = oneOf([
  'need-changed',
  'need-ended',
  'wish-of-household',
  'safety-of-household',
  'safety-of-neighbours',
  'condition-of-dwelling',
  'rent',
  'conduct',
  'facts-incomplete',
  'other',
] as const satisfies readonly ReviewReason[]);
const MissingName = oneOf(['assessment', 'wish'], { description: 'What the review cannot do without.' });
const termMonths = nullable(
  Type.Integer({ minimum: 1, maximum: 240, description: 'Months of the new term where it is renewed.' }),
);
const Step = Type.Object({ track: TrackName, level: LevelNumber }, closed);
const target = Type.Union([Step, Type.Null()], { description: 'The step to move to where it is moved.' });

/** A review to be opened. */
export const ReviewOpening = Type.Object(
  {
    leaseId: Uuid,
    assignedTo: nullable(MemberId),
    correctsDecisionId: Type.Optional(
      nullable({
        ...Uuid,
        description: 'The decision of an earlier review of the lease that is to be corrected.',
      }),
    ),
  },
  { ...closed, title: 'ReviewOpening' },
);

/** The review that was opened. */
export const OpenedReview = Type.Object(
  { id: Uuid, version: Version, state: ReviewStateName, termLastDay: nullable(PlainDate) },
  { ...closed, title: 'OpenedReview' },
);

const review = {
  id: Uuid,
  version: Version,
  state: ReviewStateName,
  leaseId: Uuid,
  householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
  householdReference: nullable(Type.String()),
  dwellingId: Uuid,
  dwellingReference: Type.String(),
  leaseClosedOn: nullable(PlainDate),
  termLastDay: nullable({ ...PlainDate, description: 'Last day of the term that is reviewed (inclusive).' }),
  openedOn: PlainDate,
  openedBy: Type.String({ description: 'A person, or the scheduler of the nights.' }),
  assignedTo: nullable(MemberId),
  correctsDecisionId: nullable(Uuid),
  preparation: Type.Integer({ minimum: 0, description: 'How often it has been prepared.' }),
  preparedBy: nullable(MemberId),
  preparedOn: nullable(PlainDate),
  closedOn: nullable(PlainDate),
};

/** A review (rullering) as it is listed. */
export const Review = Type.Object(review, { ...closed, title: 'Review' });
/** {@link Review} */
export type Review = Static<typeof Review>;

const count = Type.Integer({ minimum: 0 });

const ReviewFacts = Type.Object(
  {
    home: Type.Object(
      { track: TrackName, level: LevelNumber, programme: ProgrammeName, bedrooms: count },
      closed,
    ),
    need: Type.Object(
      {
        track: TrackName,
        level: LevelNumber,
        programme: ProgrammeName,
        acceptableLevels: list(LevelNumber),
        bedrooms: Type.Object({ min: count, max: count }, closed),
      },
      closed,
    ),
    stillQualifies: Type.Boolean(),
    wish: WishName,
    hasChildren: Type.Boolean({ description: 'Only lengthens a term.' }),
    wasRenewedBefore: Type.Boolean(),
    visits: Type.Union([Type.Object({ due: count, done: count }, closed), Type.Null()]),
    arrears: nullable(ArrearsName),
    conduct: nullable(
      Type.Array(count, {
        minItems: 3,
        maxItems: 3,
        description: 'Incidents by severity, the slightest first; counts only.',
      }),
    ),
  },
  {
    ...closed,
    title: 'ReviewFacts',
    description: 'Null for what is not known, or the policy does not consider.',
  },
);

const ReviewRecommendation = Type.Object(
  {
    outcome: OutcomeName,
    termMonths,
    target,
    statement: Statement,
    parts: list(
      Type.Object(
        {
          speaks: oneOf(['for', 'against', 'notes'], {
            description: 'notes: to be looked at, neither for nor against.',
          }),
          outcome: OutcomeName,
          statement: Statement,
        },
        closed,
      ),
      { description: 'In a fixed order, whatever comes of it.' },
    ),
  },
  {
    ...closed,
    title: 'ReviewRecommendation',
    description: 'What the rules recommend. Nothing is ruled by it: people rule.',
  },
);

const reason = Type.String({
  minLength: 1,
  maxLength: 4_000,
  description:
    'Twenty characters or more where it is needed. No health data: the minutes are read by others.',
});

/** What somebody rules about a review. Nothing in it has a default. */
export const ReviewRulingChange = Type.Object(
  { outcome: OutcomeName, termMonths, target, reasonCode: nullable(ReasonCode), reason: nullable(reason) },
  { ...closed, title: 'ReviewRulingChange' },
);

/** The ruling as it stands. */
export const RuledReview = Type.Object(
  {
    reviewId: Uuid,
    version: Version,
    outcome: OutcomeName,
    departsFromRecommendation: Type.Boolean(),
  },
  { ...closed, title: 'RuledReview' },
);

const InputRow = Type.Object(
  {
    id: Uuid,
    kind: oneOf(['assessment', 'wish', 'rent']),
    assessmentId: nullable(Uuid),
    isConfirmed: nullable(
      Type.Boolean({ description: 'Whether an assessment from before the review was confirmed as it is.' }),
    ),
    stillQualifies: nullable(Type.Boolean()),
    wish: nullable(WishName),
    remark: nullable(Type.String({ description: 'In the words of the tenant.' })),
    arrears: nullable(ArrearsName),
    asOf: PlainDate,
    recordedBy: MemberId,
    recordedAt: Instant,
  },
  closed,
);

/** A review with everything that it rests on. */
export const ReviewDetails = Type.Object(
  {
    ...review,
    lastSafeDay: nullable({
      ...PlainDate,
      description:
        'Last day on which a written request to move counts (husleieloven § 9-2 third paragraph); null without a term.',
    }),
    inputs: list(InputRow, { description: 'From the newest; the newest of a kind counts.' }),
    missing: list(MissingName),
    facts: Type.Union([ReviewFacts, Type.Null()], {
      description: 'As they stand now, or as they were signed; null while something is missing.',
    }),
    recommendation: Type.Union([ReviewRecommendation, Type.Null()]),
    ruling: Type.Union([
      Type.Object(
        {
          version: nullable(Type.Integer({ minimum: 1, description: 'Null once it is decided.' })),
          outcome: OutcomeName,
          termMonths,
          target,
          reasonCode: nullable(ReasonCode),
          reason: nullable(Type.String()),
          ruledBy: nullable(MemberId),
          departsFromRecommendation: Type.Boolean(),
        },
        closed,
      ),
      Type.Null(),
    ]),
    contentHash: nullable({
      ...Sha256,
      description: 'Hash of what two persons sign, or have signed; null while there is nothing to sign.',
    }),
    signatures: list(
      Type.Object(
        {
          meetingId: nullable(Uuid),
          delegationReference: nullable(Type.String()),
          contentHash: Sha256,
          signedBy: MemberId,
          signedAt: Instant,
        },
        closed,
      ),
      { description: 'Those of other content count no more.' },
    ),
    decision: Type.Union([Decision, Type.Null()]),
    renewedLeaseId: nullable({ ...Uuid, description: 'The lease that was made of the decision to renew.' }),
    allowedActions: list(Type.String(), { description: 'What the state allows.' }),
  },
  { ...closed, title: 'ReviewDetails' },
);
/** {@link ReviewDetails} */
export type ReviewDetails = Static<typeof ReviewDetails>;

/** A page of reviews, by the end of the term. */
export const ReviewPage = pageOf('ReviewPage', Review);
/** Keys of the cursor: last day of the term (empty for none) and id. */
export const ReviewCursor = Type.Tuple([Type.Union([PlainDate, Type.Literal('')]), Uuid]);
/** Filters of the list. */
export const ReviewQuery = Type.Object(
  {
    state: Type.Optional(ReviewStateName),
    leaseId: Type.Optional(Uuid),
    assignedTo: Type.Optional(MemberId),
    isUnassigned: Type.Optional(Type.Boolean({ description: 'Those that nobody has.' })),
    dueBefore: Type.Optional({ ...PlainDate, description: 'Whose term ends before this day.' }),
    ...PagingQuery,
  },
  closed,
);
/** Path of one review. */
export const ReviewParams = Type.Object({ reviewId: Uuid }, closed);

/** Something that a review takes in. */
export const ReviewInputRecord = Type.Object(
  {
    input: Type.Union([
      Type.Object(
        {
          kind: Type.Literal('assessment'),
          assessmentId: { ...Uuid, description: 'The newest of the household.' },
          stillQualifies: Type.Boolean({
            description: 'Whether the household still meets the conditions for a municipal dwelling.',
          }),
        },
        closed,
      ),
      Type.Object(
        {
          kind: Type.Literal('wish'),
          wish: WishName,
          remark: nullable(line(2_000, { description: 'In the words of the tenant; no health data.' })),
          asOf: { ...PlainDate, description: 'The day of the talk.' },
        },
        closed,
      ),
      Type.Object(
        {
          kind: Type.Literal('rent'),
          arrears: ArrearsName,
          asOf: { ...PlainDate, description: 'The day on which the rent account was so.' },
        },
        closed,
      ),
    ]),
  },
  { ...closed, title: 'ReviewInputRecord' },
);

/** The input that was added. */
export const RecordedReviewInput = Type.Object(
  { id: Uuid, reviewId: Uuid, version: Version },
  { ...closed, title: 'RecordedReviewInput' },
);

/** Who is to have a review; null for nobody. */
export const ReviewAssignment = Type.Object(
  { assignedTo: nullable(MemberId) },
  { ...closed, title: 'ReviewAssignment' },
);
/** A step of the preparation. */
export const ReviewTransition = Type.Object(
  {
    action: oneOf(['prepare', 'take-back'], {
      description: 'take-back: to take in more; what was ruled until then counts no more.',
    }),
  },
  { ...closed, title: 'ReviewTransition' },
);
/** The review after a command. */
export const MovedReview = Type.Object(
  { id: Uuid, state: ReviewStateName, version: Version, assignedTo: nullable(MemberId) },
  { ...closed, title: 'MovedReview' },
);

/** A signature under what is ruled. */
export const ReviewSignature = Type.Object(
  {
    contentHash: Sha256,
    meetingId: Type.Optional(
      nullable({ ...Uuid, description: 'The meeting that decides; this or delegationReference.' }),
    ),
    delegationReference: Type.Optional(
      nullable(line(200, { description: 'On what authority two persons decide; this or meetingId.' })),
    ),
  },
  { ...closed, title: 'ReviewSignature' },
);

/** What came of a signature. */
export const SignedReview = Type.Object(
  {
    reviewId: Uuid,
    state: ReviewStateName,
    decisionId: nullable({ ...Uuid, description: 'Null until two have signed.' }),
    waitsFor: nullable(oneOf(['no-quorum', 'needs-signature'] as const satisfies readonly WaitingReason[])),
    protocolHash: nullable(Sha256),
  },
  { ...closed, title: 'SignedReview' },
);

/** Minutes of a review as they were signed. */
export const ReviewProtocol = Type.Object(
  {
    documentHash: Sha256,
    document: Type.String({
      description:
        'Canonical JSON (RFC 8785), format boligtrapp-review-protocol/1; the hash is of these very bytes.',
    }),
  },
  { ...closed, title: 'ReviewProtocol' },
);
