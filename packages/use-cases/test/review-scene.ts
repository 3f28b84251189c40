import { type PlainDateString, plainDate, type ReviewWish } from '@boligtrapp/domain';
import {
  aHousehold,
  aMember as aHouseholdMember,
  aLease,
  anAssessment,
  type BuilderScope,
  type RowChanges,
} from '@boligtrapp/testing';
import {
  type Actor,
  changeMeeting,
  getReview,
  openReview,
  planMeeting,
  prepareReview,
  type RuledReview,
  type RuleReview,
  recordReviewInput,
  ruleReview,
  type SignedReview,
  signReview,
  type TakenIn,
} from '../src/index.ts';
import { attend } from './meeting-scene.ts';
import { actorOf, aRequest, peek, type RecordsScene, TODAY } from './records-scene.ts';
import { ALWAYS_A_DWELLING, aUsedDwelling, type Town } from './round-scene.ts';

/** A tenant whose term ends in half a year, and the assessment of the tenant. */
export interface Tenancy {
  readonly leaseId: string;
  readonly dwellingId: string;
  readonly householdId: string;
  readonly assessmentId: string;
}

/** Stores a {@link Tenancy}: one grown-up in a dwelling on level 1, assessed for level 1. */
export async function aTenancy(
  town: Town,
  changes: {
    readonly lease?: RowChanges<'leases'>;
    readonly dwelling?: RowChanges<'dwellings'>;
    readonly assessment?: RowChanges<'assessments'>;
    readonly birthDate?: PlainDateString;
  } = {},
): Promise<Tenancy> {
  const dwellingId = await aUsedDwelling(town, [ALWAYS_A_DWELLING], changes.dwelling);
  const householdId = await aHousehold(town);
  await aHouseholdMember(town, householdId, { birth_date: changes.birthDate ?? plainDate('1980-02-01') });
  const assessmentId = await anAssessment(town, { household_id: householdId, ...changes.assessment });
  const leaseId = await aLease(town, {
    dwelling_id: dwellingId,
    household_id: householdId,
    starts_on: plainDate('2024-06-01'),
    last_day: plainDate('2027-05-31'),
    ...changes.lease,
  });
  return { leaseId, dwellingId, householdId, assessmentId };
}

/** Opens the review of a tenancy; returns its id. */
export async function anOpenReview(
  scene: RecordsScene,
  town: BuilderScope,
  leaseId: string,
  correctsDecisionId: string | null = null,
): Promise<string> {
  const command = { leaseId, assignedTo: null, correctsDecisionId };
  return (await openReview(scene.deps, actorOf(town), command, aRequest('openReview'))).id;
}

/** Takes something in. */
export async function takeIn(
  scene: RecordsScene,
  town: BuilderScope,
  reviewId: string,
  input: TakenIn,
): Promise<void> {
  const version = await versionOf(town, reviewId);
  const command = { reviewId, version, input };
  await recordReviewInput(scene.deps, actorOf(town), command, aRequest('recordReviewInput'));
}

/** Prepares a review, or takes it back. */
export async function prepare(
  scene: RecordsScene,
  town: BuilderScope,
  reviewId: string,
  action: 'prepare' | 'take-back' = 'prepare',
): Promise<void> {
  const command = { reviewId, version: await versionOf(town, reviewId), action };
  await prepareReview(scene.deps, actorOf(town), command, aRequest('prepareReview'));
}

/** A review of a tenancy that is prepared, with the wish of the tenant; returns its id. */
export async function aPreparedReview(
  scene: RecordsScene,
  town: BuilderScope,
  { leaseId, householdId }: Tenancy,
  given: {
    readonly wish?: ReviewWish;
    readonly stillQualifies?: boolean;
    readonly corrects?: string;
  } = {},
): Promise<string> {
  const reviewId = await anOpenReview(scene, town, leaseId, given.corrects);
  const { stillQualifies = true, wish = 'stay' } = given;
  const assessmentId = await newestAssessmentOf(town, householdId);
  await takeIn(scene, town, reviewId, { kind: 'assessment', assessmentId, stillQualifies });
  await takeIn(scene, town, reviewId, { kind: 'wish', wish, remark: null, asOf: TODAY });
  await prepare(scene, town, reviewId);
  return reviewId;
}

