import { createServer, type Server } from 'node:http';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { TEST_EVENT_TYPE, WEBHOOK_ATTEMPTS } from '@boligtrapp/domain';
import { createGuardedPost, createTokenSource } from '@boligtrapp/platform';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aMunicipality,
  aPlaceToLive,
  type BuilderScope,
  createTestDatabase,
  nameForCase,
  nextId,
  protectPerson,
  type TestDatabase,
  testKeyParts,
} from '@boligtrapp/testing';
import {
  type Actor,
  appendAuditEvent,
  changeWebhookSubscription,
  createWebhookCipher,
  type DeliverWebhookDeps,
  deliverWebhook,
  endWebhookSubscription,
  listWebhookDeliveries,
  moveWebhookSubscription,
  publishEvents,
  replayWebhookDelivery,
  replayWebhookRange,
  requeueOverdue,
  rotateWebhookSecret,
  subscribeToEvents,
  testWebhookSubscription,
  type WebhookDeps,
  type WebhookSubscriptionWithSecret,
} from '@boligtrapp/use-cases';
import type { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishAllEvents } from './processors/webhooks.processor.ts';

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const CLOSED = 'no.boligtrapp.lease.closed.v1';
const ROUND_SIGNED = 'no.boligtrapp.round.signed.v1';

let database: TestDatabase;
let db: Db;
let relayPool: Pool;
let town: BuilderScope;
let server: Server;
let url: string;
let received: Received[];
/** What the other side answers. */
let answer: number;
/** Now, which goes on as the tests say. */
let now: Temporal.Instant;

