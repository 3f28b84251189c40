import { insertDecisions, type OfferRow } from '@boligtrapp/database';
import { aLease, nextId } from '@boligtrapp/testing';
import { type DecisionToOffer, type MadeOffer, makeOffers } from '../src/index.ts';
import { actorOf, peek, type RecordsScene } from './records-scene.ts';
import { aRound, aTown, aUsedDwelling, aWaiting, type Town } from './round-scene.ts';

/** Days to answer in these tests. */
export const ANSWER_DAYS = 7;

/** A dwelling of the town for a household. */
export interface Given {
  readonly householdId: string;
  readonly dwellingId: string;
}

/** A household with a home of its own that may move, and that home. */
export interface Settled {
  readonly householdId: string;
  readonly homeId: string;
}

/** A town with a round whose facts are frozen as they are now. */
export interface OfferTown extends Town {
  readonly roundId: string;
}

/** Stores a {@link OfferTown}; `prepare` builds what the round is to see. */
export async function anOfferTown<Built>(
  scene: RecordsScene,
  prepare: (town: Town) => Promise<Built>,
): Promise<{ readonly town: OfferTown; readonly built: Built }> {
  const town = await aTown(scene);
  const built = await prepare(town);
  const { id } = await aRound(scene, town);
  return { town: { ...town, roundId: id }, built };
}

/** Stores a tenant who is ready to move, in a dwelling of the town. */
export async function aSettled(town: Town): Promise<Settled> {
  const householdId = await aWaiting(town, { ready_to_move: true });
  const homeId = await aUsedDwelling(town);
  await aLease(town, { dwelling_id: homeId, household_id: householdId });
  return { householdId, homeId };
}

/** Stores decisions of one signing, all of one chain where `chainId` is given. */
export async function decide(
  town: OfferTown,
  given: readonly Given[],
  chainId: string | null = null,
): Promise<readonly DecisionToOffer[]> {
  const decisions = given.map((one) => ({ decisionId: nextId(), chainId, ...one }));
  await peek(town, async (tx) => {
    await insertDecisions(
      tx,
      town.municipalityId,
      decisions.map(({ decisionId, householdId, dwellingId }) => ({
        id: decisionId,
        roundId: town.roundId,
        authority: { delegationReference: 'D-2026/1' },
        policySetId: town.policySetId,
        householdId,
        dwellingId,
        outcome: 'allocated' as const,
        reasonCode: null,
        reason: null,
        decidedBy: 'decider-1',
        countersignedBy: 'decider-2',
        correctsId: null,
        chainId,
        softBreaks: [],
        override: null,
      })),
    );
  });
  return decisions;
}

/** Decides and makes the offers of one signing. */
export async function offer(
  scene: RecordsScene,
  town: OfferTown,
  given: readonly Given[],
  chainId: string | null = null,
): Promise<readonly MadeOffer[]> {
  const decisions = await decide(town, given, chainId);
  return await peek(
    town,
    async (tx) => await makeOffers(tx, scene.deps, actorOf(town), { answerDays: ANSWER_DAYS, decisions }),
  );
}

/** The same for decisions that all lead to an offer: their ids, in the order given. */
export async function offerIds(
  scene: RecordsScene,
  town: OfferTown,
  given: readonly Given[],
): Promise<readonly string[]> {
  const made = await offer(scene, town, given);
  return made.map((one) => {
    if (one.offerId === null) throw new Error(`no offer: ${one.reason}`);
    return one.offerId;
  });
}

/** State and dates of the offers, in the order of `ids`. */
export async function offersOf(
  town: Town,
  ids: readonly string[],
): Promise<readonly Pick<OfferRow, 'state' | 'sentOn' | 'answerBy' | 'answeredOn' | 'waitsForId'>[]> {
  const rows = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('offers')
        .where('id', 'in', [...ids])
        .select([
          'id',
          'state',
          'sent_on as sentOn',
          'answer_by as answerBy',
          'answered_on as answeredOn',
          'waits_for_id as waitsForId',
        ])
        .execute(),
  );
  return ids.flatMap((id) => {
    const row = rows.find((candidate) => candidate.id === id);
    if (row === undefined) return [];
    const { id: _, ...rest } = row;
    return [rest];
  });
}

/** The states alone. */
export async function statesOf(town: Town, ids: readonly string[]): Promise<readonly string[]> {
  return (await offersOf(town, ids)).map(({ state }) => state);
}

/** Kind and subject of the open tasks. */
export async function openTasks(
  town: Town,
): Promise<readonly { readonly kind: string; readonly subjectId: string }[]> {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('case_tasks')
        .where('done_at', 'is', null)
        .select(['kind', 'subject_id as subjectId'])
        .orderBy('id')
        .execute(),
  );
}
