import { type ConductCounts, dayAfter, type PlainDateString, type VisitCounts } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { conductCounts } from '../environment/conduct-counts.ts';

/** What is known of how a tenancy has gone, as counts. */
export interface TenancyFacts {
  /** Null where no visit fell due. */
  readonly visits: VisitCounts | null;
  readonly conduct: ConductCounts;
}

/** Which days of which tenancy are looked at, both inclusive. */
export interface TenancyPeriod {
  readonly leaseId: string;
  readonly householdId: string;
  readonly from: PlainDateString;
  readonly through: PlainDateString;
}

/**
 * Visits that fell due in the period and on how many of them the tenant was met, and the incidents that are put down to
 * the household, by severity. The one place where reviews read what follow-up has recorded: counts, never what happened.
 */
export async function readTenancyFacts(
  tx: Tx,
  municipalityId: string,
  period: TenancyPeriod,
): Promise<TenancyFacts> {
  const { householdId, from, through } = period;
  const { slight, serious, grave } = await conductCounts(tx, householdId, { from, to: dayAfter(through) });
  return {
    visits: await readVisits(tx, municipalityId, period),
    conduct: [slight, serious, grave],
  };
}

async function readVisits(
  tx: Tx,
  municipalityId: string,
  { leaseId, from, through }: TenancyPeriod,
): Promise<VisitCounts | null> {
  const { rows } = await sql<VisitCounts>`
    select count(*)::int as due,
      count(*) filter (where f.state = 'done' and coalesce(o.outcome, 'met') = 'met')::int as done
    from follow_ups f
    left join visit_outcomes o on o.municipality_id = f.municipality_id and o.follow_up_id = f.id
    where f.municipality_id = ${municipalityId} and f.lease_id = ${leaseId}
      and f.kind in ('one-month-visit', 'yearly-visit') and f.state <> 'cancelled'
      and f.due_on between ${from}::date and ${through}::date`.execute(tx);
  const [row] = rows;
  return row === undefined || row.due === 0 ? null : row;
}
