import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import { aHousehold, aLease, anAssessment, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOpenMeeting, aProposedRound, signAs } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  ALWAYS_A_DWELLING,
  aKeepApart,
  anOffer,
  aTown,
  aUsedDwelling,
  aWaiting,
  createDeps,
  type Town,
} from '../../test/round-scene.ts';
import { changeMeeting } from '../meeting/change-meeting.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';
import { cancelRound } from '../round/cancel-round.ts';
import { reSolveRound } from '../round/re-solve-round.ts';
import { listCases } from './read-cases.ts';
import { getProtocol } from './read-decisions.ts';

const VOTERS = ['chair', 'second', 'third'];
const A_STALE_REASON = 'What has changed does not matter to these cases.';
const RECENTLY: PlainDateString = plainDate('2026-11-20');

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A round that gives one household the one vacant dwelling; `other` waits, and is to be kept out of its building. */
async function aSittingApart() {
  const town = await aTown(scene);
  await aUsedDwelling(town);
  const first = await aWaiting(town, { need_points: 500 });
  const other = await aWaiting(town, { need_points: 10 });
  await aKeepApart(town, [first, other], 'building');
  // Too large for both.
  const next = await aUsedDwelling(town, [ALWAYS_A_DWELLING], { bedrooms: 5 });
  const roundId = await aProposedRound(scene, town);
  const meetingId = await anOpenMeeting(scene, town, { roundIds: [roundId], voters: VOTERS });
  return { town, roundId, meetingId, first, other, next };
}

async function otherThan(town: Town, dwellingId: string): Promise<string | undefined> {
  const rows = await peek(town, async (tx) => await tx.selectFrom('dwellings').select('id').execute());
  return rows.find(({ id }) => id !== dwellingId)?.id;
}

async function decisionCount(town: Town): Promise<number> {
  const rows = await peek(town, async (tx) => await tx.selectFrom('decisions').select('id').execute());
  return rows.length;
}

describe('a signature judges each pair by the facts of today', () => {
  it('and refuses whom somebody lives beside now who must be kept apart', async () => {
    const { town, roundId, other, next } = await aSittingApart();
    await peek(town, async (tx) => {
      const housed = { status: 'housed' } as const;
      await tx.updateTable('housing_applications').set(housed).where('household_id', '=', other).execute();
    });
    await aLease(town, { dwelling_id: next, household_id: other, starts_on: RECENTLY });
    await expect(signAs(scene, town, roundId, 'chair', A_STALE_REASON)).rejects.toMatchObject({
      code: 'ruling.rule-broken',
      details: { facts: { rules: 'kept-apart' } },
    });
    expect(await decisionCount(town)).toBe(0);
  });

  it('and whom somebody is promised a home beside', async () => {
    const { town, roundId, other, next } = await aSittingApart();
    await anOffer(town, { dwelling_id: next, household_id: other, state: 'open' });
    await expect(signAs(scene, town, roundId, 'chair', A_STALE_REASON)).rejects.toMatchObject({
      code: 'ruling.rule-broken',
      details: { facts: { rules: 'kept-apart' } },
    });
  });

  it('and refuses a dwelling that the need of today does not allow', async () => {
    const { town, roundId, first } = await aSittingApart();
    await anAssessment(town, { household_id: first, version_number: 2, level: 4 });
    await expect(signAs(scene, town, roundId, 'chair', A_STALE_REASON)).rejects.toMatchObject({
      code: 'ruling.rule-broken',
      details: { facts: { rules: 'level' } },
    });
  });

  it('and counts the load of a household that takes no part any more', async () => {
    const town = await aTown(scene);
    await aUsedDwelling(town);
    const first = await aWaiting(town, { need_points: 500 });
    const roundId = await aProposedRound(scene, town);
    await anOpenMeeting(scene, town, { roundIds: [roundId], voters: VOTERS });
    // Promised another home as well: it is no candidate today, and would bring its load all the same.
    await anOffer(town, { dwelling_id: await aUsedDwelling(town), household_id: first, state: 'open' });
    await peek(town, async (tx) => {
      await tx
        .insertInto('place_caps')
        .values({
          municipality_id: town.municipalityId,
          id: nextId(),
          building_id: town.buildingId,
          cap_points: 0,
          reason: 'full',
          valid_during: '[2020-01-01,)',
        })
        .execute();
    });
    await expect(signAs(scene, town, roundId, 'chair', A_STALE_REASON)).rejects.toMatchObject({
      code: 'round.rulings-contradictory',
      details: { facts: { fault: 'place-overfull' } },
    });
  });
});

