import type { Problem, ProblemPair } from '../src/problem.ts';
import type { Assignment, Solution } from '../src/solution.ts';
import type { Mutation, Random } from './mutate-solution.ts';

function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items.length === 0 ? undefined : items[random(items.length)];
}

/** What a place is worth, or `undefined` for one that is none of a household's. */
function worthOf(problem: Problem, { household, dwelling }: Assignment): ProblemPair | undefined {
  if (currentOf(problem, household) === dwelling) return { household, dwelling, misfit: 0, score: 0 };
  return problem.pairs.find((pair) => pair.household === household && pair.dwelling === dwelling);
}

function currentOf(problem: Problem, household: string): string | null {
  return problem.households.find(({ id }) => id === household)?.current ?? null;
}

/**
 * Puts other assignments in the place of some. Where the solution is optimal it is the only one, so that any other
 * is wrong; else only what breaks a rule or leaves other figures is sure to be.
 */
function reassign(
  problem: Problem,
  solution: Solution,
  changed: readonly Assignment[],
): Solution | undefined {
  const to = new Map(changed.map((one) => [one.household, one]));
  const assignments = solution.assignments.map((one) => to.get(one.household) ?? one);
  const before = solution.assignments.filter(({ household }) => to.has(household));
  const worth = (list: readonly Assignment[], name: 'misfit' | 'score'): number =>
    list.reduce((sum, one) => sum + (worthOf(problem, one)?.[name] ?? 0), 0);
  const isSame = (['misfit', 'score'] as const).every((name) => worth(before, name) === worth(changed, name));
  const isLawful =
    changed.every((one) => worthOf(problem, one) !== undefined) &&
    new Set(assignments.map(({ dwelling }) => dwelling)).size === assignments.length;
  const keepsServed = changed.every(
    ({ household, dwelling }) =>
      (currentOf(problem, household) === dwelling) !== solution.served.includes(household),
  );
  const mayBeRight = isSame && isLawful && keepsServed && !solution.optimal;
  return mayBeRight ? undefined : { ...solution, assignments };
}

function reversed<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length < 2 ? undefined : items.toReversed();
}

/** Changes of all but the certificate. */
export const MUTATIONS_OF_STATEMENTS: Readonly<Record<string, Mutation>> = {
  'another dwelling for a household': (problem, solution, random) => {
    const one = pick(solution.assignments, random);
    const dwelling = pick(problem.dwellings, random);
    if (one === undefined || dwelling === undefined || one.dwelling === dwelling.id) return undefined;
    return reassign(problem, solution, [{ household: one.household, dwelling: dwelling.id }]);
  },
  'the dwellings of two exchanged': (problem, solution, random) => {
    const [one, other] = [pick(solution.assignments, random), pick(solution.assignments, random)];
    if (one === undefined || other === undefined || one === other) return undefined;
    return reassign(problem, solution, [
      { household: one.household, dwelling: other.dwelling },
      { household: other.household, dwelling: one.dwelling },
    ]);
  },
  'a dwelling that does not exist': (_, solution, random) => {
    const one = pick(solution.assignments, random);
    if (one === undefined) return undefined;
    const changed = { ...one, dwelling: `${one.dwelling}~` };
    return {
      ...solution,
      assignments: solution.assignments.map((each) => (each === one ? changed : each)),
    };
  },
  'an assignment dropped': (_, solution, random) => {
    const one = pick(solution.assignments, random);
    return one && { ...solution, assignments: solution.assignments.filter((each) => each !== one) };
  },
  'a household served that was not': (problem, solution, random) => {
    const pair = pick(problem.pairs, random);
    if (pair === undefined || solution.assignments.some(({ household }) => household === pair.household)) {
      return undefined;
    }
    const added = { household: pair.household, dwelling: pair.dwelling };
    return { ...solution, assignments: [...solution.assignments, added] };
  },
  'assignments in another order': (_, solution) => {
    const assignments = reversed(solution.assignments);
    return assignments && { ...solution, assignments };
  },
  'the served in another order': (_, solution) => {
    const served = reversed(solution.served);
    return served && { ...solution, served };
  },
  'one of the served left out': (_, solution, random) => {
    const one = pick(solution.served, random);
    return one === undefined
      ? undefined
      : { ...solution, served: solution.served.filter((id) => id !== one) };
  },
  'a figure changed by one': (_, solution, random) => {
    const name = pick(['misfit', 'excess', 'score'] as const, random) ?? 'misfit';
    const figure = solution.objective[name] + (random(2) === 0 ? 1 : -1);
    return { ...solution, objective: { ...solution.objective, [name]: figure } };
  },
  'another hash': (_, solution, random) => {
    const place = random(solution.problemHash.length);
    const digit = solution.problemHash[place] === '0' ? '1' : '0';
    const problemHash = solution.problemHash.slice(0, place) + digit + solution.problemHash.slice(place + 1);
    return { ...solution, problemHash };
  },
  'the other rule': (_, solution) => ({
    ...solution,
    servedRule: solution.servedRule === 'strict-rank' ? 'most-per-class' : 'strict-rank',
  }),
  'optimal or not, against the certificate': (_, solution) => ({ ...solution, optimal: !solution.optimal }),
  'a step of the trace dropped': (_, solution, random) => {
    const one = pick(solution.trace, random);
    return one && { ...solution, trace: solution.trace.filter((step) => step !== one) };
  },
  'the trace in another order': (_, solution) => {
    const trace = reversed(solution.trace);
    return trace && { ...solution, trace };
  },
  'another reason in the trace': (_, solution, random) => {
    const one = pick(solution.trace, random);
    if (one === undefined) return undefined;
    const by = one.outcome === 'served' ? 'unproven' : 'search';
    return { ...solution, trace: solution.trace.map((step) => (step === one ? { ...step, by } : step)) };
  },
  'another size': (_, solution, random) => {
    const names = ['households', 'movers', 'dwellings', 'pairs', 'resources', 'apart', 'served'] as const;
    const name = pick(names, random) ?? 'served';
    return { ...solution, stats: { ...solution.stats, [name]: solution.stats[name] + 1 } };
  },
};
