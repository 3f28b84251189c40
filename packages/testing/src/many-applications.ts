import { runAsAdmin } from './test-database.ts';

/** How many applications to store, and whose. */
export interface ManyApplications {
  readonly municipalityIds: readonly string[];
  /** Of each municipality; as many households. */
  readonly count: number;
}

/**
 * Stores households with an application each by plain SQL, received over five years; the same ones for the same
 * options. Skips foreign keys and triggers; it is for a hundred thousand, in a database of their own.
 *
 * @param superuserUrl a superuser's connection.
 */
export async function storeManyApplications(superuserUrl: string, many: ManyApplications): Promise<void> {
  await runAsAdmin(superuserUrl, async (client) => {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const municipalityId of many.municipalityIds) {
      for (const insert of [HOUSEHOLDS, APPLICATIONS])
        await client.query(insert, [municipalityId, many.count]);
    }
    await client.query('commit');
    await client.query('vacuum analyze households, housing_applications');
  });
}

const ID = `('00000003-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;

const HOUSEHOLDS = `insert into households (municipality_id, id, reference)
  select $1::uuid, ${ID}, 'H-' || n from generate_series(1, $2::int) n`;

const APPLICATIONS = `insert into housing_applications
    (municipality_id, id, household_id, source, received_on, receipt_sent_at, status, helped_by)
  select $1::uuid, ${ID}, ${ID}, (array['digital', 'paper', 'kobo'])[n % 3 + 1],
    date '2021-11-01' + (n::int8 * 7919 % 1825)::int, timestamptz '2021-11-01 08:00Z' + n * interval '1 minute',
    (array['received', 'in-queue', 'in-queue', 'refused', 'housed'])[n % 5 + 1],
    case when n % 4 = 0 then 'Prosjekt Nabolag' end
  from generate_series(1, $2::int) n`;
