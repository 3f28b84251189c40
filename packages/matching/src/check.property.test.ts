import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProblem } from '../test/arbitrary-problem.ts';
import { claimBest, objectiveOf } from '../test/claim-solution.ts';
import { type Ending, listFeasible, servedMask } from '../test/try-everything.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { Certificate, Solution } from './solution.ts';
import { solve } from './solve.ts';

/** A wrong solution made from a right one, or `undefined` where there is nothing to change. */
type Mutation = (solution: Solution, problem: Problem) => Solution | undefined;

function withCertificate(solution: Solution, servedSet: Partial<Certificate['servedSet']>): Solution {
  const certificate = {
    ...solution.certificate,
    servedSet: { ...solution.certificate.servedSet, ...servedSet },
  };
  return { ...solution, certificate };
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'an assignment left out': (solution) => {
    if (solution.assignments.length === 0) return undefined;
    return { ...solution, assignments: solution.assignments.slice(1) };
  },
  'an assignment twice': (solution) => {
    const [first] = solution.assignments;
    return first && { ...solution, assignments: [first, ...solution.assignments] };
  },
  'two dwellings exchanged that do not fit': (solution, problem) => {
    const [first, second, ...others] = solution.assignments;
    if (first === undefined || second === undefined) return undefined;
    const exchanged = [
      { household: first.household, dwelling: second.dwelling },
      { household: second.household, dwelling: first.dwelling },
    ];
    const isFitting = exchanged.every(({ household, dwelling }) =>
      problem.pairs.some((pair) => pair.household === household && pair.dwelling === dwelling),
    );
    return isFitting ? undefined : { ...solution, assignments: [...exchanged, ...others] };
  },
  'a dwelling that does not exist': (solution) => {
    const [first, ...others] = solution.assignments;
    return first && { ...solution, assignments: [{ ...first, dwelling: 'd99' }, ...others] };
  },
  'assignments in another order': (solution) =>
    solution.assignments.length < 2
      ? undefined
      : { ...solution, assignments: solution.assignments.toReversed() },
  'one served who was not': (solution) => {
    const [unserved] = solution.certificate.servedSet.unserved;
    return unserved && { ...solution, served: [...solution.served, unserved.household] };
  },
  'one served left out of the list': (solution) =>
    solution.served.length === 0 ? undefined : { ...solution, served: solution.served.slice(1) },
  'served in another order': (solution) =>
    solution.served.length < 2 ? undefined : { ...solution, served: solution.served.toReversed() },
  'more score': (solution) => ({
    ...solution,
    objective: { ...solution.objective, score: solution.objective.score + 1 },
  }),
  'less misfit': (solution) => ({
    ...solution,
    objective: { ...solution.objective, misfit: solution.objective.misfit - 1 },
  }),
  'less excess': (solution) => ({
    ...solution,
    objective: { ...solution.objective, excess: solution.objective.excess - 1 },
  }),
  'the hash of another problem': (solution) => ({ ...solution, problemHash: '0'.repeat(64) }),
  'the other rule': (solution) => ({ ...solution, servedRule: 'most-per-class' }),
  'a claim that is not in the certificate': (solution) => ({ ...solution, optimal: !solution.optimal }),
  'a household without a proof': (solution) => {
    const { unserved } = solution.certificate.servedSet;
    return unserved.length === 0 ? undefined : withCertificate(solution, { unserved: unserved.slice(1) });
  },
  'a proof for one who was served': (solution) => {
    const { unserved } = solution.certificate.servedSet;
    const [served] = solution.served;
    if (served === undefined) return undefined;
    const extra = { household: served, proof: { kind: 'exhausted-search', nodes: 1 } } as const;
    return withCertificate(solution, { unserved: [...unserved, extra] });
  },
  'a Hall set that lost a household': (solution) => {
    const { hallSets } = solution.certificate.servedSet;
    if (hallSets.every(({ households }) => households.length === 0)) return undefined;
    return withCertificate(solution, {
      hallSets: hallSets.map((set) => ({ ...set, households: set.households.slice(1) })),
    });
  },
  'a bound that is higher than the use': (solution) => {
    const { unserved } = solution.certificate.servedSet;
    if (!unserved.some(({ proof }) => proof.kind === 'resource')) return undefined;
    return withCertificate(solution, {
      unserved: unserved.map((entry) =>
        entry.proof.kind === 'resource'
          ? { ...entry, proof: { ...entry.proof, bound: entry.proof.bound + 1 } }
          : entry,
      ),
    });
  },
  'a proof turned into a resource that is not full': (solution, problem) => {
    const { unserved } = solution.certificate.servedSet;
    const resource = problem.resources.find(({ capacity }) => capacity >= 0);
    const [first, ...others] = unserved;
    if (first === undefined || resource === undefined) return undefined;
    const proof = { kind: 'resource', resources: [resource.id], bound: 0 } as const;
    return withCertificate(solution, { unserved: [{ ...first, proof }, ...others] });
  },
  'proven though a proof is missing': (solution) => {
    const { unserved } = solution.certificate.servedSet;
    const [first, ...others] = unserved;
    if (first === undefined) return undefined;
    const proof = { kind: 'unproven', nodes: 1 } as const;
    return withCertificate(solution, { proven: true, unserved: [{ ...first, proof }, ...others] });
  },
  'a bound that the solution itself beats': (solution) => {
    const [misfit, ...others] = solution.certificate.placement;
    if (misfit === undefined) return undefined;
    const bound = solution.objective.misfit + 1;
    return {
      ...solution,
      certificate: { ...solution.certificate, placement: [{ ...misfit, bound }, ...others] },
    };
  },
  'a step left out': (solution) => ({
    ...solution,
    certificate: { ...solution.certificate, placement: solution.certificate.placement.slice(1) },
  }),
  'a trace that ends early': (solution) =>
    solution.trace.length === 0 ? undefined : { ...solution, trace: solution.trace.slice(1) },
  'another number of pairs': (solution) => ({
    ...solution,
    stats: { ...solution.stats, pairs: solution.stats.pairs + 1 },
  }),
};

