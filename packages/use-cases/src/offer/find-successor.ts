import {
  findDecisionRound,
  findOffer,
  findPolicyInForce,
  findRound,
  findSnapshot,
  listDecisions,
  listHouseholdsOffered,
  listSuccessionsAfter,
  type OfferRow,
  type PolicyInForce,
  parseFacts,
  type Tx,
} from '@boligtrapp/database';
import {
  judgeSuccession,
  narrowFacts,
  type PlainDateString,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
  type SuccessionVerdict,
} from '@boligtrapp/domain';
import { freezeFacts } from '../round/freeze-facts.ts';

/** Who may come next for a dwelling, judged by the facts of one day. */
export interface Successor {
  readonly roundId: string;
  readonly household: RoundHousehold;
  /** The facts that the verdict rests on. */
  readonly facts: RoundFacts;
}

/** What came of looking for the next in line. `not-vacant`: there is nothing to give, and nobody to be told. */
export type SuccessorSearch =
  | { readonly kind: 'found'; readonly successor: Successor }
  | { readonly kind: 'nobody' | 'not-vacant' };

/**
 * Looks for the next in line for the dwelling of an offer that ended: of the round's stored order the first who still
 * waits, or still lives where they lived, has no other home promised, passes every rule for this dwelling by the facts
 * of `today`, and overfills no place. Left out are the households of earlier offers of the dwelling from the same round,
 * those whose proposal was discarded, and those to whom a decision of the round that holds gives nothing.
 */
export async function findSuccessor(
  tx: Tx,
  query: { readonly municipalityId: string; readonly offerId: string; readonly today: PlainDateString },
): Promise<SuccessorSearch> {
  const { municipalityId, offerId, today } = query;
  const offer = await findOffer(tx, municipalityId, offerId);
  if (offer === undefined) return { kind: 'not-vacant' };
  const policy = await findPolicyInForce(tx, today);
  if (policy === undefined) return { kind: 'nobody' };
  const day = await readDay(tx, { municipalityId, offer, policy, today });
  if (day === undefined) return { kind: 'not-vacant' };
  const { facts, order, dwelling, roundId } = day;
  const asked = await readAsked(tx, municipalityId, { offer, roundId });
  for (const household of order) {
    if (asked.has(household.id)) continue;
    const narrow = narrowFacts(facts, household, dwelling);
    if (judgeSuccession(narrow).kind === 'suitable') {
      return { kind: 'found', successor: { roundId, household, facts: narrow } };
    }
  }
  return { kind: 'nobody' };
}

/** Judges again whether a household may still have the dwelling of an ended offer. */
export async function judgeSuccessor(
  tx: Tx,
  query: {
    readonly municipalityId: string;
    readonly offerId: string;
    readonly householdId: string;
    readonly today: PlainDateString;
  },
): Promise<
  SuccessionVerdict | { readonly kind: 'gone'; readonly reason: 'dwelling-taken' | 'household-gone' }
> {
  const { municipalityId, offerId, householdId, today } = query;
  const offer = await findOffer(tx, municipalityId, offerId);
  const policy = await findPolicyInForce(tx, today);
  const day = offer && policy && (await readDay(tx, { municipalityId, offer, policy, today }));
  if (day === undefined) return { kind: 'gone', reason: 'dwelling-taken' };
  const household = day.order.find(({ id }) => id === householdId);
  if (household === undefined) return { kind: 'gone', reason: 'household-gone' };
  return judgeSuccession(narrowFacts(day.facts, household, day.dwelling));
}

interface Day {
  readonly roundId: string;
  readonly facts: RoundFacts;
  readonly dwelling: RoundDwelling;
  /** Who took part in the round and still may, as they are on the day, in the order of the round. */
  readonly order: readonly RoundHousehold[];
}

/** The facts of the day, or undefined when the dwelling is not free. */
async function readDay(
  tx: Tx,
  query: {
    readonly municipalityId: string;
    readonly offer: OfferRow;
    readonly policy: PolicyInForce;
    readonly today: PlainDateString;
  },
): Promise<Day | undefined> {
  const { municipalityId, offer, policy, today } = query;
  const roundId = await findDecisionRound(tx, municipalityId, offer.decisionId);
  const round = roundId === undefined ? undefined : await findRound(tx, roundId);
  if (round === undefined) return undefined;
  const { facts } = await freezeFacts(tx, {
    meetingOn: today,
    horizonEndsOn: round.horizonEndsOn < today ? today : round.horizonEndsOn,
    tracks: round.tracks,
    includesMovers: round.includesMovers,
    forecastCertainty: round.forecastCertainty,
    policy,
    // The order is that of the round; a lot is drawn only because facts must have one.
    lotSeed: round.factsHash,
  });
  const dwelling = facts.dwellings.find(
    ({ id, vacancy }) => id === offer.dwellingId && vacancy !== 'home-of-mover',
  );
  if (dwelling === undefined) return undefined;
  return { roundId: round.id, facts, dwelling, order: await readOrder(tx, round.id, facts) };
}

async function readOrder(tx: Tx, roundId: string, today: RoundFacts): Promise<readonly RoundHousehold[]> {
  const snapshot = await findSnapshot(tx, roundId);
  if (snapshot === undefined) return [];
  const now = new Map(today.households.map((household) => [household.id, household]));
  return parseFacts(snapshot.facts).households.flatMap(({ id, rank, currentDwellingId }) => {
    const household = now.get(id);
    // A tenant who has moved since is another case than the one the round ranked.
    if (household === undefined || household.currentDwellingId !== currentDwellingId) return [];
    return [{ ...household, rank }];
  });
}

async function readAsked(
  tx: Tx,
  municipalityId: string,
  { offer, roundId }: { readonly offer: OfferRow; readonly roundId: string },
): Promise<ReadonlySet<string>> {
  const proposed = await listSuccessionsAfter(tx, municipalityId, offer.id);
  const offered = await listHouseholdsOffered(tx, municipalityId, offer);
  const decisions = await listDecisions(tx, roundId);
  const givenNothing = decisions.filter(
    ({ dwellingId, correctedById }) => dwellingId === null && correctedById === null,
  );
  return new Set([
    ...offered,
    // Refused or postponed: nothing is given to it in this round.
    ...givenNothing.map(({ householdId }) => householdId),
    ...proposed.filter(({ state }) => state === 'discarded').map(({ householdId }) => householdId),
  ]);
}
