import type { PlainDateString, VisitKind } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { VisitOutcomeRow } from './follow-up.rows.ts';

/** Days that count, half-open. */
export interface FactPeriod {
  readonly from: PlainDateString;
  /** Exclusive. */
  readonly to: PlainDateString;
}

/** A visit that was made, or tried; without its note. */
export interface VisitFact extends VisitOutcomeRow {
  readonly followUpId: string;
  readonly kind: VisitKind;
  readonly heldOn: PlainDateString;
}

/** What the follow-up of a lease tells a review. */
export interface VisitFacts {
  /** From the first on. */
  readonly visits: readonly VisitFact[];
  /** Visits that fell due in the period and were not made before the next was due: the municipality's doing. */
  readonly missedCount: number;
}

/** The visits of a lease in a period: codes and dates, no note. */
export async function visitFacts(tx: Tx, leaseId: string, { from, to }: FactPeriod): Promise<VisitFacts> {
  const { rows: visits } = await sql<VisitFact>`
    select f.id as "followUpId", f.kind, f.done_on as "heldOn", o.outcome,
      o.environment_level as "environmentLevel", o.needs_changed as "needsChanged"
    from follow_ups f
    join visit_outcomes o on o.municipality_id = f.municipality_id and o.follow_up_id = f.id
    where f.lease_id = ${leaseId}::uuid and f.kind <> 'career-plan'
      and f.done_on >= ${from}::date and f.done_on < ${to}::date
    order by f.done_on, f.id`.execute(tx);
  const { rows } = await sql<{ missedCount: number }>`
    select count(*)::int as "missedCount" from follow_ups f
    where f.lease_id = ${leaseId}::uuid and f.state = 'missed'
      and f.due_on >= ${from}::date and f.due_on < ${to}::date`.execute(tx);
  return { visits, missedCount: rows[0]?.missedCount ?? 0 };
}
