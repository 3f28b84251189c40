import { createHash } from 'node:crypto';
import type { DB } from '@boligtrapp/database';
import { addDays, plainDate } from '@boligtrapp/domain';
import { toCanonicalJson } from '@boligtrapp/matching';
import { aMunicipality, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import {
  A_ROUND,
  aRound,
  aTown,
  aUsedDwelling,
  aWaiting,
  createDeps,
  factsOf,
  type Town,
} from '../../test/round-scene.ts';
import { createRound } from './create-round.ts';
import { getRound, listAllRounds } from './read-round.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const TABLES = [
  'rounds',
  'round_snapshots',
  'lots',
  'outbox',
  'audit_events',
  'idempotency_keys',
] as const satisfies readonly (keyof DB)[];

function noSource(): never {
  throw new Error('no randomness');
}

/** How many rows of the town each table of a new round holds. */
async function countRows(town: Town): Promise<Readonly<Record<string, number>>> {
  return await peek(town, async (tx) => {
    const counts: Record<string, number> = {};
    for (const table of TABLES) {
      counts[table] = (await tx.selectFrom(table).select('municipality_id').execute()).length;
    }
    return counts;
  });
}

const NOTHING = Object.fromEntries(TABLES.map((table) => [table, 0]));

/** A town with a vacant dwelling and `count` households that nothing tells apart. */
async function aTiedTown(count: number): Promise<{ readonly town: Town; readonly tied: readonly string[] }> {
  const town = await aTown(scene);
  await aUsedDwelling(town);
  const tied: string[] = [];
  for (let index = 0; index < count; index += 1) tied.push(await aWaiting(town));
  return { town, tied };
}

describe('creating a round', () => {
  it('stores the round, its frozen facts with their hash, the job and the trace', async () => {
    const { town } = await aTiedTown(1);
    const actor = actorOf(town);
    const round = await createRound(createDeps(scene), actor, A_ROUND, aRequest('createRound'));
    expect(round.reference).toBe('T-2026-001');
    const stored = await peek(town, async (tx) => ({
      rounds: await tx.selectFrom('rounds').selectAll().execute(),
      snapshots: await tx.selectFrom('round_snapshots').selectAll().execute(),
      outbox: await tx.selectFrom('outbox').selectAll().execute(),
      audit: await tx.selectFrom('audit_events').selectAll().execute(),
    }));
    expect(stored.rounds).toMatchObject([
      {
        id: round.id,
        reference: 'T-2026-001',
        meeting_on: '2026-12-01',
        horizon_ends_on: '2026-12-31',
        tracks: ['welfare', 'care'],
        includes_movers: true,
        policy_set_id: town.policySetId,
        state: 'queued',
        requested_by: actor.id,
        version: 1,
      },
    ]);
    const [{ facts, facts_hash } = { facts: '', facts_hash: '' }] = stored.snapshots;
    expect(facts_hash).toBe(createHash('sha256').update(facts).digest('hex'));
    expect(facts_hash).toBe(round.factsHash);
    expect(facts).toBe(toCanonicalJson(JSON.parse(facts)));
    expect(stored.outbox).toMatchObject([
      {
        queue: 'rounds',
        kind: 'solve-round',
        payload: { municipalityId: town.municipalityId, roundId: round.id },
        relayed_at: null,
      },
    ]);
    expect(stored.audit).toMatchObject([
      {
        actor: actor.id,
        action: 'round.created',
        object_kind: 'round',
        object_id: round.id,
        after: { reference: 'T-2026-001', factsHash: round.factsHash, horizonEndsOn: '2026-12-31' },
        request_id: actor.requestId,
      },
    ]);
    expect(await countRows(town)).toMatchObject({ rounds: 1, round_snapshots: 1, lots: 0 });
    expect(await getRound(scene.deps, actor, round.id)).toMatchObject({
      ...round,
      state: 'queued',
      meetingOn: '2026-12-01',
      tracks: ['welfare', 'care'],
    });
  });

  it('draws a lot where the rules leave a tie, that anyone can draw again, and ranks by it', async () => {
    const { town, tied } = await aTiedTown(4);
    const last = await aWaiting(town, { urgency_class: 4 });
    const first = [await aWaiting(town, { urgency_class: 1 }), await aWaiting(town, { urgency_class: 1 })];
    const round = await aRound(scene, town);
    const lots = await peek(town, async (tx) => await tx.selectFrom('lots').selectAll().execute());
    const seed = createDeps(scene).lots.seed();
    const ticket = (id: string): string => createHash('sha256').update(`${seed}:${id}`).digest('hex');
    const drawn = (ids: readonly string[]): readonly string[] =>
      ids.toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1));
    expect(lots).toMatchObject([
      {
        round_id: round.id,
        seed,
        options: [first, tied],
        result: [drawn(first), drawn(tied)],
        method: 'sha256-seed-household',
        drawn_by: 'case-officer-1',
      },
    ]);
    const { households } = await factsOf(town, round.id);
    expect(households.map(({ id }) => id)).toEqual([...drawn(first), ...drawn(tied), last]);
  });

  it('gives the same facts the same hash, and other facts another', async () => {
    const { town } = await aTiedTown(3);
    const [one, two] = [await aRound(scene, town), await aRound(scene, town)];
    expect(two.factsHash).toBe(one.factsHash);
    expect(two.id).not.toBe(one.id);
    const turned = await aRound(scene, town, { tracks: ['care', 'welfare'] });
    expect(turned.factsHash).toBe(one.factsHash);
    const later = await aRound(scene, town, { horizonDays: 31 });
    expect(later.factsHash).not.toBe(one.factsHash);
    await aWaiting(town);
    expect((await aRound(scene, town)).factsHash).not.toBe(one.factsHash);
  });

  it('keeps what was frozen when the facts change afterwards', async () => {
    const { town, tied } = await aTiedTown(2);
    const round = await aRound(scene, town);
    const before = await factsOf(town, round.id);
    await peek(town, async (tx) => {
      await tx
        .updateTable('housing_applications')
        .set({ status: 'housed' })
        .where('household_id', 'in', tied)
        .execute();
      await tx.updateTable('dwellings').set({ level: 5 }).execute();
    });
    expect(await factsOf(town, round.id)).toEqual(before);
    expect((await factsOf(town, (await aRound(scene, town)).id)).households).toEqual([]);
  });

  it('numbers the rounds of a year, many at once too, each municipality by itself', async () => {
    const { town } = await aTiedTown(1);
    const rounds = await Promise.all(Array.from({ length: 6 }, async () => await aRound(scene, town)));
    expect(rounds.map(({ reference }) => reference).toSorted()).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => `T-2026-00${number}`),
    );
    const nextYear = await aRound(scene, town, { meetingOn: plainDate('2027-01-04') });
    expect(nextYear.reference).toBe('T-2027-001');
    expect((await aRound(scene, town)).reference).toBe('T-2026-007');
    expect((await aRound(scene, await aTown(scene))).reference).toBe('T-2026-001');
  });
});

