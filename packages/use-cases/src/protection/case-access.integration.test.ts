import { aHousehold, aMember, nameForCase, protectPerson } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { openPrivacyScene, type PrivacyScene } from '../../test/privacy-scene.ts';
import { aProtectedCase, block, someone, wasAtWork } from '../../test/protection-scene.ts';
import { aRequest, peek } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { grantCaseAccess } from './grant-case-access.ts';
import { listCaseAccessOf, listUnattendedCases } from './read-case-access.ts';
import { withdrawCaseAccess } from './withdraw-case-access.ts';

const REASON = 'Takes over while the other is away.';
const MISSING = { code: 'household.not-found' };

let scene: PrivacyScene;
beforeAll(async () => {
  scene = await openPrivacyScene();
});
afterAll(async () => {
  await scene.close();
});

const who = (id: string, role?: Actor['role']): Actor => someone(scene.home, id, role);

async function grant(actor: Actor, householdId: string, member: string, request = aRequest('grant')) {
  const command = { householdId, member, until: null, reason: REASON };
  return await grantCaseAccess(scene.deps, actor, command, request);
}

async function withdraw(actor: Actor, grantId: string, request = aRequest('withdraw')) {
  return await withdrawCaseAccess(scene.deps, actor, { grantId, reason: REASON }, request);
}

async function unattended(actor = who('leader-1', 'leader')): Promise<readonly string[]> {
  return await listUnattendedCases(scene.deps, actor);
}

async function inForce(householdId: string): Promise<readonly string[]> {
  const rows = await peek(
    scene.home,
    async (tx) =>
      await tx
        .selectFrom('case_access_grants')
        .where('household_id', '=', householdId)
        .where('state', '=', 'in-force')
        .select('member')
        .orderBy('member')
        .execute(),
  );
  return rows.map(({ member }) => member);
}

describe('naming somebody for a case', () => {
  it('is for who is named, holds at once, and stands in the history with its reason', async () => {
    const { householdId } = await aProtectedCase(scene.home, ['kari']);
    await expect(grant(who('per'), householdId, 'per')).rejects.toMatchObject(MISSING);
    await expect(listCaseAccessOf(scene.deps, who('per'), householdId)).rejects.toMatchObject(MISSING);
    await grant(who('kari'), householdId, 'per');
    const { grants } = await listCaseAccessOf(scene.deps, who('per'), householdId);
    expect(grants.map(({ member, reason }) => [member, reason])).toEqual([
      ['per', REASON],
      ['kari', 'Works on the case in the test.'],
    ]);
    await expect(grant(who('kari'), householdId, 'per')).rejects.toMatchObject({
      code: 'case-access.granted-already',
    });
  });

  it('is refused for a case that nobody of is protected', async () => {
    const householdId = await aHousehold(scene.home);
    await expect(grant(who('kari'), householdId, 'per')).rejects.toMatchObject({
      code: 'case-access.not-protected',
    });
  });
});

