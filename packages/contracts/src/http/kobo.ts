import { type Static, Type } from 'typebox';
import { list } from '../records/lists.ts';
import { PagingQuery, pageOf } from './paging.ts';
import { Instant, nullable, oneOf, Uuid } from './primitives.ts';

const closed = { additionalProperties: false } as const;

const Fact = oneOf([
  'bedrooms',
  'areaM2',
  'floor',
  'bruksenhetsnummer',
  'isWheelchairAccessible',
  'ownerForm',
  'traits',
]);
const Side = oneOf(['kobo', 'ours']);
const LinkState = oneOf(['to-create', 'creating', 'uncertain', 'linked', 'stopped']);
const ConflictState = oneOf(['open', 'resolved', 'applied', 'superseded']);
const QuestionState = oneOf(['open', 'answered']);
const Value = Type.String({ minLength: 1, maxLength: 200 });
const Reason = Type.String({ minLength: 5, maxLength: 1_000 });
const SupplierId = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'leverandorBoligId in V1 of the Bolig API, fdvuBoligId in the version before.',
});
const AnyValue = Type.Unknown({ description: 'Value of the fact; null for none.' });

const linkFields = {
  dwellingId: Uuid,
  koboId: nullable(Uuid),
  supplierId: SupplierId,
  state: { ...LinkState, description: 'stopped: given up until somebody looks (dead letter).' },
  isInStep: Type.Boolean({ description: 'Whether nothing is left to be compared.' }),
  attempts: Type.Integer({ minimum: 0 }),
  failingSince: nullable(Instant),
  nextAttemptAt: nullable(Instant),
  lastFault: nullable(Type.String({ description: 'Code of the last fault.' })),
  lastSyncedAt: nullable(Instant),
};

/** A dwelling and its counterpart in Kobo. */
export const KoboLink = Type.Object(
  {
    ...linkFields,
    supplierIdName: oneOf(['leverandorBoligId', 'fdvuBoligId']),
    unpublishedFields: list(Type.String(), {
      description:
        'Fields of Kobo’s dwelling that are not published: they go through untouched, and are not kept.',
    }),
  },
  { ...closed, title: 'KoboLink' },
);

/** A page of links. */
export const KoboLinkPage = pageOf(
  'KoboLinkPage',
  Type.Object({ ...linkFields, dwellingReference: Type.String() }, { ...closed, title: 'KoboLinkListItem' }),
);

/** Keys of the cursor of lists by id. */
export const KoboCursor = Type.Tuple([Uuid]);
/** Query of the links. */
export const KoboLinkQuery = Type.Object({ ...PagingQuery, state: Type.Optional(LinkState) }, closed);
/** Query of the conflicts. */
export const KoboConflictQuery = Type.Object({ ...PagingQuery, state: Type.Optional(ConflictState) }, closed);
/** Query of the questions. */
export const KoboQuestionQuery = Type.Object({ ...PagingQuery, state: Type.Optional(QuestionState) }, closed);
/** Query of the ledger. */
export const KoboLedgerQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of one link, by its dwelling. */
export const KoboLinkParams = Type.Object({ dwellingId: Uuid }, closed);
/** Path of one conflict. */
export const KoboConflictParams = Type.Object({ conflictId: Uuid }, closed);
/** Path of one question. */
export const KoboQuestionParams = Type.Object({ questionId: Uuid }, closed);
/** Path of one pair. */
export const KoboValuePairParams = Type.Object({ pairId: Uuid }, closed);

/** Which dwelling to link with what. */
export const KoboLinkRequest = Type.Object(
  {
    dwellingId: Uuid,
    supplierId: Type.Optional(SupplierId),
    koboId: Type.Optional({ ...Uuid, description: 'Of a dwelling that is in Kobo.' }),
    newDwelling: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,60}$' }), Type.Unknown(), {
        maxProperties: 60,
        description:
          'Of one that is to be made there: `adresse`, `boligtype` and more, under Kobo’s names, passed on as it is. Nothing about people.',
      }),
    ),
  },
  { ...closed, title: 'KoboLinkRequest' },
);

/** Why a dwelling that was given up is tried again. */
export const KoboReplayRequest = Type.Object({ reason: Reason }, { ...closed, title: 'KoboReplayRequest' });

