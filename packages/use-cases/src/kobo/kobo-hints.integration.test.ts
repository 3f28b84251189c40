import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aKoboScene, type KoboScene } from '../../test/kobo-scene.ts';
import { openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { receiveKoboHint } from './receive-kobo-hint.ts';

let records: RecordsScene;

beforeAll(async () => {
  records = await openRecordsScene();
});
afterAll(async () => {
  await records.close();
});

/** 10,000 deliveries with `TEST_RUNS_FACTOR=10`: dwellings × changes × copies. */
const DWELLINGS = Math.round(10 * Number(process.env['TEST_RUNS_FACTOR'] ?? '1'));
const CHANGES = 20;
const COPIES = 5;

/** A delivery: which dwelling, and what was so when it was sent. */
interface Delivery {
  readonly id: string;
  readonly koboId: string;
  readonly bedrooms: number;
}

/** What happened in Kobo, in order. */
function history(koboIds: readonly string[]): readonly Delivery[] {
  return Array.from({ length: CHANGES }, (_, change) =>
    koboIds.map((koboId, index) => ({
      id: `${index}-${change}`,
      koboId,
      bedrooms: (index + change * 3) % 11,
    })),
  ).flat();
}

/**
 * The deliveries of it in the order in which they come: each event five times, none before it has happened, up to a
 * quarter of the whole time after it; one in twenty of them so late that what it says is long over.
 */
function deliveriesOf(events: readonly Delivery[]): readonly (Delivery & { readonly at: number })[] {
  const random = randomOf(1);
  const delay = events.length / 4;
  return events
    .flatMap((event, index) =>
      Array.from({ length: COPIES }, () => ({
        ...event,
        at: random() < 0.05 ? index + events.length : index + random() * delay,
      })),
    )
    .toSorted((a, b) => a.at - b.at);
}

/** Numbers from 0 to 1, the same in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('hints that come five times, out of order and late', () => {
  it('lead to what they lead to in order, once each', async () => {
    const scene = await aKoboScene(records);
    const koboIds: string[] = [];
    for (let index = 0; index < DWELLINGS; index += 1) koboIds.push((await scene.aLinked()).koboId);
    await scene.drain();
    const events = history(koboIds);
    const deliveries = deliveriesOf(events);
    expect(deliveries).toHaveLength(DWELLINGS * CHANGES * COPIES);
    const { municipalityId } = scene.scope;
    const waiting = [...deliveries];
    const deliverUntil = async (at: number): Promise<void> => {
      for (let next = waiting[0]; next !== undefined && next.at < at; next = waiting[0]) {
        waiting.shift();
        await receiveKoboHint(scene.deps, { municipalityId, koboId: next.koboId });
      }
    };
    for (const [index, event] of events.entries()) {
      scene.kobo.edit(event.koboId, { antallSoverom: event.bedrooms });
      await deliverUntil(index + 1);
      if (index % (2 * DWELLINGS) === 0) await scene.drain();
    }
    await deliverUntil(Infinity);
    await scene.drainFor(4, 60_000);
    const inOrder = new Map(events.map(({ koboId, bedrooms }) => [koboId, bedrooms]));
    expect(await endState(scene)).toEqual(inOrder);
    const { count } = await peek(
      scene.scope,
      async (tx) =>
        await tx
          .selectFrom('kobo_ledger')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('effect', '=', 'taken')
          .executeTakeFirstOrThrow(),
    );
    expect(count).toBeLessThanOrEqual(events.length);
    expect(scene.kobo.writes).toEqual([]);
  });

  it('control: who believes what a delivery says ends wrong, and so does who takes each delivery once', () => {
    const events = history(Array.from({ length: DWELLINGS }, (_, index) => `dwelling ${index}`));
    const inOrder = new Map(events.map(({ koboId, bedrooms }) => [koboId, bedrooms]));
    const naive = new Map<string, number>();
    const once = new Map<string, number>();
    const seen = new Set<string>();
    for (const { id, koboId, bedrooms } of deliveriesOf(events)) {
      naive.set(koboId, bedrooms);
      if (seen.has(id)) continue;
      seen.add(id);
      once.set(koboId, bedrooms);
    }
    expect(naive).not.toEqual(inOrder);
    expect(once).not.toEqual(inOrder);
  });
});

async function endState(scene: KoboScene): Promise<ReadonlyMap<string, number>> {
  const rows = await peek(
    scene.scope,
    async (tx) =>
      await tx
        .selectFrom('dwellings as d')
        .innerJoin('kobo_links as k', 'k.dwelling_id', 'd.id')
        .select(['k.kobo_id as koboId', 'd.bedrooms'])
        .execute(),
  );
  return new Map(rows.map(({ koboId, bedrooms }) => [koboId ?? '', bedrooms]));
}
