import type { Problem } from '../src/problem.ts';
import type {
  Certificate,
  PlacementStep,
  PriceList,
  Solution,
  UnservedHousehold,
  UnservedProof,
} from '../src/solution.ts';
import type { Mutation, Random } from './mutate-solution.ts';
import { MUTATIONS_OF_TREES } from './mutations-of-trees.ts';
import { isTooMuch } from './too-much.ts';

function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items.length === 0 ? undefined : items[random(items.length)];
}

function withSet(solution: Solution, change: Partial<Certificate['servedSet']>): Solution {
  const servedSet = { ...solution.certificate.servedSet, ...change };
  return { ...solution, certificate: { ...solution.certificate, servedSet } };
}

function withProof(solution: Solution, entry: UnservedHousehold, proof: UnservedProof): Solution {
  const { unserved } = solution.certificate.servedSet;
  return withSet(solution, { unserved: unserved.map((one) => (one === entry ? { ...one, proof } : one)) });
}

function withStep(solution: Solution, step: PlacementStep, change: Partial<PlacementStep>): Solution {
  const placement = solution.certificate.placement.map((one) => (one === step ? { ...one, ...change } : one));
  return { ...solution, certificate: { ...solution.certificate, placement } };
}

function withList(solution: Solution, index: number, change: (list: PriceList) => PriceList): Solution {
  const prices = solution.certificate.prices.map((list, place) => (place === index ? change(list) : list));
  return { ...solution, certificate: { ...solution.certificate, prices } };
}

type Entry<Kind extends UnservedProof['kind']> = UnservedHousehold & {
  readonly proof: Extract<UnservedProof, { kind: Kind }>;
};

function pickProof<Kind extends UnservedProof['kind']>(
  solution: Solution,
  kind: Kind,
  random: Random,
): Entry<Kind> | undefined {
  const { unserved } = solution.certificate.servedSet;
  return pick(
    unserved.filter((entry): entry is Entry<Kind> => entry.proof.kind === kind),
    random,
  );
}

/** Dwellings of the places of a household, staying left out. */
function placesOf(problem: Problem, household: string): string[] {
  const current = problem.households.find(({ id }) => id === household)?.current;
  return problem.pairs
    .filter((pair) => pair.household === household && pair.dwelling !== current && !isTooMuch(problem, pair))
    .map(({ dwelling }) => dwelling);
}

function scaled(figures: Readonly<Record<string, number>>, factor: number): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([id, price]) => [id, price * factor]));
}

const OF_PROOFS: Readonly<Record<string, Mutation>> = {
  'a proof dropped': (_, solution, random) => {
    const { unserved } = solution.certificate.servedSet;
    const one = pick(unserved, random);
    return one && withSet(solution, { unserved: unserved.filter((entry) => entry !== one) });
  },
  'a proof for one who was served': (_, solution, random) => {
    const household = pick(solution.served, random);
    if (household === undefined) return undefined;
    const extra = { household, proof: { kind: 'hall-set', prices: [] } } as const;
    return withSet(solution, { unserved: [...solution.certificate.servedSet.unserved, extra] });
  },
  'proofs in another order': (_, solution) => {
    const { unserved } = solution.certificate.servedSet;
    return unserved.length < 2 ? undefined : withSet(solution, { unserved: unserved.toReversed() });
  },
  'a proof given up in a set that is said to be proven': (_, solution, random) => {
    const one = pick(solution.certificate.servedSet.unserved, random);
    if (one === undefined || !solution.certificate.servedSet.proven) return undefined;
    const trace = solution.trace.map((step) =>
      step.household === one.household ? { ...step, by: 'unproven' as const } : step,
    );
    return withProof({ ...solution, trace }, one, { kind: 'unproven', nodes: 1 });
  },
  'a Hall set without its lists': (problem, solution, random) => {
    const one = pickProof(solution, 'hall-set', random);
    if (one === undefined || placesOf(problem, one.household).length === 0) return undefined;
    return withProof(solution, one, { kind: 'hall-set', prices: [] });
  },
  'a Hall set that lost a dwelling of the household': (problem, solution, random) => {
    const one = pickProof(solution, 'hall-set', random);
    const [list, ...others] = one?.proof.prices ?? [];
    const lost = one && pick(placesOf(problem, one.household), random);
    if (list === undefined || lost === undefined || others.length > 0) return undefined;
    // What costs nothing is closed only by room below 0, of which there is none as long as a solution is feasible.
    return withList(solution, list, (prices) => ({
      ...prices,
      dwellings: Object.fromEntries(Object.entries(prices.dwellings).filter(([id]) => id !== lost)),
    }));
  },
  'every price of a resource proof doubled': (_, solution, random) => {
    const one = pickProof(solution, 'resource', random);
    // Room and bound double too, and they are not both 0.
    return (
      one &&
      withList(solution, one.proof.prices, (prices) => ({
        ...prices,
        dwellings: scaled(prices.dwellings, 2),
        resources: scaled(prices.resources, 2),
        classes: scaled(prices.classes, 2),
      }))
    );
  },
  'every price of a proof taken away': (_, solution, random) => {
    const one = pickProof(solution, 'resource', random);
    return (
      one &&
      withList(solution, one.proof.prices, (prices) => ({
        ...prices,
        dwellings: {},
        resources: {},
        classes: {},
      }))
    );
  },
  'another room': (_, solution, random) => {
    const one = pickProof(solution, 'resource', random);
    const room = (one?.proof.room ?? 0) + (random(2) === 0 ? 1 : -1);
    return one && withProof(solution, one, { ...one.proof, room });
  },
  'another least cost': (_, solution, random) => {
    const one = pickProof(solution, 'resource', random);
    const bound = (one?.proof.bound ?? 0) + (random(2) === 0 ? 1 : -1);
    return one && withProof(solution, one, { ...one.proof, bound });
  },
  'a price for what does not exist': (_, solution, random) => {
    if (solution.certificate.prices.length === 0) return undefined;
    const name = pick(['dwellings', 'resources', 'classes'] as const, random) ?? 'classes';
    return withList(solution, random(solution.certificate.prices.length), (prices) => ({
      ...prices,
      [name]: { ...prices[name], '~': 1 },
    }));
  },
  'more nodes than there are': (_, solution, random) => {
    const one = pickProof(solution, 'exhausted-search', random);
    const nodes = solution.certificate.servedSet.tree.length + 1;
    return one && withProof(solution, one, { kind: 'exhausted-search', nodes });
  },
};

