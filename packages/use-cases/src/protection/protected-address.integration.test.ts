import { sensitive } from '@boligtrapp/domain';
import { aHousehold, aMember, nameForCase, nextId, testKeyParts } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { openPrivacyScene, type PrivacyScene } from '../../test/privacy-scene.ts';
import { aProtectedCase, block, gradeOf, movesBetween, someone } from '../../test/protection-scene.ts';
import { aRequest, peek } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { createAddressCipher } from './address-cipher.ts';
import {
  eraseProtectedAddress,
  getProtectedAddress,
  type ProtectedAddressDeps,
  putProtectedAddress,
} from './protected-address.ts';
import { listCaseAccessOf } from './read-case-access.ts';
import { type SetAddressProtection, setAddressProtection } from './set-address-protection.ts';

const MISSING = { code: 'household.not-found' };
const ADDRESS = sensitive({ homeLines: ['Hemmelig vei 1'], postalLines: [], contact: null });

let scene: PrivacyScene;
let deps: ProtectedAddressDeps;
beforeAll(async () => {
  scene = await openPrivacyScene();
  const ids = { next: nextId };
  const addressCipher = createAddressCipher({ db: scene.db, ids, ...testKeyParts() });
  deps = { protectedDb: scene.protectedDb, ids, addressCipher };
});
afterAll(async () => {
  await scene.close();
});

const who = (id: string, role?: Actor['role']): Actor => someone(scene.home, id, role);

/** A protected child with two homes: `both` is named for each of them, `first` and `second` for one. */
async function twoHomes() {
  const one = await aProtectedCase(scene.home, ['both', 'first']);
  const otherId = await aHousehold(scene.home);
  await aMember(scene.home, otherId);
  await movesBetween(scene.home, one.personId, otherId);
  for (const member of ['both', 'second']) await nameForCase(scene.home, otherId, member);
  return { ...one, otherId };
}

async function write(actor: Actor, householdId: string, personId: string, version = 0) {
  return await putProtectedAddress(deps, actor, { householdId, personId, version, address: ADDRESS });
}

async function setGrade(
  actor: Actor,
  { householdId, personId, grade }: Omit<SetAddressProtection, 'version'>,
) {
  const { version } = await peek(
    scene.home,
    async (tx) =>
      await tx
        .selectFrom('households')
        .where('id', '=', householdId)
        .select('version')
        .executeTakeFirstOrThrow(),
  );
  const command = { householdId, personId, version, grade };
  return await setAddressProtection(scene.deps, actor, command, aRequest('setAddressProtection'));
}

