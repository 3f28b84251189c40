import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { DATABASE_ROLES, type Db, insertPerson, inTenant, type Tx } from '@boligtrapp/database';
import { plainDate, sensitive } from '@boligtrapp/domain';
import { aHousehold, aMember, nextId, syntheticIdentityNumber, testKeyParts } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { createIdentityCipher, IDENTITY_NUMBER_COLUMN } from '../household/identity-cipher.ts';
import { registerHousehold } from '../household/register-household.ts';
import { searchHouseholds } from '../household/search-household.ts';
import { dropLookupKey } from './drop-lookup-key.ts';
import { createFieldCipher } from './field-cipher.ts';
import type { KeyParts } from './key-ports.ts';
import { type KeyStatus, readKeyStatus } from './key-status.ts';
import { KeyUnknownError, type RotateKeysDeps, rotateKeys } from './rotate-keys.ts';

const ids = { next: nextId };
const bytes = (value: number): Uint8Array => new Uint8Array(32).fill(value);
/** The keys of the tests, and the same after the one that encrypts, the one that hashes, or both were changed. */
const FIRST = testKeyParts();
const SECOND = testKeyParts({
  identityKeyId: 'second',
  identityEncryptionKey: bytes(11),
  identityOtherKeys: { test: bytes(1) },
});
const SECOND_ALONE = testKeyParts({ identityKeyId: 'second', identityEncryptionKey: bytes(11) });
const NEW_LOOKUP = testKeyParts({
  identityLookupKeyId: 'l2',
  identityLookupKey: bytes(12),
  identityOtherLookupKeys: { l1: bytes(2) },
});
const NEW_LOOKUP_ALONE = testKeyParts({ identityLookupKeyId: 'l2', identityLookupKey: bytes(12) });

let scene: RecordsScene;
let keysDb: Db;

beforeAll(async () => {
  scene = await openRecordsScene();
  keysDb = scene.openAs(DATABASE_ROLES.keys);
});
afterAll(async () => {
  await scene.close();
});
beforeEach(async () => {
  for (const town of [scene.home, scene.elsewhere]) {
    await peek(town, async (tx) => {
      await tx.deleteFrom('identity_lookups').execute();
      await tx.updateTable('persons').set({ identity_number_ciphertext: null }).execute();
    });
  }
});

function careOf(keys: KeyParts): RotateKeysDeps {
  const columns = [{ column: IDENTITY_NUMBER_COLUMN, db: keysDb, isSearched: true }];
  return { ...keys, db: scene.db, ids, columns };
}

const cipherOf = (keys: KeyParts) => createIdentityCipher({ db: scene.db, ids, ...keys });

/** Registers a household of one for each number, with these keys. */
async function register(numbers: readonly number[], keys: KeyParts, town = scene.home): Promise<void> {
  const deps = { ...scene.deps, identityCipher: cipherOf(keys) };
  for (const number of numbers) {
    const member = {
      name: 'Syn Tetisk',
      birthDate: plainDate('1980-02-01'),
      relation: 'applicant' as const,
      identityNumber: sensitive(syntheticIdentityNumber(number)),
      addressProtection: 'none' as const,
    };
    await registerHousehold(deps, actorOf(town), { members: [member] }, aRequest('registerHousehold'));
  }
}

/** How many households the number finds with these keys. */
async function found(number: number, keys: KeyParts, town = scene.home): Promise<number> {
  const deps = { ...scene.deps, identityCipher: cipherOf(keys) };
  const wanted = sensitive(syntheticIdentityNumber(number));
  return (await searchHouseholds(deps, actorOf(town), wanted)).length;
}

/** Every stored number, opened with these keys. */
async function stored(keys: KeyParts, town = scene.home): Promise<readonly string[]> {
  const cipher = cipherOf(keys);
  const rows = await peek(town, async (tx) =>
    tx
      .selectFrom('persons')
      .where('identity_number_ciphertext', 'is not', null)
      .select(['id', 'identity_number_ciphertext as ciphertext'])
      .execute(),
  );
  const numbers: string[] = [];
  for (const { id, ciphertext } of rows) {
    const owner = { municipalityId: town.municipalityId, personId: id };
    numbers.push((await cipher.open(ciphertext ?? new Uint8Array(), owner)).reveal());
  }
  return numbers.toSorted();
}

