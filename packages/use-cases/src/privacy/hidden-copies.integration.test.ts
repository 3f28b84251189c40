import { sensitive } from '@boligtrapp/domain';
import { aHousehold, aMember, nameForCase, nextId, protectPerson } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { openPrivacyScene, type PrivacyScene, rowsOf } from '../../test/privacy-scene.ts';
import { block, movesBetween, someone } from '../../test/protection-scene.ts';
import { aRequest } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { makePersonDataExport, type PersonData } from './make-person-data-export.ts';
import {
  fetchPersonData,
  getPersonDataExport,
  listPersonDataExports,
  requestPersonDataExport,
} from './person-data-exports.ts';

const GONE = { code: 'person-data-export.not-found' };

let scene: PrivacyScene;
beforeAll(async () => {
  scene = await openPrivacyScene();
});
afterAll(async () => {
  await scene.close();
});

const who = (id: string, role?: Actor['role']): Actor => someone(scene.home, id, role);

async function request(actor: Actor, subjectId: string, kind: 'access' | 'archive' = 'access') {
  const reasonCode = kind === 'access' ? 'person-asked' : 'archive-duty';
  const command = { kind, subjectId, reasonCode, reference: '2040/1' } as const;
  return (await requestPersonDataExport(scene.deps, actor, command, aRequest('request'))).id;
}

async function make(exportId: string): Promise<void> {
  const { municipalityId } = scene.home;
  await makePersonDataExport(scene.jobs, { municipalityId, exportId, requestId: nextId() });
}

async function fetch(
  actor: Actor,
  exportId: string,
  kind: 'access' | 'archive' = 'access',
): Promise<PersonData> {
  const identityCipher = { open: async () => await Promise.resolve(sensitive('00000000000')) };
  return await fetchPersonData({ ...scene.deps, identityCipher }, actor, { kind, exportId });
}

async function stateOf(exportId: string): Promise<unknown> {
  return (await rowsOf(scene, 'person_data_exports', `id = '${exportId}'`))[0];
}

/** Somebody who is an applicant in an open case, and in an old one that is blocked, where another one lives, too. */
async function twoCases() {
  const [oldId, openId] = [await aHousehold(scene.home), await aHousehold(scene.home)];
  const personId = await aMember(scene.home, openId);
  await movesBetween(scene.home, personId, oldId);
  await scene.admin.query(`update household_members set relation = 'partner' where household_id = $1`, [
    oldId,
  ]);
  const otherId = await aMember(scene.home, oldId, { name: 'Kanari Annen' });
  await block(scene, [oldId]);
  return { oldId, openId, personId, otherId };
}

async function isListed(actor: Actor, exportId: string): Promise<boolean> {
  const page = await listPersonDataExports(scene.deps, actor, { kind: 'access', limit: 100 });
  return page.items.some(({ id }) => id === exportId);
}

describe('a copy for somebody with a blocked case', () => {
  it('has the case, while nobody of it is protected', async () => {
    const { oldId, personId } = await twoCases();
    const exportId = await request(who('per'), personId);
    await make(exportId);
    expect(JSON.stringify(await fetch(who('per'), exportId))).toContain(oldId);
  });

  it('is not made for who is not named for it, as if the person were not there', async () => {
    const { oldId, personId, otherId } = await twoCases();
    await protectPerson(scene.home, otherId);
    await expect(request(who('per'), personId)).rejects.toMatchObject({ code: 'person.not-found' });
    await nameForCase(scene.home, oldId, 'kari');
    const exportId = await request(who('kari'), personId);
    await make(exportId);
    expect((await fetch(who('kari'), exportId)).tables['households']).toHaveLength(2);
  });

  it('has nothing where it became protected after it was asked for, and before it was made', async () => {
    const { personId, otherId } = await twoCases();
    const exportId = await request(who('per'), personId);
    await protectPerson(scene.home, otherId);
    await make(exportId);
    expect(await stateOf(exportId)).toMatchObject({ state: 'nothing-held', content: null });
  });

  it('is there no more for who is not named where it becomes protected after it was made', async () => {
    const { oldId, personId, otherId } = await twoCases();
    const exportId = await request(who('per'), personId);
    await make(exportId);
    await fetch(who('per'), exportId);
    expect(await isListed(who('per'), exportId)).toBe(true);
    await protectPerson(scene.home, otherId);
    await expect(fetch(who('per'), exportId)).rejects.toMatchObject(GONE);
    const query = { kind: 'access', exportId } as const;
    await expect(getPersonDataExport(scene.deps, who('per'), query)).rejects.toMatchObject(GONE);
    expect(await isListed(who('per'), exportId)).toBe(false);
    await nameForCase(scene.home, oldId, 'per');
    await fetch(who('per'), exportId);
  });

  it('is not for who is recused from the blocked case', async () => {
    const { oldId, personId } = await twoCases();
    const exportId = await request(who('cousin'), personId);
    await make(exportId);
    await aRecusal(scene.home, who('cousin'), oldId);
    await expect(fetch(who('cousin'), exportId)).rejects.toMatchObject(GONE);
    await expect(request(who('cousin'), personId)).rejects.toMatchObject({ code: 'person.not-found' });
  });
});

describe('a copy of a case in use', () => {
  it('is there no more for who is not named where it becomes protected after it was made', async () => {
    const householdId = await aHousehold(scene.home);
    const personId = await aMember(scene.home, householdId);
    const exportId = await request(who('per'), personId);
    await make(exportId);
    await fetch(who('per'), exportId);
    await protectPerson(scene.home, personId);
    await expect(fetch(who('per'), exportId)).rejects.toMatchObject(GONE);
  });
});

describe('a copy of a blocked case', () => {
  it('is there no more for who is not named where it becomes protected after it was made', async () => {
    const { oldId, otherId } = await twoCases();
    const leader = who('leader-1', 'leader');
    const exportId = await request(leader, oldId, 'archive');
    await make(exportId);
    await fetch(leader, exportId, 'archive');
    await protectPerson(scene.home, otherId);
    await expect(fetch(leader, exportId, 'archive')).rejects.toMatchObject(GONE);
  });

  it('is not for who is recused from it: what was declared before it was blocked holds on', async () => {
    const householdId = await aHousehold(scene.home);
    await aMember(scene.home, householdId);
    const cousin = who('cousin', 'leader');
    await aRecusal(scene.home, cousin, householdId);
    await block(scene, [householdId]);
    await expect(request(cousin, householdId, 'archive')).rejects.toMatchObject({
      code: 'case-block.not-found',
    });
  });
});
