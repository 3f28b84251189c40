import { aMember as anApplicant, nameForCase } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOpenMeeting, aProposedRound, rule, signAs } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';
import { readMinutes } from './read-minutes.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A closed round of three households and two dwellings: one postponed, one housed, one proposed nothing. */
async function aClosedRound(recused?: string) {
  const town = await aTown(scene);
  await aUsedDwelling(town);
  await aUsedDwelling(town);
  const households = [
    await aWaiting(town, { need_points: 500 }),
    await aWaiting(town, { need_points: 400 }),
    await aWaiting(town, { need_points: 300 }),
  ] as const;
  const roundId = await aProposedRound(scene, town);
  const voters = ['chair', 'second', 'third', ...(recused === undefined ? [] : [recused])];
  await anOpenMeeting(scene, town, { roundIds: [roundId], voters });
  if (recused !== undefined) {
    const command = {
      householdId: households[1],
      member: recused,
      ground: 'family',
      meetingId: null,
    } as const;
    await declareRecusal(scene.deps, actorOf(town), command, aRequest('declareRecusal'));
  }
  await rule(scene, town, { roundId, householdId: households[0], outcome: 'postponed' });
  await signAs(scene, town, roundId, 'chair');
  await signAs(scene, town, roundId, 'second');
  return { town, roundId, households };
}

async function referenceOf(town: Town, householdId: string): Promise<string> {
  return await peek(
    town,
    async (tx) =>
      (
        await tx
          .selectFrom('households')
          .select('reference')
          .where('id', '=', householdId)
          .executeTakeFirstOrThrow()
      ).reference,
  );
}

describe('minutes for people', () => {
  it('have every case with numbers in place of ids, and who was considered without a proposal', async () => {
    const { town, roundId, households } = await aClosedRound();
    const minutes = await readMinutes(scene.deps, aMember(town, 'chair'), roundId);
    expect(minutes.cases.map(({ household, outcome }) => [household, outcome])).toEqual(
      expect.arrayContaining([
        [await referenceOf(town, households[0]), 'postponed'],
        [await referenceOf(town, households[1]), 'accepted'],
      ]),
    );
    expect(minutes.cases.find(({ outcome }) => outcome === 'accepted')?.dwelling).not.toBeNull();
    expect(minutes.unserved).toEqual([await referenceOf(town, households[2])]);
    expect(await readMinutes(scene.deps, aMember(town, 'chair'), roundId)).toEqual(minutes);
  });

  it('neither name nor place a household with a protected address', async () => {
    const { town, roundId, households } = await aClosedRound();
    const [, housed] = households;
    const reference = await referenceOf(town, housed);
    await anApplicant(town, housed, { address_protection: 'strictly-confidential' });
    // To somebody who is not named for the case there are no minutes at all.
    await expect(readMinutes(scene.deps, aMember(town, 'third'), roundId)).rejects.toMatchObject({
      code: 'protocol.not-found',
    });
    await nameForCase(town, housed, 'chair');
    const minutes = await readMinutes(scene.deps, aMember(town, 'chair'), roundId);
    expect(minutes.cases.find(({ outcome }) => outcome === 'accepted')).toMatchObject({
      household: null,
      dwelling: null,
      proposed: null,
    });
    expect(JSON.stringify([minutes.cases, minutes.unserved, [...minutes.households]])).not.toContain(
      reference,
    );
  });

  it('are not for whoever is recused from one of the cases', async () => {
    const { town, roundId } = await aClosedRound('fourth');
    await expect(readMinutes(scene.deps, aMember(town, 'fourth'), roundId)).rejects.toMatchObject({
      code: 'protocol.not-found',
    });
  });
});
