import { DECISION_TRACKS, decisionBasisOf, HOUSING_APPLICATION_TRANSITIONS } from '@boligtrapp/domain';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { APPLICATION_STATUSES } from './application.rows.ts';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.adminUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function definitionOf(constraint: string): Promise<string> {
  const query = 'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1';
  const { rows } = await client.query<{ definition: string }>(query, [constraint]);
  return rows[0]?.definition ?? '';
}

it('lets an application have the states of the table of transitions and no other', async () => {
  const definition = await definitionOf('housing_applications_status_check');
  const states = [...definition.matchAll(/'([^']+)'::text/g)].map(([, state]) => state);
  expect(new Set(states)).toEqual(new Set(Object.keys(HOUSING_APPLICATION_TRANSITIONS)));
  expect(new Set<string | undefined>(APPLICATION_STATUSES)).toEqual(new Set(states));
});

it('holds the appeal body that the rules give each track', async () => {
  for (const track of DECISION_TRACKS) {
    for (const body of ['statsforvalter', 'municipal-appeals-board']) {
      const definition = await definitionOf('entitlements_appeal_body_check');
      const asked = definition
        .replace(/^CHECK /, '')
        .replaceAll('decision_track', '$1::text')
        .replaceAll('appeal_body', '$2::text');
      const { rows } = await client.query<{ holds: boolean }>(`select ${asked} as holds`, [track, body]);
      expect(rows[0]?.holds, `${track} ${body}`).toBe(decisionBasisOf(track).appealBody === body);
    }
  }
});
