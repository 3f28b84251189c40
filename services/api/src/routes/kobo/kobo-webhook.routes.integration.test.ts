import {
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  insertKoboLink,
  inTenant,
} from '@boligtrapp/database';
import type { KoboSettings } from '@boligtrapp/platform';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';

const [OLD_KEY, NEW_KEY] = ['the-key-until-today-', 'the-key-from-today-on'];
const NAMES = { apiKeyHeader: 'x-api-key', webhookKeyHeader: 'x-kobo-key', webhookIdField: 'boligId' };
const OTHER_KEY = 'a-key-of-another-one';

function settingsOf(kommunenummer: string, webhookKeys: readonly string[]) {
  const to = { baseUrl: 'https://kobo.example', apiKey: 'never-used-in-this-test' };
  return [kommunenummer, { kommunenummer, ...to, webhookKeys, ...NAMES }] as const;
}

const SETTINGS: KoboSettings = new Map([
  settingsOf('3201', [OLD_KEY, NEW_KEY]),
  settingsOf('3203', [OTHER_KEY]),
  // Connected by mistake: there is no such municipality.
  settingsOf('0000', [OTHER_KEY]),
]);

let scene: ApiScene;
let identityDb: Db | undefined;
const koboId = nextId();

beforeAll(async () => {
  scene = await setApiScene({ koboSettings: SETTINGS, identityDb: lateIdentityDb() });
  identityDb = createDb(
    createPool({ url: scene.databaseUrl, role: DATABASE_ROLES.identity, applicationName: 'kobo-webhook' }),
  );
  await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
    const dwellingId = scene.one.vacantId;
    const link = { dwellingId, koboId, supplierId: 'F-1', newDwelling: null, state: 'linked' } as const;
    await insertKoboLink(tx, scene.one.id, link);
    await tx.updateTable('kobo_links').set({ done: 1 }).execute();
  });
});
afterAll(async () => {
  await identityDb?.destroy();
  await scene.close();
});

/** The connections of the identity role, which are opened when the database is there. */
function lateIdentityDb(): Db {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- passes every question on
  return new Proxy({} as Db, {
    get: (_target, name) => {
      const db = identityDb;
      if (db === undefined) throw new Error('asked too early');
      const value: unknown = Reflect.get(db, name, db);
      const bound: unknown = typeof value === 'function' ? value.bind(db) : value;
      return bound;
    },
  });
}

async function tell(
  key: string | undefined,
  body: object = { boligId: koboId },
  kommunenummer = '3201',
): Promise<number> {
  const { statusCode } = await scene.app.inject({
    method: 'POST',
    url: `/webhooks/kobo/${kommunenummer}`,
    headers: key === undefined ? {} : { 'x-kobo-key': key },
    payload: body,
  });
  return statusCode;
}

async function wanted(): Promise<number> {
  return await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
    const row = await tx.selectFrom('kobo_links').select('wanted').executeTakeFirstOrThrow();
    return row.wanted;
  });
}

async function settle(): Promise<void> {
  await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
    await tx
      .updateTable('kobo_links')
      .set((eb) => ({ done: eb.ref('wanted') }))
      .execute();
  });
}

describe('the webhook of Kobo', () => {
  it.each([
    ['the key until today', OLD_KEY],
    ['the key from today on', NEW_KEY],
  ])('lets %s in and has the dwelling read, once for many hints', async (_what, key) => {
    await settle();
    const before = await wanted();
    expect([await tell(key), await tell(key), await tell(key)]).toEqual([202, 202, 202]);
    expect(await wanted()).toBe(before + 1);
  });

  it.each([
    ['no key', undefined],
    ['an empty key', ''],
    ['a key that begins like it', OLD_KEY.slice(0, -1)],
    ['a key that goes on', `${OLD_KEY}x`],
    ['the key of another municipality', OTHER_KEY],
    ['the key with which we call', 'never-used-in-this-test'],
  ])('refuses %s and does nothing', async (_what, key) => {
    await settle();
    const before = await wanted();
    expect(await tell(key)).toBe(401);
    expect(await wanted()).toBe(before);
  });

  it('answers for a municipality that is not connected, or not there, as for another key', async () => {
    expect(await tell(OLD_KEY, { boligId: koboId }, '9999')).toBe(401);
    expect(await tell(OTHER_KEY, { boligId: koboId }, '0000')).toBe(401);
  });

  it('changes nothing of another municipality with its key', async () => {
    await settle();
    const before = await wanted();
    expect(await tell(OTHER_KEY, { boligId: koboId }, '3203')).toBe(202);
    expect(await wanted()).toBe(before);
  });

  it.each([
    ['names no dwelling', {}],
    ['has the id under another name', { koboId }],
    ['has something else for an id', { boligId: "'; drop table dwellings; --" }],
    ['has a list for an id', { boligId: [koboId] }],
  ])('takes a hint that %s, and has nothing read', async (_what, body) => {
    await settle();
    const before = await wanted();
    expect(await tell(OLD_KEY, body)).toBe(202);
    expect(await wanted()).toBe(before);
  });

  it('keeps nothing of what a hint says beside the id, and no key', async () => {
    await settle();
    await tell(OLD_KEY, { boligId: nextId(), leietaker: 'Syn Tetisk' });
    const stored = await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) =>
      JSON.stringify([
        await tx.selectFrom('kobo_hints').selectAll().execute(),
        await tx.selectFrom('outbox').selectAll().execute(),
      ]),
    );
    expect(stored).not.toMatch(/Syn Tetisk|the-key/);
    expect(scene.log.join('\n')).not.toMatch(/Syn Tetisk|the-key/);
  });
});
