import { listDecisions } from '@boligtrapp/database';
import { aHousehold, aLease, aPlaceToLive, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A_REASON, aMember, anOpenMeeting, aProposedRound, signAs } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  ALWAYS_A_DWELLING,
  aKeepApart,
  anOffer,
  aTown,
  aUsedDwelling,
  aWaiting,
  type Town,
} from '../../test/round-scene.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';
import { proposeCorrection, type SettledCorrection, settleProposedCorrection } from './correct-decision.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A household that was decided to get one of two dwellings. */
async function aDecision(other: 'next door' | 'another building' = 'next door') {
  const town = await aTown(scene);
  const building_id = other === 'next door' ? town.buildingId : (await aPlaceToLive(town)).buildingId;
  const dwellings = [
    await aUsedDwelling(town),
    await aUsedDwelling(town, [ALWAYS_A_DWELLING], { building_id }),
  ];
  const householdId = await aWaiting(town);
  const roundId = await aProposedRound(scene, town);
  await anOpenMeeting(scene, town, { roundIds: [roundId], voters: ['chair', 'second', 'third'] });
  await signAs(scene, town, roundId, 'chair');
  const { decided } = await signAs(scene, town, roundId, 'second');
  const given = decided[0];
  if (given === undefined) throw new Error('nothing was decided');
  const otherDwelling = dwellings.find((id) => id !== given.dwellingId) ?? '';
  return { town, roundId, householdId, given, otherDwelling };
}

async function propose(
  town: Town,
  decisionId: string,
  dwellingId: string | null,
  member = 'chair',
): Promise<SettledCorrection> {
  const command = {
    decisionId,
    outcome: dwellingId === null ? 'refused' : 'overridden',
    dwellingId,
    delegationReference: 'Delegation 2026, 4.2',
    waiverLegalBasis: null,
    ...A_REASON,
  } as const;
  return await proposeCorrection(scene.deps, aMember(town, member), command, aRequest('proposeCorrection'));
}

async function settle(town: Town, correctionId: string, member: string, action: 'sign' | 'discard' = 'sign') {
  return await settleProposedCorrection(
    scene.deps,
    aMember(town, member),
    { correctionId, action },
    aRequest('settleCorrection'),
  );
}

async function aCap(town: Town, building_id: string, cap_points: number): Promise<void> {
  await peek(town, async (tx) => {
    const { municipalityId: municipality_id } = town;
    const cap = { municipality_id, id: nextId(), building_id, cap_points, reason: 'full' };
    await tx
      .insertInto('place_caps')
      .values({ ...cap, valid_during: '[2020-01-01,)' })
      .execute();
  });
}

async function offerStates(town: Town): Promise<readonly (readonly [string, string])[]> {
  const rows = await peek(
    town,
    async (tx) => await tx.selectFrom('offers').select(['dwelling_id', 'state']).orderBy('id').execute(),
  );
  return rows.map(({ dwelling_id, state }) => [dwelling_id, state] as const);
}

