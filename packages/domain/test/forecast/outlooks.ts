import * as fc from 'fast-check';
import type { DwellingOutlook, OutlookLease } from '../../src/forecast/forecast-facts.ts';
import { type ForecastVacancy, forecastVacancies } from '../../src/forecast/forecast-vacancies.ts';
import { LEVELS, PROGRAMMES, TRACKS } from '../../src/ladder/ladder.ts';
import { DEFAULT_LEASE_OPTIONS } from '../../src/lease/evaluate-lease.ts';
import type { LeaseFacts } from '../../src/lease/lease-facts.ts';
import { DEFAULT_ROTATION_WORK } from '../../src/policy/default-rotation-policy.ts';
import type { ForecastRule } from '../../src/policy/rotation-policy.ts';
import { addDays } from '../../src/time/calendar-arithmetic.ts';
import { type PlainDateString, plainDate } from '../../src/time/plain-date.ts';
import { arbitraryDateNear } from '../time/arbitrary-dates.ts';

/** The day of every forecast in the tests. */
export const DAY = plainDate('2026-11-23');

/** A lease from 1 April 2023 to 31 March 2027, of which nothing says that it ends. */
export function aTenancy(
  facts: Partial<LeaseFacts> = {},
  rest: Partial<Omit<OutlookLease, 'facts'>> = {},
): OutlookLease {
  return {
    facts: {
      id: 'lease',
      start: plainDate('2023-04-01'),
      lastDay: plainDate('2027-03-31'),
      regime: 'ordinary',
      shortTerm: null,
      signedAt: plainDate('2023-03-15'),
      exceptionsInfoGivenAt: null,
      previousShortTermsSameParties: 0,
      moveRequests: [],
      vacatedOn: null,
      ...facts,
    },
    isClosedForLeaving: false,
    decision: null,
    nextHomeFrom: null,
    ...rest,
  };
}

/** A dwelling that was never let and always is one. */
export function anOutlook(changes: Partial<DwellingOutlook> = {}): DwellingOutlook {
  return {
    dwellingId: 'dwelling',
    reference: 'D-1',
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    uses: [{ role: 'dwelling', from: null, to: null }],
    lease: null,
    isPromised: false,
    leasedInUntil: null,
    ...changes,
  };
}

/** The forecast on {@link DAY}, by the default rules where nothing else is said. */
export function forecastOf(
  dwellings: readonly DwellingOutlook[],
  changes: { readonly rules?: readonly ForecastRule[]; readonly usedThrough?: PlainDateString | null } = {},
): readonly ForecastVacancy[] {
  const { rules = DEFAULT_ROTATION_WORK.forecast, usedThrough = null } = changes;
  const facts = { dwellings, leaseOptions: DEFAULT_LEASE_OPTIONS, termMonths: 36, usedThrough };
  return forecastVacancies(facts, rules, DAY);
}

/** One rule per source of some of them, in any order. */
export function arbitraryRules(): fc.Arbitrary<readonly ForecastRule[]> {
  return fc.uniqueArray(
    fc.record({
      source: fc.constantFrom(
        'ended' as const,
        'ending' as const,
        'moving' as const,
        'refurbishment' as const,
      ),
      certainty: fc.constantFrom('certain' as const, 'likely' as const, 'possible' as const),
      readyAfterDays: fc.integer({ min: 0, max: 60 }),
    }),
    { selector: ({ source }) => source, maxLength: 4 },
  );
}

const near = (days: number): fc.Arbitrary<PlainDateString> => arbitraryDateNear(DAY, days);
const nullable = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);

function arbitraryTenancy(): fc.Arbitrary<OutlookLease> {
  return fc
    .record({
      start: fc.integer({ min: 0, max: 2_000 }).map((days) => addDays(DAY, -days)),
      lastDay: nullable(near(500)),
      vacatedOn: nullable(near(300)),
      requests: fc.array(near(200), { maxLength: 2 }),
      isClosedForLeaving: fc.boolean(),
      decision: nullable(
        fc.constantFrom(
          'renewed' as const,
          'moved' as const,
          'private-rental' as const,
          'startlan' as const,
          'ended' as const,
        ),
      ),
      nextHomeFrom: nullable(near(200)),
    })
    .map(({ start, lastDay, vacatedOn, requests, ...rest }) => {
      const end = lastDay !== null && lastDay < start ? start : lastDay;
      const left = vacatedOn !== null && vacatedOn <= start ? addDays(start, 1) : vacatedOn;
      const moveRequests = requests.map((sentAt) => ({ sentAt }));
      return aTenancy({ start, signedAt: start, lastDay: end, vacatedOn: left, moveRequests }, rest);
    });
}

function arbitraryUses(): fc.Arbitrary<DwellingOutlook['uses']> {
  const roles = fc.constantFrom('dwelling' as const, 'repair' as const, 'staff-base' as const);
  const cuts = fc.uniqueArray(fc.integer({ min: -200, max: 300 }), { maxLength: 3 });
  return fc.tuple(cuts, fc.array(roles, { minLength: 4, maxLength: 4 })).map(([days, role]) => {
    const edges = [null, ...days.toSorted((a, b) => a - b).map((day) => addDays(DAY, day)), null];
    return edges.slice(1).map((to, index) => ({
      role: role[index] ?? ('dwelling' as const),
      from: edges[index] ?? null,
      to,
    }));
  });
}

/** Dwellings of every kind, with ids of their own. */
export function arbitraryOutlooks(): fc.Arbitrary<readonly DwellingOutlook[]> {
  const one = fc.record({
    track: fc.constantFrom(...TRACKS),
    level: fc.constantFrom(...LEVELS),
    programme: fc.constantFrom(...PROGRAMMES),
    uses: arbitraryUses(),
    lease: fc.option(arbitraryTenancy(), { freq: 5 }),
    isPromised: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
    leasedInUntil: nullable(near(800)),
  });
  return fc
    .array(one, { maxLength: 8 })
    .map((dwellings) =>
      dwellings.map((dwelling, index) =>
        anOutlook({ ...dwelling, dwellingId: `d${index}`, reference: `D-${index}` }),
      ),
    );
}
