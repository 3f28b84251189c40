import type { Db } from '@boligtrapp/database';
import { aDwelling, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeKobo } from '../../test/fake-kobo.ts';
import { aKoboScene, type KoboScene } from '../../test/kobo-scene.ts';
import { aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import type { KoboGateway } from '../ports/kobo-gateway.ts';
import { enterKoboValuePair } from './answer-kobo-question.ts';
import type { KoboSyncDeps } from './kobo-deps.ts';
import { linkKoboDwelling } from './link-kobo-dwelling.ts';
import { receiveKoboHint } from './receive-kobo-hint.ts';
import { syncKoboDwelling } from './sync-kobo-dwelling.ts';

let records: RecordsScene;
let scene: KoboScene;

beforeAll(async () => {
  records = await openRecordsScene();
});
afterAll(async () => {
  await records.close();
});
beforeEach(async () => {
  scene = await aKoboScene(records);
});

/** The death of a worker: nothing that it would have done after is done. */
class Killed extends Error {}

/** Counts the steps of a worker, and kills it before one of them. */
class Executioner {
  steps = 0;
  readonly #at: number;

  constructor(at: number) {
    this.#at = at;
  }

  step(): void {
    this.steps += 1;
    if (this.steps === this.#at) throw new Killed();
    if (this.steps > this.#at) throw new Error('a dead worker does not go on');
  }

  /** The database, where each transaction is a step: one that is cut off has never been. */
  db(db: Db): Db {
    return new Proxy(db, {
      get: (target, name) => {
        if (name === 'transaction') this.step();
        const value: unknown = Reflect.get(target, name, target);
        // Its methods know the object by more than its name.
        const bound: unknown = typeof value === 'function' ? value.bind(target) : value;
        return bound;
      },
    });
  }

  /** Kobo, where a call is two steps: one dies before it is made, or when it is done and nobody has heard the answer. */
  kobo(kobo: KoboGateway): KoboGateway {
    const around = async <T>(call: () => Promise<T>): Promise<T> => {
      this.step();
      const answer = await call();
      this.step();
      return answer;
    };
    return {
      read: async (of, id) => await around(async () => await kobo.read(of, id)),
      change: async (of, id, dwelling, etag) =>
        await around(async () => await kobo.change(of, id, dwelling, etag)),
      create: async (of, dwelling) => await around(async () => await kobo.create(of, dwelling)),
    };
  }
}

/** Lets a worker die before its step `at`; false where it was done before that. */
async function dieAt(at: number): Promise<boolean> {
  const executioner = new Executioner(at);
  const deps: KoboSyncDeps = {
    ...scene.deps,
    db: executioner.db(scene.deps.db),
    kobo: executioner.kobo(scene.deps.kobo),
  };
  try {
    await scene.drain(deps);
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return true;
  }
}

/** Hints of every change there, as Kobo sends them. */
async function hintsOf(kobo: FakeKobo): Promise<void> {
  for (const koboId of kobo.dwellings.keys()) await hint(koboId);
}

async function hint(koboId: string): Promise<void> {
  await receiveKoboHint(scene.deps, { municipalityId: scene.scope.municipalityId, koboId });
}

async function setHere(
  dwellingId: string,
  values: { readonly has_lift?: boolean; readonly bedrooms?: number },
) {
  await peek(
    scene.scope,
    async (tx) => await tx.updateTable('dwellings').set(values).where('id', '=', dwellingId).execute(),
  );
}

async function bedroomsHere(): Promise<ReadonlyMap<string, number>> {
  const rows = await peek(
    scene.scope,
    async (tx) => await tx.selectFrom('dwellings').select(['id', 'bedrooms']).execute(),
  );
  return new Map(rows.map(({ id, bedrooms }) => [id, bedrooms]));
}

async function pairLift(): Promise<void> {
  const pair = { field: 'egenskaper', ours: 'lift', kobos: 'HEIS' } as const;
  await enterKoboValuePair(scene.deps, scene.actor, pair, aRequest('enterKoboValuePair'));
}

describe('a worker that is killed before any of its steps', () => {
  it('loses and doubles nothing of what goes both ways', async () => {
    let step = 0;
    let wasKilled = true;
    while (wasKilled) {
      step += 1;
      scene = await aKoboScene(records);
      await pairLift();
      const { dwellingId, koboId } = await scene.aLinked();
      await scene.drain();
      scene.kobo.edit(koboId, { antallSoverom: 3 });
      await setHere(dwellingId, { has_lift: true });
      await hint(koboId);
      wasKilled = await dieAt(step);
      await scene.drainFor(8, 60_000);
      expect([step, await bedroomsHere()]).toEqual([step, new Map([[dwellingId, 3]])]);
      expect(scene.kobo.get(koboId)).toMatchObject({ antallSoverom: 3, egenskaper: ['BALKONG', 'HEIS'] });
      expect((await scene.ledgerOf(dwellingId)).slice(1).toSorted()).toEqual([
        'sent egenskaper ["BALKONG","HEIS"]',
        'taken bedrooms 3',
      ]);
      const { wanted, done, claim, sending } = await scene.linkOf(dwellingId);
      expect([step, wanted - done, claim, sending]).toEqual([step, 0, null, null]);
    }
    // Claim, reading, comparison, change, reading, comparison.
    expect(step).toBeGreaterThan(9);
  });

  it('makes no dwelling twice, and none is lost: it is there, or its order is known to be open', async () => {
    let step = 0;
    let wasKilled = true;
    while (wasKilled) {
      step += 1;
      scene = await aKoboScene(records);
      const dwellingId = await anOrdered();
      wasKilled = await dieAt(step);
      await scene.drainFor(5, 60_000);
      const { state } = await scene.linkOf(dwellingId);
      expect(['linked', 'uncertain']).toContain(state);
      await hintsOf(scene.kobo);
      await scene.drainFor(3, 60_000);
      expect([step, scene.kobo.dwellings.size <= 1]).toEqual([step, true]);
      if (scene.kobo.dwellings.size === 1) {
        expect([step, (await scene.linkOf(dwellingId)).state]).toEqual([step, 'linked']);
      }
    }
    expect(step).toBeGreaterThan(5);
  });

  it('control: one that notes an order only when it is answered makes a dwelling twice', async () => {
    const orders = new Set(['a dwelling']);
    const naive = async (kobo: KoboGateway): Promise<void> => {
      for (const order of orders) {
        await kobo.create('0000', { leverandorBoligId: order });
        orders.delete(order);
      }
    };
    await naive(new Executioner(2).kobo(scene.kobo)).catch(() => undefined);
    await naive(scene.kobo);
    expect(scene.kobo.dwellings.size).toBe(2);
  });

  it('control: one that notes a change before it is sent loses it', async () => {
    const koboId = scene.kobo.add({ antallSoverom: 1 });
    const changes = [2];
    const naive = async (kobo: KoboGateway): Promise<void> => {
      for (let next = changes.shift(); next !== undefined; next = changes.shift()) {
        await kobo.change('0000', koboId, { antallSoverom: next }, null);
      }
    };
    await naive(new Executioner(1).kobo(scene.kobo)).catch(() => undefined);
    await naive(scene.kobo);
    expect(scene.kobo.get(koboId)).toMatchObject({ antallSoverom: 1 });
  });
});

async function anOrdered(): Promise<string> {
  const dwellingId = await aDwelling(scene.scope, { building_id: scene.buildingId });
  const newDwelling = { adresse: {}, boligtype: 'LEILIGHET' };
  await linkKoboDwelling(scene.deps, scene.actor, { dwellingId, newDwelling }, aRequest('linkKoboDwelling'));
  return dwellingId;
}

describe('two workers at the same time', () => {
  it('compare a dwelling one after the other', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    let open = 0;
    let most = 0;
    const slow: KoboGateway = {
      read: async (of, id) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
        open -= 1;
        return await scene.kobo.read(of, id);
      },
      change: async (of, id, dwelling) => await scene.kobo.change(of, id, dwelling),
      create: async (of, dwelling) => await scene.kobo.create(of, dwelling),
    };
    const deps = { ...scene.deps, kobo: slow };
    scene.kobo.edit(koboId, { antallSoverom: 4 });
    const job = { municipalityId: scene.scope.municipalityId, dwellingId, requestId: nextId() };
    await Promise.all(Array.from({ length: 5 }, async () => await syncKoboDwelling(deps, job)));
    expect(most).toBe(1);
    // Nobody else was linked before: both had a number of bedrooms, and people are asked.
    expect((await scene.ledgerOf(dwellingId)).filter((line) => line.startsWith('asked'))).toHaveLength(1);
  });
});

describe('Kobo for an hour', () => {
  const HOUR_MS = 3_600_000;
  const COUNT = 6;

  it.each([
    ['does not answer', 'unreachable', 'before'],
    ['is too slow', 'timeout', 'after'],
    ['answers 429', 'rate-limited', 'before'],
    ['answers 500', 'server-error', 'before'],
  ] as const)('%s: nothing is lost, and what was set last is there last', async (_what, kind, moment) => {
    await pairLift();
    const linked = [];
    for (let index = 0; index < COUNT; index += 1) linked.push(await scene.aLinked());
    await scene.drain();
    scene.kobo.writes.length = 0;
    let isDown = true;
    scene.kobo.faultOf = (_call, at) => (isDown && at === moment ? kind : undefined);
    const callsBefore = scene.kobo.calls;
    for (let quarter = 0; quarter < 4; quarter += 1) {
      for (const [index, { dwellingId, koboId }] of linked.entries()) {
        await setHere(dwellingId, { has_lift: quarter % 2 === index % 2 });
        scene.kobo.edit(koboId, { antallSoverom: quarter });
        await hint(koboId);
      }
      await scene.drainFor(3, HOUR_MS / 12);
    }
    // It is left alone while it is down: not every dwelling is tried in turn.
    expect(scene.kobo.calls - callsBefore).toBeLessThan(COUNT * 14);
    isDown = false;
    await scene.drainFor(5, 240_000);
    const here = await bedroomsHere();
    for (const [index, { dwellingId, koboId }] of linked.entries()) {
      const hasLift = index % 2 === 1;
      expect(here.get(dwellingId)).toBe(3);
      expect(scene.kobo.get(koboId)).toMatchObject({
        antallSoverom: 3,
        egenskaper: hasLift ? ['BALKONG', 'HEIS'] : ['BALKONG'],
      });
      const { wanted, done, attempts, state } = await scene.linkOf(dwellingId);
      expect([state, wanted - done, attempts]).toEqual(['linked', 0, 0]);
    }
  });
});