describe('a household that was housed meanwhile', () => {
  it.each(['lease', 'offer'] as const)('by a %s is not given another home unawares', async (by) => {
    const town = await aTown(scene);
    await aUsedDwelling(town);
    const spare = await aUsedDwelling(town);
    const first = await aWaiting(town);
    const roundId = await aProposedRound(scene, town);
    await anOpenMeeting(scene, town, { roundIds: [roundId], voters: VOTERS });
    const { items } = await listCases(scene.deps, actorOf(town), { roundId, afterRank: 0, limit: 50 });
    const proposed = items[0]?.proposedDwellingId;
    const dwelling_id = proposed === spare ? ((await otherThan(town, spare)) ?? '') : spare;
    if (by === 'lease') {
      await peek(town, async (tx) => {
        await tx.updateTable('housing_applications').set({ status: 'housed' }).execute();
      });
      await aLease(town, { dwelling_id, household_id: first, starts_on: RECENTLY });
    } else await anOffer(town, { dwelling_id, household_id: first, state: 'open' });
    await expect(signAs(scene, town, roundId, 'chair')).rejects.toMatchObject({ code: 'round.stale' });
    expect(await signAs(scene, town, roundId, 'chair', A_STALE_REASON)).toMatchObject({ decided: [] });
  });
});

describe('two signatures', () => {
  it('count together only when both accept what has changed', async () => {
    const { town, roundId, first } = await aSittingApart();
    await signAs(scene, town, roundId, 'chair');
    await anAssessment(town, { household_id: first, version_number: 2, need_points: 7 });
    const second = await signAs(scene, town, roundId, 'second', A_STALE_REASON);
    expect(second).toMatchObject({ decided: [], waiting: [{ because: 'needs-signature' }] });
    expect(await decisionCount(town)).toBe(0);
    await expect(signAs(scene, town, roundId, 'second', A_STALE_REASON)).rejects.toMatchObject({
      code: 'round.signed-already',
    });
    const again = await signAs(scene, town, roundId, 'chair', A_STALE_REASON);
    expect(again.state).toBe('closed');
  });

  it('are given in the same meeting: what was signed in one that has ended is signed anew', async () => {
    const { town, roundId, meetingId } = await aSittingApart();
    await signAs(scene, town, roundId, 'chair');
    const version = 2;
    const close = { meetingId, version, action: 'close' } as const;
    await changeMeeting(scene.deps, actorOf(town), close, aRequest('changeMeeting'));
    await anOpenMeeting(scene, town, { roundIds: [roundId], voters: VOTERS });
    expect(await signAs(scene, town, roundId, 'second')).toMatchObject({ decided: [] });
    expect((await signAs(scene, town, roundId, 'chair')).state).toBe('closed');
  });
});

describe('the minutes', () => {
  it('name what was accepted, and not who is kept apart from whom', async () => {
    const { town, roundId, other } = await aSittingApart();
    const stranger = await aHousehold(town);
    await aKeepApart(town, [other, stranger], 'building');
    await signAs(scene, town, roundId, 'chair', A_STALE_REASON);
    expect((await signAs(scene, town, roundId, 'second', A_STALE_REASON)).state).toBe('closed');
    const { document } = await getProtocol(scene.deps, actorOf(town), roundId);
    const accepted = [{ kind: 'keep-apart-changed', subject: 'household', id: null }];
    expect(JSON.parse(document)).toMatchObject({
      signatures: [{ acceptedChanges: accepted }, { acceptedChanges: accepted }],
    });
    expect(document).not.toContain(stranger);
    expect(document).not.toContain('stateHash');
  });
});

describe('a round that decisions rest on', () => {
  it('is neither cancelled nor computed anew: its minutes would never be', async () => {
    const town = await aTown(scene);
    const households: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      await aUsedDwelling(town);
      households.push(await aWaiting(town, { need_points: 500 - n }));
    }
    const roundId = await aProposedRound(scene, town);
    await anOpenMeeting(scene, town, { roundIds: [roundId], voters: [...VOTERS, 'fourth'] });
    const [householdId = ''] = households;
    const recusal = { householdId, member: 'second', ground: 'family', meetingId: null } as const;
    await declareRecusal(scene.deps, actorOf(town), recusal, aRequest('declareRecusal'));
    await signAs(scene, town, roundId, 'chair');
    expect((await signAs(scene, town, roundId, 'second')).state).toBe('proposed');

    const cancel = { roundId, reason: 'Computed anew with the facts of today.' };
    await expect(
      cancelRound(scene.deps, actorOf(town), cancel, aRequest('cancelRound')),
    ).rejects.toMatchObject({ code: 'round.partly-decided', details: { facts: { decisions: 1 } } });
    await expect(
      reSolveRound(createDeps(scene), actorOf(town), { roundId }, aRequest('reSolveRound')),
    ).rejects.toMatchObject({ code: 'round.partly-decided' });
    expect((await signAs(scene, town, roundId, 'third')).state).toBe('closed');
  });
});
