import {
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  deleteExpiredIdempotencyKeys,
  inTenant,
  type Tx,
} from '@boligtrapp/database';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../actor/actor.ts';
import { DomainError } from '../errors/domain-error.ts';
import { type IdempotencyRequest, idempotent } from './idempotent.ts';

const ONE = '01980000-0000-7000-8000-000000003201';
const OTHER = '01980000-0000-7000-8000-000000003203';
const actor: Actor = { id: 'kari', role: 'case-officer', municipalityId: ONE, requestId: ONE };

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(
    createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'idempotent-test' }),
  );
  for (const [id, kommunenummer] of [
    [ONE, '3201'],
    [OTHER, '3203'],
  ] as const) {
    await inTenant(db, { municipalityId: id, actorId: 'test' }, async (tx) => {
      await tx.insertInto('municipalities').values({ id, kommunenummer, name: kommunenummer }).execute();
    });
  }
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

let count = 0;
let request: IdempotencyRequest;
beforeEach(() => {
  count += 1;
  request = { operation: 'registerHousehold', key: `key-of-test-${count}`, requestHash: 'aa', status: 201 };
});

/** Registers a household whose reference says which run it was. */
async function register(
  changes: Partial<IdempotencyRequest> = {},
  by: Actor = actor,
): Promise<{ reference: string; list: readonly number[] }> {
  return await inTenant(db, { municipalityId: by.municipalityId, actorId: by.id }, (tx) =>
    idempotent(tx, by, { ...request, ...changes }, () => insertHousehold(tx, by.municipalityId)),
  );
}

async function insertHousehold(
  tx: Tx,
  municipalityId: string,
): Promise<{ reference: string; list: number[] }> {
  const id = crypto.randomUUID();
  await tx.insertInto('households').values({ municipality_id: municipalityId, id, reference: id }).execute();
  return { reference: id, list: [1, 2] };
}

async function countHouseholds(municipalityId = ONE): Promise<number> {
  return await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    const rows = await tx.selectFrom('households').select('id').execute();
    return rows.length;
  });
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

test('a retry gets the first result and has no effect', async () => {
  const before = await countHouseholds();
  const first = await register();
  expect(await register()).toEqual(first);
  expect(await countHouseholds()).toBe(before + 1);
});

test('the key with another request is refused, and the first result stays', async () => {
  const first = await register();
  expect(await codeOf(register({ requestHash: 'bb' }))).toBe('idempotency.key-reused');
  expect(await register()).toEqual(first);
});

test('the key of another operation, actor or municipality is another key', async () => {
  const first = await register();
  const others = [
    await register({ operation: 'registerLease' }),
    await register({}, { ...actor, id: 'ola' }),
    await register({}, { ...actor, municipalityId: OTHER }),
  ];
  expect(new Set([first, ...others].map((result) => result.reference)).size).toBe(4);
});

test('of fifty at once, one has an effect; each other gets its result or hears that it runs', async () => {
  const before = await countHouseholds();
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => register()));
  expect(await countHouseholds()).toBe(before + 1);
  const done = results
    .filter((result) => result.status === 'fulfilled')
    .map((result) => result.value.reference);
  expect(new Set(done).size).toBe(1);
  const refused = results
    .filter((result) => result.status === 'rejected')
    .map((result) => String(result.reason));
  expect(refused.filter((reason) => !reason.includes('idempotency.in-progress'))).toEqual([]);
  expect(await register()).toMatchObject({ reference: done[0] });
});

test('a retry is known under the hashes of other keys, and with another request it is refused there, too', async () => {
  const [old, young] = [
    { key: 'l1:of-the-key-before', requestHash: 'l1:aa' },
    { key: 'l2:of-the-key-in-use', requestHash: 'l2:aa' },
  ];
  const first = await register(old);
  const before = await countHouseholds();
  expect(await register({ ...young, earlier: [old] })).toEqual(first);
  const another = { ...old, requestHash: 'l1:bb' };
  expect(await codeOf(register({ ...young, earlier: [another] }))).toBe('idempotency.key-reused');
  // A process that still hashes with the other key finds what this one stored.
  const stored = await register({ ...young, operation: 'registerLease' });
  expect(await register({ ...old, operation: 'registerLease', earlier: [young] })).toEqual(stored);
  expect(await countHouseholds()).toBe(before + 1);
});