const expected = (numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => syntheticIdentityNumber(number)).toSorted();

const rotate = async (keys: KeyParts, renew = false, town = scene.home) =>
  await rotateKeys(careOf(keys), { municipalityId: town.municipalityId, renew, batchSize: 2 });

/** Fields by key-encryption key and state. */
function fieldsOf({ columns }: KeyStatus): Readonly<Record<string, number>> {
  const keys = columns.flatMap((column) => column.keys).filter(({ fields }) => fields > 0);
  return Object.fromEntries(keys.map(({ keyId, state, fields }) => [`${keyId} ${state}`, fields]));
}

const statusOf = async (keys: KeyParts) => await readKeyStatus(careOf(keys), scene.home.municipalityId);

describe('data keys', () => {
  it('are one for each municipality, however many ask for the first at once', async () => {
    const cipher = () => createFieldCipher({ db: scene.db, ids, ...FIRST }, 'protected-address');
    const place = { table: 'x', column: 'y', rowId: 'z' };
    const sealed = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const seal = await cipher().sealerFor(scene.home.municipalityId);
        return FIRST.fieldCrypto.dataKeyIdOf(seal(place, sensitive('a street')));
      }),
    );
    expect(new Set(sealed).size).toBe(1);
    const seal = await cipher().sealerFor(scene.elsewhere.municipalityId);
    const there = seal(place, sensitive('a street'));
    expect(sealed).not.toContain(FIRST.fieldCrypto.dataKeyIdOf(there));
    const opened = await cipher().open(scene.elsewhere.municipalityId, place, there);
    expect(opened.reveal()).toBe('a street');
    await expect(cipher().open(scene.home.municipalityId, place, there)).rejects.toThrow(/not stored/);
    await expect(
      cipher().open(scene.elsewhere.municipalityId, { ...place, rowId: 'other' }, there),
    ).rejects.toThrow(/another place/);
  });

  it('of one purpose open nothing of another', async () => {
    const of = (purpose: 'identity-number' | 'protected-address') =>
      createFieldCipher({ db: scene.db, ids, ...FIRST }, purpose);
    const place = { table: 'x', column: 'y', rowId: 'z' };
    const seal = await of('protected-address').sealerFor(scene.home.municipalityId);
    const sealed = seal(place, sensitive('a street'));
    await expect(of('identity-number').open(scene.home.municipalityId, place, sealed)).rejects.toThrow(Error);
  });

  it('stand wrapped in the database, never in clear', async () => {
    await register([20], FIRST);
    const rows = await peek(scene.home, async (tx) => tx.selectFrom('data_keys').selectAll().execute());
    expect(rows.length).toBeGreaterThan(0);
    for (const { id, key_id: keyId, wrapped_key: wrapped, purpose } of rows) {
      if (purpose !== 'identity-number') continue;
      const owner = { purpose, municipalityId: scene.home.municipalityId, dataKeyId: id } as const;
      const key = await FIRST.keyService.unwrap({ keyId, wrapped }, owner);
      expect(key).toHaveLength(32);
      expect(wrapped.includes(Buffer.from(key))).toBe(false);
      await expect(
        FIRST.keyService.unwrap({ keyId, wrapped }, { ...owner, municipalityId: nextId() }),
      ).rejects.toThrow(Error);
    }
  });
});

