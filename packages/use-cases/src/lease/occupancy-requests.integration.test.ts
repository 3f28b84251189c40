import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, aPlaceToLive } from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aRecusal } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { type AnswerOccupancyRequest, answerOccupancyRequest } from './answer-occupancy-request.ts';
import { getOccupancyRequest } from './get-occupancy-request.ts';
import { type RegisteredOccupancyRequest, registerOccupancyRequest } from './register-occupancy-request.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function aTenancy(): Promise<{ leaseId: string; householdId: string }> {
  const { buildingId } = await aPlaceToLive(scene.home);
  const householdId = await aHousehold(scene.home);
  const dwelling_id = await aDwelling(scene.home, { building_id: buildingId });
  return { householdId, leaseId: await aLease(scene.home, { dwelling_id, household_id: householdId }) };
}

async function ask(leaseId: string, receivedOn: string): Promise<RegisteredOccupancyRequest> {
  const command = { leaseId, personKind: 'other', receivedOn: plainDate(receivedOn) } as const;
  return await registerOccupancyRequest(scene.deps, actorOf(scene.home), command, aRequest('occupancy'));
}

async function answer(
  id: string,
  changes: Partial<AnswerOccupancyRequest> = {},
): Promise<RegisteredOccupancyRequest> {
  const command: AnswerOccupancyRequest = {
    occupancyRequestId: id,
    version: 1,
    answer: 'refused',
    answeredOn: TODAY,
    refusalGround: 'clear-overcrowding',
    reason: 'Six persons would share one bedroom.',
    ...changes,
  };
  return await answerOccupancyRequest(scene.deps, actorOf(scene.home), command, aRequest('answer'));
}

it('is pending for a month and then counts as approved, which nobody stores', async () => {
  const { leaseId } = await aTenancy();
  const pending = await ask(leaseId, '2026-10-23');
  expect(pending).toMatchObject({ dueOn: '2026-11-23', state: 'pending', version: 1 });
  const silent = await ask(leaseId, '2026-10-20');
  expect(silent).toMatchObject({ dueOn: '2026-11-20', state: 'approved-by-silence' });
  const found = await getOccupancyRequest(scene.deps, actorOf(scene.home), silent.id);
  expect(found).toMatchObject({ answer: null, answeredOn: null, state: 'approved-by-silence' });
});

it('is refused on a lawful ground with a reason within the month, and not after it', async () => {
  const { leaseId } = await aTenancy();
  const pending = await ask(leaseId, '2026-10-23');
  const unfounded = { code: 'occupancy-request.refusal-unfounded' };
  await expect(answer(pending.id, { refusalGround: null })).rejects.toMatchObject(unfounded);
  await expect(answer(pending.id, { reason: 'no' })).rejects.toMatchObject(unfounded);
  await expect(answer(pending.id, { answer: 'approved' })).rejects.toMatchObject(unfounded);
  await expect(answer(pending.id, { answeredOn: plainDate('2026-10-22') })).rejects.toMatchObject({
    code: 'record.range-reversed',
  });
  await expect(answer(pending.id)).resolves.toMatchObject({ state: 'refused', version: 2 });
  await expect(answer(pending.id, { version: 2 })).rejects.toMatchObject({
    code: 'occupancy-request.already-answered',
  });
  const silent = await ask(leaseId, '2026-10-20');
  await expect(answer(silent.id)).rejects.toMatchObject({
    code: 'occupancy-request.approved-by-silence',
    details: { facts: { dueOn: '2026-11-20' }, lawRefs: ['LOV-1999-03-26-17 § 7-6'] },
  });
  await expect(
    answer(silent.id, { answer: 'approved', refusalGround: null, reason: null }),
  ).resolves.toMatchObject({ state: 'approved' });
});

it('is answered once by many, and does not exist for whoever is recused', async () => {
  const { leaseId, householdId } = await aTenancy();
  const { id } = await ask(leaseId, '2026-11-20');
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, async () => answer(id)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await aRecusal(scene.home, householdId, 'case-officer-1');
  const notFound = { code: 'occupancy-request.not-found' };
  await expect(getOccupancyRequest(scene.deps, actorOf(scene.home), id)).rejects.toMatchObject(notFound);
  await expect(answer(id, { version: 2 })).rejects.toMatchObject(notFound);
  await expect(ask(leaseId, '2026-11-20')).rejects.toMatchObject({ code: 'lease.not-found' });
});

it('cannot be stored as refused without ground and reason, whoever writes', async () => {
  const { leaseId } = await aTenancy();
  const { id } = await ask(leaseId, '2026-11-20');
  const set = async (changes: object): Promise<unknown> =>
    await peek(scene.home, async (tx) =>
      tx
        .updateTable('occupancy_requests')
        .set({
          answered_on: TODAY,
          answered_by: 'x',
          answer: 'refused',
          refusal_ground: 'person',
          ...changes,
        })
        .where('id', '=', id)
        .execute(),
    );
  await expect(set({ reason: null })).rejects.toThrow(/occupancy_requests_refusal_check/);
  await expect(set({ refusal_ground: null, reason: 'x'.repeat(20) })).rejects.toThrow(/_refusal_check/);
  await expect(set({ answered_by: null, reason: 'x'.repeat(20) })).rejects.toThrow(/_answered_check/);
  await expect(set({ reason: 'x'.repeat(20) })).resolves.toBeDefined();
});
