import { addDays, dayBefore, type PlainDateString } from '@boligtrapp/domain';
import type { DemoContext } from './demo-context.ts';
import type { DemoRows } from './demo-municipality.ts';
import type { LeaseRow } from './lease-rows.ts';
import { rentOf } from './leases.ts';
import type { HouseholdMemberRow } from './people-rows.ts';
import type { Random } from './random.ts';
import type { DwellingRow } from './stock-rows.ts';
import { type Term, threeYearsFrom, threeYearsTo } from './term-dates.ts';

/** What {@link generateEarlierHomes} looks at. */
export type SettledRows = Pick<
  DemoRows,
  'buildings' | 'dwellings' | 'dwelling_periods' | 'leases' | 'persons' | 'household_members'
>;

/** The leases that were over when their tenants moved on, and all members, of whom some have lived together longer. */
export interface EarlierHomes {
  readonly leases: readonly LeaseRow[];
  readonly household_members: readonly HouseholdMemberRow[];
}

/** Of 100 who moved, how many stayed to the end of the term. */
const TO_THE_END_PERCENT = 60;
const MOST_STEPS = 1;
const MOST_BEDROOMS_APART = 1;

/**
 * Where those lived before whose lease is a swap: in a dwelling of the same ladder, a step at most away, that was let to
 * somebody else only afterwards. Who cannot have come from anywhere came from outside.
 */
export function generateEarlierHomes(context: DemoContext, rows: SettledRows): EarlierHomes {
  const random = context.randomFor('earlier-homes');
  const stock = readStock(rows);
  const moved = rows.leases.filter(
    (lease) =>
      lease.allocation_kind === 'swap' &&
      lease.starts_on <= context.on &&
      lease.last_day !== null &&
      lease.short_term_basis === null,
  );
  const leases = moved.flatMap((lease): readonly LeaseRow[] => {
    const home = stock.dwellings.get(lease.dwelling_id);
    const term = random.chance(TO_THE_END_PERCENT)
      ? threeYearsTo(dayBefore(lease.starts_on))
      : threeYearsFrom(addDays(lease.starts_on, -random.int(300, 1000)));
    const open = [...stock.dwellings.values()].filter(
      (dwelling) =>
        home !== undefined &&
        isAlike(home, dwelling) &&
        stock.isFree(dwelling, term.startsOn, lease.starts_on),
    );
    if (open.length === 0) return [];
    const earlier = earlierLease(context, random, { lease, dwelling: random.pick(open), term });
    stock.take(earlier);
    return [earlier];
  });
  return { leases, household_members: membersSince(rows, leases) };
}

function isAlike(home: DwellingRow, other: DwellingRow): boolean {
  return (
    other.id !== home.id &&
    other.programme === 'ladder' &&
    home.programme === 'ladder' &&
    other.track === home.track &&
    Math.abs(other.level - home.level) <= MOST_STEPS &&
    Math.abs(other.bedrooms - home.bedrooms) <= MOST_BEDROOMS_APART
  );
}

interface Stock {
  readonly dwellings: ReadonlyMap<string, DwellingRow>;
  /** In use as a dwelling all the time, and let to nobody before `to`. */
  isFree(dwelling: DwellingRow, from: PlainDateString, to: PlainDateString): boolean;
  take(lease: LeaseRow): void;
}

function readStock({ buildings, dwellings, dwelling_periods, leases }: SettledRows): Stock {
  const periods = Map.groupBy(
    dwelling_periods.filter(({ role }) => role === 'dwelling'),
    ({ dwelling_id }) => dwelling_id,
  );
  const firstLet = new Map<string, PlainDateString>();
  const take = ({ dwelling_id, starts_on }: LeaseRow): void => {
    const known = firstLet.get(dwelling_id);
    if (known === undefined || starts_on < known) firstLet.set(dwelling_id, starts_on);
  };
  for (const lease of leases) take(lease);
  const fitForAll = new Set(buildings.filter((row) => !row.unfit_for_children).map(({ id }) => id));
  return {
    dwellings: new Map(dwellings.map((row) => [row.id, row])),
    isFree: ({ id, building_id }, from, to) => {
      const letOn = firstLet.get(id);
      const isInUse = (periods.get(id) ?? []).some(({ valid_during }) => covers(valid_during, from, to));
      return fitForAll.has(building_id) && isInUse && letOn !== undefined && letOn >= to;
    },
    take,
  };
}

/** Whether a half-open period, as PostgreSQL writes it, holds every day from `from` and before `to`. */
function covers(period: string, from: PlainDateString, to: PlainDateString): boolean {
  const [start = '', end = ''] = period.slice(1, -1).split(',');
  return start <= from && (end === '' || end >= to);
}

function earlierLease(
  context: DemoContext,
  random: Random,
  {
    lease,
    dwelling,
    term,
  }: { readonly lease: LeaseRow; readonly dwelling: DwellingRow; readonly term: Term },
): LeaseRow {
  const signedOn = addDays(term.startsOn, -random.int(3, 28));
  return {
    ...lease,
    id: context.nextId(),
    dwelling_id: dwelling.id,
    starts_on: term.startsOn,
    last_day: term.lastDay,
    closed_on: lease.starts_on,
    closed_because: 'vacated',
    signed_on: signedOn,
    exceptions_info_given_on: lease.exceptions_info_given_on === null ? null : signedOn,
    no_termination_info_given_on: signedOn,
    allocation_kind: 'new',
    rent_ore_per_month: rentOf(random, dwelling),
  };
}

/** Those who had an earlier home have lived together since then, or since they were born. */
function membersSince(rows: SettledRows, earlier: readonly LeaseRow[]): readonly HouseholdMemberRow[] {
  const since = new Map(earlier.map((lease) => [lease.household_id, lease.starts_on]));
  const born = new Map(rows.persons.map(({ id, birth_date }) => [id, birth_date]));
  return rows.household_members.map((member) => {
    const from = since.get(member.household_id);
    const birth = born.get(member.person_id);
    if (from === undefined || birth === undefined) return member;
    const [, end = ''] = member.member_during.slice(1, -1).split(',');
    return { ...member, member_during: `[${birth > from ? birth : from},${end})` };
  });
}