describe('the address of a protected person', () => {
  it('is written, read with a trace, and erased by who is named, and there for nobody else', async () => {
    const { householdId, personId } = await aProtectedCase(scene.home, ['kari']);
    const at = { householdId, personId };
    await expect(write(who('per'), householdId, personId)).rejects.toMatchObject(MISSING);
    expect(await write(who('kari'), householdId, personId)).toEqual({ personId, version: 1 });
    const read = await getProtectedAddress(deps, who('kari'), at);
    expect(read.address.reveal()).toEqual(ADDRESS.reveal());
    await expect(getProtectedAddress(deps, who('per'), at)).rejects.toMatchObject(MISSING);
    await expect(eraseProtectedAddress(deps, who('per'), { ...at, version: 1 })).rejects.toMatchObject(
      MISSING,
    );
    await expect(write(who('kari'), householdId, personId, 9)).rejects.toMatchObject({
      code: 'record.version-stale',
    });
    await eraseProtectedAddress(deps, who('kari'), { ...at, version: 1 });
    await expect(getProtectedAddress(deps, who('kari'), at)).rejects.toMatchObject({
      code: 'protected-address.not-found',
    });
    const logged = await scene.admin.query<{ operation: string }>(
      `select operation from access_events where actor = 'kari' and household_ids @> array[$1::uuid]`,
      [householdId],
    );
    expect(logged).toEqual([{ operation: 'get-protected-address' }]);
  });

  it('is not for somebody who is recused, and not kept for who is not protected', async () => {
    const { householdId, personId } = await aProtectedCase(scene.home, ['kari', 'cousin']);
    await write(who('kari'), householdId, personId);
    await aRecusal(scene.home, who('cousin'), householdId);
    const read = getProtectedAddress(deps, who('cousin'), { householdId, personId });
    await expect(read).rejects.toMatchObject(MISSING);
    const other = await aMember(scene.home, householdId, { relation: 'child' });
    await expect(write(who('kari'), householdId, other)).rejects.toMatchObject({
      code: 'protected-address.not-protected',
    });
  });

  it.each([false, true])(
    'of somebody with two homes is for those alone who are named for both (one blocked: %s)',
    async (isBlocked) => {
      const { householdId, otherId, personId } = await twoHomes();
      await write(who('both'), householdId, personId);
      if (isBlocked) await block(scene, [otherId]);
      const at = { householdId, personId };
      for (const one of [who('first'), who('second')]) {
        await expect(getProtectedAddress(deps, one, at)).rejects.toMatchObject(MISSING);
        await expect(write(one, householdId, personId, 1)).rejects.toMatchObject(MISSING);
        await expect(eraseProtectedAddress(deps, one, { ...at, version: 1 })).rejects.toMatchObject(MISSING);
      }
      expect((await getProtectedAddress(deps, who('both'), at)).version).toBe(1);
      const logged = await scene.admin.query<{ households: readonly string[] }>(
        `select household_ids as households from access_events where actor = 'both'
         and household_ids @> array[$1::uuid] order by occurred_at desc limit 1`,
        [householdId],
      );
      // The reading is one of both homes.
      expect(logged[0]?.households.toSorted()).toEqual([householdId, otherId].toSorted());
    },
  );
});

describe('a grade of protection', () => {
  it('names who records it for every case of the person that they saw, and hides these from others', async () => {
    const [one, other] = [await aHousehold(scene.home), await aHousehold(scene.home)];
    const personId = await aMember(scene.home, one);
    await movesBetween(scene.home, personId, other);
    await setGrade(who('kari'), { householdId: one, personId, grade: 'confidential' });
    for (const householdId of [one, other]) {
      const { grants, protectionChanges } = await listCaseAccessOf(scene.deps, who('kari'), householdId);
      expect(grants.map(({ member }) => member)).toEqual(['kari']);
      expect(protectionChanges.map(({ grade, changedBy }) => [grade, changedBy])).toEqual([
        ['confidential', 'kari'],
      ]);
      await expect(listCaseAccessOf(scene.deps, who('per'), householdId)).rejects.toMatchObject(MISSING);
    }
    const trail = await scene.admin.query<{ text: string }>(
      `select to_jsonb(e)::text as text from audit_events e where object_id = any($1::uuid[])`,
      [[one, other]],
    );
    expect(trail.length).toBeGreaterThan(0);
    expect(trail.filter(({ text }) => text.includes('"confidential"'))).toEqual([]);
  });

  it.each([
    ['none', false],
    ['confidential', false],
    ['strictly-confidential-abroad', false],
    ['none', true],
  ] as const)('is not lowered to %s past another home (blocked: %s)', async (grade, isBlocked) => {
    const { householdId, otherId, personId } = await twoHomes();
    if (isBlocked) await block(scene, [otherId]);
    const change = { householdId, personId, grade };
    await expect(setGrade(who('first'), change)).rejects.toMatchObject(MISSING);
    expect(await gradeOf(scene.home, personId)).toBe('strictly-confidential');
    await setGrade(who('both'), change);
    expect(await gradeOf(scene.home, personId)).toBe(grade);
  });

  it('may be made stronger by who is named for one home: whoever is in danger is protected first', async () => {
    const { householdId, personId } = await twoHomes();
    await setGrade(who('both'), { householdId, personId, grade: 'confidential' });
    await setGrade(who('first'), { householdId, personId, grade: 'strictly-confidential' });
    expect(await gradeOf(scene.home, personId)).toBe('strictly-confidential');
  });
});
