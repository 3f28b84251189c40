import type {
  PolicyContent as DomainPolicy,
  PerLevel as PerLevelFigures,
  RuleCode,
} from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { nullable, oneOf, PlainDate } from '../http/primitives.ts';
import { list } from './lists.ts';
import { ROTATION_POLICY_GROUPS } from './rotation-policy.ts';
import type { SameType, Unchangeable } from './same-type.ts';

const closed = { additionalProperties: false } as const;
const MOST_POINTS = 100_000;
const points = (description: string) => Type.Integer({ minimum: 0, maximum: MOST_POINTS, description });
const share = (description: string) => Type.Integer({ minimum: 0, maximum: 10_000, description });
const age = (description: string) => Type.Integer({ minimum: 0, maximum: 120, description });
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

const weight = points('Load points of one household.');
const PerLevel = Type.Unsafe<PerLevelFigures>(
  Type.Array(weight, { minItems: 5, maxItems: 5, description: 'Level 1 to 5.' }),
);

const BedroomNorm = Type.Object(
  {
    ownRoomFromAge: age('Completed years from which a person who is not half of a couple has a room alone.'),
    sharedAnySexBelowAge: age('Completed years below which two children share whatever their sex.'),
    sexUsedForSharing: Type.Boolean({
      description: 'Whether those between the ages share with the same sex only.',
    }),
    couplesShare: Type.Boolean({ description: 'Whether a couple has one room together.' }),
    source: text(2_000),
  },
  { ...closed, description: 'How the bedrooms that a household needs are counted.' },
);

const Rotation = Type.Object(
  {
    reviewWindowMonths: Type.Integer({ minimum: 0, maximum: 36, description: 'Before the last day.' }),
    noticeMonths: list(Type.Integer({ minimum: 0, maximum: 36 }), {
      maxItems: 12,
      description: 'Months before the last day at which notices go out.',
    }),
    redWithinDays: Type.Integer({ minimum: 0, maximum: 92, description: 'To the last safe day, inclusive.' }),
    acceptsEarlyRequests: Type.Boolean({
      description: 'Whether a request to move sent in the 30 days before the last day counts.',
    }),
  },
  closed,
);

const Wishes = Type.Object(
  {
    wishedArea: points('A wished neighbourhood.'),
    schoolContinuity: points('The school district of the children.'),
    nearSupport: points('Where work, school or support is.'),
    perSpareBedroom: points('Taken off for each bedroom above the fewest needed.'),
    robustWhereWearExpected: points('A robust dwelling where wear is expected.'),
    smallUnitWhereWished: points('A small unit where one is wished.'),
    perMonthWaiting: points('Each whole month of waiting.'),
  },
  { ...closed, description: 'Points for what is wished and not required.' },
);

const Source = Type.Object(
  { unit: text(200), source: text(2_000), reason: Type.Optional(text(2_000)) },
  {
    ...closed,
    description:
      'Unit of the figures, where they come from, and why they are so. A set is not submitted before every group has its reason.',
  },
);

const Refusals = list(
  Type.Object(
    {
      validFrom: nullable(PlainDate),
      validTo: nullable(PlainDate),
      fromRefusal: Type.Integer({ minimum: 1, maximum: 100, description: 'Counted from 1.' }),
      consequence: oneOf(['none', 'flag', 'review-need'], {
        description: 'What a case officer is told; nothing happens by itself.',
      }),
      legalBasis: nullable(text(500)),
    },
    closed,
  ),
  { maxItems: 50, description: 'What the refusal of an offer leads to, from (inclusive) to (exclusive).' },
);

const WaivableRules = list(
  oneOf([
    'track',
    'level',
    'programme',
    'bedrooms',
    'wheelchair',
    'floor-access',
    'screened',
    'own-entrance',
    'staffing',
    'fit-for-children',
    'school-district',
    'required-area',
    'place-spared',
    'kept-apart',
    'free-in-time',
    'lease-term',
  ] as const satisfies readonly RuleCode[]),
  {
    maxItems: 32,
    uniqueItems: true,
    description: 'Hard rules that the committee may waive, with a legal basis of the case.',
  },
);

