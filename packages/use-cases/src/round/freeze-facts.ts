import {
  type PolicyInForce,
  type RoundCandidate,
  readCandidates,
  readKeepApart,
  readMoverHomes,
  readPlaces,
  readResidents,
  readVacancies,
  type Tx,
} from '@boligtrapp/database';
import {
  orderQueue,
  type PlainDateString,
  type RoundDwelling,
  type RoundFacts,
  TRACKS,
  type Track,
} from '@boligtrapp/domain';
import { type DrawnLots, drawLots } from './draw-lots.ts';

/** Which facts a round needs. */
export interface FreezeFacts {
  readonly meetingOn: PlainDateString;
  readonly horizonEndsOn: PlainDateString;
  readonly tracks: readonly Track[];
  readonly includesMovers: boolean;
  readonly policy: PolicyInForce;
  /** Settles what the rules leave equal; recorded with the round. */
  readonly lotSeed: string;
}

/** The facts of a round and the lots that were drawn to rank its households. */
export interface FrozenFacts {
  readonly facts: RoundFacts;
  readonly lots: DrawnLots<RoundCandidate>;
}

/** The facts of a round as they are now, and the lots that were drawn to rank them. */
export async function freezeFacts(tx: Tx, query: FreezeFacts): Promise<FrozenFacts> {
  const { meetingOn, horizonEndsOn, policy } = query;
  const candidates = await readCandidates(tx, query);
  const lots = drawLots(orderQueue(policy.content, candidates, meetingOn), query.lotSeed);
  const ranked = lots.ordered.flat();
  const facts: RoundFacts = {
    format: 'boligtrapp-facts/1',
    meetingOn,
    horizonEndsOn,
    tracks: TRACKS.filter((track) => query.tracks.includes(track)),
    policy: { id: policy.id, hash: policy.contentHash, content: policy.content },
    places: await readPlaces(tx, meetingOn),
    dwellings: await readDwellings(tx, query, candidates),
    households: ranked.map(({ householdId, ...household }, index) => ({
      id: householdId,
      rank: index + 1,
      ...household,
    })),
    residents: await readResidents(tx, meetingOn),
    promised: await readResidents(tx, meetingOn, 'promised'),
    keepApart: await readKeepApart(tx, meetingOn),
  };
  return { facts, lots };
}

async function readDwellings(
  tx: Tx,
  query: FreezeFacts,
  candidates: readonly RoundCandidate[],
): Promise<readonly RoundDwelling[]> {
  const homeIds = candidates.flatMap(({ currentDwellingId }) => currentDwellingId ?? []);
  const homes = await readMoverHomes(tx, homeIds, query);
  const vacancies = await readVacancies(tx, query);
  return [...vacancies, ...homes].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