/** Less than 0 when the first is the better of two endings of the same served. */
function comparePlacements(problem: Problem, a: Ending, b: Ending): number {
  const [one, two] = [objectiveOf(problem, a), objectiveOf(problem, b)];
  const byFigures = one.misfit - two.misfit || one.excess - two.excess || two.score - one.score;
  if (byFigures !== 0) return byFigures;
  const order = (ending: Ending): string =>
    problem.households
      .toSorted((x, y) => x.rank - y.rank)
      .filter(({ id, current }) => ending.get(id) !== current)
      .map(({ id }) => ending.get(id) ?? '')
      .join(' ');
  return order(a) < order(b) ? -1 : Number(order(a) > order(b));
}

describe('check', () => {
  it.each(Object.entries(MUTATIONS))('refuses %s', (_, mutate) => {
    let changed = 0;
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        const solution = solve(problem);
        const mutated = mutate(solution, problem);
        if (mutated === undefined) return;
        changed += 1;
        expect(check(problem, mutated)).not.toEqual([]);
      }),
      { numRuns: 100, seed: 1 },
    );
    expect(changed).toBeGreaterThan(0);
  });

  it('refuses a solution for a problem in which one limit is lower than its use', () => {
    fc.assert(
      fc.property(arbitraryProblem(), (problem) => {
        const moved = problem.households.every(({ current }) => current === null);
        const solution = solve(problem);
        if (!moved || solution.served.length === 0) return;
        const all = problem.dwellings.map(({ id }) => id);
        const closed = {
          id: 'r9',
          capacity: solution.served.length - 1,
          weight: 'one',
          dwellings: all,
        } as const;
        const codes = check({ ...problem, resources: [...problem.resources, closed] }, solution).map(
          ({ code }) => code,
        );
        expect(codes).toContain('resource-over-limit');
      }),
    );
  });

  it('accepts the claim to be best only for an ending that trying everything finds no better', () => {
    fc.assert(
      fc.property(arbitraryProblem(), fc.nat(), (problem, drawn) => {
        const endings = listFeasible(problem);
        const ending = endings[drawn % endings.length];
        if (ending === undefined) return;
        const keyed = endings.map((each) => servedMask(problem, each));
        const mask = servedMask(problem, ending);
        const isBestSet = keyed.every((other) => other <= mask);
        const isBestPlaced = endings
          .filter((_, place) => keyed[place] === mask)
          .every((other) => comparePlacements(problem, ending, other) <= 0);
        const codes = new Set(check(problem, claimBest(problem, ending)).map(({ code }) => code));
        const expected = [
          ...(isBestPlaced ? [] : ['placement-not-best']),
          ...(isBestSet ? [] : ['served-set-not-best']),
        ];
        expect([...codes].toSorted()).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