describe('a round that fails on the way', () => {
  it.each([
    ['the id of the round', 0],
    ['the id of the lot', 1],
    ['the id of the job', 2],
  ])('at %s leaves nothing, and the same request may be sent again', async (_, calls) => {
    const { town } = await aTiedTown(2);
    let left = calls;
    const ids = {
      next: () => {
        left -= 1;
        if (left < 0) throw new Error('no more ids');
        return nextId();
      },
    };
    const request = aRequest('createRound');
    const attempt = createRound({ ...createDeps(scene), ids }, actorOf(town), A_ROUND, request);
    await expect(attempt).rejects.toThrow('no more ids');
    expect(await countRows(town)).toEqual(NOTHING);
    const round = await createRound(createDeps(scene), actorOf(town), A_ROUND, request);
    expect(round.reference).toBe('T-2026-001');
    expect(await countRows(town)).toEqual(Object.fromEntries(TABLES.map((table) => [table, 1])));
  });

  it('because no lot can be drawn, or with a seed that nobody could check, leaves nothing', async () => {
    const { town } = await aTiedTown(2);
    for (const seed of [noSource, () => 'guess']) {
      const deps = { ...createDeps(scene), lots: { seed } };
      await expect(createRound(deps, actorOf(town), A_ROUND, aRequest('createRound'))).rejects.toThrow();
    }
    expect(await countRows(town)).toEqual(NOTHING);
  });

  it('because of what was asked for says which field, and leaves nothing', async () => {
    const { town } = await aTiedTown(1);
    const yesterday = addDays(TODAY, -1);
    const inThePast = aRound(scene, town, { meetingOn: yesterday });
    await expect(inThePast).rejects.toMatchObject({
      code: 'round.meeting-in-the-past',
      details: { field: 'meetingOn' },
    });
    const before2020 = createRound(
      { ...createDeps(scene), clock: { ...scene.deps.clock, today: () => plainDate('2019-01-01') } },
      actorOf(town),
      { ...A_ROUND, meetingOn: plainDate('2019-12-31') },
      aRequest('createRound'),
    );
    await expect(before2020).rejects.toMatchObject({ code: 'round.no-policy-in-force' });
    expect(await countRows(town)).toEqual(NOTHING);
    await expect(aRound(scene, town, { meetingOn: TODAY })).resolves.toBeDefined();
  });

  it.each(['committee', 'leader', 'auditor', 'housing-manager', 'follow-up', 'integration'] as const)(
    'because a %s may not ask for it leaves nothing',
    async (role) => {
      const { town } = await aTiedTown(1);
      const attempt = createRound(createDeps(scene), actorOf(town, role), A_ROUND, aRequest('createRound'));
      await expect(attempt).rejects.toMatchObject({ code: 'authorisation.denied' });
      expect(await countRows(town)).toEqual(NOTHING);
    },
  );

  it('because no solver could hold it says how large it is, and leaves nothing', async () => {
    const { town } = await aTiedTown(2);
    await aUsedDwelling(town);
    const create = async (mostPairs: number) =>
      await createRound({ ...createDeps(scene), mostPairs }, actorOf(town), A_ROUND, aRequest('createRound'));
    const refusal: unknown = await create(1).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'round.too-large', details: { facts: { mostPairs: 1 } } });
    expect(await countRows(town)).toEqual(NOTHING);
    await expect(create(1_000)).resolves.toBeDefined();
  });

  it('in a municipality without a policy leaves nothing', async () => {
    const attempt = aRound(scene, await aMunicipality(scene.db));
    await expect(attempt).rejects.toMatchObject({ code: 'round.no-policy-in-force' });
  });
});