const OF_CLAIMS: Readonly<Record<string, Mutation>> = {
  'the served set proven or not': (_, solution) =>
    withSet(solution, { proven: !solution.certificate.servedSet.proven }),
  'a step proven or not': (_, solution, random) => {
    const step = pick(solution.certificate.placement, random);
    if (step === undefined) return undefined;
    // An order may well be proven by nothing, where nobody has a pair with a smaller dwelling id.
    const isOrder = step.step === 'order';
    if (isOrder && !solution.optimal && (!step.proven || step.tree.length === 0)) return undefined;
    return withStep(solution, step, { proven: !step.proven });
  },
  'a bound changed by one': (_, solution, random) => {
    const step = pick(solution.certificate.placement, random);
    if (step === undefined || step.bound === null || !step.proven) return undefined;
    return withStep(solution, step, { bound: step.bound + (random(2) === 0 ? 1 : -1) });
  },
  'another value of a step': (_, solution, random) => {
    const step = pick(solution.certificate.placement, random);
    return step && withStep(solution, step, { value: (step.value ?? 0) + 1 });
  },
  'steps in another order': (_, solution) => ({
    ...solution,
    certificate: { ...solution.certificate, placement: solution.certificate.placement.toReversed() },
  }),
  'a step dropped': (_, solution, random) => {
    const step = pick(solution.certificate.placement, random);
    const placement = solution.certificate.placement.filter((one) => one !== step);
    return { ...solution, certificate: { ...solution.certificate, placement } };
  },
  'another count of a class': (_, solution, random) => {
    const { classes } = solution.certificate.servedSet;
    const one = pick(classes, random);
    return (
      one &&
      withSet(solution, {
        classes: classes.map((count) => (count === one ? { ...one, served: one.served + 1 } : count)),
      })
    );
  },
  'another bound of a class': (_, solution, random) => {
    const { classes, proven } = solution.certificate.servedSet;
    const one = pick(classes, random);
    if (one === undefined || !proven) return undefined;
    const bound = one.bound + (random(2) === 0 ? 1 : -1);
    return withSet(solution, {
      classes: classes.map((count) => (count === one ? { ...one, bound } : count)),
    });
  },
  'a class dropped': (_, solution, random) => {
    const { classes } = solution.certificate.servedSet;
    const one = pick(classes, random);
    return one && withSet(solution, { classes: classes.filter((count) => count !== one) });
  },
};

/** Changes of the certificate. */
export const MUTATIONS_OF_CERTIFICATE: Readonly<Record<string, Mutation>> = {
  ...OF_PROOFS,
  ...OF_CLAIMS,
  ...MUTATIONS_OF_TREES,
};
