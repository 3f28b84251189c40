import {
  type AppealBody,
  appealBodyOfTrack,
  type InvolvedPerson,
  type PlainDateString,
  type Track,
} from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { AppealedDecision } from './appeal.rows.ts';

/** A decision on entitlement as it is appealed, or undefined. */
export async function findAppealedEntitlement(
  tx: Tx,
  municipalityId: string,
  entitlementId: string,
): Promise<AppealedDecision | undefined> {
  const { rows } = await sql<AppealedDecision>`
    select a.household_id as "householdId", e.appeal_body as body, e.decided_on as "decidedOn"
    from entitlements e
    join housing_applications a on a.municipality_id = e.municipality_id and a.id = e.application_id
    where e.municipality_id = ${municipalityId} and e.id = ${entitlementId}`.execute(tx);
  return rows[0];
}

/**
 * A decision of a round or a review as it is appealed, or undefined. It is heard by the body that the household's
 * entitlement to a dwelling names, or else by that of the track of the dwelling, given or reviewed, or of the need.
 */
export async function findAppealedDecision(
  tx: Tx,
  municipalityId: string,
  decisionId: string,
): Promise<AppealedDecision | undefined> {
  const { rows } = await sql<{
    householdId: string;
    body: AppealBody | null;
    track: Track | null;
    decidedOn: PlainDateString;
  }>`
    select d.household_id as "householdId", (d.decided_at at time zone 'Europe/Oslo')::date as "decidedOn",
      (select e.appeal_body from entitlements e
        join housing_applications a on a.municipality_id = e.municipality_id and a.id = e.application_id
        where a.municipality_id = d.municipality_id and a.household_id = d.household_id and e.outcome = 'granted'
          and e.decision_track in ('municipal-dwelling', 'care-dwelling')
        order by e.decided_on desc, e.id desc limit 1) as body,
      coalesce((select w.track from dwellings w
          where w.municipality_id = d.municipality_id and w.id = d.dwelling_id),
        (select w.track from reviews r
          join leases l on l.municipality_id = r.municipality_id and l.id = r.lease_id
          join dwellings w on w.municipality_id = l.municipality_id and w.id = l.dwelling_id
          where r.municipality_id = d.municipality_id and r.id = d.review_id),
        (select s.track from assessments s where s.municipality_id = d.municipality_id
          and s.household_id = d.household_id order by s.version_number desc limit 1)) as track
    from decisions d where d.municipality_id = ${municipalityId} and d.id = ${decisionId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { householdId, body, track, decidedOn } = row;
  return { householdId, decidedOn, body: body ?? appealBodyOfTrack(track ?? 'welfare') };
}

/**
 * Everybody who prepared or made the decision that is appealed: who assessed the household, decided on its entitlements,
 * asked for the round or prepared the review, ruled on the case, sat in the meeting, and signed.
 */
export async function listInvolvedPersons(
  tx: Tx,
  municipalityId: string,
  subject: { readonly householdId: string; readonly decisionId: string | null },
): Promise<readonly InvolvedPerson[]> {
  const { householdId, decisionId } = subject;
  const { rows } = await sql<InvolvedPerson>`
    with decision as (
      -- Those that it corrects, or that correct it, are of the same case.
      select d.* from decisions own
      join decisions d on d.municipality_id = own.municipality_id and d.round_id = own.round_id
        and d.household_id = own.household_id
      where own.municipality_id = ${municipalityId} and own.id = ${decisionId}::uuid
      union select d.* from decisions own
      join reviews mine on mine.municipality_id = own.municipality_id and mine.id = own.review_id
      join reviews r on r.municipality_id = mine.municipality_id and r.lease_id = mine.lease_id
      join decisions d on d.municipality_id = r.municipality_id and d.review_id = r.id
      where own.municipality_id = ${municipalityId} and own.id = ${decisionId}::uuid
    ), review as (
      select r.* from reviews r
      join decision d on d.municipality_id = r.municipality_id and d.review_id = r.id
    )
    select s.assessed_by as member, 'assessed' as involvement from assessments s
      where s.municipality_id = ${municipalityId} and s.household_id = ${householdId}
    union select e.decided_by, 'decided-entitlement' from entitlements e
      join housing_applications a on a.municipality_id = e.municipality_id and a.id = e.application_id
      where a.municipality_id = ${municipalityId} and a.household_id = ${householdId}
    union select r.requested_by, 'requested-round' from rounds r
      join decision d on d.municipality_id = r.municipality_id and d.round_id = r.id
    union select g.ruled_by, 'ruled' from rulings g
      join decision d on d.municipality_id = g.municipality_id and d.round_id = g.round_id
        and d.household_id = g.household_id
    union select g.ruled_by, 'ruled' from review_rulings g
      join review r on r.municipality_id = g.municipality_id and r.id = g.review_id
    union select r.prepared_by, 'prepared' from review r where r.prepared_by is not null
    union select r.assigned_to, 'prepared' from review r where r.assigned_to is not null
    union select i.recorded_by, 'prepared' from review_inputs i
      join review r on r.municipality_id = i.municipality_id and r.id = i.review_id
    union select t.member, 'attended' from attendance t
      join decision d on d.municipality_id = t.municipality_id and d.meeting_id = t.meeting_id
      where t.is_present and not exists (select from attendance later
        where later.municipality_id = t.municipality_id and later.meeting_id = t.meeting_id
          and later.sitting = t.sitting and later.member = t.member and later.entry > t.entry)
    union select d.decided_by, 'decided' from decision d
    union select d.countersigned_by, 'countersigned' from decision d
    union select c.member, 'recused' from recusals c
      where c.municipality_id = ${municipalityId} and c.household_id = ${householdId}
    union select s.member, 'superior-recused' from staff s
      join recusals c on c.municipality_id = s.municipality_id and c.member = s.superior
      where c.municipality_id = ${municipalityId} and c.household_id = ${householdId}
        and c.ground <> 'superior-recused'
    order by member, involvement`.execute(tx);
  return rows;
}
