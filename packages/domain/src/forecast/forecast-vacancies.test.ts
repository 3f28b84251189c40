import { describe, expect, it } from 'vitest';
import { anOutlook, aTenancy, DAY, forecastOf } from '../../test/forecast/outlooks.ts';
import { plainDate } from '../time/plain-date.ts';
import type { DwellingOutlook } from './forecast-facts.ts';

/** A forecast in one line each. */
function lines(...of: Parameters<typeof forecastOf>): readonly string[] {
  return forecastOf(...of).map(
    ({ source, certainty, availableFrom, because }) =>
      `${source} ${certainty} ${availableFrom}: ${because.join(', ')}`,
  );
}

/** A tenancy whose last day was 31 August, and whose tenant was asked to move on a day. */
function asked(sentAt: string): DwellingOutlook {
  const moveRequests = [{ sentAt: plainDate(sentAt) }];
  return anOutlook({ lease: aTenancy({ lastDay: plainDate('2026-08-31'), moveRequests }) });
}

// The default rules: ended certain + 14 days, ending and moving likely + 30, refurbishment likely + 0. The day of the
// forecast is 23 November 2026; terms end on 31 March 2027 where nothing else is said.
describe('a dwelling is expected to become vacant', () => {
  it('from the registered day of moving out, made ready, surely', () => {
    const leaving = aTenancy({ vacatedOn: plainDate('2027-01-10') }, { isClosedForLeaving: true });
    expect(lines([anOutlook({ lease: leaving })])).toEqual(['ended certain 2027-01-24: lease-closed']);
  });

  it('not because the lease is renewed or taken over', () => {
    const renewed = aTenancy({ vacatedOn: plainDate('2027-01-10') }, { isClosedForLeaving: false });
    expect(lines([anOutlook({ lease: renewed })])).toEqual([]);
  });

  it.each([
    ['ended', 'ending likely 2027-05-01: review-ended'],
    ['private-rental', 'ending likely 2027-05-01: review-private-rental'],
    ['startlan', 'ending likely 2027-05-01: review-startlan'],
    ['moved', 'moving likely 2027-05-01: review-moved'],
  ] as const)('when a review decided %s, after the last day of the term', (decision, line) => {
    expect(lines([anOutlook({ lease: aTenancy({}, { decision }) })])).toEqual([line]);
  });

  it('not when the lease is renewed, and not while nothing is decided', () => {
    expect(lines([anOutlook({ lease: aTenancy({}, { decision: 'renewed' }) })])).toEqual([]);
    expect(lines([anOutlook({ lease: aTenancy() })])).toEqual([]);
  });

  it('not on a decision about a lease that has become indefinite: it ends by notice', () => {
    // LOV-1999-03-26-17 § 9-2 (3): the last day was 31 July, and the three months have passed.
    const converted = aTenancy({ lastDay: plainDate('2026-07-31') }, { decision: 'ended' });
    expect(lines([anOutlook({ lease: converted })])).toEqual([]);
    const inHoldover = aTenancy({ lastDay: plainDate('2026-10-31') }, { decision: 'ended' });
    expect(lines([anOutlook({ lease: inHoldover })])).toEqual(['ending likely 2026-12-23: review-ended']);
  });

  it('after a request to move that counts, and not after one that does not', () => {
    // LOV-1999-03-26-17 § 9-2 (3)
    expect(lines([asked('2026-09-15')])).toEqual(['ending likely 2026-12-23: move-requested']);
    expect(lines([asked('2026-08-01')])).toEqual([]);
    expect(lines([asked('2026-11-24')])).toEqual([]);
  });

  it('when the tenant has accepted another dwelling, from when that can be moved into', () => {
    const moving = aTenancy({}, { nextHomeFrom: plainDate('2026-12-10') });
    expect(lines([anOutlook({ lease: moving })])).toEqual(['moving likely 2027-01-09: offer-accepted']);
  });

  it('of several grounds on the surest, and of equally sure ones on the earliest', () => {
    const both = aTenancy({}, { decision: 'ended', nextHomeFrom: plainDate('2026-12-10') });
    expect(lines([anOutlook({ lease: both })])).toEqual([
      'moving likely 2027-01-09: offer-accepted, review-ended',
    ]);
    const rules = [
      { source: 'ending', certainty: 'certain', readyAfterDays: 0 },
      { source: 'moving', certainty: 'possible', readyAfterDays: 0 },
    ] as const;
    expect(lines([anOutlook({ lease: both })], { rules })).toEqual([
      'ending certain 2027-04-01: review-ended, offer-accepted',
    ]);
  });

  it('when its repair ends', () => {
    const uses = [
      { role: 'repair', from: null, to: plainDate('2027-02-01') },
      { role: 'dwelling', from: plainDate('2027-02-01'), to: null },
    ] as const;
    expect(lines([anOutlook({ uses })])).toEqual(['refurbishment likely 2027-02-01: other-use-ends']);
    const endless = [{ role: 'repair', from: null, to: null }] as const;
    expect(lines([anOutlook({ uses: endless })])).toEqual([]);
  });

  it('when its tenant leaves and a repair follows, as surely as the less sure of the two', () => {
    const uses = [
      { role: 'dwelling', from: null, to: plainDate('2027-01-10') },
      { role: 'repair', from: plainDate('2027-01-10'), to: plainDate('2027-03-01') },
      { role: 'dwelling', from: plainDate('2027-03-01'), to: null },
    ] as const;
    const lease = aTenancy({ vacatedOn: plainDate('2027-01-10') }, { isClosedForLeaving: true });
    expect(lines([anOutlook({ lease, uses })])).toEqual([
      'ended likely 2027-03-01: lease-closed, other-use-ends',
    ]);
  });

  it('not if it is promised, leaves the stock before, or its source has no rule', () => {
    const lease = aTenancy({ vacatedOn: plainDate('2027-01-10') }, { isClosedForLeaving: true });
    expect(lines([anOutlook({ lease, isPromised: true })])).toEqual([]);
    expect(lines([anOutlook({ lease, leasedInUntil: plainDate('2027-01-24') })])).toEqual([]);
    expect(lines([anOutlook({ lease })], { rules: [] })).toEqual([]);
  });

  it('and says whether a term of the policy ends before the municipality has to give it back', () => {
    // LOV-1999-03-26-17 § 9-3 (1): from 24 January 2027 three years end on 23 January 2030.
    const lease = aTenancy({ vacatedOn: plainDate('2027-01-10') }, { isClosedForLeaving: true });
    const held = (leasedInUntil: string) =>
      forecastOf([anOutlook({ lease, leasedInUntil: plainDate(leasedInUntil) })])[0]?.isTermHeld;
    expect(held('2030-01-24')).toBe(true);
    expect(held('2030-01-23')).toBe(false);
  });

  it('never before the day of the forecast, be it made ready long ago', () => {
    const lease = aTenancy({ vacatedOn: plainDate('2026-11-01') }, { isClosedForLeaving: true });
    expect(lines([anOutlook({ lease })])).toEqual([`ended certain ${DAY}: lease-closed`]);
  });
});
