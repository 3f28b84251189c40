import {
  changeMeeting,
  createRound,
  declareDissent,
  getProposal,
  getSigningDraft,
  type Proposal,
  planMeeting,
  RuleRefusedError,
  registerAttendance,
  ruleCase,
  type SignedRound,
  signRound,
  solveRound,
} from '@boligtrapp/use-cases';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** What came of the round and its meeting. */
export interface HeldMeeting {
  readonly roundId: string;
  readonly decided: SignedRound['decided'];
}

const HORIZON_DAYS = 30;

/**
 * A round of the care ladder, computed for real; its meeting, which postpones a case, gives that dwelling to another
 * household where one suits, takes a dissent into the minutes, and signs.
 */
export async function holdMeeting(scene: PastScene, users: PastUsers): Promise<HeldMeeting> {
  const meetingOn = scene.clock.today();
  const round = await createRound(
    scene,
    users.officer,
    { meetingOn, horizonDays: HORIZON_DAYS, tracks: ['care'], includesMovers: false },
    scene.request('createRound'),
  );
  const { signal } = new AbortController();
  const state = await solveRound(scene, {
    municipalityId: users.officer.municipalityId,
    roundId: round.id,
    signal,
  });
  if (state !== 'proposed') throw new Error(`the round of the demo is ${state ?? 'lost'}`);

  const meeting = await planMeeting(
    scene,
    users.officer,
    { meetingOn, agenda: [{ roundId: round.id }] },
    scene.request('planMeeting'),
  );
  const open = await changeMeeting(
    scene,
    users.officer,
    { meetingId: meeting.id, version: meeting.version, action: 'open' },
    scene.request('changeMeeting'),
  );
  await fillRoom(scene, users, meeting.id);
  await disagree(scene, users, { roundId: round.id, meetingId: meeting.id });
  const signed = await sign(scene, users, round.id);
  await changeMeeting(
    scene,
    users.officer,
    { meetingId: meeting.id, version: open.version, action: 'close' },
    scene.request('changeMeeting'),
  );
  return { roundId: round.id, decided: signed.decided };
}

async function fillRoom(scene: PastScene, users: PastUsers, meetingId: string): Promise<void> {
  const room = [
    [users.chair, 'chair'],
    [users.member, 'member'],
    [users.secondMember, 'member'],
    [users.officer, 'secretary'],
  ] as const;
  for (const [{ id }, capacity] of room) {
    await registerAttendance(
      scene,
      users.officer,
      { meetingId, member: id, capacity, deputyFor: null },
      scene.request('registerAttendance'),
    );
  }
}

/** Postpones the last of those who are proposed a dwelling, and gives it to whoever it suits. */
async function disagree(
  scene: PastScene,
  users: PastUsers,
  { roundId, meetingId }: { readonly roundId: string; readonly meetingId: string },
): Promise<void> {
  const proposal = await getProposal(scene, users.chair, roundId);
  const last = proposal.placements.at(-1);
  if (last === undefined) return;
  await ruleCase(scene, users.chair, {
    roundId,
    householdId: last.household.id,
    version: 0,
    outcome: 'postponed',
    dwellingId: null,
    reasonCode: 'follow-up-not-in-place',
    reason: 'Oppfølgingen er ikke på plass før neste møte.',
    waiverLegalBasis: null,
  });
  const other = await overrideFor(scene, users, { roundId, proposal, dwellingId: last.dwelling.id });
  if (other === undefined) return;
  await declareDissent(
    scene,
    users.secondMember,
    {
      meetingId,
      roundId,
      householdId: other,
      reason: 'Husstanden foran i køen burde vært spurt først.',
    },
    scene.request('declareDissent'),
  );
}

interface FreedDwelling {
  readonly roundId: string;
  readonly proposal: Proposal;
  readonly dwellingId: string;
}

/** The first household without a dwelling that may have this one, ruled so; undefined where there is none. */
async function overrideFor(
  scene: PastScene,
  users: PastUsers,
  { roundId, proposal, dwellingId }: FreedDwelling,
): Promise<string | undefined> {
  for (const { household, fittingCount } of proposal.unplaced) {
    if (fittingCount === 0) continue;
    const ruling = {
      roundId,
      householdId: household.id,
      reasonCode: 'safety-of-household',
      reason: 'Husstanden kan ikke bli boende der den er, til neste møte.',
      waiverLegalBasis: null,
    } as const;
    try {
      await ruleCase(scene, users.chair, { ...ruling, version: 0, outcome: 'overridden', dwellingId });
    } catch (error) {
      if (error instanceof RuleRefusedError) continue;
      throw error;
    }
    const { faults } = await getSigningDraft(scene, users.chair, roundId);
    if (faults.length === 0) return household.id;
    await ruleCase(scene, users.chair, { ...ruling, version: 1, outcome: 'postponed', dwellingId: null });
  }
  return undefined;
}

async function sign(scene: PastScene, users: PastUsers, roundId: string): Promise<SignedRound> {
  const { contentHash } = await getSigningDraft(scene, users.chair, roundId);
  const signature = { roundId, contentHash, staleReason: null };
  await signRound(scene, users.chair, signature, scene.request('signRound'));
  const signed = await signRound(scene, users.member, signature, scene.request('signRound'));
  if (signed.state !== 'closed')
    throw new Error(`the round of the demo is ${signed.state} after two signatures`);
  return signed;
}
