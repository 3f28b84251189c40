import type { PolicySource } from './policy-content.ts';
import type { RotationWorkPolicy } from './rotation-policy.ts';

const LOCAL = 'Starting point of this product; to be decided by the municipality. The law gives no figure.';

/** The starting point for the work between two leases; each figure is the municipality's to change. */
export const DEFAULT_ROTATION_WORK: RotationWorkPolicy = {
  reviews: {
    renewalMonths: { withChildren: { first: 36, later: 36 }, others: { first: 36, later: 36 } },
    childrenUpToAge: 14,
    considers: ['visits', 'rent', 'conduct'],
    considersMonthsBack: 36,
  },
  followUps: {
    firstVisitAfterMonths: 1,
    visitEveryMonths: 12,
    careerPlanAfterMonths: 12,
    overdueAfterDays: 14,
  },
  environment: {
    countsMonthsBack: 6,
    pointsPerSeverity: [1, 3, 6],
    cautionFromPoints: 6,
    spareFromPoints: 15,
  },
  forecast: [
    { source: 'ended', certainty: 'certain', readyAfterDays: 14 },
    { source: 'ending', certainty: 'likely', readyAfterDays: 30 },
    { source: 'moving', certainty: 'likely', readyAfterDays: 30 },
    { source: 'refurbishment', certainty: 'likely', readyAfterDays: 0 },
  ],
  notices: {
    informationMonthsBefore: 9,
    interviewMonthsBefore: 6,
    requestDaysBefore: 30,
    secondRequestDaysAfter: 7,
  },
  flow: { lowestLevelShareBasisPoints: { welfare: 5_000, care: 5_000 }, longStayYears: 10 },
};

/** Unit, source and reason of each group. */
export const ROTATION_WORK_SOURCES = {
  reviews: {
    unit: 'months; completed years',
    source: `Three years for all, as in Stjørdal; children through 14 years, as in the regulation of Oslo. ${LOCAL}`,
    reason: 'The need is looked at again for everybody, and no term is shorter than the law allows.',
  },
  followUps: {
    unit: 'months and days',
    source: `A visit each year and a plan after one year, as Verdal describes its work. ${LOCAL}`,
    reason: 'Who is followed from the first day on finds the way to the next home.',
  },
  environment: {
    unit: 'points per building or neighbourhood',
    source: LOCAL,
    reason: 'Several incidents in a short time are a reason to look, never a reason to act by itself.',
  },
  forecast: {
    unit: 'certainty; days',
    source: LOCAL,
    reason:
      'A dwelling that is about to be free can be thought of in time, and is called no more certain than it is.',
  },
  notices: {
    unit: 'months and days',
    source: `${LOCAL} The deadline of husleieloven § 9-2 itself cannot be changed.`,
    reason: 'Whoever lives there is told early, and the request is sent on both sides of the last day.',
  },
  flow: {
    unit: 'share in basis points; years',
    source: `The aim that most live on the lowest level is that of Bærum; it names no figure. ${LOCAL}`,
    reason: 'A target that can be measured shows whether the ladder is climbed down.',
  },
} as const satisfies Readonly<Record<keyof RotationWorkPolicy, PolicySource>>;
