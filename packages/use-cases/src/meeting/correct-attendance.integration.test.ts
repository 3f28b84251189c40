import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOpenMeeting, aProposedRound, attend, signAs } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { getProtocol } from '../decision/read-decisions.ts';
import { changeMeeting } from './change-meeting.ts';
import { type CorrectAttendance, correctAttendance } from './correct-attendance.ts';
import { getMeeting } from './read-meetings.ts';

const REASON = 'Ble registrert ved en feil.';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function correct(town: Town, meetingId: string, change: Partial<CorrectAttendance>) {
  const command = { meetingId, sitting: 1, member: 'third', capacity: null, deputyFor: null, reason: REASON };
  return await correctAttendance(
    scene.deps,
    actorOf(town),
    { ...command, ...change },
    aRequest('correctAttendance'),
  );
}

async function aSitting(voters: readonly string[]): Promise<{
  readonly town: Town;
  readonly roundId: string;
  readonly meetingId: string;
}> {
  const town = await aTown(scene);
  await aUsedDwelling(town);
  await aWaiting(town, { need_points: 500 });
  const roundId = await aProposedRound(scene, town);
  return { town, roundId, meetingId: await anOpenMeeting(scene, town, { roundIds: [roundId], voters }) };
}

describe('who was present', () => {
  it('is corrected with a reason: whoever was not there counts no more, and what stood stays on record', async () => {
    const { town, meetingId } = await aSitting(['chair', 'second', 'third']);
    await correct(town, meetingId, {});
    const meeting = await getMeeting(scene.deps, actorOf(town), meetingId);
    expect(meeting.attendance.map(({ member }) => member)).toEqual(['chair', 'second']);
    expect(meeting).toMatchObject({ votersPresent: 2, isQuorate: false });
    expect(meeting.attendanceCorrections).toMatchObject([
      {
        member: 'third',
        capacityBefore: 'member',
        isPresent: false,
        reason: REASON,
        correctedBy: actorOf(town).id,
      },
    ]);
    const kept = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('attendance')
          .where('meeting_id', '=', meetingId)
          .where('member', '=', 'third')
          .select(['entry', 'is_present'])
          .orderBy('entry')
          .execute(),
    );
    expect(kept).toEqual([
      { entry: 1, is_present: true },
      { entry: 2, is_present: false },
    ]);
    await attend(scene, town, { meetingId, member: 'third', capacity: 'member' });
    expect(await getMeeting(scene.deps, actorOf(town), meetingId)).toMatchObject({ votersPresent: 3 });
  });

  it('has one chair: the chair goes over by two corrections, and a second one is refused', async () => {
    const { town, meetingId } = await aSitting(['chair', 'second', 'third']);
    const asChair = { member: 'second', capacity: 'chair' } as const;
    await expect(correct(town, meetingId, asChair)).rejects.toMatchObject({ code: 'meeting.has-chair' });
    await correct(town, meetingId, { member: 'chair', capacity: 'member' });
    await correct(town, meetingId, asChair);
    const { attendance, isQuorate } = await getMeeting(scene.deps, actorOf(town), meetingId);
    expect(attendance.filter(({ capacity }) => capacity === 'chair').map(({ member }) => member)).toEqual([
      'second',
    ]);
    expect(isQuorate).toBe(true);
  });

  it('has guests who count for nothing', async () => {
    const { town, meetingId } = await aSitting(['chair', 'second']);
    await attend(scene, town, { meetingId, member: 'Tolken', capacity: 'guest' });
    expect(await getMeeting(scene.deps, actorOf(town), meetingId)).toMatchObject({ votersPresent: 2 });
  });

  it('is corrected of those who were registered, in that sitting, as it was possible', async () => {
    const { town, meetingId } = await aSitting(['chair', 'second', 'third']);
    const unknown = { code: 'meeting.attendee-not-found' };
    await expect(correct(town, meetingId, { member: 'nobody' })).rejects.toMatchObject(unknown);
    await expect(correct(town, meetingId, { sitting: 2 })).rejects.toMatchObject(unknown);
    const standsFor = { capacity: 'deputy', deputyFor: 'second' } as const;
    await expect(correct(town, meetingId, standsFor)).rejects.toMatchObject({
      code: 'meeting.deputy-unclear',
    });
  });

  it('is as it is once the minutes are signed, and they show what it was corrected to', async () => {
    const { town, roundId, meetingId } = await aSitting(['chair', 'second', 'third', 'fourth']);
    await correct(town, meetingId, { member: 'fourth' });
    await signAs(scene, town, roundId, 'chair');
    const before = await getMeeting(scene.deps, actorOf(town), meetingId);
    expect(before.attendance.every(({ isDecidedOn }) => !isDecidedOn)).toBe(true);
    await signAs(scene, town, roundId, 'second');
    const decidedOn = { code: 'meeting.attendance-decided-on' };
    await expect(correct(town, meetingId, {})).rejects.toMatchObject(decidedOn);
    const { document } = await getProtocol(scene.deps, aMember(town, 'chair'), roundId);
    const minutes: unknown = JSON.parse(document);
    expect(minutes).toMatchObject({
      meeting: {
        attendance: ['chair', 'second', 'third'].map((member) => ({ sitting: 1, member })),
      },
    });
    const after = await getMeeting(scene.deps, actorOf(town), meetingId);
    expect(after.attendance.every(({ isDecidedOn }) => isDecidedOn)).toBe(true);
    // Whoever comes after that may still have been registered by mistake.
    await attend(scene, town, { meetingId, member: 'late', capacity: 'guest' });
    await correct(town, meetingId, { member: 'late' });
    await changeMeeting(
      scene.deps,
      actorOf(town),
      { meetingId, version: after.version, action: 'close' },
      aRequest('changeMeeting'),
    );
    await expect(correct(town, meetingId, { member: 'late' })).rejects.toMatchObject({
      code: 'meeting.ended',
    });
  });

  it('says who has signed in here, and by which name', async () => {
    const { town, meetingId } = await aSitting(['chair']);
    await peek(town, async (tx) => {
      await tx
        .insertInto('staff_directory')
        .values({
          municipality_id: town.municipalityId,
          member: 'chair',
          name: 'Prøve Leder',
          role: 'committee',
          signed_in_at: '2026-11-01T08:00:00Z',
        })
        .execute();
    });
    const { attendance } = await getMeeting(scene.deps, actorOf(town), meetingId);
    expect(attendance).toMatchObject([{ member: 'chair', name: 'Prøve Leder', isUser: true }]);
  });
});