describe('a change of the key-encryption key', () => {
  it('wraps the data keys anew, leaves the fields, and the old key can go', async () => {
    await register([30, 31, 32], FIRST);
    const before = await peek(scene.home, async (tx) =>
      tx.selectFrom('persons').select('identity_number_ciphertext').orderBy('id').execute(),
    );
    expect(fieldsOf(await statusOf(SECOND_ALONE))).toEqual({ 'test unreadable': 3 });
    const [done] = await rotate(SECOND);
    expect(done).toMatchObject({ reencrypted: 0, unreadable: 0, behind: 0 });
    expect(done?.rewrappedKeys).toBeGreaterThan(0);
    const after = await peek(scene.home, async (tx) =>
      tx.selectFrom('persons').select('identity_number_ciphertext').orderBy('id').execute(),
    );
    expect(after).toEqual(before);
    expect(fieldsOf(await statusOf(SECOND_ALONE))).toEqual({ 'second in-use': 3 });
    expect(await stored(SECOND_ALONE)).toEqual(expected([30, 31, 32]));
    await rotate(testKeyParts({ identityOtherKeys: { second: bytes(11) } }));
  });

  it('with a new data key encrypts every field anew; again it changes nothing', async () => {
    await register([33, 34, 35, 36, 37], FIRST);
    const [done] = await rotate(FIRST, true);
    expect(done).toMatchObject({ isRenewed: true, reencrypted: 5, hashed: 0, unreadable: 0, behind: 0 });
    expect(fieldsOf(await statusOf(FIRST))).toEqual({ 'test in-use': 5 });
    expect(await stored(FIRST)).toEqual(expected([33, 34, 35, 36, 37]));
    const [again] = await rotate(FIRST);
    expect(again).toMatchObject({ isRenewed: false, rewrappedKeys: 0, reencrypted: 0, hashed: 0 });
  });

  it('goes on where it was ended: no second new data key before the first is done', async () => {
    await register([38, 39, 40], FIRST);
    const ended = new Error('ended');
    const deps = careOf(FIRST);
    const stopAtOnce = () => {
      throw ended;
    };
    const command = { municipalityId: scene.home.municipalityId, renew: true, batchSize: 1 };
    await expect(rotateKeys({ ...deps, onProgress: stopAtOnce }, command)).rejects.toBe(ended);
    expect(fieldsOf(await statusOf(FIRST))).toEqual({ 'test in-use': 1, 'test retired': 2 });
    const [done] = await rotateKeys(deps, command);
    expect(done).toMatchObject({ isRenewed: false, reencrypted: 2, behind: 0 });
  });

  it('keeps what a sealer from before the change writes behind it, and takes it up the next time', async () => {
    const sealer = await cipherOf(FIRST).sealerFor(scene.home.municipalityId);
    await rotate(FIRST, true);
    const number = sensitive(syntheticIdentityNumber(41));
    await inTenant(scene.db, { municipalityId: scene.home.municipalityId, actorId: 'test' }, async (tx) => {
      const id = nextId();
      await insertPerson(tx, scene.home.municipalityId, {
        id,
        name: 'Sen Tetisk',
        birthDate: plainDate('1980-02-01'),
        addressProtection: 'none',
        sealedIdentityNumber: sealer.seal(number, id),
      });
    });
    expect(fieldsOf(await statusOf(FIRST))).toEqual({ 'test retired': 1 });
    expect(await stored(FIRST)).toEqual(expected([41]));
    expect((await rotate(FIRST))[0]).toMatchObject({ reencrypted: 1, behind: 0 });
  });

  it('leaves what it cannot read as it is, says how much, and refuses without the key in use', async () => {
    await register([42, 43], FIRST);
    await peek(scene.home, async (tx) => {
      const [first, second] = await tx
        .selectFrom('persons')
        .where('identity_number_ciphertext', 'is not', null)
        .select(['id', 'identity_number_ciphertext as ciphertext'])
        .execute();
      // Swapped: each is bound to its own row.
      for (const [to, from] of [
        [first, second],
        [second, first],
      ]) {
        await tx
          .updateTable('persons')
          .set({ identity_number_ciphertext: from?.ciphertext ?? null })
          .where('id', '=', to?.id ?? '')
          .execute();
      }
    });
    await expect(stored(FIRST)).rejects.toThrow(/another place/);
    const [done] = await rotate(FIRST, true);
    expect(done).toMatchObject({ isRenewed: true, reencrypted: 0, unreadable: 2, behind: 2 });
    await expect(rotate(SECOND_ALONE)).rejects.toThrow(KeyUnknownError);
  });

  it('takes up numbers from before there were data keys', async () => {
    const household = await aHousehold(scene.home);
    const personId = await aMember(scene.home, household);
    const { municipalityId } = scene.home;
    const number = syntheticIdentityNumber(44);
    const hash = createHmac('sha256', bytes(2)).update(`${municipalityId}\n${number}`).digest();
    await peek(scene.home, async (tx) => {
      await tx
        .updateTable('persons')
        .set({ identity_number_ciphertext: formerCiphertext(number, municipalityId, personId) })
        .where('id', '=', personId)
        .execute();
      await tx
        .insertInto('identity_lookups')
        .values({ municipality_id: municipalityId, lookup_key_id: 'l1', hash, person_id: personId })
        .execute();
    });
    expect(fieldsOf(await statusOf(FIRST))).toEqual({ 'test former': 1 });
    expect(fieldsOf(await statusOf(SECOND_ALONE))).toEqual({ 'test unreadable': 1 });
    expect(await stored(FIRST)).toEqual([number]);
    expect(await found(44, FIRST)).toBe(1);
    expect((await rotate(FIRST))[0]).toMatchObject({ reencrypted: 1, hashed: 0, behind: 0 });
    expect(fieldsOf(await statusOf(FIRST))).toEqual({ 'test in-use': 1 });
    expect(await stored(FIRST)).toEqual([number]);
  });
});

