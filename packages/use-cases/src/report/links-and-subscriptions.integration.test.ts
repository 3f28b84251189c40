import type { SessionEndReason } from '@boligtrapp/database';
import { addDays, type PlainDateString } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
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
import { aNamedLease, aNight, through } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { endSession } from '../identity/end-session.ts';
import { signInStaff } from '../identity/sign-in-staff.ts';
import type { StaffRole } from '../ports/staff-issuer.ts';
import type { CalendarLinkDeps } from './calendar-links.ts';
import {
  endCalendarLink,
  listOwnCalendarLinks,
  makeCalendarLink,
  readCalendarFeed,
} from './calendar-links.ts';
import {
  listDeliveries,
  listSubscriptions,
  subscribeToReport,
  unsubscribeFromReport,
} from './report-subscriptions.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A secret that no other call gives. */
function aSecret(): string {
  return nextId().replaceAll('-', '').padEnd(64, 'a');
}

function depsOn(today: PlainDateString = TODAY): CalendarLinkDeps {
  const clock = { now: () => `${today}T08:00:00Z`, today: () => today };
  return { ...scene.deps, clock, tokens: { secret: aSecret } };
}

/** Somebody signs in on that day with that role. Returns the session. */
async function signedIn(
  { id: actorId, municipalityId }: Actor,
  { on = TODAY, role = 'case-officer' }: { readonly on?: PlainDateString; readonly role?: StaffRole } = {},
): Promise<{ readonly id: string; readonly municipalityId: string }> {
  const issuer = { issuer: 'https://idp.example', issuerSubject: actorId, issuerSession: null };
  const deps = { ...depsOn(on), tokens: { secret: () => aSecret().slice(0, 64) } };
  const askedAt = deps.clock.now();
  const identity = { ...issuer, actorId, name: null, role, municipalityId };
  const command = { identity, refreshToken: 'r', askedAt, lifetimeMs: 36_000_000, requestId: nextId() };
  const { id } = await signInStaff(deps, command);
  return { id, municipalityId };
}

async function aLink(actor: Actor): Promise<{ readonly id: string; readonly token: string }> {
  await signedIn(actor);
  const { id, token } = await makeCalendarLink(depsOn(), actor, aRequest('makeCalendarLink'));
  return { id, token: token ?? '' };
}

/** How many findings the feed counts; null where it is not found. */
async function countFed(token: string, today?: PlainDateString): Promise<number | null> {
  try {
    const { deadlines } = await readCalendarFeed(depsOn(today), token);
    return (deadlines?.groups ?? []).reduce((sum, { count }) => sum + count, 0);
  } catch (error) {
    expect(error).toMatchObject({ code: 'calendar-link.not-found' });
    return null;
  }
}

async function aTownWithDeadlines(): Promise<Town> {
  const town = await aTown(scene);
  await aNamedLease(town, 'holdover a', through('2026-11-01'));
  await aNamedLease(town, 'holdover b', through('2026-11-01'));
  await aNamedLease(town, 'converted', through('2026-07-01'));
  await aNight(town, TODAY);
  return town;
}

