import { setTimeout as sleep } from 'node:timers/promises';
import { lockMeeting, lockRound } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aMember, nameForCase } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOpenMeeting, aProposedRound, attend } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { anOpenReview, aReviewMeeting, aTenancy } from '../../test/review-scene.ts';
import { A_ROUND, aTown, aWaiting, type Town } from '../../test/round-scene.ts';
import { cancelRound } from '../round/cancel-round.ts';
import { addAgendaItem, changeMeeting } from './change-meeting.ts';
import { declareRecusal } from './declare-recusal.ts';
import { planMeeting } from './plan-meeting.ts';
import { getMeeting, listAllMeetings } from './read-meetings.ts';
import { registerAttendance } from './register-attendance.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function plan(town: Town, roundIds: readonly string[], meetingOn = A_ROUND.meetingOn) {
  const command = { meetingOn, agenda: roundIds.map((roundId) => ({ roundId })) };
  return await planMeeting(scene.deps, actorOf(town), command, aRequest('planMeeting'));
}

async function step(town: Town, meetingId: string, action: 'open' | 'adjourn' | 'close' | 'cancel') {
  const { version } = await getMeeting(scene.deps, actorOf(town), meetingId);
  return await changeMeeting(
    scene.deps,
    actorOf(town),
    { meetingId, version, action },
    aRequest('changeMeeting'),
  );
}