/** As numbers were encrypted before there were data keys. */
function formerCiphertext(number: string, municipalityId: string, personId: string): Buffer {
  const header = Buffer.from([4, ...Buffer.from('test')]);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', bytes(1), iv);
  cipher.setAAD(Buffer.concat([header, Buffer.from(`\n${municipalityId}\n${personId}`)]));
  const body = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), body]);
}

describe('a change of the lookup key', () => {
  it('finds everybody at every step, and a number stays one person’s', async () => {
    await register([50, 51], FIRST);
    // Both are at work: a process with the old key alone, and one with the new key and the old.
    await register([52], NEW_LOOKUP);
    for (const number of [50, 51, 52]) {
      expect(await found(number, FIRST)).toBe(1);
      expect(await found(number, NEW_LOOKUP)).toBe(1);
    }
    await expect(register([50], NEW_LOOKUP)).rejects.toMatchObject({
      code: 'household.identity-number-known',
    });
    await expect(register([52], FIRST)).rejects.toMatchObject({ code: 'household.identity-number-known' });
    await expect(dropLookupKey(careOf(NEW_LOOKUP), scene.home.municipalityId, 'l1')).rejects.toThrow(
      /2 numbers have no hash/,
    );
    const [done] = await rotate(NEW_LOOKUP);
    expect(done).toMatchObject({ hashed: 2, reencrypted: 0, behind: 0 });
    const drop = async (keyId: string) =>
      await dropLookupKey(careOf(NEW_LOOKUP_ALONE), scene.home.municipalityId, keyId);
    await expect(drop('l2')).rejects.toThrow(/in use/);
    expect(await drop('l1')).toBe(3);
    for (const number of [50, 51, 52]) {
      expect(await found(number, NEW_LOOKUP_ALONE)).toBe(1);
      expect(await found(number, NEW_LOOKUP_ALONE, scene.elsewhere)).toBe(0);
    }
    await expect(register([51], NEW_LOOKUP_ALONE)).rejects.toMatchObject({
      code: 'household.identity-number-known',
    });
    const { lookupKeys } = await statusOf(NEW_LOOKUP_ALONE);
    expect(lookupKeys).toEqual([{ keyId: 'l2', isInUse: true, hashes: 3 }]);
  });
});

