import type { Level, PlainDateString, Programme, Track } from '@boligtrapp/domain';
import { sql } from 'kysely';
import { latestAssignment } from '../application/application-assignment.repository.ts';
import { currentAssessmentOf } from '../assessment/current-assessment.ts';
import type { Tx } from '../connect.ts';
import { hasProtectedMember } from '../household/protected-household.ts';
import { waitingHouseholds } from './waiting-households.ts';

/** A household in the queue with what decides its place there. */
export interface QueueRow {
  readonly householdId: string;
  readonly householdReference: string;
  /** Null for a mover, who waits by the assessment alone. */
  readonly applicationId: string | null;
  readonly assessmentId: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly urgencyClass: number;
  readonly needPoints: number;
  readonly waitingSince: PlainDateString;
  readonly bedrooms: { readonly min: number; readonly max: number };
  /** Neighbourhoods that it requires, or wishes where it requires none. */
  readonly neighbourhoodIds: readonly string[];
  readonly assessmentValidUntil: PlainDateString;
  /** Last day to answer an open offer; null without one. */
  readonly offerAnswerBy: PlainDateString | null;
  /** Who answers for the application; null for nobody, and without one. */
  readonly assignedTo: string | null;
  /** Whether somebody of it has a protected address: then it takes no place among the others. */
  readonly hasProtectedMember: boolean;
}

/** Which part of the queue is read; all of it where nothing is said. */
export interface QueueQuery {
  readonly track?: Track | undefined;
  readonly programme?: Programme | undefined;
  readonly level?: Level | undefined;
}

/**
 * Households whose application is in the queue, and tenants who are ready to move to another home, with the assessment
 * in force, if it holds on `on`. Sorted by id, which is no order of the queue.
 */
export async function readQueue(
  tx: Tx,
  municipalityId: string,
  query: QueueQuery,
  on: PlainDateString,
): Promise<readonly QueueRow[]> {
  const conditions = [
    sql`p.municipality_id = ${municipalityId}`,
    sql`a.assessed_on <= ${on}::date`,
    sql`a.valid_until > ${on}::date`,
    ...(query.track === undefined ? [] : [sql`a.track = ${query.track}`]),
    ...(query.programme === undefined ? [] : [sql`a.programme = ${query.programme}`]),
    ...(query.level === undefined ? [] : [sql`a.level = ${query.level}`]),
  ];
  const { rows } = await sql<QueueRow>`
    select h.id as "householdId", h.reference as "householdReference", p.application_id as "applicationId",
      a.id as "assessmentId", a.track, a.level, a.programme, a.urgency_class as "urgencyClass",
      a.need_points as "needPoints", a.waiting_since as "waitingSince", a.needs -> 'bedrooms' as "bedrooms",
      case when jsonb_array_length(a.needs -> 'requiredNeighbourhoodIds') > 0
        then a.needs -> 'requiredNeighbourhoodIds' else a.needs -> 'wishedNeighbourhoodIds' end as "neighbourhoodIds",
      a.valid_until as "assessmentValidUntil",
      (select min(o.answer_by) from offers o where o.municipality_id = p.municipality_id
        and o.household_id = p.household_id and o.state = 'open') as "offerAnswerBy",
      g.assigned_to as "assignedTo",
      ${hasProtectedMember('p')} as "hasProtectedMember"
    from (${waitingHouseholds(on)}) p
    join households h on h.municipality_id = p.municipality_id and h.id = p.household_id
    join lateral (${currentAssessmentOf('h.id')}) a on true
    left join lateral (${latestAssignment('application_id')}) g on true
    where ${sql.join(conditions, sql` and `)}
    order by h.id`.execute(tx);
  return rows;
}