/** Something that was found to differ, and which way it went. */
export const KoboLedgerPage = pageOf(
  'KoboLedgerPage',
  Type.Object(
    {
      id: Uuid,
      effect: {
        ...oneOf(['taken', 'sent', 'asked', 'created', 'linked', 'stopped', 'replayed', 'uncertain']),
        description:
          'taken: Kobo’s value became ours; sent: ours was seen in Kobo; asked: people were asked.',
      },
      field: nullable(Type.String()),
      before: AnyValue,
      after: AnyValue,
      happenedAt: Instant,
    },
    { ...closed, title: 'KoboLedgerEntry' },
  ),
);

/** A fact on which we and Kobo differ. */
export const KoboConflict = Type.Object(
  {
    id: Uuid,
    dwellingId: Uuid,
    dwellingReference: Type.String(),
    field: Fact,
    cause: {
      ...oneOf(['both-changed', 'changed-by-other', 'not-updatable', 'not-storable']),
      description:
        'both-changed: since they agreed; changed-by-other: by whom it does not belong to; not-updatable: Kobo takes no change; not-storable: we cannot hold the value.',
    },
    owner: Side,
    base: AnyValue,
    ours: AnyValue,
    theirs: AnyValue,
    state: ConflictState,
    resolution: nullable(Side),
    reason: nullable(Type.String()),
    resolvedBy: nullable(Type.String()),
    resolvedAt: nullable(Instant),
    settledAt: nullable(Instant),
    createdAt: Instant,
  },
  { ...closed, title: 'KoboConflict' },
);
/** A page of conflicts. */
export const KoboConflictPage = pageOf('KoboConflictPage', KoboConflict);
/** Whose value holds, and why. */
export const KoboResolutionRequest = Type.Object(
  { resolution: Side, reason: Reason },
  { ...closed, title: 'KoboResolutionRequest' },
);

/** A value that has no partner on the other side. */
export const KoboQuestion = Type.Object(
  {
    id: Uuid,
    field: Type.String(),
    side: { ...Side, description: 'Whose value it is.' },
    value: Type.String(),
    state: QuestionState,
    seenCount: Type.Integer({ minimum: 1 }),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
    answeredBy: nullable(Type.String()),
    answeredAt: nullable(Instant),
  },
  { ...closed, title: 'KoboQuestion' },
);
/** A page of questions. */
export const KoboQuestionPage = pageOf('KoboQuestionPage', KoboQuestion);
/** What a value means: the value of the other side that it is paired with. */
export const KoboAnswerRequest = Type.Object({ partner: Value }, { ...closed, title: 'KoboAnswerRequest' });

const pairFields = { field: oneOf(['disposisjonsform', 'egenskaper']), ours: Value, kobos: Value };

/** A word of ours and Kobo's value for it. */
export const KoboValuePairRequest = Type.Object(pairFields, { ...closed, title: 'KoboValuePairRequest' });
/** The same as stored, or as ended. */
export const KoboValuePair = Type.Object({ id: Uuid, ...pairFields }, { ...closed, title: 'KoboValuePair' });
/** All pairs that hold. */
export const KoboValuePairs = Type.Object(
  {
    items: list(
      Type.Object(
        { id: Uuid, ...pairFields, enteredBy: Type.String(), enteredAt: Instant },
        { ...closed, title: 'EnteredKoboValuePair' },
      ),
    ),
  },
  { ...closed, title: 'KoboValuePairs' },
);

const ownerFields = { fact: Fact, owner: { ...Side, description: 'Whose word counts.' } };

/** Whose word counts for a fact. */
export const KoboOwnerSetting = Type.Object(ownerFields, { ...closed, title: 'KoboOwnerSetting' });
/** {@link KoboOwnerSetting} */
export type KoboOwnerSetting = Static<typeof KoboOwnerSetting>;
/** Whose word counts for every fact. */
export const KoboOwners = Type.Object(
  {
    items: list(
      Type.Object(
        {
          ...ownerFields,
          field: Type.String({ description: 'Name of the field in Kobo.' }),
          isDefault: Type.Boolean({ description: 'Whether the municipality has said nothing of it.' }),
        },
        { ...closed, title: 'KoboOwner' },
      ),
    ),
  },
  { ...closed, title: 'KoboOwners' },
);
