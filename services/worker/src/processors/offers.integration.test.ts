import { createDb, createPool, DATABASE_ROLES, type Db } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';
import {
  aDwelling,
  aHousehold,
  aMunicipality,
  aPlaceToLive,
  aPolicySet,
  createTestDatabase,
  type TestDatabase,
} from '@boligtrapp/testing';
import { Client, type Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enqueueAllExpiries, expireOffersProcessor, proposeSuccessorProcessor } from './offers.processor.ts';

let database: TestDatabase;
let db: Db;
let relayPool: Pool;
let admin: Client;
const ids = createIdSource();

beforeAll(async () => {
  database = await createTestDatabase();
  const { url } = database;
  db = createDb(createPool({ url, role: DATABASE_ROLES.app, applicationName: 'test' }));
  relayPool = createPool({ url, role: DATABASE_ROLES.relay, applicationName: 'test' });
  admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await Promise.all([db.destroy(), relayPool.end(), admin.end()]);
  await database.drop();
});

function depsOn(today: string) {
  return { db, ids, relayPool, clock: { now: () => `${today}T01:00:00Z`, today: () => plainDate(today) } };
}

const context = { jobId: 'job-1', attempt: 1, signal: new AbortController().signal };

/** A municipality with an open offer that is to be answered by 30 November 2026. */
async function anOpenOffer(): Promise<{ readonly municipalityId: string; readonly offerId: string }> {
  const scope = await aMunicipality(db);
  const { municipalityId } = scope;
  const { buildingId } = await aPlaceToLive(scope);
  const policySetId = await aPolicySet(scope);
  const [dwellingId, householdId] = [
    await aDwelling(scope, { building_id: buildingId }),
    await aHousehold(scope),
  ];
  const [roundId, decisionId, offerId] = [ids.next(), ids.next(), ids.next()];
  const run = async (text: string, values: readonly unknown[]): Promise<void> => {
    await admin.query(text, [municipalityId, ...values]);
  };
  await run(
    `insert into rounds (municipality_id, id, reference, meeting_on, horizon_ends_on, tracks, includes_movers,
       policy_set_id, requested_by) values ($1, $2, 'T-1', '2026-11-20', '2026-12-20', '{welfare}', false, $3, 'me')`,
    [roundId, policySetId],
  );
  await run(
    `insert into round_snapshots (municipality_id, round_id, facts, facts_hash)
     values ($1, $2, '{"households":[]}', encode(sha256('{"households":[]}'), 'hex'))`,
    [roundId],
  );
  await run(
    `insert into decisions (municipality_id, id, round_id, delegation_reference, policy_set_id, household_id, dwelling_id,
       outcome, decided_by, countersigned_by) values ($1, $2, $3, 'D-1', $4, $5, $6, 'allocated', 'one', 'two')`,
    [decisionId, roundId, policySetId, householdId, dwellingId],
  );
  await run(
    `insert into offers (municipality_id, id, decision_id, dwelling_id, household_id, state, sent_on, answer_by)
     values ($1, $2, $3, $4, $5, 'open', '2026-11-23', '2026-11-30')`,
    [offerId, decisionId, dwellingId, householdId],
  );
  await admin.query(
    `insert into dwelling_periods (municipality_id, id, dwelling_id, role, valid_during)
     values ($1, $2, $3, 'dwelling', '[2020-01-01,)')`,
    [municipalityId, ids.next(), dwellingId],
  );
  return { municipalityId, offerId };
}

async function outbox(): Promise<readonly { readonly kind: string; readonly payload: unknown }[]> {
  const { rows } = await admin.query<{ kind: string; payload: unknown }>(
    `select kind, payload from outbox where queue = 'offers' order by id`,
  );
  return rows;
}

it('the hourly sweep wakes up municipalities with overdue offers only, and the jobs run through', async () => {
  const [one, two] = [await anOpenOffer(), await anOpenOffer()];
  await aMunicipality(db);
  await enqueueAllExpiries(depsOn('2026-11-30'));
  expect(await outbox()).toEqual([]);
  await enqueueAllExpiries(depsOn('2026-12-01'));
  const jobs = await outbox();
  expect(jobs.map(({ kind }) => kind)).toEqual(['expire-offers', 'expire-offers']);
  for (const { payload } of jobs) {
    await expireOffersProcessor(depsOn('2026-12-01')).run(payload, context);
    await expireOffersProcessor(depsOn('2026-12-01')).run(payload, context);
  }
  const { rows } = await admin.query<{ id: string; state: string }>(
    'select id, state from offers order by id',
  );
  expect(rows).toEqual([one, two].map(({ offerId }) => ({ id: offerId, state: 'expired' })));
  const next = (await outbox()).slice(2);
  expect(next).toEqual([one, two].map((payload) => ({ kind: 'propose-successor', payload })));
  for (const { payload } of next) {
    await proposeSuccessorProcessor(depsOn('2026-12-01')).run(payload, context);
  }
  const tasks = await admin.query<{ kind: string }>('select kind from case_tasks order by kind');
  expect(tasks.rows.map(({ kind }) => kind)).toEqual([
    'offer-expired',
    'offer-expired',
    'succession-impossible',
    'succession-impossible',
  ]);
  await enqueueAllExpiries(depsOn('2026-12-02'));
  expect(await outbox()).toHaveLength(4);
});
