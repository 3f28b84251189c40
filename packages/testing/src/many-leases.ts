import type { PlainDateString } from '@boligtrapp/domain';
import { runAsAdmin } from './test-database.ts';

/** How many leases to store, and where. */
export interface ManyLeases {
  readonly municipalityId: string;
  readonly count: number;
  /** The day around which they are spread. */
  readonly on: PlainDateString;
}

/**
 * Stores leases of every age by plain SQL; the same ones for the same options. Three and five years long, begun in the
 * last five years, some past their end and asked to move or not, a few given up; with rents, deposits, visits to come
 * and overdue ones, and applications to take somebody in. Skips foreign keys and triggers, and stores neither the
 * dwellings nor the households that the leases name: it is for hundreds of thousands.
 *
 * @param superuserUrl a superuser's connection.
 */
export async function storeManyLeases(superuserUrl: string, many: ManyLeases): Promise<void> {
  const { municipalityId, count, on } = many;
  await runAsAdmin(superuserUrl, async (client) => {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const insert of INSERTS) await client.query(insert, [municipalityId, count, on]);
    await client.query('commit');
    await client.query('analyze');
  });
}

/** The id of the `n`-th row of a kind. */
function idOf(kind: number): string {
  return `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
}

/** Lease `n` and what all that belongs to it follows from. */
const MANY = `with many as (
    select $1::uuid as municipality_id, $3::date as on_day, n, n % 2 = 0 as is_public,
      ${idOf(1)} as lease_id, ${idOf(2)} as dwelling_id, ${idOf(3)} as household_id,
      starts_on, last_day, case when last_day + 60 < $3::date and n % 4 > 0 then last_day + 60 end as closed_on
    from generate_series(1, $2::int) n,
      lateral (select $3::date - 20 - (n::int8 * 7919 % 1825)::int as starts_on) beginning,
      lateral (select (starts_on + make_interval(years => case when n::int8 * 104729 % 10 < 6 then 3 else 5 end))::date
        - 1 as last_day) term
  )`;

const INSERTS: readonly string[] = [
  `insert into leases (municipality_id, id, dwelling_id, household_id, starts_on, last_day, closed_on, closed_because,
      regime, signed_on, exceptions_info_given_on, no_termination_info_given_on, allocation_kind, rent_ore_per_month)
    ${MANY} select municipality_id, lease_id, dwelling_id, household_id, starts_on, last_day, closed_on,
      case when closed_on is not null then 'vacated' end,
      case when is_public then 'public-11-1' else 'ordinary' end, starts_on - 10,
      case when is_public then starts_on - 10 end, case when n % 20 > 0 then starts_on - 10 end, 'new', 900000
    from many`,
  `insert into lease_rents (municipality_id, id, lease_id, kind, from_on, ore_per_month)
    ${MANY} select municipality_id, lease_id, lease_id, 'initial', starts_on, 900000 from many`,
  // Four of five that are old enough had the rent adjusted on the last anniversary.
  `insert into lease_rents (municipality_id, id, lease_id, kind, from_on, ore_per_month, notice_sent_on, index_basis,
      index_basis_points, recorded_by)
    ${MANY} select municipality_id, ${idOf(4)}, lease_id, 'index', from_on, 930000, from_on - 40, 'KPI', 300, 'test'
    from many, lateral (select (starts_on + make_interval(years => (on_day - starts_on) / 366))::date as from_on) rise
    where n % 5 > 0 and from_on > starts_on and from_on <= on_day`,
  `insert into lease_deposits (municipality_id, id, lease_id, kind, amount_ore, is_on_separate_account, given_on, recorded_by)
    ${MANY} select municipality_id, ${idOf(5)}, lease_id, 'deposit', case when n % 300 = 0 then 6000000 else 2700000 end,
      n % 200 > 0, starts_on, 'test'
    from many where n % 3 = 0`,
  `insert into lease_notices (municipality_id, id, lease_id, kind, sent_on, channel)
    ${MANY} select municipality_id, ${idOf(6)}, lease_id, 'move-request', last_day + 20, 'letter'
    from many where last_day + 20 <= on_day and n % 3 > 0`,
  // The yearly visit: its next day, and for some the one before, which nobody made.
  `insert into follow_ups (municipality_id, id, lease_id, kind, due_on)
    ${MANY} select municipality_id, ${idOf(7)}, lease_id, 'yearly-visit',
      (starts_on + make_interval(years => (on_day - starts_on) / 366 + case when n % 25 = 0 then 0 else 1 end))::date
    from many where closed_on is null`,
  `insert into occupancy_requests (municipality_id, id, lease_id, person_kind, received_on, registered_by)
    ${MANY} select municipality_id, ${idOf(8)}, lease_id, 'cohabitant', on_day - n % 35, 'test'
    from many where n % 101 = 0 and closed_on is null`,
];
