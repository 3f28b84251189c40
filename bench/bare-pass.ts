import { createPool, DATABASE_ROLES } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { PoolClient } from 'pg';
import { type Cost, costOf } from './cpu-time.ts';
import type { RotationTask } from './rotation-task.ts';

const ROWS_PER_FETCH = 5_000;

/**
 * One select over the rows that a night looks at, with the dates of a night computed in SQL, read to its end by the
 * role of the application: what the database and the way to this process take without any rule.
 */
export async function runBarePass(
  { url, serverPid, municipalityId }: Omit<RotationTask, 'nights' | 'warmUpMunicipalityId'>,
  on: PlainDateString,
): Promise<Cost & { readonly rows: number }> {
  return await asApp({ url, municipalityId }, async (client) => {
    const { result: rows, cost } = await costOf(serverPid, async () => {
      await client.query(`declare pass no scroll cursor for ${bareSelect(on)}`);
      let count = 0;
      for (;;) {
        const { rowCount } = await client.query(`fetch ${ROWS_PER_FETCH} from pass`);
        if (rowCount === null || rowCount === 0) return count;
        count += rowCount;
      }
    });
    return { ...cost, rows };
  });
}

/**
 * The findings of a night stored once more by one statement, under other ids and for days a century later, and taken
 * back: what the keys, references and indexes of the table take when nothing is judged and nothing crosses a wire.
 */
export async function runBareWrite(
  { url, serverPid, municipalityId }: Omit<RotationTask, 'nights' | 'warmUpMunicipalityId'>,
  on: PlainDateString,
): Promise<Cost> {
  return await asApp({ url, municipalityId }, async (client) => {
    const { cost } = await costOf(
      serverPid,
      async () =>
        await client.query(
          `insert into rotation_flags
             (municipality_id, id, subject_kind, subject_id, lease_id, kind, due_on, step, first_seen_run_on)
           select municipality_id, gen_random_uuid(), subject_kind, subject_id, lease_id, kind,
             (due_on + interval '100 years')::date, step, first_seen_run_on
           from rotation_flags where first_seen_run_on = $1`,
          [on],
        ),
    );
    return cost;
  });
}

/** Runs work in a transaction of the role of the application, which is taken back. */
async function asApp<T>(
  { url, municipalityId }: Pick<RotationTask, 'url' | 'municipalityId'>,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const pool = createPool({ url, role: DATABASE_ROLES.app, applicationName: 'bench' });
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.municipality', $1, true)", [municipalityId]);
    const result = await work(client);
    await client.query('rollback');
    return result;
  } finally {
    client.release();
    await pool.end();
  }
}

function before(months: number): string {
  return `(l.last_day - interval '${months} months')::date`;
}

function bareSelect(on: PlainDateString): string {
  const day = `date '${on}'`;
  return `select l.id, l.starts_on, l.last_day, l.regime, l.no_termination_info_given_on, l.exceptions_info_given_on,
      (l.last_day + interval '3 months')::date as last_safe_day,
      (l.last_day + interval '3 months')::date + 1 as converts_on,
      ${before(9)} as nine_before, ${before(6)} as six_before, ${before(3)} as three_before, ${before(1)} as one_before,
      (l.last_day + interval '3 months')::date - ${day} as days_left,
      n.sent_on, (r.from_on + interval '1 year')::date as index_from, (l.starts_on + interval '30 months')::date as demand_from,
      d.ore, d.is_separate, f.due_on + 14 as overdue_from, (o.received_on + interval '1 month')::date as answer_due_on
    from leases l
    left join (select lease_id, max(sent_on) as sent_on from lease_notices where kind = 'move-request' group by lease_id) n
      on n.lease_id = l.id
    left join (select lease_id, max(from_on) as from_on from lease_rents group by lease_id) r on r.lease_id = l.id
    left join (select lease_id, sum(amount_ore) as ore, bool_and(is_on_separate_account) as is_separate
      from lease_deposits group by lease_id) d on d.lease_id = l.id
    left join (select lease_id, min(due_on) as due_on from follow_ups where due_on <= ${day}
      and (done_on is null or done_on > ${day}) group by lease_id) f on f.lease_id = l.id
    left join (select lease_id, min(received_on) as received_on from occupancy_requests where received_on <= ${day}
      and (answered_on is null or answered_on > ${day}) group by lease_id) o on o.lease_id = l.id
    where l.closed_on is null or l.closed_on > ${day}
    order by l.id`;
}