/** A ruling to renew as the default policy recommends. */
export const TO_RENEW = {
  outcome: 'renewed',
  termMonths: 36,
  target: null,
  reasonCode: null,
  reason: null,
} as const satisfies Partial<RuleReview>;

/** Why the tenant is to leave or move, in these tests. */
export const A_REVIEW_REASON = {
  reasonCode: 'need-changed',
  reason: 'The need is another one than three years ago.',
} as const satisfies Partial<RuleReview>;

/** Rules on a review as a member of the committee. */
export async function ruleOn(
  scene: RecordsScene,
  town: BuilderScope,
  reviewId: string,
  ruling: Partial<RuleReview> = TO_RENEW,
): Promise<RuledReview> {
  const actor = aSigner(town, 'chair');
  const { ruling: before } = await getReview(scene.deps, actor, reviewId);
  const command = { ...TO_RENEW, ...ruling, reviewId, version: ruling.version ?? before?.version ?? 0 };
  return await ruleReview(scene.deps, actor, command);
}

/** The delegation of these tests. */
export const DELEGATION = 'Delegation 2026, 4.3';

/** Signs what is ruled now, as the member; by delegation where no meeting is named. */
export async function signReviewAs(
  scene: RecordsScene,
  town: BuilderScope,
  reviewId: string,
  ...[member, meetingId = null]: readonly [member: string, meetingId?: string | null]
): Promise<SignedReview> {
  const actor = aSigner(town, member);
  const { contentHash } = await getReview(scene.deps, actor, reviewId);
  const command = {
    reviewId,
    contentHash: contentHash ?? '',
    meetingId,
    delegationReference: meetingId === null ? DELEGATION : null,
  };
  return await signReview(scene.deps, actor, command, aRequest('signReview'));
}

/** Rules and lets two sign by delegation; returns the decision. */
export async function decide(
  scene: RecordsScene,
  town: BuilderScope,
  reviewId: string,
  ruling: Partial<RuleReview> = TO_RENEW,
): Promise<string> {
  await ruleOn(scene, town, reviewId, ruling);
  await signReviewAs(scene, town, reviewId, 'chair');
  const { decisionId } = await signReviewAs(scene, town, reviewId, 'second');
  if (decisionId === null) throw new Error('nothing was decided');
  return decisionId;
}

/** Plans and opens a meeting for the leases, with a chair and members present; returns its id. */
export async function aReviewMeeting(
  scene: RecordsScene,
  town: Town,
  { leaseIds, voters }: { readonly leaseIds: readonly string[]; readonly voters: readonly string[] },
): Promise<string> {
  const actor = actorOf(town);
  const agenda = leaseIds.map((leaseId) => ({ leaseId }));
  const planned = await planMeeting(
    scene.deps,
    actor,
    { meetingOn: plainDate('2026-12-01'), agenda },
    aRequest('planMeeting'),
  );
  const step = { meetingId: planned.id, version: planned.version, action: 'open' } as const;
  await changeMeeting(scene.deps, actor, step, aRequest('changeMeeting'));
  for (const [index, member] of voters.entries()) {
    await attend(scene, town, { meetingId: planned.id, member, capacity: index === 0 ? 'chair' : 'member' });
  }
  return planned.id;
}

/** Someone of the committee by name. */
export function aSigner(scope: BuilderScope, id: string): Actor {
  return { ...actorOf(scope, 'committee'), id };
}

async function versionOf(town: BuilderScope, reviewId: string): Promise<number> {
  const { version } = await peek(
    town,
    async (tx) =>
      await tx.selectFrom('reviews').where('id', '=', reviewId).select('version').executeTakeFirstOrThrow(),
  );
  return version;
}

async function newestAssessmentOf(town: BuilderScope, householdId: string): Promise<string> {
  const { id } = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('assessments')
        .where('household_id', '=', householdId)
        .select('id')
        .orderBy('version_number', 'desc')
        .executeTakeFirstOrThrow(),
  );
  return id;
}