describe('a request that is sent again', () => {
  it('gets the first round, though the facts have changed, and changes nothing', async () => {
    const { town } = await aTiedTown(2);
    const request = aRequest('createRound');
    const send = async () => await createRound(createDeps(scene), actorOf(town), A_ROUND, request);
    const round = await send();
    await aWaiting(town);
    expect(await send()).toEqual(round);
    expect(await countRows(town)).toEqual(Object.fromEntries(TABLES.map((table) => [table, 1])));
    const other = createRound(createDeps(scene), actorOf(town), A_ROUND, {
      ...request,
      requestHash: 'b'.repeat(64),
    });
    await expect(other).rejects.toMatchObject({ code: 'idempotency.key-reused' });
  });

  it('many times at once makes one round', async () => {
    const { town } = await aTiedTown(2);
    const request = aRequest('createRound');
    const outcomes = await Promise.allSettled(
      Array.from(
        { length: 8 },
        async () => await createRound(createDeps(scene), actorOf(town), A_ROUND, request),
      ),
    );
    const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : []));
    expect(new Set(made).size).toBe(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'idempotency.in-progress' });
    }
    expect(await countRows(town)).toMatchObject({ rounds: 1, outbox: 1 });
  });
});

describe('the list of rounds', () => {
  it('has the newest first, in pages, and those of the municipality only', async () => {
    const { town } = await aTiedTown(1);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift((await aRound(scene, town)).id);
    await aRound(scene, await aTown(scene));
    const actor = actorOf(town, 'committee');
    const first = await listAllRounds(scene.deps, actor, { afterId: undefined, limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first).toMatchObject({ isLast: false, totalCount: 5 });
    const rest = await listAllRounds(scene.deps, actor, { afterId: first.items.at(-1)?.id, limit: 3 });
    expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(rest.isLast).toBe(true);
  });

  it('is not for those who do not deal with allocation, and a foreign round is not found', async () => {
    const { town } = await aTiedTown(1);
    const { id } = await aRound(scene, town);
    const query = { afterId: undefined, limit: 9 };
    await expect(listAllRounds(scene.deps, actorOf(town, 'follow-up'), query)).rejects.toMatchObject({
      code: 'authorisation.denied',
    });
    const foreign = getRound(scene.deps, actorOf(scene.elsewhere), id);
    await expect(foreign).rejects.toMatchObject({ code: 'round.not-found' });
  });
});
