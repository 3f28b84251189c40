import type { Level, Programme, Track } from '../ladder/ladder.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** A step that somebody can live on: of the ladder, or of a programme beside it. */
export interface LivedStep {
  readonly programme: Programme;
  readonly track: Track;
  readonly level: Level;
}

/** A lease as the flow sees it, on the step of its dwelling. */
export interface FlowTenancy extends LivedStep {
  readonly leaseId: string;
  readonly householdId: string;
  readonly dwellingId: string;
  readonly startsOn: PlainDateString;
  /** First day on which it no longer binds the dwelling; null while it does. */
  readonly closedOn: PlainDateString | null;
  readonly closedBecause: 'vacated' | 'renewed' | 'party-changed' | null;
}

/**
 * How somebody came to live on a step, or ceased to. `outside`: from or to elsewhere. `takeover`: another household
 * entered the lease of the same home, which is no allocation. `up`: to a step with more support. `down`: to one with
 * less. `across`: to another track or programme, whose levels are not compared.
 */
export type Passage = 'outside' | 'takeover' | 'up' | 'down' | 'across';
/** All passages, in the order in which they are shown. */
export const PASSAGES = ['outside', 'takeover', 'up', 'down', 'across'] as const satisfies readonly Passage[];

/** Living on one step without a break, in one dwelling or several. */
export interface Sojourn extends LivedStep {
  readonly from: PlainDateString;
  readonly arrival: Passage;
  /** First day on which the household no longer lives there; null while it does. */
  readonly to: PlainDateString | null;
  /** Null while it lives there. */
  readonly departure: Passage | null;
}

/** Living in municipal dwellings without a break. */
export interface Stay {
  readonly householdId: string;
  readonly from: PlainDateString;
  /** First day on which the household no longer lives in any; null while it does. */
  readonly to: PlainDateString | null;
  /** In the order of time; each begins on the day on which the one before ends. */
  readonly sojourns: readonly Sojourn[];
  /** The newest lease of the stay. */
  readonly lastTenancy: FlowTenancy;
}

/** Where a household goes that moves from one step to another; null where the step stays the same. */
export function directionOf(from: LivedStep, to: LivedStep): 'up' | 'down' | 'across' | null {
  if (from.programme !== to.programme || from.track !== to.track) return 'across';
  if (from.level === to.level) return null;
  return to.level > from.level ? 'up' : 'down';
}

/**
 * The stays of households as they are known on `on`, by household and day. A stay goes on where a lease begins on the day
 * on which the one before no longer binds; a day between the two ends it. What is dated after `on` is a plan, and has not
 * happened.
 *
 * @param tenancies in any order; those of one household never overlap.
 */
export function staysOf(tenancies: readonly FlowTenancy[], on: PlainDateString): readonly Stay[] {
  const known = tenancies.filter(({ startsOn }) => startsOn <= on).map((tenancy) => asKnown(tenancy, on));
  const takeOvers = new Set(
    known.flatMap(({ dwellingId, closedOn, closedBecause }) =>
      closedBecause === 'party-changed' ? [`${dwellingId} ${closedOn}`] : [],
    ),
  );
  const households = Map.groupBy(known.toSorted(byHouseholdAndDay), ({ householdId }) => householdId);
  return [...households.values()].flatMap((own) => unbroken(own).map((chain) => stayOf(chain, takeOvers)));
}

function asKnown(tenancy: FlowTenancy, on: PlainDateString): FlowTenancy {
  const isClosed = tenancy.closedOn !== null && tenancy.closedOn <= on;
  return isClosed ? tenancy : { ...tenancy, closedOn: null, closedBecause: null };
}

type Chain = readonly [FlowTenancy, ...FlowTenancy[]];

/** Splits the tenancies of one household, in the order of time, where there is a day between two. */
function unbroken(tenancies: readonly FlowTenancy[]): readonly Chain[] {
  const chains: [FlowTenancy, ...FlowTenancy[]][] = [];
  for (const tenancy of tenancies) {
    const chain = chains.at(-1);
    if (chain !== undefined && chain.at(-1)?.closedOn === tenancy.startsOn) chain.push(tenancy);
    else chains.push([tenancy]);
  }
  return chains;
}

function stayOf(chain: Chain, takeOvers: ReadonlySet<string>): Stay {
  const [first] = chain;
  const last = chain.at(-1) ?? first;
  const sojourns: Sojourn[] = [];
  let begun = first;
  let arrival: Passage = takeOvers.has(`${first.dwellingId} ${first.startsOn}`) ? 'takeover' : 'outside';
  for (const next of chain) {
    const direction = directionOf(begun, next);
    if (direction === null) continue;
    sojourns.push(sojournOf(begun, arrival, { to: next.startsOn, departure: direction }));
    [begun, arrival] = [next, direction];
  }
  const departure = last.closedBecause === 'party-changed' ? 'takeover' : 'outside';
  const end = { to: last.closedOn, departure: last.closedOn === null ? null : departure } as const;
  sojourns.push(sojournOf(begun, arrival, end));
  return {
    householdId: first.householdId,
    from: first.startsOn,
    to: last.closedOn,
    sojourns,
    lastTenancy: last,
  };
}

function sojournOf(
  { programme, track, level, startsOn }: FlowTenancy,
  arrival: Passage,
  end: Pick<Sojourn, 'to' | 'departure'>,
): Sojourn {
  return { programme, track, level, from: startsOn, arrival, ...end };
}

function byHouseholdAndDay(a: FlowTenancy, b: FlowTenancy): number {
  const [first, second] = [`${a.householdId} ${a.startsOn}`, `${b.householdId} ${b.startsOn}`];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
