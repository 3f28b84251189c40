import type { ConductCounts, PlainDateString, VisitCounts } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What is known of how a tenancy has gone, as counts; null where nothing is recorded. */
export interface TenancyFacts {
  readonly visits: VisitCounts | null;
  readonly conduct: ConductCounts | null;
}

/** Which days are looked at, both inclusive. */
export interface TenancyPeriod {
  readonly leaseId: string;
  readonly from: PlainDateString;
  readonly through: PlainDateString;
}

/**
 * Visits that fell due in the period and how many of them were made, and incidents by severity. The one place where
 * reviews read what follow-up has recorded: counts, never what happened.
 */
export async function readTenancyFacts(
  tx: Tx,
  municipalityId: string,
  period: TenancyPeriod,
): Promise<TenancyFacts> {
  return {
    visits: await readVisits(tx, municipalityId, period),
    // Incidents are not recorded: nothing is known, which is not the same as none.
    conduct: null,
  };
}

async function readVisits(
  tx: Tx,
  municipalityId: string,
  { leaseId, from, through }: TenancyPeriod,
): Promise<VisitCounts | null> {
  const { rows } = await sql<VisitCounts>`
    select count(*)::int as due, count(f.done_on)::int as done from follow_ups f
    where f.municipality_id = ${municipalityId} and f.lease_id = ${leaseId}
      and f.kind in ('one-month-visit', 'yearly-visit')
      and f.due_on between ${from}::date and ${through}::date`.execute(tx);
  const [row] = rows;
  return row === undefined || row.due === 0 ? null : row;
}
