import type { LawRef } from '../law/register.ts';
import { addMonthsClamped, addYearsClamped } from '../time/calendar-arithmetic.ts';
import { laterOf, type PlainDateString } from '../time/plain-date.ts';

/**
 * Why the rent is what it is from a day on: as agreed when the lease was made, adjusted by the consumer price index,
 * set to what is usual for like dwellings (*gjengs leie*), or agreed anew.
 */
export const RENT_SETTING_KINDS = ['initial', 'index', 'gjengs-leie', 'agreed'] as const;
/** One of {@link RENT_SETTING_KINDS}. */
export type RentSettingKind = (typeof RENT_SETTING_KINDS)[number];

/** The rent from a day on. */
export interface RentSetting {
  readonly kind: RentSettingKind;
  /** First day of this rent. */
  readonly from: PlainDateString;
  /** Øre per month; an integer. */
  readonly orePerMonth: number;
  /** Day the written notice (`index`) or demand (`gjengs-leie`) was sent; null where none was needed. */
  readonly noticeSentOn: PlainDateString | null;
}

/** Months between the written notice and the first day of an adjusted rent, at least. */
const INDEX_NOTICE_MONTHS = 1;
/** Years from the last setting of the rent to the next, at least. */
const YEARS_BETWEEN_SETTINGS = 1;
/** Months without another change than by the index, before gjengs leie may be demanded. */
const MONTHS_BEFORE_DEMAND = 30;
/** Months from a written demand for gjengs leie to its first day, at least. */
const DEMAND_MONTHS = 6;

/**
 * The settings that can be known on `on`, by their first day. One that was announced is known from its notice or
 * demand, the others from their first day. Of several from the same day the one named last counts: it corrects the
 * others.
 */
export function rentSettingsKnownOn(
  settings: readonly RentSetting[],
  on: PlainDateString,
): readonly RentSetting[] {
  const known = settings.filter((setting) => (setting.noticeSentOn ?? setting.from) <= on);
  // As they come from the database, most leases need no more than this.
  if (known.every(({ from }, index) => index === 0 || (known[index - 1]?.from ?? from) < from)) return known;
  const byFirstDay = new Map(known.map((setting) => [setting.from, setting]));
  return [...byFirstDay.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** The setting in force on `on`; the first one for a day before it, undefined where there is none. */
export function rentSettingInForce(
  settings: readonly RentSetting[],
  on: PlainDateString,
): RentSetting | undefined {
  const known = rentSettingsKnownOn(settings, on);
  return known.findLast(({ from }) => from <= on) ?? settings[0];
}

/**
 * First day on which a rent may be adjusted after `last` took effect.
 *
 * @law LOV-1999-03-26-17 § 4-2
 * @law LOV-1999-03-26-17 § 4-3
 */
export function earliestNextRentOn(last: Pick<RentSetting, 'from'>): PlainDateString {
  return addYearsClamped(last.from, YEARS_BETWEEN_SETTINGS);
}

/**
 * First day of a rent adjusted by the index, when written notice is sent on `noticeSentOn`.
 *
 * @law LOV-1999-03-26-17 § 4-2
 */
export function indexRentFrom(
  last: Pick<RentSetting, 'from'>,
  noticeSentOn: PlainDateString,
): PlainDateString {
  return laterOf(earliestNextRentOn(last), addMonthsClamped(noticeSentOn, INDEX_NOTICE_MONTHS));
}

/**
 * Day on which the notice of an index adjustment is sent at the latest, for it to take effect on the first day that
 * is possible.
 *
 * @law LOV-1999-03-26-17 § 4-2
 */
export function indexNoticeDueOn(last: Pick<RentSetting, 'from'>): PlainDateString {
  return addMonthsClamped(earliestNextRentOn(last), -INDEX_NOTICE_MONTHS);
}

/**
 * First day on which gjengs leie may be demanded: two years and six months without another change than by the index.
 * Null without any setting.
 *
 * @law LOV-1999-03-26-17 § 4-3
 */
export function earliestGjengsLeieDemandOn(known: readonly RentSetting[]): PlainDateString | null {
  const last = known.findLast(({ kind }) => kind !== 'index');
  return last === undefined ? null : addMonthsClamped(last.from, MONTHS_BEFORE_DEMAND);
}

/**
 * First day of gjengs leie that is demanded on `demandedOn`: six months after it, and a year after the last change.
 *
 * @law LOV-1999-03-26-17 § 4-3
 */
export function gjengsLeieFrom(
  last: Pick<RentSetting, 'from'>,
  demandedOn: PlainDateString,
): PlainDateString {
  return laterOf(earliestNextRentOn(last), addMonthsClamped(demandedOn, DEMAND_MONTHS));
}

/** A rent that the law does not allow yet, or not at all. */
export interface RentFault {
  readonly code: 'too-early' | 'demanded-too-early' | 'above-index';
  /** First lawful day of what came too early; null where no day makes it lawful. */
  readonly earliest: PlainDateString | null;
  readonly lawRefs: readonly LawRef[];
}

/** A rent to be recorded, after those that are. */
export interface ProposedRent {
  readonly kind: 'index' | 'gjengs-leie';
  readonly from: PlainDateString;
  readonly orePerMonth: number;
  readonly noticeSentOn: PlainDateString;
  /** By how much the index rose since the last setting, as whoever sets the rent states it, in basis points. */
  readonly indexBasisPoints: number | null;
}

/**
 * What the law has against a rent that follows `earlier` (by first day, all before it), or null. The rise of the index is the stated
 * one: no figures of it are known here.
 *
 * @law LOV-1999-03-26-17 § 4-2
 * @law LOV-1999-03-26-17 § 4-3
 */
export function findRentFault(rent: ProposedRent, earlier: readonly RentSetting[]): RentFault | null {
  const last = earlier.at(-1);
  if (last === undefined) return null;
  return rent.kind === 'index' ? findIndexFault(rent, last) : findGjengsLeieFault(rent, last, earlier);
}

function findIndexFault(rent: ProposedRent, last: RentSetting): RentFault | null {
  const lawRefs = ['LOV-1999-03-26-17 § 4-2'] as const;
  const earliest = indexRentFrom(last, rent.noticeSentOn);
  if (rent.from < earliest) return { code: 'too-early', earliest, lawRefs };
  const most = last.orePerMonth * (10_000 + (rent.indexBasisPoints ?? 0));
  return rent.orePerMonth * 10_000 > most ? { code: 'above-index', earliest: null, lawRefs } : null;
}

function findGjengsLeieFault(
  rent: ProposedRent,
  last: RentSetting,
  earlier: readonly RentSetting[],
): RentFault | null {
  const lawRefs = ['LOV-1999-03-26-17 § 4-3'] as const;
  const demandFrom = earliestGjengsLeieDemandOn(earlier);
  if (demandFrom !== null && rent.noticeSentOn < demandFrom) {
    return { code: 'demanded-too-early', earliest: demandFrom, lawRefs };
  }
  const earliest = gjengsLeieFrom(last, rent.noticeSentOn);
  return rent.from < earliest ? { code: 'too-early', earliest, lawRefs } : null;
}
