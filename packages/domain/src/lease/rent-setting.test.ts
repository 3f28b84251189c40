import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { arbitraryDate } from '../../test/time/arbitrary-dates.ts';
import { walkFrom, walkMonths, written } from '../../test/time/walked-calendar.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import { type PlainDateString, plainDate } from '../time/plain-date.ts';
import {
  findRentFault,
  gjengsLeieFrom,
  indexNoticeDueOn,
  indexRentFrom,
  type ProposedRent,
  type RentSetting,
  rentSettingInForce,
  rentSettingsKnownOn,
} from './rent-setting.ts';

function setting(from: string, changes: Partial<RentSetting> = {}): RentSetting {
  return { kind: 'initial', from: plainDate(from), orePerMonth: 1_000_000, noticeSentOn: null, ...changes };
}

function proposal(kind: ProposedRent['kind'], from: string, sentOn: string, ore = 1_000_000): ProposedRent {
  return {
    kind,
    from: plainDate(from),
    orePerMonth: ore,
    noticeSentOn: plainDate(sentOn),
    indexBasisPoints: kind === 'index' ? 250 : null,
  };
}

function walked(date: PlainDateString, months: number): string {
  return written(walkMonths(walkFrom(date), months));
}

const AGREED = setting('2024-02-29');

describe('@law LOV-1999-03-26-17 § 4-2: an adjustment by the index', () => {
  test.each<[string, ProposedRent, string | null]>([
    ['a year after the rent was set', proposal('index', '2025-02-28', '2025-01-28'), null],
    ['a day sooner', proposal('index', '2025-02-27', '2025-01-01'), 'too-early 2025-02-28'],
    ['with a month of notice', proposal('index', '2025-03-31', '2025-02-28'), null],
    ['with a day less', proposal('index', '2025-03-30', '2025-03-01'), 'too-early 2025-04-01'],
    ['a notice at the end of a month', proposal('index', '2025-02-28', '2025-01-31'), null],
    ['to the stated rise', proposal('index', '2025-02-28', '2025-01-28', 1_025_000), null],
    ['to an øre more', proposal('index', '2025-02-28', '2025-01-28', 1_025_001), 'above-index null'],
    ['down', proposal('index', '2025-02-28', '2025-01-28', 1), null],
  ])('%s', (_, rent, expected) => {
    const fault = findRentFault(rent, [AGREED]);
    expect(fault === null ? null : `${fault.code} ${fault.earliest}`).toBe(expected);
    if (fault !== null) expect(fault.lawRefs).toEqual(['LOV-1999-03-26-17 § 4-2']);
  });

  it('has a day for its notice that makes it in time, for any day on which the rent was set', () => {
    fc.assert(
      fc.property(arbitraryDate(), (from) => {
        const last = setting(from);
        const due = indexNoticeDueOn(last);
        expect(indexRentFrom(last, due)).toBe(walked(from, 12));
        // A notice from the next day on may be in time where months are short, but never takes effect sooner.
        expect(indexRentFrom(last, addDays(due, 1)) >= walked(from, 12)).toBe(true);
        expect(indexRentFrom(last, addDays(due, 4)) > walked(from, 12)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('@law LOV-1999-03-26-17 § 4-3: gjengs leie', () => {
  const adjusted = setting('2026-03-01', { kind: 'index', noticeSentOn: plainDate('2026-01-15') });
  test.each<[string, ProposedRent, readonly RentSetting[], string | null]>([
    ['demanded after 30 months', proposal('gjengs-leie', '2027-03-01', '2026-08-29'), [AGREED], null],
    [
      'demanded a day sooner',
      proposal('gjengs-leie', '2027-03-01', '2026-08-28'),
      [AGREED],
      'demanded-too-early 2026-08-29',
    ],
    [
      'five months after the demand',
      proposal('gjengs-leie', '2027-01-29', '2026-08-29'),
      [AGREED],
      'too-early 2027-02-28',
    ],
    ['six months after the demand', proposal('gjengs-leie', '2027-02-28', '2026-08-29'), [AGREED], null],
    [
      'within a year of an adjustment',
      proposal('gjengs-leie', '2027-02-28', '2026-08-29'),
      [AGREED, adjusted],
      'too-early 2027-03-01',
    ],
    [
      'of a rent that was agreed anew since',
      proposal('gjengs-leie', '2027-02-28', '2026-08-29'),
      [AGREED, setting('2025-01-01', { kind: 'agreed' })],
      'demanded-too-early 2027-07-01',
    ],
  ])('%s', (_, rent, earlier, expected) => {
    const fault = findRentFault(rent, earlier);
    expect(fault === null ? null : `${fault.code} ${fault.earliest}`).toBe(expected);
    if (fault !== null) expect(fault.lawRefs).toEqual(['LOV-1999-03-26-17 § 4-3']);
  });

  it('comes six months after the demand and a year after the last change, whichever is later', () => {
    fc.assert(
      fc.property(arbitraryDate(), fc.integer({ min: -400, max: 800 }), (from, days) => {
        const demandedOn = addDays(from, days);
        const [bySetting, byDemand] = [walked(from, 12), walked(demandedOn, 6)];
        expect(gjengsLeieFrom(setting(from), demandedOn)).toBe(bySetting > byDemand ? bySetting : byDemand);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the rent on a day', () => {
  const settings = [
    setting('2024-01-01'),
    setting('2025-01-01', { kind: 'agreed', orePerMonth: 2 }),
    setting('2025-01-01', { kind: 'agreed', orePerMonth: 3 }),
    setting('2026-01-01', { kind: 'index', orePerMonth: 4, noticeSentOn: plainDate('2025-11-01') }),
  ];
  test.each([
    ['2023-12-31', 1_000_000, 0],
    ['2024-12-31', 1_000_000, 1],
    ['2025-01-01', 3, 2],
    ['2025-11-01', 3, 3],
    ['2025-12-31', 3, 3],
    ['2026-01-01', 4, 3],
  ])('%s is %i, with %i known', (on, orePerMonth, known) => {
    expect(rentSettingInForce(settings, plainDate(on))?.orePerMonth).toBe(orePerMonth);
    expect(rentSettingsKnownOn(settings, plainDate(on))).toHaveLength(known);
  });

  it('is not known where none is recorded', () => {
    expect(rentSettingInForce([], plainDate('2026-01-01'))).toBeUndefined();
    expect(findRentFault(proposal('index', '2026-01-01', '2025-01-01'), [])).toBeNull();
  });
});