const clock = {
  now: () => now.toString(),
  today: () => {
    throw new Error('not asked');
  },
};
const ids = { next: nextId };

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'test' }));
  relayPool = createPool({ url: database.url, role: DATABASE_ROLES.relay, applicationName: 'test' });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({
        headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
        body,
      });
      response.writeHead(answer).end('an answer that nobody keeps');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}/in`;
});
beforeEach(async () => {
  town = await aMunicipality(db);
  received = [];
  answer = 204;
  // A little later than by the clock of the database, by which changes are made.
  // As the clock of the product tells it; the database would round what is finer.
  now = Temporal.Now.instant().round('millisecond').add({ minutes: 1 });
});
afterEach(() => server.closeAllConnections());
afterAll(async () => {
  server.close();
  await relayPool.end();
  await db.destroy();
  await database.drop();
});

const hosts = { allowed: ['hooks.example.no'], allowsLoopback: true };

function deps(): WebhookDeps & DeliverWebhookDeps {
  const cipher = createWebhookCipher({ db, ids, ...testKeyParts() });
  return {
    db,
    clock,
    ids,
    tokens: createTokenSource(),
    webhooks: { cipher, hosts },
    cipher,
    hosts,
    sender: { send: createGuardedPost({ allowsLoopback: true }) },
  };
}

const leader = (id = 'leader-1'): Actor => ({
  id,
  role: 'leader',
  municipalityId: town.municipalityId,
  requestId: nextId(),
});
const key = (operation: string) => ({ operation, key: nextId(), requestHash: 'a'.repeat(64), status: 201 });

async function subscribe(eventTypes: readonly string[] = [CLOSED]): Promise<WebhookSubscriptionWithSecret> {
  return await subscribeToEvents(deps(), leader(), { url, eventTypes }, key('subscribe'));
}

/** Records a change as a use case does. */
async function change(
  objectId: string,
  action = 'lease.closed',
  after: Record<string, string> = {},
): Promise<void> {
  const scope = { municipalityId: town.municipalityId, actorId: 'test' };
  await inTenant(db, scope, async (tx) => {
    const objectKind = action.split('.')[0] ?? '';
    await appendAuditEvent(tx, leader('kari'), { action, objectKind, objectId, after });
  });
}

/** A dwelling that somebody may live in. */
async function aHome(): Promise<string> {
  const { buildingId } = await aPlaceToLive(town);
  return await aDwelling(town, { building_id: buildingId });
}

interface Job {
  readonly municipalityId: string;
  readonly messageId: string;
}

/** Takes the jobs that are due out of the outbox, as the relay does. */
async function takeJobs(): Promise<readonly Job[]> {
  const { rows } = await relayPool.query<{ payload: Job }>(
    `update outbox set relayed_at = now() where relayed_at is null and queue = 'webhooks'
       and municipality_id = $1 and available_at <= $2 returning payload`,
    [town.municipalityId, now.toString()],
  );
  return rows.map(({ payload }) => payload);
}

/** Tells and delivers until nothing is due. */
async function work(): Promise<void> {
  while (await publishEvents(deps(), town.municipalityId));
  for (let jobs = await takeJobs(); jobs.length > 0; jobs = await takeJobs()) {
    for (const job of jobs) await deliverWebhook(deps(), job);
  }
}

async function deliveries(id: string, actor = leader()) {
  const query = { webhookSubscriptionId: id, afterId: undefined, limit: 100 };
  return await listWebhookDeliveries({ db }, actor, query);
}

const eventOf = ({ body }: Received): Record<string, unknown> => {
  const event: unknown = JSON.parse(body);
  return typeof event === 'object' && event !== null ? { ...event } : {};
};

describe('an event', () => {
  it('comes signed so that another implementation of Standard Webhooks takes it, with ids only', async () => {
    const { id, secret } = await subscribe();
    const leaseId = nextId();
    await change(leaseId, 'lease.closed', { reasonCode: 'moved-out' });
    await work();
    const [one] = received;
    if (one === undefined) throw new Error('nothing came');
    expect(one.headers['content-type']).toBe('application/cloudevents+json');
    new Webhook(secret ?? '').verify(one.body, one.headers);
    const { time, ...event } = eventOf(one);
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(event).toEqual({
      specversion: '1.0',
      id: one.headers['webhook-id'],
      source: `urn:uuid:${town.municipalityId}`,
      type: CLOSED,
      subject: leaseId,
      datacontenttype: 'application/json',
      data: { kind: 'lease', id: leaseId },
    });
    expect(() => new Webhook(secret ?? '').verify(`${one.body} `, one.headers)).toThrow('signature');
    const page = await deliveries(id);
    expect(page.items).toMatchObject([
      { state: 'delivered', subjectId: leaseId, attempts: [{ outcome: 'delivered', statusCode: 204 }] },
    ]);
    expect(JSON.stringify(page)).not.toContain('an answer that nobody keeps');
  });

  it('comes to who asked for its type, and from then on only', async () => {
    await change(nextId());
    await subscribe([ROUND_SIGNED]);
    await change(nextId());
    const roundId = nextId();
    await change(roundId, 'round.signed');
    await change(nextId(), 'address-protection.changed');
    await work();
    expect(received.map((one) => eventOf(one)['subject'])).toEqual([roundId]);
  });

  it('is found in every municipality where something happened', async () => {
    await subscribe();
    await change(nextId());
    await publishAllEvents({ ...deps(), relayPool });
    expect(await takeJobs()).toHaveLength(1);
  });

  it('does not go by a transaction that was rolled back', async () => {
    await subscribe();
    const scope = { municipalityId: town.municipalityId, actorId: 'test' };
    const failed = inTenant(db, scope, async (tx) => {
      await appendAuditEvent(tx, leader(), {
        action: 'lease.closed',
        objectKind: 'lease',
        objectId: nextId(),
      });
      throw new Error('the cause failed');
    });
    await expect(failed).rejects.toThrow('the cause failed');
    await work();
    expect(received).toEqual([]);
  });
});

describe('a case with a protected address', () => {
  it('is told of nothing, by itself or by what names it', async () => {
    const { id } = await subscribe([CLOSED, ROUND_SIGNED]);
    const householdId = await aHousehold(town);
    await protectPerson(town, await aMember(town, householdId));
    const leaseId = await aLease(town, { household_id: householdId, dwelling_id: await aHome() });
    await change(leaseId);
    await change(nextId(), 'round.signed', { householdId });
    await work();
    expect(received).toEqual([]);
    expect((await deliveries(id)).totalCount).toBe(0);
  });

  it('that is protected later is told of no more, not by a replay, either, and is not in the log', async () => {
    const { id } = await subscribe();
    const householdId = await aHousehold(town);
    const memberId = await aMember(town, householdId);
    const leaseId = await aLease(town, { household_id: householdId, dwelling_id: await aHome() });
    await change(leaseId);
    answer = 500;
    await work();
    const [message] = (await deliveries(id)).items;
    expect(message).toMatchObject({ state: 'pending', attemptCount: 1 });
    await protectPerson(town, memberId);
    answer = 204;
    now = now.add({ hours: 1 });
    await work();
    expect(received).toHaveLength(1);
    expect(await deliveries(id)).toMatchObject({ items: [], totalCount: 0 });
    const command = { webhookSubscriptionId: id, webhookDeliveryId: message?.id ?? '' };
    await expect(replayWebhookDelivery(deps(), leader(), command, key('replay'))).rejects.toMatchObject({
      code: 'webhook-delivery.not-found',
    });
    const range = { webhookSubscriptionId: id, from: '2000-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };
    const again = await replayWebhookRange(deps(), leader(), { ...range, onlyDead: false }, key('range'));
    expect(again).toEqual({ replayedCount: 0 });
    // Who is named for the case sees what became of it; it is sent to nobody all the same.
    await nameForCase(town, householdId, 'leader-1');
    const [withheld] = (await deliveries(id)).items;
    expect(withheld).toMatchObject({ state: 'withheld' });
    await expect(replayWebhookDelivery(deps(), leader(), command, key('replay'))).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
  });
});

describe('delivery', () => {
  it('is tried ever more seldom under one id, and given up in the end', async () => {
    const { id } = await subscribe();
    answer = 503;
    await change(nextId());
    for (let attempt = 1; attempt <= WEBHOOK_ATTEMPTS + 2; attempt += 1) {
      await work();
      now = now.add({ hours: 25 });
    }
    expect(received).toHaveLength(WEBHOOK_ATTEMPTS);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [dead] = (await deliveries(id)).items;
    expect(dead).toMatchObject({ state: 'dead', attemptCount: WEBHOOK_ATTEMPTS });
    answer = 204;
    const command = { webhookSubscriptionId: id, webhookDeliveryId: dead?.id ?? '' };
    await replayWebhookDelivery(deps(), leader(), command, key('replay'));
    await work();
    expect(received.at(-1)?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
    expect((await deliveries(id)).items).toMatchObject([
      { state: 'delivered', attemptCount: WEBHOOK_ATTEMPTS + 1 },
    ]);
  });

  it('of a range is made again, oldest first, of what died only where that is asked', async () => {
    const { id } = await subscribe();
    const leases = [nextId(), nextId(), nextId()];
    for (const leaseId of leases) await change(leaseId);
    await work();
    const range = {
      webhookSubscriptionId: id,
      from: '2000-01-01T00:00:00Z',
      until: '2100-01-01T00:00:00Z',
    };
    const dead = await replayWebhookRange(deps(), leader(), { ...range, onlyDead: true }, key('range'));
    expect(dead).toEqual({ replayedCount: 0 });
    const all = await replayWebhookRange(deps(), leader(), { ...range, onlyDead: false }, key('range'));
    expect(all).toEqual({ replayedCount: 3 });
    const before = { ...range, until: '2001-01-01T00:00:00Z', onlyDead: false };
    expect(await replayWebhookRange(deps(), leader(), before, key('range'))).toEqual({ replayedCount: 0 });
    await work();
    expect(received).toHaveLength(6);
    expect(new Set(received.slice(3).map((one) => eventOf(one)['subject']))).toEqual(new Set(leases));
  });

  it('goes to no host that is no longer allowed', async () => {
    const { id } = await subscribe();
    await change(nextId());
    await publishEvents(deps(), town.municipalityId);
    for (const job of await takeJobs()) {
      await deliverWebhook({ ...deps(), hosts: { allowed: [], allowsLoopback: false } }, job);
    }
    expect(received).toEqual([]);
    expect((await deliveries(id)).items[0]?.attempts).toMatchObject([{ outcome: 'host-not-allowed' }]);
  });

  it('is found again when the queue has lost its job', async () => {
    await subscribe();
    await change(nextId());
    await publishEvents(deps(), town.municipalityId);
    expect(await takeJobs()).toHaveLength(1);
    expect(await requeueOverdue(deps(), town.municipalityId)).toBe(0);
    now = now.add({ minutes: 16 });
    expect(await requeueOverdue(deps(), town.municipalityId)).toBe(1);
    expect(await requeueOverdue(deps(), town.municipalityId)).toBe(0);
    await work();
    expect(received).toHaveLength(1);
  });
});

describe('a worker that is killed', () => {
  /** Ends at the named step, as a kill does: what was committed is committed, and nothing else happens. */
  class Killed extends Error {}
  type Step = 'before the call' | 'after the call' | 'while publishing';

  async function runKilledAt(step: Step, isBroken: boolean): Promise<void> {
    const leases = Array.from({ length: 5 }, () => nextId());
    await subscribe();
    for (const leaseId of leases) await change(leaseId);
    const whole = deps();
    if (step === 'while publishing') {
      let made = 0;
      const failing = {
        next: () => {
          if (++made > 7) throw new Killed();
          return nextId();
        },
      };
      await expect(publishEvents({ ...whole, ids: failing }, town.municipalityId)).rejects.toThrow(Killed);
    }
    while (await publishEvents(whole, town.municipalityId));
    const [first, ...others] = await takeJobs();
    if (first === undefined) throw new Error('no job');
    const send = async (call: Parameters<typeof whole.sender.send>[0]) => {
      if (step === 'after the call') await whole.sender.send(call);
      throw new Killed();
    };
    if (step !== 'while publishing') {
      await expect(deliverWebhook({ ...whole, sender: { send } }, first)).rejects.toThrow(Killed);
    }
    // The queue gives a job whose worker died to another one; a queue that does not loses it.
    const taken = isBroken ? others : [first, ...others];
    for (const job of taken) await deliverWebhook(whole, job);
    const subjects = received.map((one) => eventOf(one)['subject']);
    expect(new Set(subjects)).toEqual(new Set(leases));
    const ids = new Set(received.map(({ headers }) => headers['webhook-id']));
    expect(ids.size).toBe(leases.length);
    expect(received.length).toBe(step === 'after the call' ? leases.length + 1 : leases.length);
  }

  it.each<Step>(['before the call', 'after the call', 'while publishing'])(
    'loses nothing, and makes no second event: %s',
    async (step) => await runKilledAt(step, false),
  );

  it('broken control: a job that is not given to another worker is missing', async () => {
    await expect(runKilledAt('before the call', true)).rejects.toThrow();
  });

  it('and several at a time tell each change once', async () => {
    await subscribe();
    const leases = Array.from({ length: 40 }, () => nextId());
    const telling = Array.from({ length: 4 }, async () => {
      for (let look = 0; look < 20; look += 1) await publishEvents(deps(), town.municipalityId);
    });
    for (const leaseId of leases) await change(leaseId);
    await Promise.all(telling);
    await work();
    expect(received.map((one) => String(eventOf(one)['subject'])).toSorted()).toEqual(leases.toSorted());
  });
});

describe('a subscription', () => {
  it('signs with the former secret, too, for a day after a rotation', async () => {
    const made = await subscribe();
    const version = { webhookSubscriptionId: made.id, version: made.version };
    const request = key('rotate');
    const rotated = await rotateWebhookSecret(deps(), leader(), version, request);
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(made.secret);
    // A retry changes nothing and shows nothing.
    const retried = await rotateWebhookSecret(deps(), leader(), version, request);
    expect(retried).toEqual({ ...rotated, secret: null });
    await testWebhookSubscription(deps(), leader(), { webhookSubscriptionId: made.id }, key('test'));
    await work();
    const [one] = received;
    for (const secret of [made.secret, rotated.secret]) {
      expect(new Webhook(secret ?? '').verify(one?.body ?? '', one?.headers ?? {})).toMatchObject({
        type: TEST_EVENT_TYPE,
        subject: made.id,
      });
    }
    now = now.add({ hours: 24 });
    await testWebhookSubscription(deps(), leader(), { webhookSubscriptionId: made.id }, key('test'));
    await work();
    expect(received.at(-1)?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  it('keeps its secret encrypted, and shows it once', async () => {
    const request = key('subscribe');
    const command = { url, eventTypes: [CLOSED] };
    const made = await subscribeToEvents(deps(), leader(), command, request);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await subscribeToEvents(deps(), leader(), command, request);
    expect(again).toEqual({ ...made, secret: null });
    const scope = { municipalityId: town.municipalityId, actorId: 'test' };
    const stored = await inTenant(db, scope, async (tx) => ({
      keys: await tx.selectFrom('idempotency_keys').selectAll().execute(),
      subscriptions: await tx.selectFrom('webhook_subscriptions').selectAll().execute(),
      trail: await tx.selectFrom('audit_events').selectAll().execute(),
    }));
    const [, bare = ''] = (made.secret ?? '').split('_');
    const texts =
      JSON.stringify(stored) + stored.subscriptions.map(({ secrets }) => secrets.toString('latin1')).join();
    expect(texts).not.toContain(bare);
  });

  it('that is paused gets what happened meanwhile when it goes on, and one that has ended nothing', async () => {
    const made = await subscribe();
    const of = (version: number) => ({ webhookSubscriptionId: made.id, version });
    const pause = { ...of(1), action: 'pause' } as const;
    await moveWebhookSubscription(deps(), leader(), pause, key('pause'));
    await change(nextId());
    await work();
    expect(received).toEqual([]);
    await moveWebhookSubscription(deps(), leader(), { ...of(2), action: 'resume' }, key('resume'));
    await work();
    expect(received).toHaveLength(1);
    await endWebhookSubscription(deps(), leader(), of(3));
    await change(nextId());
    await work();
    expect(received).toHaveLength(1);
    const ended = { webhookSubscriptionId: made.id };
    await expect(testWebhookSubscription(deps(), leader(), ended, key('test'))).rejects.toMatchObject({
      code: 'webhook-subscription.disabled',
    });
    await expect(endWebhookSubscription(deps(), leader(), of(4))).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
  });

  it.each(['https://other.example.no/in', 'http://hooks.example.no/in', 'https://a:b@hooks.example.no/'])(
    'goes to no address that is not allowed: %s',
    async (refused) => {
      const command = { url: refused, eventTypes: [CLOSED] };
      await expect(subscribeToEvents(deps(), leader(), command, key('subscribe'))).rejects.toMatchObject({
        code: 'webhook-subscription.url-refused',
      });
      const { id, version } = await subscribe();
      const changed = { webhookSubscriptionId: id, version, url: refused };
      await expect(changeWebhookSubscription(deps(), leader(), changed)).rejects.toMatchObject({
        code: 'webhook-subscription.url-refused',
      });
    },
  );

  it('is not made where there is no key, and not changed by who has read another version', async () => {
    const none = { ...deps(), webhooks: undefined };
    const command = { url, eventTypes: [CLOSED] };
    await expect(subscribeToEvents(none, leader(), command, key('subscribe'))).rejects.toMatchObject({
      code: 'webhook.not-configured',
    });
    const { id } = await subscribe();
    const stale = { webhookSubscriptionId: id, version: 7, eventTypes: [ROUND_SIGNED] };
    await expect(changeWebhookSubscription(deps(), leader(), stale)).rejects.toMatchObject({
      code: 'record.version-stale',
    });
  });
});
