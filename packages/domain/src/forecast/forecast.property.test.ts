import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryOutlooks, arbitraryRules, DAY, forecastOf } from '../../test/forecast/outlooks.ts';
import { addDays, dayBefore } from '../time/calendar-arithmetic.ts';
import { CERTAINTIES, isSureEnough, lessSure } from './certainty.ts';
import { countByMonth } from './count-by-month.ts';
import { firstDayAsDwelling } from './dwelling-uses.ts';
import type { DwellingOutlook } from './forecast-facts.ts';
import { forecastLosses, isTermHeld } from './lease-in.ts';

function byId(dwellings: readonly DwellingOutlook[], id: string): DwellingOutlook {
  const found = dwellings.find(({ dwellingId }) => dwellingId === id);
  if (found === undefined) throw new Error('a dwelling that was not asked about');
  return found;
}

/** Whether the unit is used as a dwelling on `day`, looked up period by period. */
function isDwellingOn({ uses }: DwellingOutlook, day: string): boolean {
  return uses.some(
    ({ role, from, to }) =>
      role === 'dwelling' && (from === null || from <= day) && (to === null || day < to),
  );
}

function isLivedIn({ lease }: DwellingOutlook): boolean {
  return lease !== null && (lease.facts.vacatedOn === null || lease.facts.vacatedOn > DAY);
}