describe('a meeting', () => {
  it('has an agenda and the quorum of the policy', async () => {
    const town = await aTown(scene);
    const roundId = await aProposedRound(scene, town);
    const { id, quorum } = await plan(town, [roundId]);
    expect(quorum).toBe(3);
    const meeting = await getMeeting(scene.deps, actorOf(town), id);
    expect(meeting).toMatchObject({
      state: 'planned',
      sitting: 1,
      votersPresent: 0,
      isQuorate: false,
      agenda: [{ position: 1, roundId, leaseId: null }],
      allowedActions: ['open', 'cancel'],
    });
    const { items, totalCount } = await listAllMeetings(scene.deps, actorOf(town), {
      afterId: undefined,
      limit: 10,
    });
    expect(items.map((row) => row.id)).toEqual([id]);
    expect(totalCount).toBe(1);
  });

  it('lies ahead', async () => {
    const town = await aTown(scene);
    await expect(plan(town, [], plainDate('2026-10-01'))).rejects.toMatchObject({
      code: 'record.date-in-the-past',
    });
  });

  it('has a round that no other meeting has, as long as it may still sit', async () => {
    const town = await aTown(scene);
    const roundId = await aProposedRound(scene, town);
    const first = await plan(town, [roundId]);
    await expect(plan(town, [roundId])).rejects.toMatchObject({ code: 'meeting.round-elsewhere' });
    const same = { meetingId: first.id, subject: { roundId } };
    await expect(
      addAgendaItem(scene.deps, actorOf(town), same, aRequest('addAgendaItem')),
    ).rejects.toMatchObject({ code: 'meeting.item-there-already' });
    await step(town, first.id, 'cancel');
    expect((await plan(town, [roundId])).version).toBe(1);
  });

  it('gets a round once, when two meetings ask for it at once', async () => {
    const town = await aTown(scene);
    const roundId = await aProposedRound(scene, town);
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, async () => await plan(town, [roundId])),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes the lock of the round before its own, as a signature does', async () => {
    const town = await aTown(scene);
    const roundId = await aProposedRound(scene, town);
    const { id: meetingId } = await plan(town, [roundId]);
    const adding = await peek(town, async (tx) => {
      await lockRound(tx, roundId);
      const added = Promise.allSettled([
        addAgendaItem(
          scene.deps,
          actorOf(town),
          { meetingId, subject: { roundId } },
          aRequest('addAgendaItem'),
        ),
      ]);
      // Long enough for it to wait for the round.
      await sleep(300);
      await lockMeeting(tx, meetingId);
      return { added };
    });
    expect(await adding.added).toMatchObject([{ reason: { code: 'meeting.item-there-already' } }]);
  });

  it('takes rounds in one order, whatever the order of the agenda', async () => {
    const town = await aTown(scene);
    const rounds = [await aProposedRound(scene, town), await aProposedRound(scene, town)].toSorted();
    const [low = '', high = ''] = rounds;
    const planning = await peek(town, async (tx) => {
      await lockRound(tx, low);
      const planned = Promise.allSettled([plan(town, [high, low])]);
      await sleep(300);
      await lockRound(tx, high);
      return { planned };
    });
    expect(await planning.planned).toMatchObject([{ status: 'fulfilled' }]);
  });

  it('does not take a round that nobody can sign any more', async () => {
    const town = await aTown(scene);
    const roundId = await aProposedRound(scene, town);
    const reason = 'Computed anew with the facts of today.';
    await cancelRound(scene.deps, actorOf(town), { roundId, reason }, aRequest('cancelRound'));
    await expect(plan(town, [roundId])).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'cancelled' } },
    });
  });

  it('is read with a trace of every household that it names', async () => {
    const town = await aTown(scene);
    const householdId = await aWaiting(town);
    const roundId = await aProposedRound(scene, town);
    const { id } = await plan(town, [roundId]);
    const recusal = { householdId, member: 'cousin', ground: 'family', meetingId: id } as const;
    await declareRecusal(scene.deps, actorOf(town), recusal, aRequest('declareRecusal'));
    const traces = async () =>
      await peek(
        town,
        async (tx) =>
          await tx
            .selectFrom('access_events')
            .select(['actor', 'household_ids'])
            .where('operation', '=', 'get-meeting')
            .execute(),
      );
    const cousin = { ...actorOf(town), id: 'cousin' };
    expect((await getMeeting(scene.deps, cousin, id)).recusals).toMatchObject([{ householdId: null }]);
    expect(await traces()).toEqual([]);
    await getMeeting(scene.deps, actorOf(town), id);
    expect(await traces()).toEqual([{ actor: 'case-officer-1', household_ids: [householdId] }]);
  });

  it('tells of a protected tenancy and its recusals to those alone who are named', async () => {
    const town = await aTown(scene);
    const open = await aTenancy(town);
    const guarded = await aTenancy(town);
    const leaseIds = [open.leaseId, guarded.leaseId];
    for (const leaseId of leaseIds) await anOpenReview(scene, town, leaseId);
    const id = await aReviewMeeting(scene, town, { leaseIds, voters: ['chair'] });
    const recusal = {
      householdId: guarded.householdId,
      member: 'cousin',
      ground: 'family',
      meetingId: id,
    } as const;
    await declareRecusal(scene.deps, actorOf(town), recusal, aRequest('declareRecusal'));
    await nameForCase(town, guarded.householdId, actorOf(town).id);
    await aMember(town, guarded.householdId, {
      relation: 'child',
      address_protection: 'strictly-confidential',
    });
    const named = await getMeeting(scene.deps, actorOf(town), id);
    expect(named.agenda.map(({ leaseId }) => leaseId)).toEqual(leaseIds);
    expect(named.recusals).toHaveLength(1);
    const other = await getMeeting(scene.deps, { ...actorOf(town, 'committee'), id: 'chair' }, id);
    expect(other.agenda.map(({ leaseId }) => leaseId)).toEqual([open.leaseId]);
    expect(other.recusals).toEqual([]);
    expect(JSON.stringify(other)).not.toContain(guarded.leaseId);
  });

  it('goes on in another sitting after it was adjourned, with an attendance of its own', async () => {
    const town = await aTown(scene);
    const meetingId = await anOpenMeeting(scene, town, { roundIds: [], voters: ['chair', 'b', 'c'] });
    expect(await getMeeting(scene.deps, actorOf(town), meetingId)).toMatchObject({
      votersPresent: 3,
      isQuorate: true,
    });
    await step(town, meetingId, 'adjourn');
    await expect(attend(scene, town, { meetingId, member: 'd', capacity: 'member' })).rejects.toMatchObject({
      code: 'meeting.not-open',
    });
    expect(await step(town, meetingId, 'open')).toMatchObject({ sitting: 2 });
    await attend(scene, town, { meetingId, member: 'b', capacity: 'chair' });
    expect(await getMeeting(scene.deps, actorOf(town), meetingId)).toMatchObject({
      votersPresent: 1,
      isQuorate: false,
    });
    await step(town, meetingId, 'close');
    await expect(step(town, meetingId, 'open')).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('has one chair, and everyone once', async () => {
    const town = await aTown(scene);
    const meetingId = await anOpenMeeting(scene, town, { roundIds: [], voters: ['chair', 'b'] });
    await expect(attend(scene, town, { meetingId, member: 'c', capacity: 'chair' })).rejects.toMatchObject({
      code: 'meeting.has-chair',
    });
    await expect(attend(scene, town, { meetingId, member: 'b', capacity: 'member' })).rejects.toMatchObject({
      code: 'meeting.attendee-there-already',
    });
  });

  it('has one vote for each member: in person, or by one deputy', async () => {
    const town = await aTown(scene);
    const meetingId = await anOpenMeeting(scene, town, { roundIds: [], voters: ['chair', 'b'] });
    const deputy = async (member: string, deputyFor: string): Promise<unknown> => {
      const command = { meetingId, member, capacity: 'deputy', deputyFor } as const;
      return await registerAttendance(scene.deps, actorOf(town), command, aRequest('registerAttendance'));
    };
    const unclear = { code: 'meeting.deputy-unclear' };
    await expect(deputy('d', 'b')).rejects.toMatchObject(unclear);
    await deputy('d', 'c');
    await expect(deputy('e', 'c')).rejects.toMatchObject(unclear);
    await expect(attend(scene, town, { meetingId, member: 'c', capacity: 'member' })).rejects.toMatchObject(
      unclear,
    );
  });
});
