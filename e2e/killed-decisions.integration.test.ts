import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTenant } from '@boligtrapp/database';
import { createSystemClock } from '@boligtrapp/platform';
import {
  aBuilding,
  aDistrict,
  aDwelling,
  aHousehold,
  aMunicipality,
  aNeighbourhood,
  anApplication,
  anAssessment,
  aPolicySet,
  type BuilderScope,
  nextId,
  type StaffBrowser,
  signInAs,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RestartableSystem, startRestartableSystem, type Victim } from './restartable-system.ts';
import { MUNICIPALITY } from './service-process.ts';

/** How long a caller tries: a database may take its time to come back on a busy machine. */
const PATIENCE_MS = 150_000;
const VOTERS = ['chair', 'second', 'third'] as const;
const STAGES = ['round', 'signing', 'acceptance'] as const;
type Stage = (typeof STAGES)[number];

/** Twenty kills: what is killed, in which stage, and how many milliseconds after the stage has begun. */
const KILLS: readonly { readonly victim: Victim; readonly stage: Stage; readonly afterMs: number }[] =
  Array.from({ length: 20 }, (_, n) => ({
    // A worker that is killed in a solve is missed by the queue after some 15 s, so that it is killed less often.
    victim: n % 7 === 3 ? 'worker' : n % 2 === 0 ? 'api' : 'postgres',
    stage: STAGES[n % 3] ?? 'round',
    // Spread over the time that a stage takes, another point each.
    afterMs: (n * 37) % 90,
  }));

let system: RestartableSystem;
let scope: BuilderScope;
let buildingId: string;
/** Who has signed in at the API that runs now; with another one everybody signs in anew. */
const signedIn = new Map<string, StaffBrowser>();
/** How often a request met what had been killed. */
let outages = 0;

beforeAll(async () => {
  system = await startRestartableSystem();
  scope = await aMunicipality(system.db, { kommunenummer: MUNICIPALITY });
  await aPolicySet(scope);
  // Room for everyone: two households move in at each kill.
  const district_id = await aDistrict(scope);
  const neighbourhood_id = await aNeighbourhood(scope, { district_id, dwelling_count: 10_000 });
  buildingId = await aBuilding(scope, { neighbourhood_id });
}, 120_000);

afterAll(async () => {
  await system.close();
});

async function browserOf(user: string): Promise<StaffBrowser> {
  const key = `${user} ${system.url()}`;
  const known = signedIn.get(key);
  if (known !== undefined) return known;
  const browser = await signInAs(system.url(), user);
  signedIn.set(key, browser);
  return browser;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly etag: string;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly as: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly ifMatch?: string;
}