describe('a calendar link', () => {
  it('opens the days that matter, counted by kind and day, and what has passed is left out', async () => {
    const town = await aTownWithDeadlines();
    const { token } = await aLink(actorOf(town));
    const { deadlines, validThrough } = await readCalendarFeed(depsOn(), token);
    expect(deadlines?.groups).toContainEqual({
      kind: 'holdover',
      dueOn: '2027-02-01',
      count: 2,
      newCount: 2,
    });
    expect(deadlines?.groups.every(({ dueOn }) => dueOn >= TODAY)).toBe(true);
    expect(JSON.stringify(deadlines?.groups)).not.toMatch(/holdover [ab]|[0-9a-f]{8}-/);
    expect(validThrough).toBe('2027-11-23');
  });

  it('is stored as a hash: its token is in no row, not even in the answer kept for retries', async () => {
    const town = await aTown(scene);
    const actor = actorOf(town);
    const request = aRequest('makeCalendarLink');
    const made = await makeCalendarLink(depsOn(), actor, request);
    const stored = await peek(town, async (tx) =>
      JSON.stringify([
        await tx.selectFrom('calendar_links').selectAll().execute(),
        await tx.selectFrom('idempotency_keys').selectAll().execute(),
        await tx.selectFrom('audit_events').selectAll().execute(),
      ]),
    );
    expect(made.token).toHaveLength(96);
    expect(stored).not.toContain(made.token ?? '');
    expect(stored).not.toContain(made.token?.slice(32) ?? '');
    const again = await makeCalendarLink(depsOn(), actor, request);
    expect(again).toEqual({ ...made, token: null });
    const page = await listOwnCalendarLinks(scene.deps, actor, { afterId: undefined, limit: 10 });
    expect(page.totalCount).toBe(1);
  });

  it('is answered until it is revoked or past its last day; a changed token is never answered', async () => {
    const town = await aTownWithDeadlines();
    const other = await aTown(scene);
    const actor = actorOf(town);
    const { id, token } = await aLink(actor);
    const { token: foreign } = await aLink(actorOf(other));
    await signedIn(actor, { on: addDays(TODAY, 360) });
    expect(await countFed(token, addDays(TODAY, 365))).toBe(2);
    expect(await countFed(token, addDays(TODAY, 366))).toBeNull();
    expect(await countFed(foreign)).toBe(0);
    expect(await countFed(foreign.slice(0, 32) + token.slice(32))).toBeNull();
    expect(await countFed(`${token.slice(0, -1)}b`)).toBeNull();
    expect(await countFed('x'.repeat(96))).toBeNull();
    expect(await countFed(token.toUpperCase())).toBeNull();
    const revoke = async (by: Actor) =>
      await endCalendarLink(depsOn(), by, { calendarLinkId: id }, aRequest('revokeCalendarLink'));
    await expect(revoke({ ...actor, id: 'somebody else' })).rejects.toMatchObject({
      code: 'calendar-link.not-found',
    });
    expect(await countFed(token)).toBe(2);
    expect(await revoke(actor)).toMatchObject({ id, state: 'revoked' });
    expect(await countFed(token)).toBeNull();
    await expect(revoke(actor)).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('does not outlive the role of its owner, nor an owner whom nobody vouches for any more', async () => {
    const town = await aTownWithDeadlines();
    const actor = actorOf(town);
    const { token } = await aLink(actor);
    const at = addDays(TODAY, 1);
    const end = async (session: { id: string; municipalityId: string }, reason: SessionEndReason) =>
      await endSession(depsOn(at), session, {
        by: { id: 'sessions', role: 'job', requestId: nextId() },
        reason,
      });
    await end(await signedIn(actor), 'signed-out');
    expect(await countFed(token)).toBe(2);
    // The provider has said that the role is gone, or is another one.
    for (const reason of ['revoked', 'rights-changed'] as const) {
      await end(await signedIn(actor, { on: at }), reason);
      expect(await countFed(token, at)).toBeNull();
      await peek(town, async (tx) =>
        tx
          .updateTable('staff_sessions')
          .where('state', '=', 'ended')
          .set({ end_reason: 'signed-out' })
          .execute(),
      );
      expect(await countFed(token, at)).toBe(2);
    }
    await signedIn(actor, { on: addDays(TODAY, 2), role: 'auditor' });
    expect(await countFed(token, addDays(TODAY, 2))).toBeNull();
    await signedIn(actor, { on: addDays(TODAY, 3) });
    expect(await countFed(token, addDays(TODAY, 3))).toBe(2);
    expect(await countFed(token, addDays(TODAY, 33))).toBe(2);
    expect(await countFed(token, addDays(TODAY, 34))).toBeNull();
  });

  it('counts no case that its owner is recused from', async () => {
    const town = await aTownWithDeadlines();
    const { token } = await aLink(actorOf(town));
    const { token: ofColleague } = await aLink({ ...actorOf(town), id: 'colleague' });
    const household = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('households')
          .select('id')
          .where('reference', '=', 'holdover a')
          .executeTakeFirstOrThrow(),
    );
    await aRecusal(town, actorOf(town), household.id);
    expect([await countFed(token), await countFed(ofColleague)]).toEqual([1, 2]);
  });
});

async function subscribe(town: Town, role: Actor['role']) {
  return await subscribeToReport(
    scene.deps,
    actorOf(town, 'leader'),
    { role },
    aRequest('subscribeToReport'),
  );
}

/** What the role was told of. */
async function told(town: Town, role: Actor['role']) {
  return (await listDeliveries(scene.deps, actorOf(town, role), { afterId: undefined, limit: 10 })).items;
}

describe('a subscription', () => {
  it('tells its role of every night once, however often the night is made, and holds no more than the run', async () => {
    const town = await aTown(scene);
    await subscribe(town, 'housing-manager');
    const first = await aNight(town, addDays(TODAY, -1));
    const second = await aNight(town, TODAY);
    await aNight(town, TODAY);
    expect((await told(town, 'housing-manager')).map(({ runId, runOn }) => [runId, runOn])).toEqual([
      [second.id, TODAY],
      [first.id, addDays(TODAY, -1)],
    ]);
    expect(await told(town, 'leader')).toEqual([]);
    const rows = await peek(
      town,
      async (tx) => await tx.selectFrom('report_deliveries').selectAll().execute(),
    );
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual([
      'created_at',
      'id',
      'municipality_id',
      'run_id',
      'subscription_id',
    ]);
  });

  it('ends, and what was told stays; another may be made then, and one at a time', async () => {
    const town = await aTown(scene);
    const { id } = await subscribe(town, 'follow-up');
    await expect(subscribe(town, 'follow-up')).rejects.toMatchObject({
      code: 'report-subscription.already-active',
    });
    await aNight(town, addDays(TODAY, -1));
    const end = async (reportSubscriptionId: string) =>
      await unsubscribeFromReport(
        scene.deps,
        actorOf(town, 'leader'),
        { reportSubscriptionId },
        aRequest('endReportSubscription'),
      );
    expect(await end(id)).toMatchObject({ state: 'ended' });
    await aNight(town, TODAY);
    expect(await told(town, 'follow-up')).toHaveLength(1);
    await expect(end(id)).rejects.toMatchObject({ code: 'record.transition-refused' });
    await expect(end(nextId())).rejects.toMatchObject({ code: 'report-subscription.not-found' });
    await subscribe(town, 'follow-up');
    const page = await listSubscriptions(scene.deps, actorOf(town), { afterId: undefined, limit: 1 });
    expect(page).toMatchObject({ items: [{ state: 'active' }], isLast: false, totalCount: 2 });
  });

  it('is refused to a role that may not read reports, and to whoever may not subscribe', async () => {
    const town = await aTown(scene);
    await expect(subscribe(town, 'committee')).rejects.toMatchObject({
      code: 'report-subscription.role-cannot-read',
    });
    const byAuditor = subscribeToReport(
      scene.deps,
      actorOf(town, 'auditor'),
      { role: 'auditor' },
      aRequest('subscribeToReport'),
    );
    await expect(byAuditor).rejects.toMatchObject({ code: 'authorisation.denied' });
  });
});
