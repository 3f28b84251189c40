import { insertRecusal, lockRecusals, type Tx } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aLease,
  anApplication,
  type BuilderScope,
  nextId,
  untilSomebodyWaits,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold } from '../../test/held-transaction.ts';
import { aMember, anOpenMeeting, aProposedRound, rule } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aPreparedReview, aTenancy, ruleOn } from '../../test/review-scene.ts';
import { aNight } from '../../test/rotation-scene.ts';
import { aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { recordAppealOutcome, reviewAppeal } from '../appeal/handle-appeal.ts';
import { registerAppeal } from '../appeal/register-appeal.ts';
import { listCases } from '../decision/read-cases.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** Something that is about to be said of a case by `who`. */
interface Ruling {
  readonly town: BuilderScope;
  readonly householdId: string;
  readonly who: string;
  readonly say: () => Promise<unknown>;
}

async function aRulingOfACase(): Promise<Ruling> {
  const town = await aTown(scene);
  await aUsedDwelling(town);
  const householdId = await aWaiting(town);
  const roundId = await aProposedRound(scene, town);
  await anOpenMeeting(scene, town, { roundIds: [roundId], voters: ['chair', 'b', 'c'] });
  await listCases(scene.deps, aMember(town, 'chair'), { roundId, afterRank: 0, limit: 10 });
  const say = async () => await rule(scene, town, { roundId, householdId, outcome: 'accepted' });
  return { town, householdId, who: 'chair', say };
}

async function aRulingOfAReview(): Promise<Ruling> {
  const town = await aTown(scene);
  const tenancy = await aTenancy(town);
  const reviewId = await aPreparedReview(scene, town, tenancy);
  const say = async () => await ruleOn(scene, town, reviewId);
  return { town, householdId: tenancy.householdId, who: 'chair', say };
}

async function anAppeal(): Promise<Ruling & { readonly appealId: string; readonly actor: Actor }> {
  const town = await aTown(scene);
  const householdId = await aHousehold(town);
  const application_id = await anApplication(town, { household_id: householdId });
  const entitlementId = nextId();
  await peek(town, async (tx) => {
    await tx
      .insertInto('entitlements')
      .values({
        municipality_id: town.municipalityId,
        id: entitlementId,
        application_id,
        decision_track: 'municipal-dwelling',
        outcome: 'refused',
        legal_basis: 'local rules',
        appeal_body: 'municipal-appeals-board',
        decided_on: plainDate('2026-11-02'),
        decided_by: 'refuser',
      })
      .execute();
  });
  const arrived = {
    noticeArrivedOn: plainDate('2026-11-04'),
    sentOn: null,
    arrivedOn: plainDate('2026-11-10'),
  };
  const command = { entitlementId, ...arrived };
  const { id } = await registerAppeal(scene.deps, actorOf(town), command, aRequest('registerAppeal'));
  const actor = { ...actorOf(town), id: 'writer' };
  const review = {
    appealId: id,
    version: 1,
    action: 'forward',
    statement: 'The stairs were not considered; the rest of the decision stands.',
  } as const;
  const say = async () => await reviewAppeal(scene.deps, actor, review, aRequest('reviewAppeal'));
  return { town, householdId, who: actor.id, say, appealId: id, actor };
}

async function anOutcomeOfAnAppeal(): Promise<Ruling> {
  const { appealId, actor, say: forward, ...appeal } = await anAppeal();
  await forward();
  const outcome = {
    appealId,
    version: 2,
    outcome: 'uphold',
    decidedOn: plainDate('2026-11-20'),
    reason: 'The need is met by the dwelling where they live.',
    panel: ['anna', 'bjarne', 'cecilie'],
    preparedBy: 'secretary',
  } as const;
  const request = aRequest('recordAppealOutcome');
  return { ...appeal, say: async () => await recordAppealOutcome(scene.deps, actor, outcome, request) };
}

async function storeRecusal(tx: Tx, { town, householdId, who }: Omit<Ruling, 'say'>): Promise<void> {
  const recusal = { id: nextId(), householdId, member: who, ground: 'family', meetingId: null } as const;
  await insertRecusal(tx, town.municipalityId, recusal);
}

// LOV-1967-02-10 § 6
describe.each([
  ['the ruling of a case', aRulingOfACase],
  ['the ruling of a review', aRulingOfAReview],
  ['the first instance looking at an appeal', anAppeal],
  ['the outcome of an appeal', anOutcomeOfAnAppeal],
] as const)('a recusal that is declared before %s', (_what, prepare) => {
  it('is waited for and seen: nothing is said of the case', async () => {
    const ruling = await prepare();
    const letGo = await hold(ruling.town, async (tx) => {
      await lockRecusals(tx, ruling.town.municipalityId, 'exclusive');
      await storeRecusal(tx, ruling);
    });
    const saying = ruling.say().then(
      () => 'said',
      (error: unknown) => error,
    );
    await untilSomebodyWaits(scene.db, 'advisory');
    await letGo();
    expect(await saying).toMatchObject({ code: expect.stringMatching(/not-found$/) as unknown });
  });

  it('is not seen where its lock is not taken (control)', async () => {
    const ruling = await prepare();
    const letGo = await hold(ruling.town, async (tx) => await storeRecusal(tx, ruling));
    await expect(ruling.say()).resolves.toBeDefined();
    await letGo();
  });
});

/** A lease that was renewed, whose next visit somebody was to do under the former one. */
async function aRenewal(assigned_to: string) {
  const town: Town = await aTown(scene);
  const home = { dwelling_id: await aUsedDwelling(town), household_id: await aHousehold(town) };
  const former = { starts_on: plainDate('2024-01-15'), signed_on: plainDate('2024-01-10'), last_day: null };
  const leaseId = await aLease(town, { ...home, ...former });
  await aNight(town, '2026-11-24');
  await peek(town, async (tx) => {
    await tx.updateTable('follow_ups').set({ assigned_to }).where('lease_id', '=', leaseId).execute();
    const closing = { closed_on: plainDate('2026-12-01'), closed_because: 'renewed' } as const;
    await tx.updateTable('leases').set(closing).where('id', '=', leaseId).execute();
  });
  const starts = { starts_on: plainDate('2026-12-01'), signed_on: plainDate('2026-11-20'), last_day: null };
  const renewedId = await aLease(town, { ...home, ...starts, allocation_kind: 'extension' });
  return { town, householdId: home.household_id, renewedId };
}

async function visitorOf(town: BuilderScope, leaseId: string) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('follow_ups')
        .where('lease_id', '=', leaseId)
        .select('assigned_to as visitor')
        .execute(),
  );
}

