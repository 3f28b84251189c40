import { spawn } from 'node:child_process';
import { createDb, createPool, DATABASE_ROLES, type Db, insertPerson, inTenant } from '@boligtrapp/database';
import { plainDate, sensitive } from '@boligtrapp/domain';
import { createIdSource, type Environment, readKeyParts } from '@boligtrapp/platform';
import { aMunicipality, createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { createIdentityCipher, type IdentityCipher } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it } from 'vitest';

const PEOPLE = 400;
/** Each run of the program is a process of its own, which takes its time on a busy machine. */
const TIMEOUT_MS = 300_000;

const BATCH = 10;
const ids = createIdSource();
const hex = (byte: string): string => byte.repeat(32);

const FIRST = {
  IDENTITY_KEY_ID: 'first',
  IDENTITY_ENCRYPTION_KEY: hex('01'),
  IDENTITY_LOOKUP_KEY_ID: 'l1',
  IDENTITY_LOOKUP_KEY: hex('02'),
  ADDRESS_KEY_ID: 'first',
  ADDRESS_ENCRYPTION_KEY: hex('04'),
  AUDIT_KEY_ID: 'test',
  AUDIT_KEY: hex('03'),
};
/** Before the change every process learns the new keys. */
const PREPARED = {
  ...FIRST,
  IDENTITY_OTHER_KEYS: `second:${hex('11')}`,
  IDENTITY_OTHER_LOOKUP_KEYS: `l2:${hex('12')}`,
};
/** Both the key that encrypts and the one that hashes are changed, the old ones kept for reading. */
const SECOND = {
  ...FIRST,
  IDENTITY_KEY_ID: 'second',
  IDENTITY_ENCRYPTION_KEY: hex('11'),
  IDENTITY_OTHER_KEYS: `first:${hex('01')}`,
  IDENTITY_LOOKUP_KEY_ID: 'l2',
  IDENTITY_LOOKUP_KEY: hex('12'),
  IDENTITY_OTHER_LOOKUP_KEYS: `l1:${hex('02')}`,
};
const SECOND_ALONE = { ...SECOND, IDENTITY_OTHER_KEYS: '', IDENTITY_OTHER_LOOKUP_KEYS: '' };

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'keys-test' }));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const cipherOf = (environment: Environment): IdentityCipher =>
  createIdentityCipher({ db, ids, ...readKeyParts(environment) });

/** Eleven digits that no person has: month 81. What is stored is not looked at for its check digits. */
const numberOf = (index: number): string => `018180${String(index).padStart(5, '0')}`;

interface Town {
  readonly municipalityId: string;
  /** Numbers by person. */
  readonly numbers: Map<string, string>;
}

async function aTown(people: number): Promise<Town> {
  const { municipalityId } = await aMunicipality(db);
  const town = { municipalityId, numbers: new Map<string, string>() };
  for (let index = 0; index < people; index += 100) await join(town, FIRST, Math.min(100, people - index));
  return town;
}

/** Adds people with the next numbers, as a process with these keys does. */
async function join(
  { municipalityId, numbers }: Town,
  environment: Environment,
  count: number,
): Promise<void> {
  const sealer = await cipherOf(environment).sealerFor(municipalityId);
  await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    for (let added = 0; added < count; added += 1) {
      const [id, number] = [ids.next(), numberOf(numbers.size)];
      await insertPerson(tx, municipalityId, {
        id,
        name: 'Syn Tetisk',
        birthDate: plainDate('1980-01-01'),
        addressProtection: 'none',
        sealedIdentityNumber: sealer.seal(sensitive(number), id),
      });
      numbers.set(id, number);
    }
  });
}

/** What is wrong with the stored numbers of a town for a process with these keys: lost, changed or not found. */
async function lossesOf({ municipalityId, numbers }: Town, environment: Environment): Promise<number> {
  const cipher = cipherOf(environment);
  const rows = await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) =>
    tx.selectFrom('persons').select(['id', 'identity_number_ciphertext as ciphertext']).execute(),
  );
  const stored = new Map(rows.map(({ id, ciphertext }) => [id, ciphertext]));
  const hashes = await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) =>
    tx.selectFrom('identity_lookups').select(['person_id', 'lookup_key_id', 'hash']).execute(),
  );
  const people = new Map(
    hashes.map((row) => [`${row.lookup_key_id} ${row.hash.toString('hex')}`, row.person_id]),
  );
  let losses = 0;
  for (const [id, number] of numbers) {
    const owner = { municipalityId, personId: id };
    const opened = await cipher.open(stored.get(id) ?? new Uint8Array(), owner).catch(() => undefined);
    const isFound = cipher
      .lookups(sensitive(number), municipalityId)
      .some(({ keyId, hash }) => people.get(`${keyId} ${Buffer.from(hash).toString('hex')}`) === id);
    if (opened?.reveal() !== number || !isFound) losses += 1;
  }
  return losses;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program until its end, or kills it (SIGKILL) once it has told so many steps on the standard error. */
