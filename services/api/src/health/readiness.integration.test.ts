import {
  appendOutbox,
  assertSchemaFits,
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  inTenant,
  SchemaBehindCodeError,
} from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { enqueueMissedRuns, makeOwedRuns } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SeededMunicipality, seedMunicipality } from '../../test/seed-municipality.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { readReadiness } from './readiness.ts';
import { createWatch } from './watch.ts';

let database: TestDatabase;
let db: Db;
let relayDb: Db;
let municipality: SeededMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'readiness' }));
  relayDb = createDb(
    createPool({ url: database.url, role: DATABASE_ROLES.relay, applicationName: 'readiness' }),
  );
  municipality = await seedMunicipality(db, '3201');
});
afterAll(async () => {
  await db.destroy();
  await relayDb.destroy();
  await database.drop();
});

/** As young as the municipality, which owes no night yet. */
const NOW = Temporal.Now.instant().toString();

const watchAt = (now: string, watched: Db = relayDb) =>
  createWatch(watched, { now: () => now, today: () => plainDate(now.slice(0, 10)) });
const readyAt = async (now: string) => await readReadiness({ ...watchAt(now), ensureSchemaFits: fits });

const fits = (): Promise<void> => assertSchemaFits(relayDb);
const behind = (): Promise<void> => Promise.reject(new SchemaBehindCodeError('missing'));

test('ready when the schema fits and nothing waits', async () => {
  expect(await readyAt(NOW)).toEqual({
    status: 'ready',
    checks: { database: 'ok', schema: 'ok', outbox: 'ok', rotation: 'ok' },
  });
});

test('an effect that waits for a worker makes it late after a minute, of any municipality', async () => {
  await inTenant(db, { municipalityId: municipality.id, actorId: 'test' }, (tx) =>
    appendOutbox(tx, municipality.id, {
      id: createIdSource().next(),
      queue: 'rounds',
      kind: 'x',
      payload: {},
    }),
  );
  const waited = async (seconds: number): Promise<unknown> => {
    const since = Temporal.Now.instant().subtract({ seconds }).toString();
    await relayDb.updateTable('outbox').set({ available_at: since }).execute();
    return await readyAt(NOW);
  };
  expect(await waited(50)).toMatchObject({ status: 'ready', checks: { outbox: 'ok', rotation: 'ok' } });
  expect(await waited(70)).toMatchObject({ status: 'not-ready', checks: { outbox: 'late' } });
  await relayDb.updateTable('outbox').set({ relayed_at: '2026-11-23T00:00:00Z' }).execute();
  expect(await waited(70)).toMatchObject({ status: 'ready' });
});

test('another schema makes it not ready, and is told apart from a database that is away', async () => {
  expect(await readReadiness({ ...watchAt(NOW), ensureSchemaFits: behind })).toEqual({
    status: 'not-ready',
    checks: { database: 'ok', schema: 'does-not-fit', outbox: 'ok', rotation: 'ok' },
  });
  const away = createDb(
    createPool({
      url: 'postgresql://nobody@127.0.0.1:1/x',
      role: DATABASE_ROLES.relay,
      applicationName: 'x',
    }),
  );
  expect(await readReadiness({ ...watchAt(NOW, away), ensureSchemaFits: fits })).toEqual({
    status: 'not-ready',
    checks: { database: 'unreachable', schema: 'unknown', outbox: 'unknown', rotation: 'unknown' },
  });
  await away.destroy();
});

async function makeAll(lastNight: ReturnType<typeof plainDate>): Promise<void> {
  const deps = { db, ids: createIdSource() };
  for (const runOn of await enqueueMissedRuns(deps, municipality.id, lastNight)) {
    await makeOwedRuns(deps, { municipalityId: municipality.id, runOn, requestedBy: 'test', attempt: 1 });
  }
  await relayDb.updateTable('outbox').set({ relayed_at: '2026-11-23T00:00:00Z' }).execute();
}

/** As if a worker had been at work, and the nights had been finished, at this time. */
async function workedAt(instant: string): Promise<void> {
  await inTenant(db, { municipalityId: municipality.id, actorId: 'test' }, async (tx) => {
    await tx
      .updateTable('rotation_runs')
      .set({ created_at: instant, progressed_at: instant, finished_at: instant })
      .execute();
  });
}

async function figuresAt(now: string) {
  const text = await createMetrics(false, watchAt(now)).render();
  const figure = (name: string): number | undefined => {
    const value = new RegExp(`^boligtrapp_${name} (.+)$`, 'm').exec(text)?.[1];
    return value === undefined ? undefined : Math.round(Number(value));
  };
  return {
    lastRun: figure('rotation_last_run_age_seconds'),
    oldestDue: figure('oldest_due_job_age_seconds'),
    oldestNight: figure('rotation_oldest_due_age_seconds'),
    waiting: figure('rotation_nights_waiting'),
    failed: figure('rotation_nights_failed'),
  };
}

describe('nights', () => {
  // Five days from now, in winter or in summer at least an hour after 03:00 in Norway: 03:00 of that day is due.
  const day = Temporal.Now.plainDateISO('UTC').add({ days: 5 });
  const dueAt = day.toZonedDateTime({ timeZone: 'Europe/Oslo', plainTime: '03:00' }).toInstant();
  const after = (minutes: number) => dueAt.add({ minutes }).toString();
  const nightBefore = plainDate(day.subtract({ days: 1 }).toString());

  test('that no worker makes are seen ten minutes after their hour, though nothing was enqueued', async () => {
    await makeAll(nightBefore);
    const finishedAt = dueAt.subtract({ hours: 24 }).toString();
    await workedAt(finishedAt);
    expect(await readyAt(after(-1))).toMatchObject({ status: 'ready', checks: { rotation: 'ok' } });
    expect(await readyAt(after(9))).toMatchObject({ status: 'ready' });
    expect(await readyAt(after(11))).toEqual({
      status: 'not-ready',
      checks: { database: 'ok', schema: 'ok', outbox: 'ok', rotation: 'late' },
    });
    const hour = 3_600;
    const none = { oldestDue: 0, oldestNight: 0, waiting: 0, failed: 0 };
    expect(await figuresAt(after(-60))).toEqual({ lastRun: 23 * hour, ...none });
    expect(await figuresAt(after(60))).toEqual({
      ...none,
      lastRun: 25 * hour,
      oldestDue: hour,
      oldestNight: hour,
      waiting: 1,
    });
  });

  test('that wait while a worker is at work on another are not', async () => {
    await workedAt(after(50));
    expect(await readyAt(after(59))).toMatchObject({ checks: { rotation: 'ok' } });
    expect(await readyAt(after(61))).toMatchObject({ checks: { rotation: 'late' } });
  });

  test('are no longer seen once they are made', async () => {
    await makeAll(plainDate(day.toString()));
    await workedAt(after(62));
    expect(await readyAt(after(100))).toMatchObject({ status: 'ready' });
    expect(await figuresAt(after(100))).toMatchObject({ lastRun: 38 * 60, waiting: 0 });
  });

  test('leave the figures out while the database is away', async () => {
    const text = await createMetrics(false, {
      readOutboxSeconds: async () => await Promise.reject(new Error('away')),
      readNights: async () => await Promise.reject(new Error('away')),
    }).render();
    expect(text).toContain('# TYPE boligtrapp_rotation_last_run_age_seconds gauge');
    expect(text).not.toMatch(/^boligtrapp_/m);
  });
});
