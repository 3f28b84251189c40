import { createHash } from 'node:crypto';
import type { HouseholdPage, RegisteredHousehold } from '@boligtrapp/contracts';
import { inTenant } from '@boligtrapp/database';
import { syntheticIdentityNumber } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { aHouseholdBody } from '../../../test/record-bodies.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

function aKey(): string {
  keys += 1;
  return `households-${keys}`;
}

async function register(payload: object, key = aKey(), headers = asOfficer): Promise<LightMyRequestResponse> {
  return await scene.app.inject({
    method: 'POST',
    url: '/v1/households',
    payload,
    headers: { ...headers, 'idempotency-key': key },
  });
}

async function search(identityNumber: string): Promise<LightMyRequestResponse> {
  const payload = { identityNumber };
  return await scene.app.inject({
    method: 'POST',
    url: '/v1/households/search',
    payload,
    headers: asOfficer,
  });
}

async function countPersons(): Promise<number> {
  return await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
    return (await tx.selectFrom('persons').select('id').execute()).length;
  });
}

describe('POST /v1/households', () => {
  test('answers with the reference and where it is; the household is there and has no number in it', async () => {
    const number = syntheticIdentityNumber(0);
    const response = await register(aHouseholdBody(number));
    expect(response.statusCode, response.body).toBe(201);
    const { id, reference } = response.json<RegisteredHousehold>();
    expect(response.headers['location']).toBe(`/v1/households/${id}`);
    const found = await scene.app.inject({ url: `/v1/households/${id}`, headers: asOfficer });
    expect(found.headers['etag']).toBe('"1"');
    const anInstant: unknown = expect.stringMatching(/Z$/);
    const aText: unknown = expect.any(String);
    expect(found.json()).toEqual({
      id,
      reference,
      mergedIntoId: null,
      version: 1,
      createdAt: anInstant,
      members: [
        {
          personId: aText,
          relation: 'applicant',
          name: 'Syn Tetisk',
          birthDate: '1980-02-01',
          hasIdentityNumber: true,
          addressProtection: 'none',
        },
      ],
    });
  });

  test('gives a retry the first answer, and refuses the key with another number', async () => {
    const key = aKey();
    const first = await register(aHouseholdBody(syntheticIdentityNumber(1)), key);
    const retry = await register(aHouseholdBody(syntheticIdentityNumber(1)), key);
    expect(retry.statusCode).toBe(201);
    expect(retry.json()).toEqual(first.json());
    const other = await register(aHouseholdBody(syntheticIdentityNumber(2)), key);
    expect(other.statusCode).toBe(422);
    expect(other.json()).toMatchObject({ code: 'idempotency.key-reused' });
  });

  test('stores no hash of the request from which the number could be guessed', async () => {
    const body = aHouseholdBody(syntheticIdentityNumber(3));
    await register(body);
    const guess = createHash('sha256')
      .update(JSON.stringify([{}, body]))
      .digest('hex');
    const stored = await inTenant(
      scene.db,
      { municipalityId: scene.one.id, actorId: 'test' },
      async (tx) => await tx.selectFrom('idempotency_keys').select('request_hash').execute(),
    );
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.map((row) => row.request_hash)).not.toContain(guess);
  });

  test('refuses a known number: 409, the field named, the number nowhere', async () => {
    const number = syntheticIdentityNumber(4);
    await register(aHouseholdBody(number));
    const before = await countPersons();
    const response = await register(aHouseholdBody(number));
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({
      code: 'household.identity-number-known',
      errors: [{ pointer: '/body/members/0/identityNumber' }],
    });
    expect(response.body).not.toContain(number);
    expect(await countPersons()).toBe(before);
  });

  test.each([
    ['a number of ten digits', { identityNumber: '0182800000' }, 'identityNumber'],
    ['a date that does not exist', { birthDate: '2027-02-31' }, 'birthDate'],
    ['an unknown field', { diagnosis: 'x' }, 'diagnosis'],
    ['an unknown relation', { relation: 'cousin' }, 'relation'],
    ['a blank name', { name: ' ' }, 'name'],
  ])('refuses %s: 400, the field named, nothing stored', async (_what, change, field) => {
    const before = await countPersons();
    const [member] = aHouseholdBody().members;
    const response = await register({ members: [{ ...member, ...change }] });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ pointer: `/body/members/0/${field}` }] });
    expect(response.body).not.toContain('0182800000');
    expect(await countPersons()).toBe(before);
  });

  test('refuses malformed JSON and a missing key', async () => {
    const headers = { ...asOfficer, 'content-type': 'application/json' };
    const request = { method: 'POST', url: '/v1/households' } as const;
    const malformed = await scene.app.inject({
      ...request,
      payload: '{"members":',
      headers: { ...headers, 'idempotency-key': aKey() },
    });
    expect(malformed.statusCode).toBe(400);
    const keyless = await scene.app.inject({ ...request, payload: aHouseholdBody(), headers });
    expect(keyless.statusCode).toBe(400);
    expect(keyless.json()).toMatchObject({
      errors: [{ pointer: '/headers/idempotency-key', code: 'required' }],
    });
  });
});

describe('reading households', () => {
  test('finds a person by number in this municipality only', async () => {
    const number = syntheticIdentityNumber(5);
    const { id } = (await register(aHouseholdBody(number))).json<RegisteredHousehold>();
    const found = await search(number);
    expect(found.statusCode, found.body).toBe(200);
    expect(found.json()).toMatchObject({ items: [{ id }] });
    expect(found.body).not.toContain(number);
    const elsewhere = await bearer('case-officer', scene.other.id);
    const payload = { identityNumber: number };
    const nothing = await scene.app.inject({
      method: 'POST',
      url: '/v1/households/search',
      payload,
      headers: elsewhere,
    });
    expect(nothing.json()).toEqual({ items: [] });
    expect((await search('01828000009')).statusCode).toBe(422);
  });

  test('lists by reference in pages', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const url = `/v1/households?reference=S-0&limit=2${cursor}`;
      const page = (await scene.app.inject({ url, headers: asOfficer })).json<HouseholdPage>();
      seen.push(...page.items.map(({ reference }) => reference));
      if (page.nextCursor === null) {
        expect(page.totalCount).toBe(seen.length);
        break;
      }
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test('the log has no identity number in it, whatever was asked', async () => {
    const number = syntheticIdentityNumber(6);
    await register(aHouseholdBody(number));
    await register(aHouseholdBody(number));
    await search(number);
    await scene.app.inject({ url: `/v1/households?reference=${number}`, headers: asOfficer });
    await register({ members: [{ ...aHouseholdBody().members[0], identityNumber: `${number}0` }] });
    expect(scene.log.length).toBeGreaterThan(0);
    expect(scene.log.join('\n')).not.toContain(number);
  });
});
