import type { Problem, ProblemResource } from '../src/problem.ts';

/** Where everyone ends, by household id; who ends nowhere is left out. */
export type Ending = ReadonlyMap<string, string>;

/** Every feasible assignment, straight from the rules of the format; for tests on small problems. */
export function listFeasible(problem: Problem): Ending[] {
  let endings = [new Map<string, string>()];
  for (const { id, current } of problem.households) {
    const pairs = problem.pairs.filter(({ household }) => household === id).map(({ dwelling }) => dwelling);
    const choices = new Set<string | null>([...pairs, current]);
    endings = endings.flatMap((ending) =>
      [...choices].flatMap((choice) => {
        if (choice === null) return [ending];
        return [...ending.values()].includes(choice) ? [] : [new Map([...ending, [id, choice]])];
      }),
    );
  }
  return endings.filter((ending) => keepsLimits(problem, ending) && keepsApart(problem, ending));
}

/** One letter for each household by rank: `1` if it ends in another dwelling than today. Greater text, better set. */
export function servedMask(problem: Problem, ending: Ending): string {
  return problem.households
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ id, current }) => (ending.has(id) && ending.get(id) !== current ? '1' : '0'))
    .join('');
}

/** The number served of each class, most urgent first. */
export function classCounts(problem: Problem, mask: string): number[] {
  const counts = Array.from({ length: Math.max(0, ...problem.households.map((one) => one.class)) }, () => 0);
  for (const [place, household] of problem.households.toSorted((a, b) => a.rank - b.rank).entries()) {
    if (mask[place] === '1') counts[household.class - 1] = (counts[household.class - 1] ?? 0) + 1;
  }
  return counts;
}

/** Whether everyone ends in a pair of its own or stays, nobody in the dwelling of another, and all limits hold. */
export function isFeasible(problem: Problem, ending: Ending): boolean {
  const isPlaced = problem.households.every(({ id, current }) => {
    const taken = ending.get(id);
    if (taken === undefined || taken === current) return taken !== undefined || current === null;
    return problem.pairs.some(({ household, dwelling }) => household === id && dwelling === taken);
  });
  const areAlone = new Set(ending.values()).size === ending.size;
  return isPlaced && areAlone && keepsLimits(problem, ending) && keepsApart(problem, ending);
}

function keepsLimits(problem: Problem, ending: Ending): boolean {
  const today = new Map(
    problem.households.flatMap(({ id, current }) => (current === null ? [] : [[id, current] as const])),
  );
  return problem.resources.every(
    (resource) =>
      useOf(problem, resource, ending) <= Math.max(resource.capacity, useOf(problem, resource, today)),
  );
}

/** What an ending uses of a resource. */
export function useOf(problem: Problem, { weight, dwellings }: ProblemResource, ending: Ending): number {
  let use = 0;
  for (const { id, load } of problem.households) {
    if (!dwellings.includes(ending.get(id) ?? '')) continue;
    if (weight === 'load') use += load;
    else use += weight === 'one' ? 1 : (weight[id] ?? 0);
  }
  return use;
}

function keepsApart(problem: Problem, ending: Ending): boolean {
  const stays = (household: string): boolean =>
    problem.households.some(({ id, current }) => id === household && current === ending.get(id));
  return problem.apart.every(({ a, b, resources }) => {
    if (!ending.has(a) || !ending.has(b) || (stays(a) && stays(b))) return true;
    return resources.every((id) => {
      const dwellings = problem.resources.find((resource) => resource.id === id)?.dwellings ?? [];
      return !(dwellings.includes(ending.get(a) ?? '') && dwellings.includes(ending.get(b) ?? ''));
    });
  });
}
