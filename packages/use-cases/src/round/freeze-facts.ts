import {
  type PolicyInForce,
  type RoundCandidate,
  readCandidates,
  readKeepApart,
  readMoverHomes,
  readPlaces,
  readResidents,
  readRoundDwellings,
  readVacancies,
  type Tx,
} from '@boligtrapp/database';
import {
  type Certainty,
  isSureEnough,
  orderQueue,
  type PlainDateString,
  type RoundDwelling,
  type RoundFacts,
  TRACKS,
  type Track,
} from '@boligtrapp/domain';
import { readForecast } from '../forecast/read-forecast.ts';
import { type DrawnLots, drawLots } from './draw-lots.ts';

/** Which facts a round needs. */
export interface FreezeFacts {
  readonly meetingOn: PlainDateString;
  readonly horizonEndsOn: PlainDateString;
  readonly tracks: readonly Track[];
  readonly includesMovers: boolean;
  /** As {@link CreateRound} has it. */
  readonly forecastCertainty?: Certainty | null | undefined;
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
  const forecastCertainty = query.forecastCertainty ?? undefined;
  const candidates = await readCandidates(tx, query);
  const lots = drawLots(orderQueue(policy.content, candidates, meetingOn), query.lotSeed);
  const ranked = lots.ordered.flat();
  const facts: RoundFacts = {
    format: 'boligtrapp-facts/1',
    meetingOn,
    horizonEndsOn,
    tracks: TRACKS.filter((track) => query.tracks.includes(track)),
    // Left out where it is not used, so that such facts keep their hash.
    ...(forecastCertainty === undefined ? {} : { forecastCertainty }),
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
  const registered = await readVacancies(tx, query);
  const least = query.forecastCertainty ?? null;
  const vacancies =
    least === null
      ? registered
      : await withForecast(tx, query, { least, registered, homeIds: new Set(homeIds) });
  return [...vacancies, ...homes].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * What is vacant on the day of the meeting, and what the policy lets expect until the horizon. The home of somebody who
 * takes part is free only if that household gets another one, so that it is not forecast, too.
 */
async function withForecast(
  tx: Tx,
  { meetingOn, horizonEndsOn, tracks, policy }: FreezeFacts,
  given: {
    readonly least: Certainty;
    readonly registered: readonly RoundDwelling[];
    readonly homeIds: ReadonlySet<string>;
  },
): Promise<readonly RoundDwelling[]> {
  const vacant = given.registered.filter(({ vacancy }) => vacancy === 'vacant');
  const isVacant = new Set(vacant.map(({ id }) => id));
  const { vacancies, outlooks } = await readForecast(tx, {
    on: meetingOn,
    tracks,
    policy: policy.content,
    usedThrough: horizonEndsOn,
  });
  // Many read a round: a dwelling whose tenant has a protected address is taken in it, and no more is said.
  const isTaken = new Set(outlooks.filter((row) => row.isProtectedTenancy).map((row) => row.dwellingId));
  const expected = new Map(
    vacancies
      .filter(({ certainty, availableFrom }) => {
        return isSureEnough(certainty, given.least) && availableFrom <= horizonEndsOn;
      })
      .filter(
        ({ dwellingId }) =>
          !isVacant.has(dwellingId) && !isTaken.has(dwellingId) && !given.homeIds.has(dwellingId),
      )
      .map((vacancy) => [vacancy.dwellingId, vacancy]),
  );
  const dwellings = await readRoundDwellings(tx, [...expected.keys()]);
  const forecast = dwellings.flatMap((dwelling): readonly RoundDwelling[] => {
    const vacancy = expected.get(dwelling.id);
    if (vacancy === undefined) return [];
    const { availableFrom, certainty } = vacancy;
    return [{ ...dwelling, vacancy: 'forecast', availableFrom, certainty }];
  });
  return [...vacant, ...forecast];
}
