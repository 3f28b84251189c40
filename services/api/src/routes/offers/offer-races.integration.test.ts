import { createDb, createPool, DATABASE_ROLES, inTenant } from '@boligtrapp/database';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sceneDeps } from '../../../test/api-scene.ts';
import { type SeededMunicipality, seedMunicipality } from '../../../test/seed-municipality.ts';
import { manyVacancies, seedOffers } from '../../../test/seed-offers.ts';
import { bearer } from '../../../test/tokens.ts';
import { buildApp } from '../../app.ts';

const AT_ONCE = 1_000;
const DWELLINGS = 200;
const CONTENDERS = 20;

let database: TestDatabase;
let db: ReturnType<typeof createDb>;
let app: FastifyInstance;
let one: SeededMunicipality;
let headers: { authorization: string };
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const role = DATABASE_ROLES.app;
  // As in production: ten connections, however many requests there are.
  db = createDb(createPool({ url: database.url, role, applicationName: 'race', connectTimeoutMs: 60_000 }));
  app = buildApp(sceneDeps(db, []));
  one = await seedMunicipality(db, '3201');
  headers = await bearer('case-officer', one.id);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await db.destroy();
  await database.drop();
});

async function accept(offerId: string): Promise<number> {
  keys += 1;
  const response = await app.inject({
    method: 'POST',
    url: `/v1/offers/${offerId}/accept`,
    headers: { ...headers, 'idempotency-key': `race-${String(keys).padStart(6, '0')}` },
  });
  return response.statusCode;
}

/** How often each status was answered. */
async function acceptAll(offerIds: readonly string[]): Promise<Readonly<Record<number, number>>> {
  const statuses = await Promise.all(offerIds.map(accept));
  return Object.fromEntries(
    [...Map.groupBy(statuses, (status) => status)].map(([s, all]) => [s, all.length]),
  );
}

async function someOffers(count: number): Promise<readonly string[]> {
  const made = await seedOffers(db, one, await manyVacancies(db, one, count));
  return made.map(({ offerId }) => offerId);
}

async function acceptedAudits(offerId: string): Promise<number> {
  return await inTenant(db, { municipalityId: one.id, actorId: 'test' }, async (tx) => {
    const rows = await tx
      .selectFrom('audit_events')
      .where('action', '=', 'offer.accepted')
      .where('object_id', '=', offerId)
      .select('sequence')
      .execute();
    return rows.length;
  });
}

async function alter(statement: string): Promise<void> {
  const pool = createPool({
    url: database.adminUrl,
    role: DATABASE_ROLES.migrator,
    applicationName: 'alter',
  });
  await pool.query(statement);
  await pool.end();
}

describe('parallel acceptances', { timeout: 60_000 }, () => {
  test(`${AT_ONCE} of the offer of one dwelling: one wins, all others are told that it is gone`, async () => {
    const [offerId = ''] = await someOffers(1);
    const answers = await acceptAll(Array.from({ length: AT_ONCE }, () => offerId));
    expect(answers).toEqual({ 201: 1, 409: AT_ONCE - 1 });
    expect(await acceptedAudits(offerId)).toBe(1);
  });

  test(`${CONTENDERS} for each of ${DWELLINGS} dwellings: ${DWELLINGS} win`, async () => {
    const offerIds = await someOffers(DWELLINGS);
    // A thousand requests at once, again and again: more of them tell of the machine, and not of the offers.
    const wave = AT_ONCE / CONTENDERS;
    for (let from = 0; from < DWELLINGS; from += wave) {
      const contenders = Array.from({ length: CONTENDERS }, () => offerIds.slice(from, from + wave)).flat();
      expect(await acceptAll(contenders)).toEqual({ 201: wave, 409: wave * (CONTENDERS - 1) });
    }
  });

  test('control: without the lock of the offers the same requests have several winners', async () => {
    await alter('create or replace function lock_offers() returns void language sql as $$ select $$');
    const [offerId = ''] = await someOffers(1);
    const answers = await acceptAll(Array.from({ length: AT_ONCE }, () => offerId));
    expect(answers[201] ?? 0).toBeGreaterThan(1);
    expect(await acceptedAudits(offerId)).toBe(answers[201]);
  });
});
