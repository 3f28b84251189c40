import {
  aMunicipality,
  type BuilderScope,
  createTestDatabase,
  nextId,
  type TestDatabase,
} from '@boligtrapp/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDb, createPool, type Db } from '../connect.ts';
import { DATABASE_ROLES } from '../roles.ts';
import { inTenant } from '../tenant-scope.ts';
import { appendOutbox } from './append-outbox.ts';
import { readOldestDueSeconds } from './pending-outbox.read-model.ts';

let database: TestDatabase;
let app: Db;
let relay: Db;
let towns: readonly BuilderScope[];

beforeAll(async () => {
  database = await createTestDatabase();
  const open = (role: typeof DATABASE_ROLES.app | typeof DATABASE_ROLES.relay): Db =>
    createDb(createPool({ url: database.url, role, applicationName: 'outbox-test' }));
  app = open(DATABASE_ROLES.app);
  relay = open(DATABASE_ROLES.relay);
  towns = [await aMunicipality(app), await aMunicipality(app)];
});
afterAll(async () => {
  await app.destroy();
  await relay.destroy();
  await database.drop();
});
beforeEach(async () => {
  await sql`update outbox set relayed_at = now()`.execute(relay);
});

/** Writes a message of a town that is due so many seconds ago. */
async function aMessage(town: BuilderScope | undefined, secondsAgo: number, kind = 'kind'): Promise<string> {
  const id = nextId();
  const { municipalityId = '' } = town ?? {};
  await inTenant(app, { municipalityId, actorId: 'test' }, async (tx) => {
    await appendOutbox(tx, municipalityId, { id, queue: 'queue', kind, payload: { id } });
  });
  await sql`update outbox set available_at = now() - make_interval(secs => ${secondsAgo}) where id = ${id}`.execute(
    relay,
  );
  return id;
}

describe('what waits to be sent', () => {
  it('is nothing where nothing waits', async () => {
    expect(await readOldestDueSeconds(relay)).toBe(0);
  });

  it('is as old as the oldest that is due, of all municipalities', async () => {
    await aMessage(towns[0], 30);
    await aMessage(towns[1], 90);
    await aMessage(towns[0], 10);
    const seconds = await readOldestDueSeconds(relay);
    expect(seconds).toBeGreaterThanOrEqual(90);
    expect(seconds).toBeLessThan(100);
  });

  it('leaves out what was sent, and what is not due yet', async () => {
    const sent = await aMessage(towns[0], 500);
    await sql`update outbox set relayed_at = now() where id = ${sent}`.execute(relay);
    await aMessage(towns[1], -3_600);
    expect(await readOldestDueSeconds(relay)).toBe(0);
    await aMessage(towns[1], 20);
    expect(await readOldestDueSeconds(relay)).toBeLessThan(30);
  });
});

describe('a message', () => {
  it('is there exactly when its cause is committed', async () => {
    const [town] = towns;
    const { municipalityId = '' } = town ?? {};
    const [kept, lost] = [nextId(), nextId()];
    const write = async (id: string, fails: boolean): Promise<void> => {
      await inTenant(app, { municipalityId, actorId: 'test' }, async (tx) => {
        await appendOutbox(tx, municipalityId, {
          id,
          queue: 'rounds',
          kind: 'solve-round',
          payload: { roundId: id },
        });
        if (fails) throw new Error('the cause failed');
      });
    };
    await write(kept, false);
    await expect(write(lost, true)).rejects.toThrow('the cause failed');
    const { rows } = await sql<{ readonly id: string }>`
      select id, queue, kind, payload, attempts, relayed_at from outbox where id in (${kept}, ${lost})`.execute(
      relay,
    );
    expect(rows).toEqual([
      {
        id: kept,
        queue: 'rounds',
        kind: 'solve-round',
        payload: { roundId: kept },
        attempts: 0,
        relayed_at: null,
      },
    ]);
  });

  it('is not for another municipality to write', async () => {
    const [one, two] = towns;
    const foreign = inTenant(
      app,
      { municipalityId: one?.municipalityId ?? '', actorId: 'test' },
      async (tx) => {
        const message = { id: nextId(), queue: 'rounds', kind: 'solve-round', payload: {} };
        await appendOutbox(tx, two?.municipalityId ?? '', message);
      },
    );
    await expect(foreign).rejects.toThrow('row-level security');
  });
});
