import { DEFAULT_BEDROOM_NORM } from '../household/bedroom-norm.ts';
import { DEFAULT_ROTATION_WORK, ROTATION_WORK_SOURCES } from './default-rotation-policy.ts';
import type { CompletePolicy } from './policy-content.ts';

const LOCAL = 'Starting point of this product; to be decided by the municipality. The law gives no figure.';

const LATER_SOURCES = {
  ...ROTATION_WORK_SOURCES,
  refusals: {
    unit: 'consequence of a refused offer, by how many were refused',
    source: LOCAL,
    reason: 'A refusal has many reasons: somebody looks at it, and nothing happens by itself.',
  },
  waivableRules: {
    unit: 'codes of hard rules',
    source: LOCAL,
    reason: 'No rule is waived until the municipality has named it and said on what basis.',
  },
  leaseTermMonths: {
    unit: 'months',
    source: 'The shortest term that husleieloven § 9-3 allows without a basis of its own.',
    reason: 'The need is looked at again as early as the law allows.',
  },
  mostExtraLoad: {
    unit: 'load points per household, beside those of its level',
    source: LOCAL,
    reason: 'What one household adds to its place is bounded, so that a profile cannot close every door.',
  },
} as const;

/**
 * A policy to start from. None of its figures is a legal limit; each is the municipality's to change.
 */
export const DEFAULT_POLICY: CompletePolicy = {
  format: 'boligtrapp-policy/1',
  loadWeights: { welfare: [1, 2, 4, 6, 8], care: [1, 2, 3, 4, 6] },
  caps: {
    neighbourhoodPointsPer100Dwellings: 8,
    districtPointsPer100Dwellings: 6,
    buildingPointsPerUnit: null,
    cautionShareBasisPoints: 5_000,
    softShareBasisPoints: 7_500,
  },
  levelFit: { allowsOneAbove: true, allowsOneBelow: true },
  bedroomNorm: DEFAULT_BEDROOM_NORM,
  spareBedrooms: 1,
  urgencyClasses: [
    'Without a place to sleep, or must leave it within days',
    'Children or health at risk where they live now',
    'Lives in a way that cannot last',
    'Needs another dwelling',
  ],
  queue: { pointsPerMonthWaiting: 1, mostPointsForWaiting: 24 },
  wishes: {
    wishedArea: 20,
    schoolContinuity: 25,
    nearSupport: 10,
    perSpareBedroom: 10,
    robustWhereWearExpected: 10,
    smallUnitWhereWished: 8,
    perMonthWaiting: 0,
  },
  smallUnitBelowM2: 45,
  rotation: {
    reviewWindowMonths: 9,
    noticeMonths: [9, 6, 3, 1],
    redWithinDays: 30,
    acceptsEarlyRequests: false,
  },
  offers: { answerDays: 7 },
  meetings: { quorum: 3 },
  refusals: [{ validFrom: null, validTo: null, fromRefusal: 1, consequence: 'flag', legalBasis: null }],
  waivableRules: [],
  leaseTermMonths: 36,
  mostExtraLoad: 4,
  ...DEFAULT_ROTATION_WORK,
  sources: {
    loadWeights: {
      unit: 'load points per household, level 1 to 5',
      source: LOCAL,
      reason: 'A higher level asks more of the neighbours, and the steps grow with it.',
    },
    caps: {
      unit: 'load points per 100 dwellings; shares in basis points',
      source: LOCAL,
      reason: 'Great needs are spread over the municipality, so that no place carries more than it can.',
    },
    levelFit: {
      unit: 'yes or no',
      source: LOCAL,
      reason: 'One step beside the need may do where the assessment says why.',
    },
    bedroomNorm: {
      unit: 'bedrooms',
      source:
        'The bedroom standard of the United Kingdom, as an algorithm; no Norwegian norm in figures was found.',
      reason: 'It is written so that it can be computed, and needs nobody to record sex.',
    },
    spareBedrooms: {
      unit: 'bedrooms',
      source: LOCAL,
      reason: 'A dwelling a little too large is still of use.',
    },
    urgencyClasses: {
      unit: 'class, 1 is the most urgent',
      source: LOCAL,
      reason: 'Whoever cannot wait comes before whoever can.',
    },
    queue: {
      unit: 'need points',
      source: `${LOCAL} Some municipalities give waiting no weight (Tynset).`,
      reason: 'Waiting counts, but never so much that it outweighs a greater need for ever.',
    },
    wishes: {
      unit: 'points',
      source: LOCAL,
      reason: 'Ties to school and support weigh most among the wishes.',
    },
    smallUnitBelowM2: { unit: 'square metres', source: LOCAL, reason: 'A one-room flat is below it.' },
    rotation: {
      unit: 'months and days',
      source: `${LOCAL} The deadline of husleieloven § 9-2 itself cannot be changed.`,
      reason: 'A review must be done well before the term ends, since a move takes months.',
    },
    offers: {
      unit: 'days',
      source: LOCAL,
      reason: 'A week leaves time to see the dwelling and to ask for advice.',
    },
    meetings: {
      unit: 'members present',
      source: LOCAL,
      reason: 'Three members can disagree and still decide.',
    },
    ...LATER_SOURCES,
  },
};
