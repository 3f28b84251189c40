import { expandHallSet } from '../hall-set.ts';
import { compareIds, type ProblemHousehold } from '../problem.ts';
import type { HallSetProof, Solution, UnservedProof } from '../solution.ts';
import { isSmall } from './brute-force.ts';
import { checkSorted } from './check-statements.ts';
import type { Report } from './deviation.ts';
import { type Facts, type Outcome, weightOf } from './facts.ts';
import { createPlaceFinder, type PlaceFinder } from './place-finder.ts';

/*
 * The proofs speak of the assignments that serve everyone served before a household and the household itself. Who
 * was served before must therefore end in a pair. A mover who was passed over before with a proof of its own stays;
 * one whose search was given up, and one ranked after, may end in a pair or stay.
 */

/** A Hall set in full, and what must be ranked before a household for which it is a proof. */
interface HallSummary {
  readonly dwellings: ReadonlySet<string>;
  readonly households: ReadonlySet<string>;
  /** The set holds only for households with a rank above this one. */
  readonly rankAbove: number;
  readonly fault: string | undefined;
}

/** Least use of some resources, added up over the households by rank. */
interface ResourceSummary {
  /** At i: the least use of the first i households by rank, where served and passed over are fixed. */
  readonly before: readonly number[];
  /** At i: the least use of the movers among the households from place i on, who may still stay. */
  readonly after: readonly number[];
  readonly limit: number;
}

interface ProofCheck {
  readonly facts: Facts;
  readonly solution: Solution;
  readonly outcome: Outcome;
  readonly places: ReadonlyMap<string, number>;
  /** Not served, and not proven to be unable to. */
  readonly givenUp: ReadonlySet<string>;
  /** Finds nothing on small problems, where everything is tried. */
  readonly findPlaceFor: PlaceFinder;
  readonly halls: Map<string, HallSummary>;
  readonly resources: Map<string, ResourceSummary>;
}

/** Re-checks the reason given for every household that was not served. */
export function checkUnserved(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { unserved } = solution.certificate.servedSet;
  const base = '/certificate/servedSet/unserved';
  checkSorted(unserved, ({ household }) => household, base, report);
  const expected = facts.byRank.filter(({ id }) => !outcome.served.has(id)).map(({ id }) => id);
  const stated = unserved.map(({ household }) => household);
  if (stated.toSorted(compareIds).join('\n') !== expected.toSorted(compareIds).join('\n')) {
    report(base, 'unserved-differs', 'These are not the households that were not served.');
  }
  checkHallSetOrder(solution, report);
  const check: ProofCheck = {
    facts,
    solution,
    outcome,
    places: new Map(facts.byRank.map(({ id }, place) => [id, place])),
    givenUp: new Set(
      unserved.filter(({ proof }) => proof.kind === 'unproven').map(({ household }) => household),
    ),
    findPlaceFor: isSmall(facts) ? () => undefined : createPlaceFinder(facts, outcome),
    halls: new Map(),
    resources: new Map(),
  };
  for (const [index, { household, proof }] of unserved.entries()) {
    const known = facts.households.get(household);
    if (known !== undefined)
      checkProof(check, known, proof, (code, detail) => report(`${base}/${index}/proof`, code, detail));
  }
}

type ProofReport = (
  code: 'hall-set-refuted' | 'resource-bound-refuted' | 'served-set-not-best',
  detail: string,
) => void;

function checkProof(
  check: ProofCheck,
  household: ProblemHousehold,
  proof: UnservedProof,
  report: ProofReport,
): void {
  if (proof.kind === 'hall-set') {
    const fault = findHallFault(check, household, proof);
    if (fault !== undefined) report('hall-set-refuted', fault);
  } else if (proof.kind === 'resource') {
    const fault = findResourceFault(check, household, proof);
    if (fault !== undefined) report('resource-bound-refuted', fault);
  } else if (proof.kind === 'exhausted-search') {
    const dwelling = check.findPlaceFor(household);
    if (dwelling !== undefined)
      report('served-set-not-best', `${household.id} fits into ${dwelling} as it is.`);
  }
}

function checkHallSetOrder(solution: Solution, report: Report): void {
  for (const [index, set] of solution.certificate.servedSet.hallSets.entries()) {
    const path = `/certificate/servedSet/hallSets/${index}`;
    checkSorted(set.dwellings, (id) => id, `${path}/dwellings`, report);
    checkSorted(set.households, (id) => id, `${path}/households`, report);
    const isAscending = set.needs.every(
      (needed, i) => needed < index && (i === 0 || needed > (set.needs[i - 1] ?? needed)),
    );
    if (!isAscending)
      report(`${path}/needs`, 'not-sorted', 'Needed sets ascend and come before the set itself.');
  }
}