test('of runs of one request under the hashes of two keys at once, one has an effect', async () => {
  const [old, young] = [
    { key: 'l1:at-once', requestHash: 'l1:aa' },
    { key: 'l2:at-once', requestHash: 'l2:aa' },
  ];
  const before = await countHouseholds();
  const forms = [
    { ...old, earlier: [young], lockKey: 'at-once' },
    { ...young, earlier: [old], lockKey: 'at-once' },
  ];
  const runs = Array.from({ length: 20 }, (_, n) => register(n % 2 === 0 ? forms[0] : forms[1]));
  await Promise.allSettled(runs);
  expect(await countHouseholds()).toBe(before + 1);
});

test('while the first is under way, a retry does not wait for it', async () => {
  const gate = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const first = inTenant(db, { municipalityId: ONE, actorId: 'kari' }, (tx) =>
    idempotent(tx, actor, request, async () => {
      started.resolve();
      await gate.promise;
      return await insertHousehold(tx, ONE);
    }),
  );
  await started.promise;
  expect(await codeOf(register())).toBe('idempotency.in-progress');
  gate.resolve();
  const result = await first;
  expect(await register()).toEqual(result);
});

test('a refused command leaves nothing behind, and its key may be used again', async () => {
  const before = await countHouseholds();
  const failing = inTenant(db, { municipalityId: ONE, actorId: 'kari' }, (tx) =>
    idempotent(tx, actor, request, async () => {
      await insertHousehold(tx, ONE);
      throw new Error('refused');
    }),
  );
  await expect(failing).rejects.toThrow('refused');
  expect(await countHouseholds()).toBe(before);
  await register();
  expect(await countHouseholds()).toBe(before + 1);
});

test.for<[string, number, boolean]>([
  ['an answer of a minute less than 24 hours ago is given again', 24 * 60 - 1, true],
  ['an answer of a minute more than 24 hours ago is forgotten', 24 * 60 + 1, false],
])('%s', async ([, minutes, isKept]) => {
  const createdAt = Temporal.Now.instant().subtract({ minutes }).toString();
  await inTenant(db, { municipalityId: ONE, actorId: 'test' }, async (tx) => {
    await tx
      .insertInto('idempotency_keys')
      .values({
        municipality_id: ONE,
        actor: actor.id,
        operation: request.operation,
        key: request.key,
        request_hash: request.requestHash,
        status: 201,
        result: JSON.stringify({ reference: 'the old one', list: [] }),
        created_at: createdAt,
      })
      .execute();
  });
  const result = await register();
  expect(result.reference === 'the old one').toBe(isKept);
  expect(await register()).toEqual(result);
});

test('the nightly clearing forgets what is old, of this municipality only', async () => {
  await register({}, { ...actor, municipalityId: OTHER });
  const scope = { municipalityId: OTHER, actorId: 'test' };
  expect(await inTenant(db, scope, (tx) => deleteExpiredIdempotencyKeys(tx, OTHER))).toBe(0);
  await inTenant(db, scope, async (tx) => {
    await tx
      .insertInto('idempotency_keys')
      .values({
        municipality_id: OTHER,
        actor: 'kari',
        operation: 'old',
        key: 'an-old-key',
        request_hash: 'aa',
        status: 201,
        result: '{}',
        created_at: '2020-01-01T00:00:00Z',
      })
      .execute();
  });
  expect(await inTenant(db, scope, (tx) => deleteExpiredIdempotencyKeys(tx, OTHER))).toBe(1);
});
