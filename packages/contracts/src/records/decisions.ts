import type { NoOfferReason, RulingOutcome, RulingReason, WaitingReason } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, LevelNumber, line, nullable, oneOf, TrackName, Uuid } from '../http/primitives.ts';
import { RoundStateName } from '../http/rounds.ts';
import { list } from './lists.ts';
import { DecisionOutcomeName, MemberId } from './meetings.ts';

const closed = { additionalProperties: false } as const;
const Sha256 = Type.String({ maxLength: 64, pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex.' });
const points = Type.Integer({ minimum: 0, description: 'Load points.' });
const reasonText = Type.String({
  minLength: 1,
  maxLength: 4_000,
  description:
    'Twenty characters or more where it is needed. No health data: the minutes are read by others.',
});

const OutcomeName = oneOf(
  ['accepted', 'overridden', 'postponed', 'refused'] as const satisfies readonly RulingOutcome[],
  { description: 'overridden: another dwelling than was proposed, or none.' },
);

const ReasonCode = oneOf([
  'facts-incomplete',
  'need-changed',
  'safety-of-household',
  'safety-of-neighbours',
  'wish-of-household',
  'condition-of-dwelling',
  'follow-up-not-in-place',
  'other',
] as const satisfies readonly RulingReason[]);

/** Version of a ruling that does not exist yet: `"0"`. */
export const IfMatchRuling = Type.Object({
  'if-match': Type.String({
    pattern: '^"(?:0|[1-9][0-9]{0,8})"$',
    maxLength: 11,
    description: 'Entity tag of the ruling that this one takes the place of; `"0"` where there is none.',
  }),
});

/** What the committee says about a case. */
export const RulingChange = Type.Object(
  {
    outcome: OutcomeName,
    dwellingId: nullable({
      ...Uuid,
      description: 'Where it is overridden: the other dwelling; null for none.',
    }),
    reasonCode: nullable(ReasonCode),
    reason: nullable(reasonText),
    waiverLegalBasis: nullable(
      line(500, {
        description: 'Legal basis on which rules are waived that the policy lets the committee waive.',
      }),
    ),
  },
  { ...closed, title: 'RulingChange' },
);

/** The ruling as it stands. */
export const StoredRuling = Type.Object(
  {
    householdId: Uuid,
    version: Type.Integer({ minimum: 1 }),
    outcome: OutcomeName,
    dwellingId: nullable(Uuid),
    waivedRules: list(Type.String(), { description: 'Rules that the dwelling breaks and that are waived.' }),
  },
  { ...closed, title: 'StoredRuling' },
);

const decision = {
  id: Uuid,
  roundId: nullable({ ...Uuid, description: 'Null for the decision of a review.' }),
  reviewId: nullable({ ...Uuid, description: 'Null for the decision of a round.' }),
  meetingId: nullable(Uuid),
  delegationReference: nullable(Type.String()),
  policySetId: Uuid,
  householdId: Uuid,
  householdReference: Type.String(),
  dwellingId: nullable(Uuid),
  dwellingReference: nullable(Type.String()),
  outcome: DecisionOutcomeName,
  termMonths: nullable(
    Type.Integer({ minimum: 36, description: 'Months of the new term where a lease is renewed.' }),
  ),
  targetTrack: nullable(TrackName),
  targetLevel: nullable({ ...LevelNumber, description: 'The step to which the household is to move.' }),
  departsFromRecommendation: Type.Boolean({
    description: 'Whether a review was decided otherwise than was recommended.',
  }),
  reasonCode: nullable(Type.String()),
  reason: nullable(Type.String()),
  decidedBy: MemberId,
  countersignedBy: MemberId,
  decidedAt: Instant,
  correctsId: nullable(Uuid),
  correctedById: nullable({
    ...Uuid,
    description: 'The decision that corrects this one; null while it holds.',
  }),
  chainId: nullable({ ...Uuid, description: 'Moves that only go together carry the same id.' }),
  softBreaks: list(Type.Object({ placeId: Uuid, before: points, after: points, cap: points }, closed), {
    description: 'Places that it fills beyond the level from which more load is unwelcome.',
  }),
  proposedDwellingId: nullable({
    ...Uuid,
    description: 'Where it was overridden: what was proposed, null for nothing. Null otherwise, too.',
  }),
  brokenRules: list(Type.String(), { description: 'Rules that were waived.' }),
  waiverLegalBasis: nullable(Type.String()),
};

/** A decision (vedtak). */
export const Decision = Type.Object(decision, { ...closed, title: 'Decision' });
/** {@link Decision} */
export type Decision = Static<typeof Decision>;
/** The decisions that rest on a round. */
export const DecisionList = Type.Object({ items: list(Decision) }, { ...closed, title: 'DecisionList' });
/** Path of one decision. */
export const DecisionParams = Type.Object({ decisionId: Uuid }, closed);

/** A household of a round as the committee works with it. */
export const RoundCase = Type.Object(
  {
    householdId: Uuid,
    householdReference: Type.String(),
    rank: Type.Integer({ minimum: 1 }),
    urgencyClass: Type.Integer({ minimum: 1 }),
    track: TrackName,
    level: LevelNumber,
    currentDwellingId: nullable(Uuid),
    proposedDwellingId: nullable(Uuid),
    ruling: Type.Union([
      Type.Object(
        {
          version: Type.Integer({ minimum: 1 }),
          outcome: OutcomeName,
          dwellingId: nullable(Uuid),
          reasonCode: nullable(Type.String()),
          reason: nullable(Type.String()),
          waiverLegalBasis: nullable(Type.String()),
          ruledBy: MemberId,
        },
        closed,
      ),
      Type.Null(),
    ]),
    decision: Type.Union([Decision, Type.Null()]),
  },
  { ...closed, title: 'RoundCase' },
);
/** {@link RoundCase} */
export type RoundCase = Static<typeof RoundCase>;
/** A page of cases, by rank. */
export const RoundCasePage = pageOf('RoundCasePage', RoundCase);
/** Key of the cursor: the rank. */
export const RoundCaseCursor = Type.Tuple([Type.Integer({ minimum: 1, maximum: 10_000_000 })]);
/** Filters of the list. */
export const RoundCaseQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of one case. */
export const RoundCaseParams = Type.Object({ roundId: Uuid, householdId: Uuid }, closed);

/** What would be signed now, and what stands in its way. */
export const SigningDraft = Type.Object(
  {
    contentHash: Sha256,
    caseCount: Type.Integer({ minimum: 0 }),
    decidedCount: Type.Integer({ minimum: 0 }),
    faults: list(
      Type.Object(
        {
          code: oneOf(['dwelling-given-twice', 'home-not-vacated', 'place-overfull', 'kept-apart']),
          dwellingId: Type.Optional(Uuid),
          placeId: Type.Optional(Uuid),
          householdIds: Type.Optional(list(Uuid)),
          after: Type.Optional(points),
          cap: Type.Optional(points),
        },
        closed,
      ),
      { description: 'Why it cannot be carried out as a whole; nothing is signed until there is none.' },
    ),
    unwelcome: list(Type.Object({ placeId: Uuid, before: points, after: points, cap: points }, closed), {
      description: 'Places filled beyond their soft level; it is recorded, and does not stop.',
    }),
    signedBy: list(MemberId, { description: 'Who has signed this very content.' }),
  },
  { ...closed, title: 'SigningDraft' },
);

/** A signature. */
export const RoundSignature = Type.Object(
  {
    contentHash: Sha256,
    staleReason: nullable(
      Type.String({
        minLength: 20,
        maxLength: 2_000,
        description: 'Why changes since the facts were frozen do not matter; null where none is accepted.',
      }),
    ),
  },
  { ...closed, title: 'RoundSignature' },
);

/** What came of a signature. */
export const SignedRound = Type.Object(
  {
    roundId: Uuid,
    state: RoundStateName,
    decided: list(
      Type.Object(
        {
          decisionId: Uuid,
          householdId: Uuid,
          outcome: oneOf(['allocated', 'overridden', 'postponed', 'refused']),
          dwellingId: nullable(Uuid),
          offerId: nullable(Uuid),
        },
        closed,
      ),
      { description: 'Decided by this signature.' },
    ),
    conflicts: list(
      Type.Object(
        {
          householdId: Uuid,
          dwellingId: Uuid,
          because: oneOf([
            'dwelling-taken',
            'dwelling-out-of-use',
            'household-lives-there',
            'household-has-offer-accepted',
            'household-has-home',
            'household-gone',
          ] as const satisfies readonly NoOfferReason[]),
        },
        closed,
      ),
      { description: 'Not decided, because it is no longer to be had. Rule on these cases anew.' },
    ),
    waiting: list(
      Type.Object(
        {
          householdIds: list(Uuid),
          because: oneOf(['no-quorum', 'needs-signature'] as const satisfies readonly WaitingReason[]),
        },
        closed,
      ),
    ),
    protocolHash: nullable(Sha256),
  },
  { ...closed, title: 'SignedRound' },
);

/** The minutes of a round as they were stored. */
export const Protocol = Type.Object(
  {
    documentHash: Sha256,
    document: Type.String({
      description:
        'Canonical JSON (RFC 8785), format boligtrapp-protocol/1; the hash is of these very bytes.',
    }),
  },
  { ...closed, title: 'Protocol' },
);

/** A correction (omgjøring) of a decision, to be signed by another person. */
export const CorrectionProposal = Type.Object(
  {
    outcome: oneOf(['overridden', 'postponed', 'refused']),
    dwellingId: nullable({
      ...Uuid,
      description: 'overridden: the dwelling that is given instead; null for none.',
    }),
    reasonCode: ReasonCode,
    reason: Type.String({ minLength: 20, maxLength: 4_000 }),
    delegationReference: line(200, { description: 'On what authority the two persons decide.' }),
    waiverLegalBasis: nullable(line(500)),
  },
  { ...closed, title: 'CorrectionProposal' },
);

/** The correction as it stands. */
export const Correction = Type.Object(
  {
    id: Uuid,
    decisionId: Uuid,
    state: oneOf(['proposed', 'decided', 'discarded']),
    newDecisionId: nullable(Uuid),
    offerId: nullable(Uuid),
  },
  { ...closed, title: 'Correction' },
);
/** Path of one correction. */
export const CorrectionParams = Type.Object({ correctionId: Uuid }, closed);

/** What becomes of a proposed correction. */
export const CorrectionTransition = Type.Object(
  { action: oneOf(['sign', 'discard']) },
  { ...closed, title: 'CorrectionTransition' },
);
