import type {
  DwellingOutlook,
  DwellingUse,
  OutlookLease,
  PlainDateString,
  TenancyDecision,
  Track,
} from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { isProtectedTenancy } from '../household/protected-household.ts';
import { type LeaseFactsRow, toLeaseFacts } from '../lease/lease.rows.ts';
import { isOverturned } from '../review/overturned-decision.ts';
import { promisedHomes } from '../round/promised-homes.ts';

/** Which dwellings, on which day. */
export interface OutlookQuery {
  readonly on: PlainDateString;
  /** Every track where nothing is said. */
  readonly tracks?: readonly Track[] | undefined;
  /** Every dwelling where nothing is said. */
  readonly dwellingIds?: readonly string[] | undefined;
}

/** What is known of how a dwelling goes on, and who lives there. */
export interface OutlookRow extends DwellingOutlook {
  /** The household of the lease; null where it was never let. */
  readonly householdId: string | null;
  /** Whether somebody of it has a protected address, and the lease is not over by now. */
  readonly isProtectedTenancy: boolean;
}

/**
 * The outlook of every dwelling of which something says that it falls free, becomes a dwelling or leaves the stock, by
 * id; those of which nothing says so are left out.
 */
export async function readOutlooks(tx: Tx, query: OutlookQuery): Promise<readonly OutlookRow[]> {
  const { on, tracks, dwellingIds } = query;
  const { rows } = await sql<OutlookSqlRow>`
    with promised as (${promisedHomes(on)}), last_lease as (
      select distinct on (l.municipality_id, l.dwelling_id) l.* from leases l where l.starts_on <= ${on}::date order by l.municipality_id, l.dwelling_id, l.starts_on desc
    ), outlook as (
      select d.*, ${usesOf} as uses, ${decisionOf} as decision, ${requestsOf} as move_requests,
        ${nextHomeOf(on)} as next_home_from,
        exists (select from promised p where p.municipality_id = d.municipality_id and p.dwelling_id = d.id) as is_promised,
        ${leaseColumns}
      from dwellings d
      left join last_lease l on l.municipality_id = d.municipality_id and l.dwelling_id = d.id
      where (${tracks === undefined}::boolean or d.track = any(${[...(tracks ?? [])]}::text[]))
        and (${dwellingIds === undefined}::boolean or d.id = any(${[...(dwellingIds ?? [])]}::uuid[]))
    )
    select o.id as "dwellingId", o.reference, o.track, o.level, o.programme, o.leased_in_until as "leasedInUntil",
      o.uses, o.decision, o.move_requests as "moveRequests", o.next_home_from as "nextHomeFrom",
      o.is_promised as "isPromised", o."leaseId", o."householdId", o."isProtectedTenancy", o."startsOn", o."lastDay",
      o."closedOn", o."closedBecause", o.regime, o."shortTermBasis", o."shortTermReasonGivenOn", o."shortTermWeighty",
      o."previousShortTerms", o."signedOn", o."exceptionsInfoGivenOn"
    from outlook o
    where o.leased_in_until is not null or o.decision is not null or o.move_requests is not null
      or o.next_home_from is not null or o."closedOn" is not null or o."leaseId" is null
    order by o.id`.execute(tx);
  return rows.map(toOutlook);
}

interface OutlookSqlRow extends Omit<DwellingOutlook, 'uses' | 'lease'> {
  readonly uses: readonly DwellingUse[];
  readonly decision: TenancyDecision | null;
  readonly moveRequests: readonly PlainDateString[] | null;
  readonly nextHomeFrom: PlainDateString | null;
  readonly leaseId: string | null;
  readonly householdId: string | null;
  readonly isProtectedTenancy: boolean;
  readonly startsOn: PlainDateString;
  readonly lastDay: LeaseFactsRow['lastDay'];
  readonly closedOn: LeaseFactsRow['closedOn'];
  readonly closedBecause: string | null;
  readonly regime: LeaseFactsRow['regime'];
  readonly shortTermBasis: LeaseFactsRow['shortTermBasis'];
  readonly shortTermReasonGivenOn: LeaseFactsRow['shortTermReasonGivenOn'];
  readonly shortTermWeighty: boolean;
  readonly previousShortTerms: number;
  readonly signedOn: PlainDateString;
  readonly exceptionsInfoGivenOn: LeaseFactsRow['exceptionsInfoGivenOn'];
}

function toOutlook(row: OutlookSqlRow): OutlookRow {
  const { dwellingId, reference, track, level, programme, uses, isPromised, leasedInUntil } = row;
  return {
    dwellingId,
    reference,
    track,
    level,
    programme,
    uses,
    isPromised,
    leasedInUntil,
    lease: row.leaseId === null ? null : toLease({ ...row, id: row.leaseId }),
    householdId: row.householdId,
    isProtectedTenancy: row.isProtectedTenancy,
  };
}

function toLease({
  closedBecause,
  decision,
  nextHomeFrom,
  ...row
}: OutlookSqlRow & { id: string }): OutlookLease {
  const notices = (row.moveRequests ?? []).map((sentOn) => ({ kind: 'move-request' as const, sentOn }));
  return {
    facts: toLeaseFacts(row, notices),
    isClosedForLeaving: closedBecause === 'vacated',
    decision,
    nextHomeFrom,
  };
}

const leaseColumns = sql`l.id as "leaseId", l.household_id as "householdId",
  ${isProtectedTenancy('l')} as "isProtectedTenancy", l.starts_on as "startsOn", l.last_day as "lastDay",
  l.closed_on as "closedOn", l.closed_because as "closedBecause", l.regime,
  l.short_term_basis as "shortTermBasis", l.short_term_reason_given_on as "shortTermReasonGivenOn",
  l.short_term_weighty as "shortTermWeighty", l.previous_short_terms as "previousShortTerms",
  l.signed_on as "signedOn", l.exceptions_info_given_on as "exceptionsInfoGivenOn"`;

const usesOf = sql`(select coalesce(json_agg(json_build_object('role', p.role, 'from', lower(p.valid_during),
    'to', upper(p.valid_during)) order by p.valid_during), '[]')
  from dwelling_periods p where p.municipality_id = d.municipality_id and p.dwelling_id = d.id)`;

const requestsOf = sql`(select json_agg(n.sent_on order by n.sent_on, n.id) from lease_notices n
  where n.municipality_id = l.municipality_id and n.lease_id = l.id and n.kind = 'move-request')`;

/** Of the reviews of the lease; a later decision takes the place of an earlier one, and one that is overturned says nothing. */
const decisionOf = sql`(select case when ${isOverturned('c', null)} then null else c.outcome end from decisions c
  join reviews v on v.municipality_id = c.municipality_id and v.id = c.review_id
  where v.municipality_id = l.municipality_id and v.lease_id = l.id
  order by c.decided_at desc, c.id desc limit 1)`;

/** From when the tenant can move into the dwelling of an accepted offer; its own end where that is registered. */
function nextHomeOf(on: PlainDateString): RawBuilder<unknown> {
  return sql`(select min(greatest(${on}::date, coalesce(upper(x.binds_during), ${on}::date))) from offers f
    left join leases x on x.municipality_id = f.municipality_id and x.dwelling_id = f.dwelling_id
      and x.binds_during @> ${on}::date
    where f.municipality_id = l.municipality_id and f.household_id = l.household_id and f.state = 'accepted'
      and f.dwelling_id <> l.dwelling_id and l.closed_on is null)`;
}
