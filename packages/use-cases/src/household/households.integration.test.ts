import { plainDate, sensitive } from '@boligtrapp/domain';
import { aHousehold, aMember, nameForCase, syntheticIdentityNumber } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { getHousehold } from './get-household.ts';
import { listHouseholds } from './list-households.ts';
import {
  type NewHouseholdMember,
  type RegisteredHousehold,
  registerHousehold,
} from './register-household.ts';
import { searchHouseholds } from './search-household.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

function aPerson(changes: Partial<NewHouseholdMember> = {}): NewHouseholdMember {
  return {
    name: 'Syn Tetisk',
    birthDate: plainDate('1980-02-01'),
    relation: 'applicant',
    identityNumber: null,
    addressProtection: 'none',
    ...changes,
  };
}

async function register(
  members: readonly [NewHouseholdMember, ...NewHouseholdMember[]],
  request = aRequest('registerHousehold'),
  scope = scene.home,
): Promise<RegisteredHousehold> {
  return await registerHousehold(scene.deps, actorOf(scope), { members }, request);
}

const WRONG_CHECK_DIGIT = syntheticIdentityNumber(0).replace(/.$/, (digit) =>
  String((Number(digit) + 1) % 10),
);

/** Bytes as the text they would be in clear. */
function toText(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value);
}

describe('registering a household', () => {
  it('stores the number sealed only, and an audit event without names', async () => {
    const number = syntheticIdentityNumber(0);
    const { id, reference } = await register([aPerson({ identityNumber: sensitive(number) })]);
    expect(reference).toMatch(/^S-\d{4}$/);
    const tables = [
      'persons',
      'households',
      'household_members',
      'audit_events',
      'idempotency_keys',
    ] as const;
    const rows = await peek(scene.home, async (tx) => {
      const read = tables.map(async (table) => await tx.selectFrom(table).selectAll().execute());
      return (await Promise.all<readonly object[]>(read)).flat();
    });
    const everything = rows
      .flatMap((row): unknown[] => Object.values(row))
      .map(toText)
      .join('\n');
    expect(everything).toContain(id);
    expect(everything).not.toContain(number);
    const audit = await peek(
      scene.home,
      async (tx) => await tx.selectFrom('audit_events').selectAll().execute(),
    );
    expect(JSON.stringify(audit)).not.toContain('Syn Tetisk');
    expect(audit).toMatchObject([{ action: 'household.registered', object_id: id, actor: 'case-officer-1' }]);
  });

  it('numbers households without gaps or doubles when many come at once', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, async () => await register([aPerson()])));
    const numbers = made.map(({ reference }) => Number(reference.slice(2))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  it('refuses a known number, names the field and not the number, and stores nothing', async () => {
    const number = sensitive(syntheticIdentityNumber(1));
    await register([aPerson({ identityNumber: number })]);
    const before = await peek(
      scene.home,
      async (tx) => await tx.selectFrom('persons').select('id').execute(),
    );
    const refused = register([aPerson(), aPerson({ relation: 'partner', identityNumber: number })]);
    await expect(refused).rejects.toMatchObject({
      code: 'household.identity-number-known',
      details: { field: 'members/1/identityNumber' },
    });
    await expect(
      refused.catch((error: unknown) => JSON.stringify(error) + String(error)),
    ).resolves.not.toContain(number.reveal());
    const after = await peek(scene.home, async (tx) => await tx.selectFrom('persons').select('id').execute());
    expect(after).toHaveLength(before.length);
  });

  it('lets the same number be registered in another municipality', async () => {
    const member = aPerson({ identityNumber: sensitive(syntheticIdentityNumber(2)) });
    await register([member]);
    await expect(register([member], undefined, scene.elsewhere)).resolves.toMatchObject({
      reference: 'S-0001',
    });
  });

  it('gives a retry the first household and stores no second', async () => {
    const request = aRequest('registerHousehold');
    const first = await register([aPerson()], request);
    await expect(register([aPerson()], request)).resolves.toEqual(first);
  });

  it.each([
    ['two applicants', [aPerson(), aPerson()], 'household.members-contradictory', 'members/1/relation'],
    ['no applicant', [aPerson({ relation: 'child' })], 'household.members-contradictory', 'members'],
    [
      'a birth tomorrow',
      [aPerson({ birthDate: plainDate('2026-11-24') })],
      'record.date-in-the-future',
      'members/0/birthDate',
    ],
    [
      'a number whose check digits do not fit',
      [aPerson({ identityNumber: sensitive(WRONG_CHECK_DIGIT) })],
      'household.identity-number-invalid',
      'members/0/identityNumber',
    ],
    [
      'one number for two',
      [
        aPerson({ identityNumber: sensitive(syntheticIdentityNumber(7)) }),
        aPerson({ relation: 'other', identityNumber: sensitive(syntheticIdentityNumber(7)) }),
      ],
      'household.members-contradictory',
      'members/1/identityNumber',
    ],
  ] as const)('refuses %s', async (_what, members, code, field) => {
    const [first, ...others] = members;
    await expect(register([first, ...others])).rejects.toMatchObject({ code, details: { field } });
  });

  it('accepts a birth today', async () => {
    await expect(
      register([aPerson(), aPerson({ relation: 'child', birthDate: TODAY })]),
    ).resolves.toBeDefined();
  });

  it('is for case officers', async () => {
    const refused = registerHousehold(
      scene.deps,
      actorOf(scene.home, 'auditor'),
      { members: [aPerson()] },
      aRequest('registerHousehold'),
    );
    await expect(refused).rejects.toMatchObject({ code: 'authorisation.denied' });
  });
});