async function attempt({ method, path, as, body, key, ifMatch }: Call): Promise<Answer> {
  const browser = await browserOf(as);
  const response = await browser.fetch(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  const parsed: unknown = await response.json();
  const fields = typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  return { status: response.status, body: fields, etag: response.headers.get('etag') ?? '' };
}

/** Asks until there is an answer that is no outage; a POST with the same key each time. */
async function call(request: Call): Promise<Answer> {
  let last = 'nothing';
  for (const startedAt = performance.now(); performance.now() - startedAt < PATIENCE_MS; ) {
    const answer = await attempt(request).catch((error: unknown) => {
      last = String(error);
    });
    if (answer !== undefined) {
      const isOutage = answer.status >= 500 || answer.body['code'] === 'idempotency.in-progress';
      if (!isOutage) return answer;
      last = JSON.stringify([answer.status, answer.body]);
    }
    outages += 1;
    await sleep(100);
  }
  throw new Error(
    `${request.method} ${request.path} was not answered, the last time with ${last}\n${system.lastWords()}`,
  );
}

/** A POST that creates, retried until it is answered, and then once more: the answer must be the first one. */
async function post(path: string, as: string, body: unknown, ifMatch?: string): Promise<Answer> {
  const request: Call = {
    method: 'POST',
    path,
    as,
    body,
    key: randomUUID(),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
  const first = await call(request);
  expect([path, first.status < 300, first.body]).toEqual([path, true, first.body]);
  const again = await call(request);
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  return first;
}

function idOf({ body }: Answer): string {
  return String(body['id']);
}

async function untilProposed(roundId: string): Promise<void> {
  for (const startedAt = performance.now(); performance.now() - startedAt < 60_000; ) {
    const { body } = await call({ method: 'GET', path: `/v1/rounds/${roundId}`, as: 'officer' });
    if (body['state'] === 'proposed') return;
    expect(['queued', 'solving']).toContain(body['state']);
    await sleep(100);
  }
  throw new Error('the round was not computed');
}

/** Runs a stage, and in the middle of it the kill, where it is one of this stage. */
async function inStage<T>(stage: Stage, kill: (typeof KILLS)[number], work: () => Promise<T>): Promise<T> {
  if (kill.stage !== stage) return await work();
  const killed = sleep(kill.afterMs).then(async () => await system.kill(kill.victim));
  const [result] = await Promise.all([work(), killed]);
  return result;
}

async function aWaitingHousehold(): Promise<void> {
  const household_id = await aHousehold(scope);
  await anApplication(scope, { household_id });
  await anAssessment(scope, { household_id });
}

async function aVacantDwelling(): Promise<void> {
  const dwelling_id = await aDwelling(scope, { building_id: buildingId });
  await inTenant(scope.db, { municipalityId: scope.municipalityId, actorId: 'test' }, async (tx) => {
    const period = { role: 'dwelling', valid_during: '[2020-01-01,)' } as const;
    await tx
      .insertInto('dwelling_periods')
      .values({ municipality_id: scope.municipalityId, id: nextId(), dwelling_id, ...period })
      .execute();
  });
}

/** What is stored of a round, counted. */
async function countsOf(roundId: string) {
  return await inTenant(system.db, { municipalityId: scope.municipalityId, actorId: 'test' }, async (tx) => {
    const count = async (
      table: 'proposals' | 'decisions' | 'protocols' | 'round_signatures',
    ): Promise<number> =>
      (await tx.selectFrom(table).where('round_id', '=', roundId).select('municipality_id').execute()).length;
    const offers = await tx
      .selectFrom('offers as o')
      .innerJoin('decisions as d', 'd.id', 'o.decision_id')
      .where('d.round_id', '=', roundId)
      .select('o.state')
      .execute();
    return {
      proposals: await count('proposals'),
      decisions: await count('decisions'),
      protocols: await count('protocols'),
      signatures: await count('round_signatures'),
      offers: offers.map(({ state }) => state).toSorted(),
    };
  });
}

it('leaves round, signing and acceptance whole or absent at twenty kills, and answers a retry as before', async () => {
  const today = createSystemClock().today();
  for (const [index, kill] of KILLS.entries()) {
    for (let n = 0; n < 2; n += 1) {
      await aVacantDwelling();
      await aWaitingHousehold();
    }
    const roundId = await inStage('round', kill, async () => {
      const request = { meetingOn: today, horizonDays: 0, tracks: ['welfare'], includesMovers: false };
      const created = idOf(await post('/v1/rounds', 'officer', request));
      await untilProposed(created);
      return created;
    });
    const meeting = await post('/v1/meetings', 'officer', { meetingOn: today, agenda: [{ roundId }] });
    const meetingId = idOf(meeting);
    await post(`/v1/meetings/${meetingId}/transitions`, 'officer', { action: 'open' }, '"1"');
    for (const [place, member] of VOTERS.entries()) {
      const attendee = { member, capacity: place === 0 ? 'chair' : 'member', deputyFor: null };
      await post(`/v1/meetings/${meetingId}/attendance`, 'officer', attendee);
    }
    const signed = await inStage('signing', kill, async () => {
      const draft = await call({ method: 'GET', path: `/v1/rounds/${roundId}/signing-draft`, as: 'chair' });
      const signature = { contentHash: draft.body['contentHash'], staleReason: null };
      await post(`/v1/rounds/${roundId}/signatures`, 'chair', signature);
      return await post(`/v1/rounds/${roundId}/signatures`, 'second', signature);
    });
    const decided = Array.isArray(signed.body['decided']) ? signed.body['decided'] : [];
    const offerIds = decided.map((made: unknown) =>
      typeof made === 'object' && made !== null && 'offerId' in made ? String(made.offerId) : '',
    );
    expect([index, kill, signed.body['conflicts'], signed.body['waiting'], offerIds.length]).toEqual([
      index,
      kill,
      [],
      [],
      2,
    ]);
    await inStage('acceptance', kill, async () => {
      await post(`/v1/offers/${offerIds[0] ?? ''}/accept`, 'officer', undefined);
    });
    expect([index, await countsOf(roundId)]).toEqual([
      index,
      { proposals: 1, decisions: 2, protocols: 1, signatures: 2, offers: ['accepted', 'open'] },
    ]);
  }
  // Kills that nobody noticed would have tried nothing.
  expect(outages).toBeGreaterThan(KILLS.length / 2);
}, 600_000);