it('drops no hash that is the only one of somebody whose number is out of sight, as in a blocked case', async () => {
  await register([70, 71], FIRST);
  await peek(scene.home, async (tx) => {
    const { id } = await tx
      .selectFrom('persons')
      .where('identity_number_ciphertext', 'is not', null)
      .select('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx.updateTable('persons').set({ identity_number_ciphertext: null }).where('id', '=', id).execute();
  });
  await rotate(NEW_LOOKUP);
  const drop = dropLookupKey(careOf(NEW_LOOKUP_ALONE), scene.home.municipalityId, 'l1');
  await expect(drop).rejects.toThrow(/1 persons.*under l1 alone/);
});

describe('numbers of blocked persons', () => {
  it('are counted by the status, encrypted and hashed anew by the rotation, and keep their old key needed', async () => {
    await register([80, 81, 82], FIRST);
    const retentionDb = scene.openAs(DATABASE_ROLES.retention);
    const { municipalityId } = scene.home;
    const asRetention = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      await inTenant(retentionDb, { municipalityId, actorId: 'retention' }, work);
    const rows = await peek(scene.home, async (tx) =>
      tx.selectFrom('persons').where('identity_number_ciphertext', 'is not', null).select('id').execute(),
    );
    const blockedIds = rows.slice(0, 2).map(({ id }) => id);
    await asRetention(async (tx) => {
      const change = tx.updateTable('persons').set({ blocked_at: '2026-11-23T08:00:00Z' });
      await change.where('id', 'in', blockedIds).execute();
    });
    expect(fieldsOf(await statusOf(FIRST))).toEqual({ 'test in-use': 3 });
    await expect(dropLookupKey(careOf(NEW_LOOKUP), municipalityId, 'l1')).rejects.toThrow(
      /3 numbers have no hash/,
    );
    const [done] = await rotate(NEW_LOOKUP, true);
    expect(done).toMatchObject({ isRenewed: true, reencrypted: 3, hashed: 3, unreadable: 0, behind: 0 });
    expect(fieldsOf(await statusOf(NEW_LOOKUP))).toEqual({ 'test in-use': 3 });
    expect(await dropLookupKey(careOf(NEW_LOOKUP_ALONE), municipalityId, 'l1')).toBe(3);
    // Still blocked, and opened by whoever may see them.
    const seen = await asRetention(async (tx) =>
      tx
        .selectFrom('persons')
        .where('id', 'in', blockedIds)
        .select(['id', 'identity_number_ciphertext as ciphertext', 'blocked_at'])
        .execute(),
    );
    const opened = await Promise.all(
      seen.map(async ({ id, ciphertext }) => {
        const owner = { municipalityId, personId: id };
        return (await cipherOf(NEW_LOOKUP_ALONE).open(ciphertext ?? new Uint8Array(), owner)).reveal();
      }),
    );
    expect(opened.every((number) => expected([80, 81, 82]).includes(number))).toBe(true);
    expect(seen.filter(({ blocked_at }) => blocked_at === null)).toEqual([]);
    await asRetention(async (tx) => {
      const change = tx.updateTable('persons').set({ blocked_at: null });
      await change.where('id', 'in', blockedIds).execute();
    });
  });
});

describe('a field that no key opens', () => {
  it('keeps no other from a new data key, each time one is asked for, and is named by its row', async () => {
    await register([90, 91, 92, 93, 94], FIRST);
    const lost = await peek(scene.home, async (tx) => {
      const { id } = await tx
        .selectFrom('persons')
        .where('identity_number_ciphertext', 'is not', null)
        .orderBy('id')
        .offset(2)
        .select('id')
        .limit(1)
        .executeTakeFirstOrThrow();
      const ciphertext = Buffer.concat([Buffer.from([4, ...Buffer.from('gone')]), randomBytes(60)]);
      const change = tx.updateTable('persons').set({ identity_number_ciphertext: ciphertext });
      await change.where('id', '=', id).execute();
      return id;
    });
    for (let time = 1; time <= 2; time += 1) {
      const [done] = await rotate(FIRST, true);
      expect(done).toMatchObject({ isRenewed: true, reencrypted: 4, unreadable: 1, behind: 1 });
      expect(done).toMatchObject({ table: 'persons', unreadableRowIds: [lost] });
    }
    // What is left of a rotation that was ended is finished first all the same.
    const sealer = await cipherOf(FIRST).sealerFor(scene.home.municipalityId);
    await rotate(FIRST, true);
    await peek(scene.home, async (tx) => {
      const id = nextId();
      const sealedIdentityNumber = sealer.seal(sensitive(syntheticIdentityNumber(95)), id);
      await insertPerson(tx, scene.home.municipalityId, {
        id,
        name: 'Sen Tetisk',
        birthDate: plainDate('1980-02-01'),
        addressProtection: 'none',
        sealedIdentityNumber,
      });
    });
    expect((await rotate(FIRST, true))[0]).toMatchObject({ isRenewed: false, reencrypted: 1, behind: 1 });
  });
});

it('a rotation stands in the audit trail, with counts and no number', async () => {
  await register([60], FIRST);
  await rotate(FIRST, true);
  const events = await peek(scene.home, async (tx) =>
    tx
      .selectFrom('audit_events')
      .where('object_kind', '=', 'municipality')
      .select(['action', 'after', 'actor', 'role'])
      .orderBy('sequence', 'desc')
      .limit(2)
      .execute(),
  );
  expect(events.map(({ action }) => action)).toEqual(['keys.rotated', 'keys.rotation-begun']);
  expect(JSON.stringify(events)).not.toContain(syntheticIdentityNumber(60));
});
