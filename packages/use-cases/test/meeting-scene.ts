import type { MeetingCapacity, RulingReason } from '@boligtrapp/domain';
import type { BuilderScope } from '@boligtrapp/testing';
import {
  type Actor,
  type CreateRound,
  changeMeeting,
  getSigningDraft,
  planMeeting,
  type RuleCase,
  registerAttendance,
  ruleCase,
  type SignedRound,
  type StoredRuling,
  signRound,
  solveRound,
} from '../src/index.ts';
import { actorOf, aRequest, type RecordsScene } from './records-scene.ts';
import { A_ROUND, aRound, solveDeps, type Town } from './round-scene.ts';

/** Someone of the committee by name. */
export function aMember(scope: BuilderScope, id: string): Actor {
  return { ...actorOf(scope, 'committee'), id };
}

/** Creates a round in the town and computes it; returns its id. */
export async function aProposedRound(
  scene: RecordsScene,
  town: Town,
  changes: Partial<CreateRound> = {},
): Promise<string> {
  const { id: roundId } = await aRound(scene, town, changes);
  const { municipalityId } = town;
  await solveRound(solveDeps(scene), { municipalityId, roundId, signal: new AbortController().signal });
  return roundId;
}

/** Plans and opens a meeting for the rounds, with a chair and members present; returns its id. */
export async function anOpenMeeting(
  scene: RecordsScene,
  town: Town,
  { roundIds, voters }: { readonly roundIds: readonly string[]; readonly voters: readonly string[] },
): Promise<string> {
  const actor = actorOf(town);
  const agenda = roundIds.map((roundId) => ({ roundId }));
  const planned = await planMeeting(
    scene.deps,
    actor,
    { meetingOn: A_ROUND.meetingOn, agenda },
    aRequest('planMeeting'),
  );
  const step = { meetingId: planned.id, version: planned.version, action: 'open' } as const;
  await changeMeeting(scene.deps, actor, step, aRequest('changeMeeting'));
  for (const [index, member] of voters.entries()) {
    await attend(scene, town, { meetingId: planned.id, member, capacity: index === 0 ? 'chair' : 'member' });
  }
  return planned.id;
}

/** Registers someone as present. */
export async function attend(
  scene: RecordsScene,
  town: Town,
  attendee: { readonly meetingId: string; readonly member: string; readonly capacity: MeetingCapacity },
): Promise<void> {
  const command = { deputyFor: attendee.capacity === 'deputy' ? 'absent' : null, ...attendee };
  await registerAttendance(scene.deps, actorOf(town), command, aRequest('registerAttendance'));
}

/** Signs what would be signed now, as the member. */
export async function signAs(
  scene: RecordsScene,
  town: Town,
  roundId: string,
  ...[member, staleReason]: readonly [member: string, staleReason?: string]
): Promise<SignedRound> {
  const actor = aMember(town, member);
  const { contentHash } = await getSigningDraft(scene.deps, actor, roundId);
  return await signRound(
    scene.deps,
    actor,
    { roundId, contentHash, staleReason: staleReason ?? null },
    aRequest('signRound'),
  );
}

/** Why the committee departs from a proposal, in these tests. */
export const A_REASON = {
  reasonCode: 'wish-of-household' satisfies RulingReason,
  reason: 'The household asked for another part of the town.',
} as const;

/** Rules on a case as the chair. */
export async function rule(
  scene: RecordsScene,
  town: Town,
  command: Pick<RuleCase, 'roundId' | 'householdId' | 'outcome'> & Partial<RuleCase>,
): Promise<StoredRuling> {
  const defaults = { version: 0, dwellingId: null, waiverLegalBasis: null, ...A_REASON };
  return await ruleCase(scene.deps, aMember(town, 'chair'), { ...defaults, ...command });
}
