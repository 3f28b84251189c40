import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  anApplication,
  anAssessment,
  aPlaceToLive,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal, aRefusal, decide, historyOf, statusOf } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { aTown } from '../../test/round-scene.ts';
import { registerOccupancyRequest } from '../lease/register-occupancy-request.ts';
import { getApplication } from './get-application.ts';
import { houseApplication } from './house-application.ts';
import { listApplications } from './list-applications.ts';
import { listDueDates } from './list-due-dates.ts';
import { reApply } from './re-apply.ts';
import { recordPreliminaryAnswer } from './record-preliminary-answer.ts';
import { registerApplication } from './register-application.ts';
import { type SettleApplication, settleApplication } from './settle-application.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function settle(applicationId: string, changes: Partial<SettleApplication> = {}): Promise<string> {
  const command = { applicationId, version: 1, action: 'withdraw', ...changes } as const;
  const settled = await settleApplication(scene.deps, actorOf(scene.home), command, aRequest('settle'));
  return settled.status;
}

describe('an application', () => {
  it('gets its receipt at once, and tells who helps', async () => {
    const householdId = await aHousehold(scene.home);
    const command = { householdId, source: 'referral', receivedOn: TODAY, helpedBy: 'NAV Fjordvik' } as const;
    const actor = actorOf(scene.home);
    const made = await registerApplication(scene.deps, actor, command, aRequest('registerApplication'));
    expect(made.receiptSentAt).toBe('2026-11-23T08:00:00Z');
    const atOnce: unknown = expect.stringMatching(/^2026-11-23T08:00:00/);
    await expect(getApplication(scene.deps, actor, made.id)).resolves.toMatchObject({
      receiptSentAt: atOnce,
      helpedBy: 'NAV Fjordvik',
      previousApplicationId: null,
    });
  });

  it('is withdrawn or expires once; it leaves the queue and those behind move up', async () => {
    const scope = await aTown(scene);
    const [first, second] = [await aHousehold(scope), await aHousehold(scope)];
    await anAssessment(scope, { household_id: first, need_points: 9 });
    await anAssessment(scope, { household_id: second });
    const applicationId = await anApplication(scope, { household_id: first });
    await anApplication(scope, { household_id: second });
    const actor = actorOf(scope);
    const command = { applicationId, version: 1, action: 'withdraw' } as const;
    await settleApplication(scene.deps, actor, command, aRequest('settle'));
    expect(await statusOf(scope, applicationId)).toEqual({ status: 'withdrawn', version: 2 });
    expect(await historyOf(scene, scope, first)).toEqual(['observed other out 1', 'withdrawn own 1 out']);
    expect(await historyOf(scene, scope, second)).toEqual(['observed other out 2', 'withdrawn other 2 1']);
    const again = settleApplication(scene.deps, actor, { ...command, version: 2 }, aRequest('settle'));
    await expect(again).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('is settled by a home, once, in the transaction of the lease', async () => {
    const scope = await aTown(scene);
    const householdId = await aHousehold(scope);
    await anAssessment(scope, { household_id: householdId });
    const applicationId = await anApplication(scope, { household_id: householdId });
    const house = async (): Promise<unknown> =>
      await peek(scope, async (tx) => houseApplication(tx, scene.deps, actorOf(scope), householdId));
    expect(await house()).toEqual({ id: applicationId, version: 2, status: 'housed' });
    expect(await house()).toBeUndefined();
    expect(await historyOf(scene, scope, householdId)).toEqual(['observed other out 1', 'housed own 1 out']);
  });

  it('is settled on the version that was read, by one of many', async () => {
    const applicationId = await anApplication(scene.home, { household_id: await aHousehold(scene.home) });
    await expect(settle(applicationId, { version: 2 })).rejects.toMatchObject({
      code: 'record.version-stale',
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, async (_, index) =>
        settle(applicationId, { action: index % 2 === 0 ? 'withdraw' : 'expire' }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('may follow a settled one of the same household, which stays as it is', async () => {
    const householdId = await aHousehold(scene.home);
    const previous = await anApplication(scene.home, { household_id: householdId });
    const command = { applicationId: previous, source: 'paper', receivedOn: TODAY } as const;
    const apply = async (): Promise<string> =>
      (await reApply(scene.deps, actorOf(scene.home), command, aRequest('reApply'))).id;
    await expect(apply()).rejects.toMatchObject({ code: 'housing-application.already-open' });
    expect(await settle(previous, { action: 'expire' })).toBe('expired');
    const next = await apply();
    await expect(getApplication(scene.deps, actorOf(scene.home), next)).resolves.toMatchObject({
      householdId,
      previousApplicationId: previous,
      status: 'received',
    });
    expect((await statusOf(scene.home, previous)).status).toBe('expired');
  });

  it('does not exist for whoever is recused from its case', async () => {
    const householdId = await aHousehold(scene.home);
    const applicationId = await anApplication(scene.home, { household_id: householdId });
    const seen = async (): Promise<number> =>
      (await listApplications(scene.deps, actorOf(scene.home), { householdId, limit: 5 })).totalCount;
    expect(await seen()).toBe(1);
    await aRecusal(scene.home, householdId, 'case-officer-1');
    expect(await seen()).toBe(0);
    const notFound = { code: 'housing-application.not-found' };
    await expect(getApplication(scene.deps, actorOf(scene.home), applicationId)).rejects.toMatchObject(
      notFound,
    );
    await expect(settle(applicationId)).rejects.toMatchObject(notFound);
    const auditor = actorOf(scene.home, 'auditor');
    await expect(getApplication(scene.deps, auditor, applicationId)).resolves.toBeDefined();
  });
});

describe('due dates', () => {
  it('come from both kinds, the earliest first, until they are answered', async () => {
    const town = await aTown(scene);
    const received = async (received_on: string): Promise<string> =>
      await anApplication(town, {
        household_id: await aHousehold(town),
        status: 'received',
        received_on: plainDate(received_on),
      });
    const late = await received('2026-10-20');
    const dueToday = await received('2026-10-23');
    const decided = await received('2026-10-24');
    await decide(scene, town, aRefusal(decided, { decisionTrack: 'assistance' }));
    const { buildingId } = await aPlaceToLive(town);
    const leaseId = await aLease(town, {
      dwelling_id: await aDwelling(town, { building_id: buildingId }),
      household_id: await aHousehold(town),
    });
    const actor = actorOf(town);
    const request = { leaseId, personKind: 'cohabitant', receivedOn: plainDate('2026-10-21') } as const;
    const { id } = await registerOccupancyRequest(scene.deps, actor, request, aRequest('occupancy'));
    const lines = async (): Promise<readonly string[]> => {
      const page = await listDueDates(scene.deps, actor, { limit: 9 });
      return page.items.map((item) => [item.id, item.kind, item.dueOn, item.isOverdue].join(' '));
    };
    // 20 and 21 November are a Friday and a Saturday.
    const expected = [
      `${late} preliminary-answer 2026-11-20 true`,
      ...[
        `${dueToday} preliminary-answer 2026-11-23 false`,
        `${id} occupancy-answer 2026-11-23 false`,
      ].toSorted(),
    ];
    expect(await lines()).toEqual(expected);
    const first = await listDueDates(scene.deps, actor, { limit: 1 });
    expect(first).toMatchObject({ totalCount: 3, isLast: false });
    const rest = await listDueDates(scene.deps, actor, { after: first.items[0], limit: 5 });
    expect(rest.items).toHaveLength(2);
    await recordPreliminaryAnswer(
      scene.deps,
      actor,
      { applicationId: late, sentOn: TODAY },
      aRequest('recordPreliminaryAnswer'),
    );
    expect(await lines()).toEqual(expected.slice(1));
  });

  it('take an answer within its time and for an open application only', async () => {
    const applicationId = await anApplication(scene.home, {
      household_id: await aHousehold(scene.home),
      status: 'received',
    });
    const answer = async (sentOn: string): Promise<unknown> =>
      await recordPreliminaryAnswer(
        scene.deps,
        actorOf(scene.home),
        { applicationId, sentOn: plainDate(sentOn) },
        aRequest('recordPreliminaryAnswer'),
      );
    await expect(answer('2026-11-24')).rejects.toMatchObject({ code: 'record.date-in-the-future' });
    await expect(answer('2026-01-14')).rejects.toMatchObject({ code: 'record.range-reversed' });
    await expect(answer('2026-01-15')).resolves.toMatchObject({ version: 2, status: 'received' });
    await settle(applicationId, { version: 2 });
    await expect(answer('2026-02-15')).rejects.toMatchObject({ code: 'record.transition-refused' });
  });
});
