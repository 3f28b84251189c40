import { DEFAULT_BEDROOM_NORM } from '../household/bedroom-norm.ts';
import type { PolicyContent } from './policy-content.ts';

const LOCAL = 'Starting point of this product; to be decided by the municipality. The law gives no figure.';

/**
 * A policy to start from. None of its figures is a legal limit; each is the municipality's to change.
 */
export const DEFAULT_POLICY: PolicyContent = {
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
  sources: {
    loadWeights: { unit: 'load points per household, level 1 to 5', source: LOCAL },
    caps: { unit: 'load points per 100 dwellings; shares in basis points', source: LOCAL },
    levelFit: { unit: 'yes or no', source: LOCAL },
    bedroomNorm: {
      unit: 'bedrooms',
      source:
        'The bedroom standard of the United Kingdom, as an algorithm; no Norwegian norm in figures was found.',
    },
    spareBedrooms: { unit: 'bedrooms', source: LOCAL },
    urgencyClasses: { unit: 'class, 1 is the most urgent', source: LOCAL },
    queue: { unit: 'need points', source: `${LOCAL} Some municipalities give waiting no weight (Tynset).` },
    wishes: { unit: 'points', source: LOCAL },
    smallUnitBelowM2: { unit: 'square metres', source: LOCAL },
    rotation: {
      unit: 'months and days',
      source: `${LOCAL} The deadline of husleieloven § 9-2 itself cannot be changed.`,
    },
    offers: { unit: 'days', source: LOCAL },
    meetings: { unit: 'members present', source: LOCAL },
  },
};