describe('a forecast of any dwellings by any rules', () => {
  it('names each dwelling once, by day, none that is promised, and only by a rule', () => {
    fc.assert(
      fc.property(arbitraryOutlooks(), arbitraryRules(), (dwellings, rules) => {
        const forecast = forecastOf(dwellings, { rules });
        expect(new Set(forecast.map(({ dwellingId }) => dwellingId)).size).toBe(forecast.length);
        expect(forecast.map(({ availableFrom }) => availableFrom)).toEqual(
          forecast.map(({ availableFrom }) => availableFrom).toSorted(),
        );
        for (const vacancy of forecast) {
          const dwelling = byId(dwellings, vacancy.dwellingId);
          expect(dwelling.isPromised).toBe(false);
          expect(vacancy.availableFrom >= DAY).toBe(true);
          const rule = rules.find(({ source }) => source === vacancy.source);
          expect(rule).toBeDefined();
          // Never surer than the policy says of its source.
          expect(isSureEnough(rule?.certainty ?? 'possible', vacancy.certainty)).toBe(true);
        }
      }),
    );
  });

  it('says of a day that the unit is a dwelling, nobody is bound to it, and it is still in the stock', () => {
    fc.assert(
      fc.property(arbitraryOutlooks(), arbitraryRules(), (dwellings, rules) => {
        // Made ready at once: the day is then the first on which nothing else stands in the way.
        const atOnce = rules.map((rule) => ({ ...rule, readyAfterDays: 0 }));
        for (const { dwellingId, availableFrom } of forecastOf(dwellings, { rules: atOnce })) {
          const dwelling = byId(dwellings, dwellingId);
          expect(isDwellingOn(dwelling, availableFrom)).toBe(true);
          expect(dwelling.leasedInUntil === null || availableFrom < dwelling.leasedInUntil).toBe(true);
          const vacatedOn = dwelling.lease?.facts.vacatedOn ?? null;
          expect(vacatedOn === null || vacatedOn <= availableFrom).toBe(true);
        }
      }),
    );
  });

  it('is in no way changed by the order of dwellings and rules, nor by other dwellings', () => {
    fc.assert(
      fc.property(arbitraryOutlooks(), arbitraryRules(), (dwellings, rules) => {
        const forecast = forecastOf(dwellings, { rules });
        expect(forecastOf(dwellings.toReversed(), { rules: rules.toReversed() })).toEqual(forecast);
        const alone = dwellings.flatMap((dwelling) => forecastOf([dwelling], { rules }));
        expect(new Set(alone)).toEqual(new Set(forecast));
      }),
    );
  });

  it('never loses a vacancy, nor makes one later or less sure, when every source is of the surest class', () => {
    fc.assert(
      fc.property(arbitraryOutlooks(), arbitraryRules(), (dwellings, rules) => {
        const surer = rules.map((rule) => ({ ...rule, certainty: 'certain' as const }));
        const before = forecastOf(dwellings, { rules });
        const after = forecastOf(dwellings, { rules: surer });
        expect(after.map(({ dwellingId }) => dwellingId).toSorted()).toEqual(
          before.map(({ dwellingId }) => dwellingId).toSorted(),
        );
        expect(after.every(({ certainty }) => certainty === 'certain')).toBe(true);
        const dayOf = new Map(before.map(({ dwellingId, availableFrom }) => [dwellingId, availableFrom]));
        for (const { dwellingId, availableFrom } of after) {
          expect(availableFrom <= (dayOf.get(dwellingId) ?? '')).toBe(true);
        }
      }),
    );
  });

  it('counts each vacancy and each loss in one month', () => {
    fc.assert(
      fc.property(arbitraryOutlooks(), arbitraryRules(), (dwellings, rules) => {
        const forecast = forecastOf(dwellings, { rules });
        const losses = forecastLosses(dwellings, DAY);
        const months = countByMonth(forecast, losses);
        for (const certainty of CERTAINTIES) {
          const counted = months.reduce((sum, { vacancies }) => sum + vacancies[certainty], 0);
          expect(counted).toBe(forecast.filter((one) => one.certainty === certainty).length);
        }
        expect(months.reduce((sum, { leaving }) => sum + leaving, 0)).toBe(losses.length);
        const keys = months.map(({ month, track, level }) => `${month} ${track} ${level}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('what leaves the stock', () => {
  it('is every dwelling with an end that is ahead or still lived in, once', () => {
    fc.assert(
      fc.property(arbitraryOutlooks(), (dwellings) => {
        const expected = dwellings.filter(
          (dwelling) =>
            dwelling.leasedInUntil !== null && (dwelling.leasedInUntil > DAY || isLivedIn(dwelling)),
        );
        const losses = forecastLosses(dwellings, DAY);
        expect(losses.map(({ dwellingId }) => dwellingId).toSorted()).toEqual(
          expected.map(({ dwellingId }) => dwellingId).toSorted(),
        );
        for (const { dwellingId, leaseId, tenancy } of losses) {
          expect(leaseId !== null).toBe(isLivedIn(byId(dwellings, dwellingId)));
          expect(tenancy === 'none').toBe(leaseId === null);
        }
      }),
    );
  });

  it('holds a term until the day before it leaves, and no day longer', () => {
    // LOV-1999-03-26-17 § 9-3 (1)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 36, max: 120 }), (days, months) => {
        const until = addDays(DAY, days);
        const held = isTermHeld(until, DAY, months);
        expect(isTermHeld(null, DAY, months)).toBe(true);
        expect(isTermHeld(addDays(until, 1), DAY, months) || !held).toBe(true);
        if (!held) expect(isTermHeld(dayBefore(until), DAY, months)).toBe(false);
      }),
    );
  });
});

describe('the first day as a dwelling', () => {
  it('is the first on which it is one, day by day, and lasts where it is asked to', () => {
    fc.assert(
      fc.property(arbitraryOutlooks(), fc.integer({ min: 0, max: 60 }), (dwellings, days) => {
        for (const dwelling of dwellings) {
          const walked = Array.from({ length: 400 }, (_, ahead) => addDays(DAY, ahead)).find((day) =>
            isDwellingOn(dwelling, day),
          );
          expect(firstDayAsDwelling(dwelling.uses, DAY, null)).toBe(walked);
          const through = addDays(DAY, days);
          const lasting = firstDayAsDwelling(dwelling.uses, DAY, through);
          expect(lasting !== undefined).toBe(isDwellingOn(dwelling, through));
          if (lasting === undefined) continue;
          for (let day = through; day >= lasting; day = dayBefore(day)) {
            expect(isDwellingOn(dwelling, day)).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

it('of two classes the less sure one is not surer than either', () => {
  for (const a of CERTAINTIES) {
    for (const b of CERTAINTIES) {
      const less = lessSure(a, b);
      expect(isSureEnough(a, less) && isSureEnough(b, less)).toBe(true);
      expect([a, b]).toContain(less);
    }
  }
});
