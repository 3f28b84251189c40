import type { AssessmentNeeds, Level, PlainDateString, Programme, Track } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What a review rests on, as it is stored now. */
export interface ReviewFactsRow {
  readonly home: {
    readonly track: Track;
    readonly level: Level;
    readonly programme: Programme;
    readonly bedrooms: number;
  };
  /** The assessment in force; null where there is none. */
  readonly assessment: {
    readonly id: string;
    readonly track: Track;
    readonly level: Level;
    readonly programme: Programme;
    readonly needs: AssessmentNeeds;
    readonly assessedOn: PlainDateString;
    readonly validUntil: PlainDateString;
  } | null;
  /** Of those who live in the household on the day of opening. */
  readonly birthDates: readonly PlainDateString[];
  /** Whether the lease took the place of an earlier one of the same household in the same dwelling. */
  readonly wasRenewedBefore: boolean;
}

/** Reads what the review of a lease rests on. */
export async function readReviewFacts(
  tx: Tx,
  municipalityId: string,
  { leaseId, openedOn }: { readonly leaseId: string; readonly openedOn: PlainDateString },
): Promise<ReviewFactsRow> {
  const { rows } = await sql<ReviewFactsRow>`
    select jsonb_build_object('track', w.track, 'level', w.level, 'programme', w.programme, 'bedrooms', w.bedrooms)
        as home,
      (select jsonb_build_object('id', a.id, 'track', a.track, 'level', a.level, 'programme', a.programme,
          'needs', a.needs, 'assessedOn', a.assessed_on, 'validUntil', a.valid_until)
        from assessments a where a.municipality_id = l.municipality_id and a.household_id = l.household_id
        order by a.version_number desc limit 1) as assessment,
      array(select p.birth_date::text from household_members m
        join persons p on p.municipality_id = m.municipality_id and p.id = m.person_id
        where m.municipality_id = l.municipality_id and m.household_id = l.household_id
          and m.member_during @> ${openedOn}::date order by p.birth_date) as "birthDates",
      (l.allocation_kind = 'extension' or l.renewal_decision_id is not null
        or exists (select from leases e where e.municipality_id = l.municipality_id
          and e.dwelling_id = l.dwelling_id and e.household_id = l.household_id
          and e.closed_because = 'renewed' and e.closed_on = l.starts_on)) as "wasRenewedBefore"
    from leases l
    join dwellings w on w.municipality_id = l.municipality_id and w.id = l.dwelling_id
    where l.municipality_id = ${municipalityId} and l.id = ${leaseId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`no lease ${leaseId}`);
  return row;
}
