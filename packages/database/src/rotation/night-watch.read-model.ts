import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/** How the nights of all municipalities are doing. */
export interface NightWatch {
  /** Seconds that the night which is owed longest has waited, from its hour or from when it was asked for; 0 when none is. */
  readonly oldestDueSeconds: number;
  /** Nights that are owed: asked for and not done, and municipalities whose last one was never asked for. */
  readonly waitingCount: number;
  /** Nights that were given up. */
  readonly failedCount: number;
  /** Seconds since a worker last did a part of any night; null when none ever did. */
  readonly idleSeconds: number | null;
  /** Seconds since the latest night was finished, of the municipality where that is longest ago; null when none was. */
  readonly lastFinishedSeconds: number | null;
}

/**
 * Reads it as of `now`, when `lastNight` is the latest night whose hour has come. A municipality that is younger than
 * that owes nothing yet. Needs the relay role: every other role sees one municipality only.
 */
export async function readNightWatch(
  relayDb: Db,
  { now, lastNight }: { readonly now: string; readonly lastNight: PlainDateString },
): Promise<NightWatch> {
  const { rows } = await sql<NightWatch>`
    with municipality as (
      select m.created_at,
        (select max(r.run_on) from rotation_runs r where r.municipality_id = m.id) as latest_on,
        (select r.finished_at from rotation_runs r where r.municipality_id = m.id and r.state = 'done'
          order by r.run_on desc limit 1) as finished_at
      from municipalities m
    ), owed as (
      select greatest(r.created_at, ${dueAt(sql`r.run_on`)}) as due_at
      from rotation_runs r where r.state in ('queued', 'running')
      union all
      select ${dueAt(sql`coalesce(latest_on + 1, ${lastNight}::date)`)}
      from municipality
      where coalesce(latest_on < ${lastNight}::date, created_at < ${dueAt(sql`${lastNight}::date`)})
    )
    select
      (select ${secondsTo(now, sql`min(due_at)`)} from owed) as "oldestDueSeconds",
      (select count(*)::int from owed) as "waitingCount",
      (select count(*)::int from rotation_runs where state = 'failed') as "failedCount",
      (select extract(epoch from ${now}::timestamptz - max(progressed_at))::float8 from rotation_runs)
        as "idleSeconds",
      (select extract(epoch from ${now}::timestamptz - min(finished_at))::float8 from municipality)
        as "lastFinishedSeconds"`.execute(relayDb);
  const [watch] = rows;
  if (watch === undefined) throw new Error('a select without a from gave no row');
  return watch;
}

/** 03:00 in Norway, when a night is due. */
function dueAt(date: ReturnType<typeof sql>) {
  return sql`((${date}) + time '03:00') at time zone 'Europe/Oslo'`;
}

function secondsTo(now: string, instant: ReturnType<typeof sql>) {
  return sql`greatest(0, coalesce(extract(epoch from ${now}::timestamptz - ${instant}), 0))::float8`;
}