function findHallFault(
  check: ProofCheck,
  household: ProblemHousehold,
  proof: HallSetProof,
): string | undefined {
  const key = proof.sets.join(' ');
  const summary = check.halls.get(key) ?? summarizeHall(check, proof);
  check.halls.set(key, summary);
  if (summary.fault !== undefined) return summary.fault;
  if (household.rank <= summary.rankAbove) {
    return `The set needs the household of rank ${summary.rankAbove} to be ranked before ${household.id}.`;
  }
  const others = summary.households.size - (summary.households.has(household.id) ? 1 : 0);
  if (others < summary.dwellings.size) return 'There are fewer households than dwellings.';
  for (const dwelling of check.facts.pairs.get(household.id)?.keys() ?? []) {
    if (!summary.dwellings.has(dwelling)) return `${dwelling} is not in the set.`;
  }
  return undefined;
}

function summarizeHall(check: ProofCheck, proof: HallSetProof): HallSummary {
  const { hallSets } = check.solution.certificate.servedSet;
  const whole = expandHallSet(check.solution.certificate, proof);
  const dwellings = new Set(whole.dwellings);
  let rankAbove = 0;
  let fault = proof.sets.some((index) => index >= hallSets.length) ? 'A set does not exist.' : undefined;
  for (const id of whole.households) {
    const household = check.facts.households.get(id);
    if (household === undefined) {
      fault ??= `${id} is not in the problem.`;
      continue;
    }
    const isServed = check.outcome.served.has(id);
    const pairs = [...(check.facts.pairs.get(id)?.keys() ?? [])].every((dwelling) => dwellings.has(dwelling));
    const stay = household.current !== null && dwellings.has(household.current);
    // Where it may end whatever its turn; else only once it was served, or passed over with a proof, before.
    if (pairs && stay) continue;
    if (isServed ? pairs : stay && !check.givenUp.has(id)) rankAbove = Math.max(rankAbove, household.rank);
    else fault ??= `${id} may end outside the set.`;
  }
  return { dwellings, households: new Set(whole.households), rankAbove, fault };
}

function findResourceFault(
  check: ProofCheck,
  household: ProblemHousehold,
  proof: Extract<UnservedProof, { kind: 'resource' }>,
): string | undefined {
  if (new Set(proof.resources).size !== proof.resources.length) return 'A resource is named twice.';
  const unknown = proof.resources.find((id) => !check.facts.resources.has(id));
  if (unknown !== undefined) return `${unknown} is not in the problem.`;
  const key = JSON.stringify(proof.resources);
  const summary = check.resources.get(key) ?? summarizeResources(check, proof.resources);
  check.resources.set(key, summary);
  const place = check.places.get(household.id) ?? 0;
  const own = leastUse(check, household, proof.resources, 'moves');
  const bound = (summary.before[place] ?? 0) + own + (summary.after[place + 1] ?? 0);
  if (proof.bound > bound) return `The least use is ${bound}, not ${proof.bound}.`;
  if (proof.bound <= summary.limit) return `The limits allow ${summary.limit}.`;
  return undefined;
}

function summarizeResources(check: ProofCheck, resources: readonly string[]): ResourceSummary {
  const { facts, outcome } = check;
  const before: number[] = [0];
  const after: number[] = Array.from({ length: facts.byRank.length + 2 }, () => 0);
  for (const [place, household] of facts.byRank.entries()) {
    const isServed = outcome.served.has(household.id);
    let use = 0;
    if (isServed) use = leastUse(check, household, resources, 'moves');
    else if (household.current !== null) {
      use = leastUse(check, household, resources, check.givenUp.has(household.id) ? 'either' : 'stays');
    }
    before.push((before[place] ?? 0) + use);
  }
  for (const [place, household] of [...facts.byRank.entries()].toReversed()) {
    const use = household.current === null ? 0 : leastUse(check, household, resources, 'either');
    after[place] = (after[place + 1] ?? 0) + use;
  }
  const limit = resources.reduce((sum, id) => sum + (facts.limits.get(id) ?? 0), 0);
  return { before, after, limit };
}

function leastUse(
  check: ProofCheck,
  household: ProblemHousehold,
  resources: readonly string[],
  way: 'moves' | 'stays' | 'either',
): number {
  const targets = way === 'stays' ? [] : [...(check.facts.pairs.get(household.id)?.keys() ?? [])];
  if (way !== 'moves' && household.current !== null) targets.push(household.current);
  let least = Number.POSITIVE_INFINITY;
  for (const dwelling of targets) {
    let use = 0;
    for (const resource of check.facts.resourcesOf.get(dwelling) ?? []) {
      if (resources.includes(resource.id)) use += weightOf(resource, household);
    }
    least = Math.min(least, use);
    if (least === 0) break;
  }
  return least;
}
