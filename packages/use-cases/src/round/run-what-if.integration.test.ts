import type { DB } from '@boligtrapp/database';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aRound, aTown, aUsedDwelling, aWaiting, solveDeps, type Town } from '../../test/round-scene.ts';
import { computeWhatIf, type WhatIf } from './compute-what-if.ts';
import { SolverDiedError, type WhatIfSolver } from './round-solver.ts';
import { type RunWhatIfDeps, runWhatIf } from './run-what-if.ts';
import { solveRound } from './solve-round.ts';

let scene: RecordsScene;
let town: Town;
let roundId: string;
let dwellingId: string;
/** The first gets the only dwelling, the second none. */
let first: string;
let second: string;

const signal = new AbortController().signal;
const solver: WhatIfSolver = { whatIf: async (task) => await Promise.resolve(computeWhatIf(task)) };

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});
beforeEach(async () => {
  town = await aTown(scene);
  dwellingId = await aUsedDwelling(town);
  first = await aWaiting(town, { urgency_class: 1 });
  second = await aWaiting(town);
  roundId = (await aRound(scene, town)).id;
  await solveRound(solveDeps(scene), { municipalityId: town.municipalityId, roundId, signal });
});

async function run(whatIf: WhatIf, changes: Partial<RunWhatIfDeps> = {}, actor = actorOf(town, 'committee')) {
  const deps = { ...scene.deps, solver, ...changes };
  return await runWhatIf(deps, actor, { roundId, signal, ...whatIf });
}

const TABLES = [
  'rounds',
  'proposals',
  'verdicts',
  'lots',
  'outbox',
  'audit_events',
  'idempotency_keys',
] as const;

async function countRows(): Promise<readonly number[]> {
  return await peek(town, async (tx) => {
    const counts: number[] = [];
    for (const table of TABLES satisfies readonly (keyof DB)[]) {
      counts.push((await tx.selectFrom(table).select('municipality_id').execute()).length);
    }
    return counts;
  });
}

const forbidFirst = (): WhatIf => ({ forbidden: [{ householdId: first, dwellingId }] });

describe('a what-if', () => {
  it('tells who gains and who loses, logs whom it names, and stores nothing else', async () => {
    const before = await countRows();
    const result = await run(forbidFirst());
    expect(result).toMatchObject({
      unchanged: 0,
      changed: [],
      gained: [{ household: { id: second }, before: null, after: { id: dwellingId } }],
      lost: [{ household: { id: first }, before: { id: dwellingId }, after: null }],
    });
    expect(await countRows()).toEqual(before);
    const log = await peek(
      town,
      async (tx) => await tx.selectFrom('access_events').select(['operation', 'household_ids']).execute(),
    );
    expect(log).toMatchObject([{ operation: 'run-what-if' }]);
    expect(log[0]?.household_ids.toSorted()).toEqual([first, second].toSorted());
  });

  it('shows what a place would carry, and its cap, where one is tried out', async () => {
    const result = await run({ places: [{ placeId: town.buildingId, capPoints: 0 }] });
    expect(result.lost.map(({ household }) => household.id)).toEqual([first]);
    expect(result.places).toContainEqual(
      expect.objectContaining({
        placeId: town.buildingId,
        kind: 'building',
        before: 1,
        after: 0,
        capAfter: 0,
      }),
    );
  });

  it('with a locked pair says whether it came about', async () => {
    const result = await run({ locked: [{ householdId: second, dwellingId }] });
    expect(result.locks).toEqual([{ householdId: second, dwellingId, isHonoured: true }]);
    expect(result.gained.map(({ household }) => household.id)).toEqual([second]);
  });

  it('leaves out cases from which the actor is recused, and does not know them when they are named', async () => {
    const actor = actorOf(town, 'committee');
    await peek(town, async (tx) => {
      const recusal = { id: nextId(), household_id: second, member: actor.id, ground: 'family' } as const;
      await tx
        .insertInto('recusals')
        .values({ municipality_id: town.municipalityId, ...recusal })
        .execute();
    });
    const result = await run(forbidFirst(), {}, actor);
    expect(result).toMatchObject({ gained: [], lost: [{ household: { id: first } }] });
    for (const name of ['locked', 'forbidden'] as const) {
      await expect(run({ [name]: [{ householdId: second, dwellingId }] }, {}, actor)).rejects.toMatchObject({
        code: 'record.reference-unknown',
        details: { field: `${name}/0/householdId` },
      });
    }
    const other = await run(forbidFirst(), {}, { ...actor, id: 'other' });
    expect(other.gained).toHaveLength(1);
  });

  it('is refused for what the round does not have, and where the round is too large', async () => {
    await expect(run({ places: [{ placeId: nextId() }] })).rejects.toMatchObject({
      code: 'record.reference-unknown',
      details: { field: 'places/0/placeId' },
    });
    await expect(run({}, { mostWhatIfPairs: 1 })).rejects.toMatchObject({
      code: 'round.too-large',
      details: { facts: { households: 2, dwellings: 1, mostPairs: 1 } },
    });
  });

  it('that dies is told as not available now', async () => {
    const dying = { whatIf: async () => await Promise.reject(new SolverDiedError('solver.stopped')) };
    await expect(run({}, { solver: dying })).rejects.toMatchObject({ code: 'solver.unavailable' });
  });

  it('of a round without a proposal, or of another municipality, finds nothing', async () => {
    await expect(run({}, {}, actorOf(scene.elsewhere))).rejects.toMatchObject({ code: 'round.not-found' });
    roundId = (await aRound(scene, town)).id;
    await expect(run({})).rejects.toMatchObject({ code: 'proposal.not-found' });
  });
});