/** Groups of figures that a round is computed with. */
export const ROUND_POLICY_GROUPS = {
  loadWeights: Type.Object({ welfare: PerLevel, care: PerLevel }, closed),
  caps: Type.Object(
    {
      neighbourhoodPointsPer100Dwellings: points('Load points per 100 dwellings of a neighbourhood.'),
      districtPointsPer100Dwellings: points('Load points per 100 dwellings of a district.'),
      buildingPointsPerUnit: nullable(points('Load points per unit of a building; null for no cap.')),
      cautionShareBasisPoints: share('Share of a cap that a place under caution keeps.'),
      softShareBasisPoints: share('Share of a cap from which more load is unwelcome.'),
    },
    closed,
  ),
  levelFit: Type.Object({ allowsOneAbove: Type.Boolean(), allowsOneBelow: Type.Boolean() }, closed),
  queue: Type.Object(
    {
      pointsPerMonthWaiting: points('Need points per whole month of waiting.'),
      mostPointsForWaiting: points('Points for waiting at most.'),
    },
    closed,
  ),
  wishes: Wishes,
  smallUnitBelowM2: Type.Integer({ minimum: 0, maximum: 1_000, description: 'Square metres (exclusive).' }),
};

const Shape = Type.Object(
  {
    format: Type.Literal('boligtrapp-policy/1'),
    ...ROUND_POLICY_GROUPS,
    bedroomNorm: BedroomNorm,
    spareBedrooms: Type.Integer({
      minimum: 0,
      maximum: 10,
      description: 'Above the norm and still within it.',
    }),
    urgencyClasses: list(text(200), {
      minItems: 1,
      maxItems: 4,
      description: 'What each class means, the most urgent first.',
    }),
    rotation: Rotation,
    offers: Type.Object(
      {
        answerDays: Type.Integer({ minimum: 1, maximum: 90, description: 'The day of sending not counted.' }),
      },
      closed,
    ),
    meetings: Type.Object({ quorum: Type.Integer({ minimum: 1, maximum: 30 }) }, closed),
    // Groups that sets from before them lack; they have the default then.
    refusals: Type.Optional(Refusals),
    waivableRules: Type.Optional(WaivableRules),
    leaseTermMonths: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 240, description: 'Months of a new lease.' }),
    ),
    mostExtraLoad: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000, description: 'Load points that a load profile may add.' }),
    ),
    ...ROTATION_POLICY_GROUPS,
    sources: Type.Object(
      {
        loadWeights: Source,
        caps: Source,
        levelFit: Source,
        bedroomNorm: Source,
        spareBedrooms: Source,
        urgencyClasses: Source,
        queue: Source,
        wishes: Source,
        smallUnitBelowM2: Source,
        rotation: Source,
        offers: Source,
        meetings: Source,
        refusals: Type.Optional(Source),
        waivableRules: Type.Optional(Source),
        leaseTermMonths: Type.Optional(Source),
        mostExtraLoad: Type.Optional(Source),
        reviews: Type.Optional(Source),
        followUps: Type.Optional(Source),
        environment: Type.Optional(Source),
        forecast: Type.Optional(Source),
        notices: Type.Optional(Source),
        flow: Type.Optional(Source),
      },
      { ...closed, description: 'Where each group of figures comes from.' },
    ),
  },
  { ...closed, title: 'PolicyContent' },
);

true satisfies SameType<Unchangeable<Static<typeof Shape>>, DomainPolicy>;

/** The rules of a municipality that are its own to set (regelsett). What a law fixes is not among them. */
export const PolicyContent = Type.Unsafe<DomainPolicy>(Shape);