describe('withdrawing somebody', () => {
  it('takes the case away from the next request on, and leaves the last one who is named', async () => {
    const { householdId } = await aProtectedCase(scene.home, ['kari']);
    const { id } = await grant(who('kari'), householdId, 'per');
    await withdraw(who('kari'), id);
    await expect(listCaseAccessOf(scene.deps, who('per'), householdId)).rejects.toMatchObject(MISSING);
    const { grants } = await listCaseAccessOf(scene.deps, who('kari'), householdId);
    const own = grants.find(({ member }) => member === 'kari')?.id ?? '';
    await expect(withdraw(who('kari'), own)).rejects.toMatchObject({ code: 'case-access.last-named' });
    await expect(withdraw(who('per'), own)).rejects.toMatchObject({ code: 'case-access.not-found' });
    expect(await inForce(householdId)).toEqual(['kari']);
  });

  it('does not leave the case to somebody who cannot look after it', async () => {
    const { householdId } = await aProtectedCase(scene.home, ['kari', 'cousin']);
    await nameForCase(scene.home, householdId, 'nobody-of-that-name');
    await aRecusal(scene.home, who('cousin'), householdId);
    const { grants } = await listCaseAccessOf(scene.deps, who('kari'), householdId);
    const own = grants.find(({ member }) => member === 'kari')?.id ?? '';
    await expect(withdraw(who('kari'), own)).rejects.toMatchObject({ code: 'case-access.last-named' });
  });

  it.each([false, true])('of each other at once leaves one (blocked: %s)', async (isBlocked) => {
    const { householdId } = await aProtectedCase(scene.home, ['kari', 'per']);
    if (isBlocked) await block(scene, [householdId]);
    const rows = await peek(
      scene.home,
      async (tx) =>
        await tx
          .selectFrom('case_access_grants')
          .where('household_id', '=', householdId)
          .select(['id', 'member'])
          .execute(),
    );
    const idOf = (name: string): string => rows.find(({ member }) => member === name)?.id ?? '';
    const both = await Promise.allSettled([
      withdraw(who('kari'), idOf('per')),
      withdraw(who('per'), idOf('kari')),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await inForce(householdId)).toHaveLength(1);
  });
});

describe('a case that nobody attends', () => {
  it('is listed to leaders by its id, and given to somebody else by one of them', async () => {
    const { householdId } = await aProtectedCase(scene.home);
    expect(await unattended()).toContain(householdId);
    const leader = who('leader-1', 'leader');
    await expect(grant(leader, householdId, leader.id)).rejects.toMatchObject({
      code: 'case-access.appoints-self',
    });
    await expect(grant(who('per'), householdId, 'kari')).rejects.toMatchObject(MISSING);
    await wasAtWork(scene.home, 'kari');
    const request = aRequest('grant');
    const given = await grant(leader, householdId, 'kari', request);
    // A retry is answered, although the case is not there for the leader.
    expect(await grant(leader, householdId, 'kari', request)).toEqual(given);
    expect(await unattended()).not.toContain(householdId);
    await expect(grant(leader, householdId, 'per')).rejects.toMatchObject(MISSING);
  });

  it('is one for which only somebody unknown is named', async () => {
    const { householdId } = await aProtectedCase(scene.home);
    await nameForCase(scene.home, householdId, 'nobody-of-that-name');
    expect(await unattended()).toContain(householdId);
    await grant(who('leader-1', 'leader'), householdId, 'kari');
  });

  it('is one for which only somebody is named who was last seen more than 30 days ago', async () => {
    const { householdId } = await aProtectedCase(scene.home, ['long-gone']);
    expect(await unattended()).not.toContain(householdId);
    await scene.admin.query('set session_replication_role = replica');
    await scene.admin.query(
      `update audit_events set occurred_at = now() - interval '31 days' where actor = 'long-gone'`,
    );
    await scene.admin.query('set session_replication_role = origin');
    expect(await unattended()).toContain(householdId);
  });

  it('is one for which only somebody is named whose access was taken away', async () => {
    const { householdId } = await aProtectedCase(scene.home, ['shut-out']);
    expect(await unattended()).not.toContain(householdId);
    await scene.admin.query(
      `insert into staff_sessions (municipality_id, id, token_hash, actor, role, issuer, issuer_subject, state,
         signed_in_at, used_at, confirmed_at, expires_at, ended_at, ended_by, end_reason)
       values ($1, gen_random_uuid(), sha256('x'), 'shut-out', 'case-officer', 'https://issuer.test', 's', 'ended',
         now(), now(), now(), now() + interval '1 hour', now(), 'job', 'revoked')`,
      [scene.home.municipalityId],
    );
    expect(await unattended()).toContain(householdId);
  });

  it('is one for which only somebody is named who is recused from it', async () => {
    const { householdId } = await aProtectedCase(scene.home, ['cousin']);
    await aRecusal(scene.home, who('cousin'), householdId);
    expect(await unattended()).toContain(householdId);
  });

  it('does not exist for a leader who is recused from it, who appoints nobody for it, either', async () => {
    const { householdId } = await aProtectedCase(scene.home);
    const leader = who('cousin-leader', 'leader');
    await aRecusal(scene.home, leader, householdId);
    expect(await unattended(leader)).not.toContain(householdId);
    await expect(grant(leader, householdId, 'kari')).rejects.toMatchObject(MISSING);
    expect(await inForce(householdId)).toEqual([]);
  });

  it('is found and given to somebody when it is blocked, too', async () => {
    const { householdId } = await aProtectedCase(scene.home);
    const other = await aHousehold(scene.home);
    await protectPerson(scene.home, await aMember(scene.home, other));
    await block(scene, [householdId]);
    expect(await unattended()).toEqual(expect.arrayContaining([householdId, other]));
    await wasAtWork(scene.home, 'kari');
    await grant(who('leader-1', 'leader'), householdId, 'kari');
    expect(await unattended()).not.toContain(householdId);
  });
});
