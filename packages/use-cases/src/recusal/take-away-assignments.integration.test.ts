import { addDays, plainDate } from '@boligtrapp/domain';
import { aHousehold, aMember, anApplication, type BuilderScope, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { anOpenReview, aPreparedReview, aTenancy, decide } from '../../test/review-scene.ts';
import { aNight } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { assignApplications } from '../application/assign-applications.ts';
import { assignFollowUp } from '../follow-up/assign-follow-up.ts';
import { getHousehold } from '../household/get-household.ts';
import type { DeclareRecusal } from '../meeting/declare-recusal.ts';
import { declareRecusal, setSuperior } from '../meeting/declare-recusal.ts';
import { planMeeting } from '../meeting/plan-meeting.ts';
import { grantCaseAccess } from '../protection/grant-case-access.ts';
import { setAddressProtection } from '../protection/set-address-protection.ts';
import { withdrawCaseAccess } from '../protection/withdraw-case-access.ts';
import { assignReview } from '../review/move-review.ts';
import { listReviews } from '../review/read-reviews.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function declare(town: Town, recusal: Pick<DeclareRecusal, 'householdId' | 'member'>): Promise<void> {
  const command = { ground: 'family', meetingId: null, ...recusal } as const;
  await declareRecusal(scene.deps, actorOf(town), command, aRequest('declareRecusal'));
}

async function assign(town: Town, reviewId: string, assignedTo: string): Promise<void> {
  const { version } = await reviewOf(town, reviewId);
  await assignReview(scene.deps, actorOf(town), { reviewId, version, assignedTo }, aRequest('assignReview'));
}

async function reviewOf(town: BuilderScope, reviewId: string) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('reviews')
        .where('id', '=', reviewId)
        .select(['assigned_to as assignedTo', 'version', 'state'])
        .executeTakeFirstOrThrow(),
  );
}

async function aVisit(
  town: Town,
  lease_id: string,
  assigned_to: string,
  due_on = plainDate('2026-12-01'),
): Promise<string> {
  const id = nextId();
  const row = { municipality_id: town.municipalityId, id, lease_id, due_on };
  await peek(town, async (tx) => {
    await tx
      .insertInto('follow_ups')
      .values({ ...row, kind: 'yearly-visit', assigned_to })
      .execute();
  });
  return id;
}

async function traceOf(town: Town, objectId: string) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('audit_events')
        .where('object_id', '=', objectId)
        .select(['action', 'before', 'after'])
        .orderBy('sequence', 'desc')
        .executeTakeFirst(),
  );
}

