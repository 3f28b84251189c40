import { plainDate, sensitive } from '@boligtrapp/domain';
import { aHousehold, aMember, syntheticIdentityNumber } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import {
  type AddHouseholdMember,
  addHouseholdMember,
  type ChangedHousehold,
} from './add-household-member.ts';
import { type EndHouseholdMembership, endHouseholdMembership } from './end-household-membership.ts';
import { getHousehold } from './get-household.ts';
import { mergeHouseholds } from './merge-households.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const CHILD: AddHouseholdMember['member'] = {
  name: 'Syn Barn',
  birthDate: plainDate('2019-05-01'),
  relation: 'child',
  identityNumber: null,
  addressProtection: 'none',
};

async function aFamily(): Promise<string> {
  const householdId = await aHousehold(scene.home);
  await aMember(scene.home, householdId);
  return householdId;
}

async function join(
  householdId: string,
  changes: Partial<AddHouseholdMember> = {},
): Promise<ChangedHousehold> {
  const command = { householdId, version: 1, from: TODAY, member: CHILD, ...changes };
  return await addHouseholdMember(scene.deps, actorOf(scene.home), command, aRequest('join'));
}

async function leave(command: EndHouseholdMembership): Promise<ChangedHousehold> {
  return await endHouseholdMembership(scene.deps, actorOf(scene.home), command, aRequest('leave'));
}

async function relationsOf(householdId: string): Promise<readonly string[]> {
  const { members } = await getHousehold(scene.deps, actorOf(scene.home), householdId);
  return members.map(({ relation }) => relation);
}

describe('the members of a household', () => {
  it('join and leave with dates, and nothing of the time before is lost', async () => {
    const householdId = await aFamily();
    const { personId, version } = await join(householdId);
    expect(version).toBe(2);
    await join(householdId, { version: 2, from: plainDate('2026-12-01') });
    expect(await relationsOf(householdId)).toEqual(['applicant', 'child']);
    await expect(leave({ householdId, personId, version: 3, until: TODAY })).rejects.toMatchObject({
      code: 'record.range-reversed',
    });
    await leave({ householdId, personId, version: 3, until: plainDate('2026-11-24') });
    expect(await relationsOf(householdId)).toEqual(['applicant', 'child']);
    const periods = await peek(scene.home, async (tx) =>
      tx.selectFrom('household_members').select('member_during').where('person_id', '=', personId).execute(),
    );
    expect(periods).toEqual([{ member_during: '[2026-11-23,2026-11-24)' }]);
    await expect(
      leave({ householdId, personId, version: 4, until: plainDate('2026-12-24') }),
    ).rejects.toMatchObject({ code: 'household.not-found' });
  });

  it('are one applicant always and one partner at a time, whoever writes', async () => {
    const householdId = await aFamily();
    const contradictory = { code: 'household.members-contradictory', details: { field: 'member/relation' } };
    const applicant = { ...CHILD, relation: 'applicant' } as const;
    await expect(join(householdId, { member: applicant })).rejects.toMatchObject(contradictory);
    const partner = { ...CHILD, birthDate: plainDate('1981-01-01'), relation: 'partner' } as const;
    const { personId } = await join(householdId, { member: partner });
    await expect(join(householdId, { version: 2, member: partner })).rejects.toMatchObject(contradictory);
    await leave({ householdId, personId, version: 2, until: plainDate('2026-12-01') });
    const next = { version: 3, member: partner, from: plainDate('2026-12-01') };
    await expect(join(householdId, next)).resolves.toMatchObject({ version: 4 });
    await expect(aMember(scene.home, householdId, { relation: 'partner' })).rejects.toThrow(
      /household_members_one_of_relation_excl/,
    );
    const { members } = await getHousehold(scene.deps, actorOf(scene.home), householdId);
    const first = members.find(({ relation }) => relation === 'applicant')?.personId ?? '';
    await expect(
      leave({ householdId, personId: first, version: 4, until: plainDate('2026-12-24') }),
    ).rejects.toMatchObject({ code: 'household.members-contradictory' });
  });

  it('may have two homes: a known number makes the same person a member here, too', async () => {
    const [one, other] = [await aFamily(), await aFamily()];
    const member = { ...CHILD, identityNumber: sensitive(syntheticIdentityNumber(7)) };
    const { personId } = await join(one, { member });
    await expect(
      join(other, { member: { ...member, birthDate: plainDate('2019-05-02') } }),
    ).rejects.toMatchObject({
      code: 'household.identity-number-known',
    });
    expect((await join(other, { member })).personId).toBe(personId);
    await expect(join(other, { version: 2, member })).rejects.toMatchObject({
      code: 'household.members-contradictory',
      details: { field: 'member/identityNumber' },
    });
    const wrong = { ...CHILD, identityNumber: sensitive('01811234567') };
    await expect(join(other, { version: 2, member: wrong })).rejects.toMatchObject({
      code: 'household.identity-number-invalid',
    });
  });

  it('change on the version that was read, in a household that is there, visible and not merged', async () => {
    const householdId = await aFamily();
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, async () => join(householdId)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(join(householdId)).rejects.toMatchObject({ code: 'record.version-stale' });
    await expect(join(await aHousehold(scene.elsewhere))).rejects.toMatchObject({
      code: 'household.not-found',
    });
    const early = { version: 2, from: plainDate('2019-04-30') };
    await expect(join(householdId, early)).rejects.toMatchObject({ code: 'record.range-reversed' });
    const merged = await aFamily();
    await mergeHouseholds(
      scene.deps,
      actorOf(scene.home),
      { keptHouseholdId: householdId, mergedHouseholdId: merged, reason: 'Registered twice.' },
      aRequest('merge'),
    );
    await expect(join(merged)).rejects.toMatchObject({ code: 'household.merged' });
    await expect(aMember(scene.home, merged)).rejects.toThrow(/merged into another/);
    await aRecusal(scene.home, householdId, 'case-officer-1');
    await expect(join(householdId, { version: 2 })).rejects.toMatchObject({ code: 'household.not-found' });
  });
});