describe('a correction', () => {
  it('adds a decision that points at the old one, withdraws its offer and makes another', async () => {
    const { town, roundId, given, otherDwelling } = await aDecision();
    const { id } = await propose(town, given.decisionId, otherDwelling);
    expect(await offerStates(town)).toEqual([[given.dwellingId, 'open']]);
    const settled = await settle(town, id, 'second');
    expect(settled.state).toBe('decided');
    expect(settled.offerId).not.toBeNull();
    expect(await offerStates(town)).toEqual([
      [given.dwellingId, 'withdrawn'],
      [otherDwelling, 'open'],
    ]);
    const rows = await peek(town, async (tx) => await listDecisions(tx, roundId));
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row.id === given.decisionId)).toMatchObject({
      outcome: 'allocated',
      correctedById: settled.newDecisionId,
    });
    expect(rows.find((row) => row.id === settled.newDecisionId)).toMatchObject({
      correctsId: given.decisionId,
      decidedBy: 'chair',
      countersignedBy: 'second',
      delegationReference: 'Delegation 2026, 4.2',
    });
  });

  it('needs another person, and does nothing where it is discarded', async () => {
    const { town, given } = await aDecision();
    const { id } = await propose(town, given.decisionId, null);
    await expect(settle(town, id, 'chair')).rejects.toMatchObject({ code: 'decision.same-person' });
    expect(await settle(town, id, 'chair', 'discard')).toMatchObject({ state: 'discarded' });
    expect(await offerStates(town)).toEqual([[given.dwellingId, 'open']]);
    await expect(settle(town, id, 'second')).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('is one at a time, of a decision that nothing has corrected', async () => {
    const { town, given } = await aDecision();
    const { id } = await propose(town, given.decisionId, null);
    await expect(propose(town, given.decisionId, null, 'third')).rejects.toMatchObject({
      code: 'correction.open-already',
    });
    const answers = await Promise.allSettled([settle(town, id, 'second'), settle(town, id, 'third')]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(propose(town, given.decisionId, null)).rejects.toMatchObject({
      code: 'decision.corrected-already',
    });
  });

  it('is not made by whoever is recused from the case, nor by a subordinate', async () => {
    const { town, given, householdId } = await aDecision();
    const recusal = { householdId, member: 'third', ground: 'superior-recused', meetingId: null } as const;
    await declareRecusal(scene.deps, actorOf(town), recusal, aRequest('declareRecusal'));
    await expect(propose(town, given.decisionId, null, 'third')).rejects.toMatchObject({
      code: 'decision.signer-recused',
    });
  });

  it('is not made by whom somebody recused has proposed it with', async () => {
    const { town, given, householdId } = await aDecision();
    const { id } = await propose(town, given.decisionId, null, 'third');
    const recusal = { householdId, member: 'third', ground: 'family', meetingId: null } as const;
    await declareRecusal(scene.deps, actorOf(town), recusal, aRequest('declareRecusal'));
    await expect(settle(town, id, 'second')).rejects.toMatchObject({ code: 'decision.signer-recused' });
  });

  it('cannot give a dwelling that another household is offered, whenever that offer was made', async () => {
    const { town, given, otherDwelling } = await aDecision();
    const { id } = await propose(town, given.decisionId, otherDwelling);
    await anOffer(town, { dwelling_id: otherDwelling, household_id: await aHousehold(town), state: 'open' });
    await expect(settle(town, id, 'second')).rejects.toMatchObject({
      code: 'correction.stale',
      details: { facts: { reason: 'dwelling-taken' } },
    });
    expect((await offerStates(town))[0]).toEqual([given.dwellingId, 'open']);
    await settle(town, id, 'second', 'discard');
    await expect(propose(town, given.decisionId, otherDwelling)).rejects.toMatchObject({
      code: 'correction.stale',
    });
  });

  it('cannot give one that has been let, nor to a household that has left', async () => {
    const { town, given, householdId, otherDwelling } = await aDecision();
    const { id } = await propose(town, given.decisionId, otherDwelling);
    await peek(town, async (tx) => {
      const withdrawn = { status: 'withdrawn' } as const;
      await tx
        .updateTable('housing_applications')
        .set(withdrawn)
        .where('household_id', '=', householdId)
        .execute();
    });
    await expect(settle(town, id, 'second')).rejects.toMatchObject({
      code: 'correction.stale',
      details: { facts: { reason: 'household-gone' } },
    });
    await peek(town, async (tx) => {
      const inQueue = { status: 'in-queue' } as const;
      await tx
        .updateTable('housing_applications')
        .set(inQueue)
        .where('household_id', '=', householdId)
        .execute();
    });
    await aLease(town, { dwelling_id: otherDwelling, household_id: await aHousehold(town) });
    await expect(settle(town, id, 'second')).rejects.toMatchObject({
      code: 'correction.stale',
      details: { facts: { reason: 'dwelling-taken' } },
    });
  });

  it('puts nobody beside someone to be kept apart from, nor in a place that is full, by the facts of today', async () => {
    const elsewhere = await aDecision();
    const { town, given, householdId, otherDwelling } = elsewhere;
    const { id } = await propose(town, given.decisionId, otherDwelling);
    const beside = await aHousehold(town);
    const next = await aUsedDwelling(town);
    await aLease(town, { dwelling_id: next, household_id: beside });
    await aKeepApart(town, [householdId, beside], 'building');
    await expect(settle(town, id, 'second')).rejects.toMatchObject({
      code: 'ruling.rule-broken',
      details: { facts: { rules: 'kept-apart' } },
    });
    expect(await offerStates(town)).toEqual([[given.dwellingId, 'open']]);

    const full = await aDecision('another building');
    const proposed = await propose(full.town, full.given.decisionId, full.otherDwelling);
    const { building_id } = await peek(
      full.town,
      async (tx) =>
        await tx
          .selectFrom('dwellings')
          .select('building_id')
          .where('id', '=', full.otherDwelling)
          .executeTakeFirstOrThrow(),
    );
    await aCap(full.town, building_id, 0);
    await expect(settle(full.town, proposed.id, 'second')).rejects.toMatchObject({
      code: 'round.rulings-contradictory',
      details: { facts: { fault: 'place-overfull' } },
    });
  });

  it('brings no more load to a place where the household was to live already', async () => {
    const { town, given, otherDwelling } = await aDecision();
    const { id } = await propose(town, given.decisionId, otherDwelling);
    await aCap(town, town.buildingId, 0);
    expect(await settle(town, id, 'second')).toMatchObject({ state: 'decided' });
  });

  it('cannot give a dwelling that is not of the round', async () => {
    const { town, given } = await aDecision();
    const later = await aUsedDwelling(town);
    await expect(propose(town, given.decisionId, later)).rejects.toMatchObject({
      code: 'ruling.dwelling-not-in-round',
    });
  });
});
