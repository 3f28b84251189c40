import type { JointLimit } from '../solution.ts';
import type { Report } from './deviation.ts';
import type { Facts } from './facts.ts';

/** A joint limit in the numbers of the facts. */
export interface NumberedJointLimit {
  readonly most: number;
  /** By dwelling: the units for each load that is named. */
  readonly units: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly greatest: number;
}

/** What one limit may take to be verified: its load times the loads that may be in its dwellings. */
const MAX_STEPS = 20_000_000;
const MAX_LOAD = 1_000_000;

/**
 * Verifies every joint limit by finding the most units that whole households can have: dwelling by dwelling, for each
 * sum of load, in exact integers. One that is too low, or not of the form it must have, is reported and left out.
 */
export function readJointLimits(
  facts: Facts,
  limits: readonly JointLimit[],
  report: Report,
): readonly (NumberedJointLimit | undefined)[] {
  if (limits.length === 0) return [];
  const loadsAt = collectLoads(facts);
  return limits.map((limit, index) => {
    const path = `/certificate/jointLimits/${index}`;
    const block = readBlock(facts, limit);
    if (typeof block === 'string') {
      report(path, 'joint-limit-malformed', block);
      return undefined;
    }
    const units = readUnits(facts, limit, block);
    if (typeof units === 'string') {
      report(path, 'joint-limit-malformed', units);
      return undefined;
    }
    const most = findMost(block, { units, loadsAt });
    if (most === undefined) {
      report(path, 'claim-not-verified', 'It is too large to be verified.');
      return undefined;
    }
    if (most > limit.most) {
      report(
        path,
        'joint-limit-refuted',
        `Whole households can have ${most} units, more than ${limit.most}.`,
      );
      return undefined;
    }
    let greatest = 0;
    for (const figures of units.values())
      for (const unit of figures.values()) greatest = Math.max(greatest, unit);
    return { most: limit.most, units, greatest };
  });
}

/** By dwelling, the different loads of those who have a place there. */
function collectLoads(facts: Facts): readonly ReadonlySet<number>[] {
  const loadsAt = facts.dwellings.map(() => new Set<number>());
  for (let household = 0; household < facts.households.length; household += 1) {
    const load = facts.loads[household]!;
    for (let pair = facts.pairStart[household]!; pair < facts.pairStart[household + 1]!; pair += 1)
      if (facts.isTooMuch[pair] === 0) loadsAt[facts.pairDwelling[pair]!]!.add(load);
    const current = facts.current[household]!;
    if (current >= 0) loadsAt[current]!.add(load);
  }
  return loadsAt;
}

/** The parts of a block: all dwellings of a part keep its limit, and all together that of the block. */
interface Block {
  readonly limit: number;
  readonly partOf: ReadonlyMap<number, number>;
  readonly partLimits: readonly number[];
}

function readBlock(facts: Facts, { resource, within }: JointLimit): Block | string {
  const outer = facts.resourceAt.get(resource);
  if (outer === undefined) return `${resource} is not in the problem.`;
  const limit = facts.limits[outer]!;
  const partOf = new Map<number, number>();
  const members = new Set(facts.dwellingsOf[outer]);
  for (const dwelling of members) partOf.set(dwelling, 0);
  const partLimits = [limit];
  if (facts.resources[outer]?.weight !== 'load') return `${resource} is not used by load.`;
  for (const id of within) {
    const inner = facts.resourceAt.get(id);
    if (inner === undefined) return `${id} is not in the problem.`;
    if (facts.resources[inner]?.weight !== 'load') return `${id} is not used by load.`;
    for (const dwelling of facts.dwellingsOf[inner] ?? []) {
      if (partOf.get(dwelling) !== 0) return `${id} is not in ${resource}, or overlaps another one.`;
      partOf.set(dwelling, partLimits.length);
    }
    partLimits.push(Math.min(limit, facts.limits[inner]!));
  }
  return { limit, partOf, partLimits };
}

type UnitsByDwelling = Map<number, Map<number, number>>;

function readUnits(facts: Facts, { units, resource }: JointLimit, block: Block): UnitsByDwelling | string {
  const read: UnitsByDwelling = new Map();
  for (const [id, figures] of Object.entries(units)) {
    const dwelling = facts.dwellingAt.get(id);
    if (dwelling === undefined || !block.partOf.has(dwelling)) return `${id} is not in ${resource}.`;
    read.set(dwelling, new Map(Object.entries(figures).map(([load, unit]) => [Number(load), unit])));
  }
  return read;
}

/** The most units, or `undefined` where it would take too long. */
function findMost(
  { limit, partOf, partLimits }: Block,
  { units, loadsAt }: { readonly units: UnitsByDwelling; readonly loadsAt: readonly ReadonlySet<number>[] },
): number | undefined {
  const byPart = partLimits.map((): [number, number][][] => []);
  let choices = 0;
  for (const [dwelling, figures] of units) {
    const open = [...figures].filter(([load, unit]) => unit > 0 && loadsAt[dwelling]!.has(load));
    choices += open.length;
    byPart[partOf.get(dwelling) ?? 0]!.push(open);
  }
  const most = Math.min(
    limit,
    greatestSum(byPart, ([load]) => load),
  );
  const steps = (most + 1) * (choices + byPart.length * Math.min(most + 1, Math.max(...partLimits) + 1));
  if (most > MAX_LOAD || steps > MAX_STEPS) return undefined;
  if (!Number.isSafeInteger(greatestSum(byPart, ([, unit]) => unit))) return undefined;
  let total = new Float64Array(most + 1);
  for (const [part, dwellings] of byPart.entries()) {
    const own = countUpTo(dwellings, Math.min(most, partLimits[part]!));
    total = part === 0 ? widen(own, most) : joinBoth(total, own);
  }
  return total[most]!;
}

type Choice = readonly [load: number, unit: number];

/** The most that one choice from each dwelling comes to. */
function greatestSum(
  byPart: readonly (readonly (readonly Choice[])[])[],
  figureOf: (choice: Choice) => number,
): number {
  let sum = 0;
  for (const dwellings of byPart) {
    for (const open of dwellings) sum += open.reduce((max, choice) => Math.max(max, figureOf(choice)), 0);
  }
  return sum;
}

/** By load, the most units of these dwellings with at most so much load. */
function countUpTo(
  dwellings: readonly (readonly (readonly [number, number])[])[],
  limit: number,
): Float64Array {
  const most = new Float64Array(Math.max(0, limit) + 1);
  for (const open of dwellings) {
    // Downwards, so that a dwelling is counted once.
    for (let load = limit; load >= 0; load -= 1) {
      let best = most[load]!;
      for (const [used, unit] of open) if (used <= load) best = Math.max(best, most[load - used]! + unit);
      most[load] = best;
    }
  }
  return most;
}

function widen(most: Float64Array, limit: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: limit + 1 }, (_, load) => most[Math.min(load, most.length - 1)]!);
}

function joinBoth(first: Float64Array, second: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(first, (_, load) => {
    let best = 0;
    for (let own = 0; own < second.length && own <= load; own += 1)
      best = Math.max(best, first[load - own]! + second[own]!);
    return best;
  });
}
