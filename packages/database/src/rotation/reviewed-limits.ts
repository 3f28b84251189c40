import type { PlainDateString, ReviewedLimit } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * The statuses and caps of places and the pairs kept apart that hold on `on` and whose review was due before it, as it
 * was known that day: a pair that was looked at later is here with the day of review that it had.
 */
export async function readOverdueLimits(tx: Tx, on: PlainDateString): Promise<readonly ReviewedLimit[]> {
  const { rows } = await sql<ReviewedLimit>`
    select t.kind, t.id, t.review_on as "reviewOn", lower(t.valid_during) as "validFrom",
      upper(t.valid_during) as "validTo"
    from (
      select 'place-status' as kind, s.id, s.review_on, s.valid_during from place_statuses s
      union all
      select 'place-cap', c.id, c.review_on, c.valid_during from place_caps c
      union all
      select 'keep-apart', k.id, ${reviewDayKnownOn(on)}, k.valid_during from keep_apart k
    ) t
    where t.valid_during @> ${on}::date and t.review_on < ${on}::date
    order by t.kind, t.id`.execute(tx);
  return rows;
}

/** The day by which a pair was to be looked at, as known on `on`. */
function reviewDayKnownOn(on: PlainDateString): ReturnType<typeof sql> {
  return sql`coalesce(
    (select r.review_on from keep_apart_reviews r
      where r.municipality_id = k.municipality_id and r.keep_apart_id = k.id and r.outcome = 'kept'
        and (r.reviewed_at at time zone 'Europe/Oslo')::date <= ${on}::date
      order by r.reviewed_at desc, r.id desc limit 1),
    k.first_review_on, k.review_on)`;
}
