import { plainDate, sensitive } from '@boligtrapp/domain';
import {
  aHousehold,
  aMember,
  nameForCase,
  nextId,
  protectPerson,
  syntheticIdentityNumber,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { gradeOf, someone } from '../../test/protection-scene.ts';
import { aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { registerApplication } from '../application/register-application.ts';
import { addHouseholdMember } from '../household/add-household-member.ts';
import { registerHousehold } from '../household/register-household.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';
import { hiddenHouseholds } from './hidden-households.ts';

const UNKNOWN = { code: 'record.reference-unknown', details: { field: 'householdId' } };

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const who = (id: string): Actor => someone(scene.home, id);

async function declare(actor: Actor, householdId: string, request = aRequest('declareRecusal')) {
  const command = { householdId, member: actor.id, ground: 'family', meetingId: null } as const;
  return await declareRecusal(scene.deps, actor, command, request);
}

async function aProtectedHousehold(): Promise<string> {
  const householdId = await aHousehold(scene.home);
  await aMember(scene.home, householdId, { address_protection: 'confidential' });
  return householdId;
}

describe('whoever declares a recusal of their own', () => {
  it('does not learn whether a case exists for which they are not named', async () => {
    const householdId = await aProtectedHousehold();
    await expect(declare(who('per'), nextId())).rejects.toMatchObject(UNKNOWN);
    await expect(declare(who('per'), householdId)).rejects.toMatchObject(UNKNOWN);
    // Nor whether somebody else has declared it of them.
    await aRecusal(scene.home, who('per'), householdId);
    await expect(declare(who('per'), householdId)).rejects.toMatchObject(UNKNOWN);
  });

  it('may do so where they are named, and hears the same again on a retry', async () => {
    const householdId = await aProtectedHousehold();
    await nameForCase(scene.home, householdId, 'kari');
    const request = aRequest('declareRecusal');
    const declared = await declare(who('kari'), householdId, request);
    expect(await declare(who('kari'), householdId, request)).toEqual(declared);
    await expect(declare(who('kari'), householdId)).rejects.toMatchObject({
      code: 'recusal.declared-already',
    });
  });
});

describe('a retry of what was done already', () => {
  it('is not answered again once the case does not exist for the caller', async () => {
    const householdId = await aHousehold(scene.home);
    const personId = await aMember(scene.home, householdId);
    const request = aRequest('registerApplication');
    const command = {
      householdId,
      source: 'paper',
      receivedOn: plainDate('2026-11-20'),
      helpedBy: null,
    } as const;
    const apply = async () => await registerApplication(scene.deps, who('per'), command, request);
    const first = await apply();
    expect(await apply()).toEqual(first);
    await protectPerson(scene.home, personId);
    await expect(apply()).rejects.toMatchObject({ code: 'idempotency.answer-withheld' });
    await nameForCase(scene.home, householdId, 'per');
    expect(await apply()).toEqual(first);
  });
});

function aPerson(number: string, addressProtection: 'none' | 'confidential' | 'strictly-confidential') {
  return {
    name: 'Syn Tetisk',
    birthDate: plainDate('1980-02-01'),
    identityNumber: sensitive(number),
    addressProtection,
  };
}

async function register(number: string, grade: 'none' | 'confidential' | 'strictly-confidential') {
  const members = [{ ...aPerson(number, grade), relation: 'applicant' as const }] as const;
  return await registerHousehold(scene.deps, who('kari'), { members }, aRequest('registerHousehold'));
}

async function join(actor: Actor, householdId: string, person: ReturnType<typeof aPerson>): Promise<string> {
  const command = {
    householdId,
    version: 1,
    from: plainDate('2026-11-23'),
    member: { ...person, relation: 'other' as const },
  };
  return (await addHouseholdMember(scene.deps, actor, command, aRequest('addHouseholdMember'))).personId;
}

async function hiddenFrom(actor: Actor): Promise<ReadonlySet<string>> {
  return await peek(scene.home, async (tx) => await hiddenHouseholds(tx, actor));
}

describe('an identity number that is known, with a grade that is declared', () => {
  it('gives the person the grade in all of their households, and names who declared it', async () => {
    const number = syntheticIdentityNumber(701);
    const { id: firstId } = await register(number, 'none');
    const secondId = await aHousehold(scene.home);
    const personId = await join(who('kari'), secondId, aPerson(number, 'strictly-confidential'));
    expect(await gradeOf(scene.home, personId)).toBe('strictly-confidential');
    const [mine, others] = [await hiddenFrom(who('kari')), await hiddenFrom(who('per'))];
    for (const id of [firstId, secondId]) {
      expect(mine).not.toContain(id);
      expect(others).toContain(id);
    }
  });

  it('keeps the stronger grade that is stored', async () => {
    const number = syntheticIdentityNumber(702);
    await register(number, 'strictly-confidential');
    for (const declared of ['none', 'confidential'] as const) {
      const householdId = await aHousehold(scene.home);
      const personId = await join(who('kari'), householdId, aPerson(number, declared));
      expect(await gradeOf(scene.home, personId)).toBe('strictly-confidential');
      expect(await hiddenFrom(who('per'))).toContain(householdId);
      expect(await hiddenFrom(who('kari'))).not.toContain(householdId);
    }
  });

  it('is refused where a new household is registered, whatever the grade: nothing is dropped in silence', async () => {
    const number = syntheticIdentityNumber(703);
    await register(number, 'none');
    await expect(register(number, 'strictly-confidential')).rejects.toMatchObject({
      code: 'household.identity-number-known',
    });
  });
});
