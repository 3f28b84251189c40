import { countFlow, plainDate, staysOf, yearsUntil } from '@boligtrapp/domain';
import {
  createTestDatabase,
  generateDemo,
  insertDemo,
  type TestDatabase,
  testIdentityCipher,
} from '@boligtrapp/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDb, createPool, type Db, type Tx } from '../connect.ts';
import { DATABASE_ROLES } from '../roles.ts';
import { inTenant } from '../tenant-scope.ts';
import { readFlowTenancies } from './flow-tenancies.read-model.ts';

const TODAY = plainDate('2026-11-23');

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  const role = DATABASE_ROLES.app;
  db = createDb(createPool({ url: database.url, role, applicationName: 'test', maxConnections: 4 }));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

it('the flow of a municipality of real size is what the database counts, each lease against its neighbours', async () => {
  const demo = generateDemo({ seed: 7, on: TODAY });
  await insertDemo(db, demo, { cipher: testIdentityCipher(db) });
  const scope = { municipalityId: demo.municipality.id, actorId: 'test' };
  await inTenant(db, scope, async (tx) => {
    await makeThemMove(tx);
    const flow = countFlow(staysOf(await readFlowTenancies(tx, TODAY), TODAY), yearsUntil(TODAY, 4), TODAY);
    const lines = flow.map(({ programme, track, level, year, before, arrived, left, after }) =>
      [
        programme,
        track,
        level,
        year,
        before,
        arrived.up,
        arrived.down,
        left.up,
        left.down,
        left.outside,
        after,
      ].join(' '),
    );
    expect(lines).toEqual(await countedInSql(tx));
    const moves = flow.reduce((sum, { left }) => sum + left.up + left.down, 0);
    expect(moves).toBeGreaterThan(10);
  });
});

/** Closes every fifth lease that is open, and lets who left move on to what is free: most at once, some a day later. */
async function makeThemMove(tx: Tx): Promise<void> {
  await sql`
    with leaving as (
      select l.*, row_number() over (order by l.id) as n from leases l
      where l.closed_on is null and l.starts_on < date '2023-06-01'
    ), closed as (
      update leases l set closed_because = 'vacated', closed_on = date '2023-07-01' + (v.n * 7 % 1200)::int
      from leaving v where v.id = l.id and v.n % 5 = 0 returning l.*, v.n
    )
    select 1 from closed`.execute(tx);
  await sql`
    with leavers as (
      select l.*, row_number() over (order by l.closed_on, l.id) as n from leases l
      where l.closed_because = 'vacated' and l.closed_on between date '2023-07-01' and ${TODAY}::date
        and not exists (select from leases o where o.household_id = l.household_id and o.starts_on >= l.closed_on)
    ), free as (
      select d.id, row_number() over (order by md5(d.id::text)) as n from dwellings d
      where not exists (select from leases o where o.dwelling_id = d.id and o.closed_on is null)
        and not exists (select from leases o where o.dwelling_id = d.id and o.closed_on > date '2023-07-01')
    )
    insert into leases (municipality_id, id, dwelling_id, household_id, starts_on, regime, signed_on, allocation_kind,
      rent_ore_per_month)
    select l.municipality_id, gen_random_uuid(), f.id, l.household_id, l.closed_on + (l.n % 4 = 0)::int, 'ordinary',
      l.closed_on, 'swap', 0
    from leavers l join free f on f.n = l.n`.execute(tx);
}

/** The same flow counted by the database alone: per year and step, each lease against the one before and after it. */
async function countedInSql(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`
      with lived as (
        select l.household_id, concat_ws(' ', d.programme, d.track, d.level) as step, d.level, d.track, d.programme, l.starts_on,
          case when l.closed_on <= ${TODAY}::date then l.closed_on end as closed_on
        from leases l join dwellings d using (municipality_id) where d.id = l.dwelling_id and l.starts_on <= ${TODAY}::date
      ), events as (
        select n.step, n.level, n.track, n.programme, n.starts_on as day, 1 as change,
          case when p.step = n.step then 'same' when p.step is null then 'outside'
            when (p.track, p.programme) <> (n.track, n.programme) then 'across' when n.level > p.level then 'up' else 'down' end as way
        from lived n left join lived p on p.household_id = n.household_id and p.closed_on = n.starts_on
        union all
        select p.step, p.level, p.track, p.programme, p.closed_on, -1,
          case when p.step = n.step then 'same' when n.step is null then 'outside'
            when (p.track, p.programme) <> (n.track, n.programme) then 'across' when n.level > p.level then 'up' else 'down' end
        from lived p left join lived n on p.household_id = n.household_id and p.closed_on = n.starts_on
        where p.closed_on is not null
      ), calendar as (
        select y, make_date(y, 1, 1) as first, least(make_date(y, 12, 31), ${TODAY}::date) as last
        from generate_series(2023, 2026) y
      ), counted as (
        select e.programme, e.track, e.level, c.y,
          coalesce(sum(change) filter (where day < first), 0) as before,
          count(*) filter (where day between first and last and change = 1 and way = 'up') as up_in,
          count(*) filter (where day between first and last and change = 1 and way = 'down') as down_in,
          count(*) filter (where day between first and last and change = -1 and way = 'up') as up_out,
          count(*) filter (where day between first and last and change = -1 and way = 'down') as down_out,
          count(*) filter (where day between first and last and change = -1 and way = 'outside') as gone,
          coalesce(sum(change) filter (where day <= last), 0) as after
        from events e cross join calendar c group by 1, 2, 3, 4
      )
      select concat_ws(' ', programme, track, level, y, before, up_in, down_in, up_out, down_out, gone, after) as line
      from counted
      order by array_position(array['ladder', 'housing-first', 'youth'], programme),
        array_position(array['welfare', 'care'], track), level, y`.execute(tx);
  return rows.map(({ line }) => line);
}