// LOV-1967-02-10 § 6
describe('a recusal that comes later', () => {
  it('takes an assigned review away from the member, and the trail says why', async () => {
    const town = await aTown(scene);
    const [mine, other] = [await aTenancy(town), await aTenancy(town)];
    const mineId = await aPreparedReview(scene, town, mine);
    const otherId = await anOpenReview(scene, town, other.leaseId);
    await assign(town, mineId, 'kari');
    await assign(town, otherId, 'kari');
    const { version } = await reviewOf(town, mineId);
    await declare(town, { householdId: mine.householdId, member: 'kari' });
    expect(await reviewOf(town, mineId)).toEqual({
      assignedTo: null,
      version: version + 1,
      state: 'prepared',
    });
    expect(await traceOf(town, mineId)).toMatchObject({
      action: 'review.assigned',
      before: { assignedTo: 'kari' },
      after: { assignedTo: null, because: 'recusal' },
    });
    expect((await reviewOf(town, otherId)).assignedTo).toBe('kari');
  });

  it('leaves what others have, and what is decided', async () => {
    const town = await aTown(scene);
    const [mine, done] = [await aTenancy(town), await aTenancy(town)];
    const reviewId = await anOpenReview(scene, town, mine.leaseId);
    await assign(town, reviewId, 'per');
    const doneId = await aPreparedReview(scene, town, done);
    await assign(town, doneId, 'kari');
    await decide(scene, town, doneId);
    await declare(town, { householdId: mine.householdId, member: 'kari' });
    await declare(town, { householdId: done.householdId, member: 'kari' });
    expect((await reviewOf(town, reviewId)).assignedTo).toBe('per');
    expect((await reviewOf(town, doneId)).assignedTo).toBe('kari');
  });

  it('takes an open application away from the member, with the history kept', async () => {
    const town = await aTown(scene);
    const householdId = await aHousehold(town);
    const id = await anApplication(town, { household_id: householdId });
    await assignApplications(
      scene.deps,
      actorOf(town),
      { applications: [{ id, seenAssignedTo: null }], assignedTo: 'kari', reason: 'Fordeling' },
      aRequest('assignApplications'),
    );
    await declare(town, { householdId, member: 'kari' });
    const rows = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('application_assignments')
          .where('application_id', '=', id)
          .select('assigned_to')
          .orderBy('assignment_number')
          .execute(),
    );
    expect(rows).toEqual([{ assigned_to: 'kari' }, { assigned_to: null }]);
    expect(await traceOf(town, id)).toMatchObject({
      action: 'housing-application.assigned',
      after: { assignedTo: null, because: 'recusal' },
    });
  });

  it('takes visits that are due away, from direct subordinates, too, with the history kept', async () => {
    const town = await aTown(scene);
    const { leaseId, householdId } = await aTenancy(town);
    const superior = { member: 'under-kari', superior: 'kari' };
    await setSuperior(scene.deps, actorOf(town), superior, aRequest('setSuperior'));
    const visitId = await aVisit(town, leaseId, 'under-kari');
    await declare(town, { householdId, member: 'kari' });
    const visit = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('follow_ups as f')
          .innerJoin('follow_up_assignments as a', 'a.follow_up_id', 'f.id')
          .where('f.id', '=', visitId)
          .select(['f.assigned_to as now', 'a.assigned_to as noted', 'a.assigned_by as by'])
          .executeTakeFirst(),
    );
    expect(visit).toEqual({ now: null, noted: null, by: actorOf(town).id });
    expect(await traceOf(town, visitId)).toMatchObject({ action: 'follow-up.assigned' });
  });
});

/** A review and a visit of one lease, assigned to somebody each; the case is to be protected by `kari`. */
async function anAssigned(town: Town) {
  const { leaseId, householdId } = await aTenancy(town);
  const personId = await aMember(town, householdId, { relation: 'child' });
  const reviewId = await anOpenReview(scene, town, leaseId);
  await assign(town, reviewId, 'per');
  const visits = {
    per: await aVisit(town, leaseId, 'per'),
    kari: await aVisit(town, leaseId, 'kari', plainDate('2027-12-01')),
  };
  const kari = { ...actorOf(town), id: 'kari' };
  return { leaseId, householdId, personId, reviewId, visits, kari };
}

async function protect({ kari, householdId, personId }: Awaited<ReturnType<typeof anAssigned>>) {
  const { version } = await getHousehold(scene.deps, kari, householdId);
  const command = { householdId, personId, version, grade: 'confidential' } as const;
  await setAddressProtection(scene.deps, kari, command, aRequest('setAddressProtection'));
}

async function visitOf(town: Town, id: string): Promise<string | null | undefined> {
  return await peek(town, async (tx) => {
    const row = await tx
      .selectFrom('follow_ups')
      .where('id', '=', id)
      .select('assigned_to')
      .executeTakeFirst();
    return row?.assigned_to;
  });
}