async function run(
  file: string,
  args: readonly string[],
  environment: Environment,
  killAfterLines = Infinity,
): Promise<Ended> {
  const main = new URL(file, import.meta.url).pathname;
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...environment, DATABASE_URL: database.url },
  });
  let [output, lines] = ['', 0];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    lines += chunk.toString().split('\n').length - 1;
    if (lines >= killAfterLines) child.kill('SIGKILL');
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { code, output };
}

const rotate = async (town: Town, killAfterLines?: number): Promise<Ended> =>
  await run(
    '../main.ts',
    ['keys', 'rotate', '--renew', '--batch', String(BATCH), '--municipality', town.municipalityId, '--json'],
    SECOND,
    killAfterLines,
  );

it(
  'a rotation that is killed again and again loses nothing, and ends with everything under the new keys',
  async () => {
    const town = await aTown(PEOPLE);
    const done: number[] = [];
    let kills = 0;
    for (const lines of [1, 3, 2, 5, 1, 4]) {
      const [ended] = await Promise.all([
        rotate(town, lines),
        // Others go on registering, some of them with the old keys still in use.
        join(town, kills % 2 === 0 ? PREPARED : SECOND, 3),
      ]);
      if (ended.code === null) kills += 1;
      expect(await lossesOf(town, SECOND)).toBe(0);
      const { rows } = await newHashes(town);
      done.push(rows);
    }
    expect(kills).toBe(6);
    // Each was killed on the way: what was done before stays done.
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(0)).toBeGreaterThan(0);
    expect(done.at(-1)).toBeLessThan(town.numbers.size);
    const last = await rotate(town);
    expect(last.code).toBe(0);
    expect(JSON.parse(last.output)).toMatchObject({
      municipalities: [{ columns: [{ unreadable: 0, behind: 0 }, { behind: 0 }] }],
    });
    expect(await lossesOf(town, SECOND_ALONE)).toBe(0);
    expect(town.numbers.size).toBe(PEOPLE + 18);
  },
  TIMEOUT_MS,
);

async function newHashes({ municipalityId }: Town): Promise<{ readonly rows: number }> {
  return await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) =>
    tx
      .selectFrom('identity_lookups')
      .where('lookup_key_id', '=', 'l2')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow(),
  );
}

it(
  'control: a rotation that stores its key at the end loses what it did before it was killed',
  async () => {
    const town = await aTown(60);
    await run('../../test/careless-rotation.ts', [town.municipalityId], SECOND, 20);
    expect(await lossesOf(town, SECOND)).toBeGreaterThanOrEqual(20);
  },
  TIMEOUT_MS,
);

it(
  'status tells what stands under which key, and ends with 3 where a key is missing',
  async () => {
    const town = await aTown(5);
    const status = async (environment: Environment): Promise<Ended> =>
      await run(
        '../main.ts',
        ['keys', 'status', '--municipality', town.municipalityId, '--json'],
        environment,
      );
    const whole = await status(FIRST);
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.output)).toMatchObject({
      municipalities: [
        {
          columns: [
            { currentKeyId: 'first', keys: [{ keyId: 'first', state: 'in-use', fields: 5 }] },
            { purpose: 'protected-address', keys: [] },
          ],
          lookupKeys: [{ keyId: 'l1', isInUse: true, hashes: 5 }],
        },
      ],
    });
    const broken = await status(SECOND_ALONE);
    expect(broken.code).toBe(3);
    expect(JSON.parse(broken.output)).toMatchObject({
      municipalities: [
        { columns: [{ keys: [{ keyId: 'first', state: 'unreadable', fields: 5 }] }, { keys: [] }] },
      ],
    });
  },
  TIMEOUT_MS,
);

it(
  'rotate names what nobody can read by table and row, renews all else, and ends with 3',
  async () => {
    const town = await aTown(3);
    const { municipalityId, numbers } = town;
    const [lost = ''] = [...numbers.keys()].toSorted();
    await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
      const change = tx.updateTable('persons').set({ identity_number_ciphertext: Buffer.alloc(80, 4) });
      await change.where('id', '=', lost).execute();
    });
    for (let time = 1; time <= 2; time += 1) {
      const args = ['keys', 'rotate', '--renew', '--municipality', municipalityId];
      const { code, output } = await run('../main.ts', args, FIRST);
      expect(code).toBe(3);
      expect(output).toContain('a new data key, 2 fields encrypted anew');
      expect(output).toContain(`unreadable: identity_number_ciphertext of persons ${lost}`);
    }
  },
  TIMEOUT_MS,
);

it(
  'drop-lookup refuses while a number needs the key, and removes it after the rotation',
  async () => {
    const town = await aTown(5);
    const drop = async (environment: Environment): Promise<Ended> =>
      await run(
        '../main.ts',
        ['keys', 'drop-lookup', 'l1', '--municipality', town.municipalityId, '--json'],
        environment,
      );
    expect((await drop(SECOND)).code).toBe(1);
    expect(await lossesOf(town, FIRST)).toBe(0);
    expect((await rotate(town)).code).toBe(0);
    const dropped = await drop(SECOND_ALONE);
    expect(JSON.parse(dropped.output)).toEqual({
      municipalities: [{ municipalityId: town.municipalityId, dropped: 5 }],
    });
    expect(await lossesOf(town, SECOND_ALONE)).toBe(0);
  },
  TIMEOUT_MS,
);
