import { describe, expect, it } from 'vitest';
import { POLICY_FIGURES, type PolicyContent, readFigure, withFigure } from './policy-figures.ts';

const SOURCE = { unit: 'points', source: 'The municipality.' };
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the groups that the page changes, and one that it does not
const content = {
  loadWeights: { welfare: [1, 2, 4, 6, 8], care: [1, 2, 3, 4, 6] },
  caps: {
    neighbourhoodPointsPer100Dwellings: 8,
    districtPointsPer100Dwellings: 6,
    buildingPointsPerUnit: null,
    cautionShareBasisPoints: 5000,
    softShareBasisPoints: 7500,
  },
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
  spareBedrooms: 1,
  urgencyClasses: ['Without a place to sleep', 'Must move soon'],
  rotation: {
    reviewWindowMonths: 9,
    noticeMonths: [9, 6, 3],
    redWithinDays: 30,
    acceptsEarlyRequests: false,
  },
  offers: { answerDays: 7 },
  meetings: { quorum: 3 },
  sources: Object.fromEntries(
    ['loadWeights', 'caps', 'queue', 'wishes', 'spareBedrooms', 'rotation', 'offers', 'meetings'].map(
      (group) => [group, SOURCE],
    ),
  ),
} as unknown as PolicyContent;
const REASON = 'Decided by the council.';

describe('the figures of the rules', () => {
  it('stand in every set of rules, within the limits of the API', () => {
    for (const { figure, least, most } of POLICY_FIGURES) {
      const value = readFigure(content, figure);
      expect(value, figure).toBeTypeOf('number');
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
    }
  });

  it('are changed one at a time, with the reason at their group, and nothing else', () => {
    for (const { figure } of POLICY_FIGURES) {
      const value = (readFigure(content, figure) ?? 0) + 1;
      const changed = withFigure(content, { figure, value, reason: REASON });
      const others = POLICY_FIGURES.filter((other) => other.figure !== figure);
      expect(readFigure(changed, figure)).toBe(value);
      expect(others.map((other) => readFigure(changed, other.figure))).toEqual(
        others.map((other) => readFigure(content, other.figure)),
      );
    }
    const changed = withFigure(content, { figure: 'loadWeights/welfare/5', value: 9, reason: REASON });
    expect(changed.loadWeights.welfare).toEqual([...content.loadWeights.welfare.slice(0, 4), 9]);
    expect(changed.sources.loadWeights.reason).toBe(REASON);
    expect(changed.sources.caps).toEqual(content.sources.caps);
    expect(changed.urgencyClasses).toEqual(content.urgencyClasses);
  });
});