describe('a case that is there for named people only from now on', () => {
  it('is taken from everybody else, and is assigned to nobody for those who are named', async () => {
    const town = await aTown(scene);
    const made = await anAssigned(town);
    const { reviewId, visits, kari } = made;
    await protect(made);
    expect((await reviewOf(town, reviewId)).assignedTo).toBeNull();
    expect(await visitOf(town, visits.per)).toBeNull();
    expect(await visitOf(town, visits.kari)).toBe('kari');
    const taken = { before: { assignedTo: 'per' }, after: { assignedTo: null, because: 'not-named' } };
    expect(await traceOf(town, reviewId)).toMatchObject({ action: 'review.assigned', ...taken });
    expect(await traceOf(town, visits.per)).toMatchObject({ action: 'follow-up.assigned', ...taken });
    const { items } = await listReviews(scene.deps, kari, { limit: 9 });
    expect(items).toMatchObject([{ id: reviewId, assignedTo: null }]);
  });

  it('is assigned to nobody else any more', async () => {
    const town = await aTown(scene);
    const made = await anAssigned(town);
    const { reviewId, visits, kari } = made;
    await protect(made);
    const review = { reviewId, version: (await reviewOf(town, reviewId)).version, assignedTo: 'per' };
    await expect(assignReview(scene.deps, kari, review, aRequest('assignReview'))).rejects.toMatchObject({
      code: 'review.assignee-recused',
    });
    const visit = { followUpId: visits.kari, version: 1, assignedTo: 'per' };
    await expect(assignFollowUp(scene.deps, kari, visit, aRequest('assignFollowUp'))).rejects.toMatchObject({
      code: 'follow-up.assignee-recused',
    });
  });

  it('is taken from whoever is no longer named', async () => {
    const town = await aTown(scene);
    const made = await anAssigned(town);
    const { householdId, reviewId, kari } = made;
    await protect(made);
    const named = { householdId, member: 'per', until: null, reason: 'Visits the household every year.' };
    const { id } = await grantCaseAccess(scene.deps, kari, named, aRequest('grantCaseAccess'));
    const review = { reviewId, version: (await reviewOf(town, reviewId)).version, assignedTo: 'per' };
    await assignReview(scene.deps, kari, review, aRequest('assignReview'));
    const withdrawal = { grantId: id, reason: 'Works elsewhere from now on.' };
    await withdrawCaseAccess(scene.deps, kari, withdrawal, aRequest('withdrawCaseAccess'));
    expect((await reviewOf(town, reviewId)).assignedTo).toBeNull();
  });
});

describe('a grant that ends by its day', () => {
  it('is marked by the night, which gives the work of whoever was named back to nobody', async () => {
    const town = await aTown(scene);
    const made = await anAssigned(town);
    const { householdId, reviewId } = made;
    await protect(made);
    const id = nextId();
    await peek(town, async (tx) => {
      const row = { municipality_id: town.municipalityId, id, household_id: householdId, member: 'per' };
      const until = plainDate('2026-01-01');
      await tx
        .insertInto('case_access_grants')
        .values({ ...row, until, reason: 'Visited the household.', granted_by: 'kari' })
        .execute();
      await tx.updateTable('reviews').set({ assigned_to: 'per' }).where('id', '=', reviewId).execute();
    });
    await aNight(town, TODAY);
    expect((await reviewOf(town, reviewId)).assignedTo).toBeNull();
    expect(await traceOf(town, id)).toMatchObject({
      action: 'case-access.expired',
      after: { state: 'expired' },
    });
    const { version } = await reviewOf(town, reviewId);
    await aNight(town, addDays(TODAY, 1));
    expect((await reviewOf(town, reviewId)).version).toBe(version);
  });
});

describe('somebody who is recused from a case', () => {
  it('neither declares a recusal of another in it, nor puts it on an agenda', async () => {
    const town = await aTown(scene);
    const { leaseId, householdId } = await aTenancy(town);
    const actor = { ...actorOf(town), id: 'kari' };
    await aRecusal(town, actor, householdId);
    const recusal = { householdId, member: 'per', ground: 'family', meetingId: null } as const;
    const unknown = { code: 'record.reference-unknown' };
    await expect(
      declareRecusal(scene.deps, actor, recusal, aRequest('declareRecusal')),
    ).rejects.toMatchObject(unknown);
    await expect(
      declareRecusal(scene.deps, actor, { ...recusal, member: 'kari' }, aRequest('declareRecusal')),
    ).rejects.toMatchObject({ code: 'recusal.declared-already' });
    const meeting = { meetingOn: plainDate('2026-12-01'), agenda: [{ leaseId }] };
    await expect(planMeeting(scene.deps, actor, meeting, aRequest('planMeeting'))).rejects.toMatchObject(
      unknown,
    );
  });
});
