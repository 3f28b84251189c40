import { plainDate } from '@boligtrapp/domain';
import { aHousehold, anApplication } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { getApplication } from './get-application.ts';
import { listApplications } from './list-applications.ts';
import { type RegisterApplication, registerApplication } from './register-application.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function register(householdId: string, changes: Partial<RegisterApplication> = {}): Promise<string> {
  const command = { householdId, source: 'digital', receivedOn: TODAY, ...changes } as const;
  const request = aRequest('registerApplication');
  return (await registerApplication(scene.deps, actorOf(scene.home), command, request)).id;
}

describe('registering an application', () => {
  it('stores it as received, with an audit event', async () => {
    const householdId = await aHousehold(scene.home, { reference: 'H-READ' });
    const id = await register(householdId);
    const actor = actorOf(scene.home, 'auditor');
    await expect(getApplication(scene.deps, actor, id)).resolves.toMatchObject({
      id,
      householdId,
      householdReference: 'H-READ',
      source: 'digital',
      receivedOn: TODAY,
      status: 'received',
      version: 1,
    });
    const { access, audit } = await peek(scene.home, async (tx) => ({
      access: await tx
        .selectFrom('access_events')
        .selectAll()
        .where('request_id', '=', actor.requestId)
        .execute(),
      audit: await tx.selectFrom('audit_events').selectAll().where('object_id', '=', id).execute(),
    }));
    expect(access).toMatchObject([{ operation: 'get-application', household_ids: [householdId] }]);
    expect(audit).toMatchObject([{ action: 'housing-application.received' }]);
  });

  it('lets one of many at once through for a household, and the next when that one is settled', async () => {
    const householdId = await aHousehold(scene.home);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, async () => await register(householdId)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({
          code: 'housing-application.already-open',
          details: { field: 'householdId' },
        });
      }
    }
    await peek(scene.home, async (tx) => {
      const open = tx.updateTable('housing_applications').where('household_id', '=', householdId);
      await open.set({ status: 'withdrawn' }).execute();
    });
    await expect(register(householdId)).resolves.toBeDefined();
  });

  it('refuses a household that is unknown, or of another municipality', async () => {
    const foreign = await aHousehold(scene.elsewhere);
    for (const householdId of ['01900000-0000-7000-8000-ffffffffffff', foreign]) {
      await expect(register(householdId)).rejects.toMatchObject({
        code: 'record.reference-unknown',
        details: { field: 'householdId' },
      });
    }
  });

  it('refuses a day that has not come, and takes today', async () => {
    const householdId = await aHousehold(scene.home);
    const tomorrow = register(householdId, { receivedOn: plainDate('2026-11-24') });
    await expect(tomorrow).rejects.toMatchObject({ code: 'record.date-in-the-future' });
    await expect(register(householdId, { receivedOn: TODAY })).resolves.toBeDefined();
  });
});

describe('reading applications', () => {
  it('does not find that of another municipality', async () => {
    const id = await anApplication(scene.elsewhere, { household_id: await aHousehold(scene.elsewhere) });
    const found = getApplication(scene.deps, actorOf(scene.home), id);
    await expect(found).rejects.toMatchObject({ code: 'housing-application.not-found' });
  });

  it('pages by day of receipt and id, without skipping those of one day', async () => {
    const made: string[] = [];
    for (const received_on of ['2026-03-01', '2026-02-01', '2026-02-01', '2026-02-01'].map(plainDate)) {
      const household_id = await aHousehold(scene.home);
      made.push(await anApplication(scene.home, { household_id, received_on, status: 'refused' }));
    }
    const [march, ...february] = made;
    const actor = actorOf(scene.home);
    const seen: string[] = [];
    for (let after: { id: string; receivedOn: typeof TODAY } | undefined; ; ) {
      const page = await listApplications(scene.deps, actor, { status: 'refused', after, limit: 2 });
      expect(page.totalCount).toBe(4);
      seen.push(...page.items.map(({ id }) => id));
      after = page.items.at(-1);
      if (page.isLast) break;
    }
    expect(seen).toEqual([...february, march]);
    const events = await peek(
      scene.home,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .select('household_ids')
          .where('request_id', '=', actor.requestId)
          .execute(),
    );
    expect(events.map((event) => event.household_ids.length)).toEqual([2, 2]);
  });
});