describe('reading households', () => {
  it('shows members of today only, applicant first, and logs the reading', async () => {
    const householdId = await aHousehold(scene.home);
    await aMember(scene.home, householdId, {
      name: 'Moved out',
      relation: 'other',
      member_during: '[2020-01-01,2026-11-23)',
    });
    await aMember(scene.home, householdId, {
      name: 'Child',
      relation: 'child',
      birth_date: plainDate('2015-05-05'),
    });
    await aMember(scene.home, householdId, { name: 'Applicant' });
    const actor = actorOf(scene.home);
    const { members } = await getHousehold(scene.deps, actor, householdId);
    expect(members.map(({ name }) => name)).toEqual(['Applicant', 'Child']);
    const events = await peek(
      scene.home,
      async (tx) =>
        await tx.selectFrom('access_events').selectAll().where('request_id', '=', actor.requestId).execute(),
    );
    expect(events).toMatchObject([
      { operation: 'get-household', household_ids: [householdId], role: 'case-officer' },
    ]);
  });

  it('has the case of a protected person for who is named, whatever the role, and for nobody else', async () => {
    const householdId = await aHousehold(scene.home);
    await aMember(scene.home, householdId, {
      name: 'Hidden Person',
      address_protection: 'strictly-confidential',
    });
    await nameForCase(scene.home, householdId, actorOf(scene.home).id);
    const officer = await getHousehold(scene.deps, actorOf(scene.home), householdId);
    expect(officer.members).toMatchObject([
      { name: 'Hidden Person', addressProtection: 'strictly-confidential' },
    ]);
    for (const role of ['follow-up', 'auditor'] as const) {
      const reader = actorOf(scene.home, role);
      const missing = { code: 'household.not-found' };
      await expect(getHousehold(scene.deps, reader, householdId)).rejects.toMatchObject(missing);
      await nameForCase(scene.home, householdId, reader.id);
      expect((await getHousehold(scene.deps, reader, householdId)).members).toHaveLength(1);
    }
  });

  it('does not find what belongs to another municipality, and logs nothing then', async () => {
    const householdId = await aHousehold(scene.elsewhere);
    const actor = actorOf(scene.home);
    await expect(getHousehold(scene.deps, actor, householdId)).rejects.toMatchObject({
      code: 'household.not-found',
    });
    const events = await peek(
      scene.home,
      async (tx) =>
        await tx.selectFrom('access_events').select('id').where('request_id', '=', actor.requestId).execute(),
    );
    expect(events).toEqual([]);
  });

  it('shows nothing when the reading cannot be logged', async () => {
    const householdId = await aHousehold(scene.home);
    await aMember(scene.home, householdId);
    const deps = { ...scene.deps, ids: { next: () => 'no-uuid' } };
    await expect(getHousehold(deps, actorOf(scene.home), householdId)).rejects.toThrow(/uuid/);
  });

  it('lists by reference in pages, within the prefix, taken literally', async () => {
    for (const reference of ['P_1', 'P_2', 'P_3', 'PX4']) await aHousehold(scene.home, { reference });
    await aHousehold(scene.elsewhere, { reference: 'P_0' });
    const actor = actorOf(scene.home);
    const query = { referencePrefix: 'P_', limit: 2 };
    const first = await listHouseholds(scene.deps, actor, { ...query, afterReference: undefined });
    expect(first.items.map(({ reference }) => reference)).toEqual(['P_1', 'P_2']);
    expect(first).toMatchObject({ isLast: false, totalCount: 3 });
    const second = await listHouseholds(scene.deps, actor, { ...query, afterReference: 'P_2' });
    expect(second.items.map(({ reference }) => reference)).toEqual(['P_3']);
    expect(second).toMatchObject({ isLast: true, totalCount: 3 });
  });

  it('finds the households of a person by the number, in this municipality only', async () => {
    const number = sensitive(syntheticIdentityNumber(3));
    const { id } = await register([aPerson({ identityNumber: number })]);
    const actor = actorOf(scene.home, 'auditor');
    await expect(searchHouseholds(scene.deps, actor, number)).resolves.toMatchObject([{ id }]);
    await expect(searchHouseholds(scene.deps, actorOf(scene.elsewhere), number)).resolves.toEqual([]);
    const bad = searchHouseholds(scene.deps, actor, sensitive('12345678901'));
    await expect(bad).rejects.toMatchObject({ code: 'household.identity-number-invalid' });
    const events = await peek(
      scene.home,
      async (tx) =>
        await tx.selectFrom('access_events').selectAll().where('request_id', '=', actor.requestId).execute(),
    );
    expect(events).toMatchObject([{ operation: 'search-households', household_ids: [id] }]);
  });
});