describe('a night that carries visits over to a renewed lease', () => {
  it('lets the same person go on, but nobody who is recused from the case', async () => {
    const { town, renewedId } = await aRenewal('anna');
    await aNight(town, '2026-12-01');
    expect(await visitorOf(town, renewedId)).toEqual([{ visitor: 'anna' }]);
    const other = await aRenewal('anna');
    await peek(other.town, async (tx) => await storeRecusal(tx, { ...other, who: 'anna' }));
    await aNight(other.town, '2026-12-01');
    expect(await visitorOf(other.town, other.renewedId)).toEqual([{ visitor: null }]);
  });

  it('nor anybody whose direct superior is', async () => {
    const { town, householdId, renewedId } = await aRenewal('anna');
    await peek(town, async (tx) => {
      const staff = { municipality_id: town.municipalityId, member: 'anna', superior: 'chief' };
      await tx.insertInto('staff').values(staff).execute();
      await storeRecusal(tx, { town, householdId, who: 'chief' });
    });
    await aNight(town, '2026-12-01');
    expect(await visitorOf(town, renewedId)).toEqual([{ visitor: null }]);
  });

  it('waits for a recusal that is being declared', async () => {
    const { town, householdId, renewedId } = await aRenewal('anna');
    const letGo = await hold(town, async (tx) => {
      await lockRecusals(tx, town.municipalityId, 'exclusive');
      await storeRecusal(tx, { town, householdId, who: 'anna' });
    });
    const night = aNight(town, '2026-12-01');
    await untilSomebodyWaits(scene.db, 'advisory');
    await letGo();
    await night;
    expect(await visitorOf(town, renewedId)).toEqual([{ visitor: null }]);
  });
});
