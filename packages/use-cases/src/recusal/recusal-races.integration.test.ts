import { insertRecusal, lockRecusals, type Tx } from '@boligtrapp/database';
import { type BuilderScope, nextId, untilSomebodyWaits } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold } from '../../test/held-transaction.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aPreparedReview, aTenancy, ruleOn, signReviewAs, type Tenancy } from '../../test/review-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A review that the chair has signed, and that `second` is about to decide. */
async function anAlmostDecided(): Promise<Tenancy & { readonly town: Town; readonly reviewId: string }> {
  const town = await aTown(scene);
  const tenancy = await aTenancy(town);
  const reviewId = await aPreparedReview(scene, town, tenancy);
  await ruleOn(scene, town, reviewId);
  await signReviewAs(scene, town, reviewId, 'chair');
  return { ...tenancy, town, reviewId };
}

async function decisionsOf(scope: BuilderScope): Promise<number> {
  return await peek(scope, async (tx) => (await tx.selectFrom('decisions').select('id').execute()).length);
}

function recusalOf(householdId: string) {
  return { householdId, member: 'second', ground: 'family', meetingId: null } as const;
}

async function storeRecusal(tx: Tx, { municipalityId }: BuilderScope, householdId: string): Promise<void> {
  await insertRecusal(tx, municipalityId, { id: nextId(), ...recusalOf(householdId) });
}

// LOV-1967-02-10 § 6
describe('a recusal that is declared while the member signs', () => {
  it('before the signature is seen by it: nothing is decided', async () => {
    const { town, householdId, reviewId } = await anAlmostDecided();
    const letGo = await hold(town, async (tx) => {
      await lockRecusals(tx, town.municipalityId, 'exclusive');
      await storeRecusal(tx, town, householdId);
    });
    const signing = signReviewAs(scene, town, reviewId, 'second').catch((error: unknown) => error);
    // It has read the content that it signs, and waits with the signature itself.
    await untilSomebodyWaits(scene.db, 'advisory');
    await letGo();
    expect(await signing).toMatchObject({ code: 'review.not-found' });
    expect(await decisionsOf(town)).toBe(0);
  });

  it('is not seen where the lock is not taken (control)', async () => {
    const { town, householdId, reviewId } = await anAlmostDecided();
    const letGo = await hold(town, async (tx) => await storeRecusal(tx, town, householdId));
    await signReviewAs(scene, town, reviewId, 'second');
    await letGo();
    expect(await decisionsOf(town)).toBe(1);
  });

  it('after the signature has begun waits for it', async () => {
    const { town, householdId, reviewId } = await anAlmostDecided();
    const order: string[] = [];
    // The end of the trail is held, so that the signature stands still after it has read who is recused.
    const letGo = await hold(town, async (tx) => {
      const event = { action: 'test.held', objectKind: 'municipality', objectId: town.municipalityId };
      await appendAuditEvent(tx, actorOf(town), event);
    });
    const signing = signReviewAs(scene, town, reviewId, 'second').then(() => order.push('decided'));
    await untilSomebodyWaits(scene.db, 'any');
    const declaring = declareRecusal(
      scene.deps,
      actorOf(town),
      recusalOf(householdId),
      aRequest('declareRecusal'),
    ).then(() => order.push('recused'));
    await untilSomebodyWaits(scene.db, 'advisory');
    expect(order).toEqual([]);
    await letGo();
    await Promise.all([signing, declaring]);
    expect(order).toEqual(['decided', 'recused']);
  });

  it('comes before a decision that does not heed it, where the lock is not taken (control)', async () => {
    const { town, householdId, reviewId } = await anAlmostDecided();
    const letGo = await hold(town, async (tx) => {
      const event = { action: 'test.held', objectKind: 'municipality', objectId: town.municipalityId };
      await appendAuditEvent(tx, actorOf(town), event);
    });
    const signing = signReviewAs(scene, town, reviewId, 'second');
    await untilSomebodyWaits(scene.db, 'any');
    await peek(town, async (tx) => await storeRecusal(tx, town, householdId));
    expect(await decisionsOf(town)).toBe(0);
    await letGo();
    await signing;
    expect(await decisionsOf(town)).toBe(1);
  });
});
