import { MAX_FIGURE, type Problem, type ProblemResource } from '../src/problem.ts';
import { aProblem } from './a-problem.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, place) => place);

/** Households h0, h1 … that all fit all of the dwellings d0, d1 … */
function everyoneFits(households: number, dwellings: number, pair = '0:0'): Record<string, string[]> {
  return Object.fromEntries(
    numbers(households).map((place) => [`h${place}`, numbers(dwellings).map((one) => `d${one}:${pair}`)]),
  );
}

const allIn = (dwellings: number): string[] => numbers(dwellings).map((place) => `d${place}`);

function aResource(resource: Partial<ProblemResource>, dwellings: number): ProblemResource {
  return { id: 'r', capacity: 0, weight: 'load', dwellings: allIn(dwellings), ...resource };
}

const same = <T>(households: number, value: T): Record<string, T> =>
  Object.fromEntries(numbers(households).map((place) => [`h${place}`, value]));

/** Each one of the first is kept apart from each other one, in every resource. */
function allApart(households: number, resources: readonly string[]): Problem['apart'] {
  return numbers(households).flatMap((a) =>
    numbers(a).map((b) => ({ a: `h${a}`, b: `h${b}`, resources: [...resources] })),
  );
}

const ODD_IDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length'];
const COMPOSED = '\u00E5';
const DECOMPOSED = 'a\u030A';
const LONG = 'x'.repeat(100_000);

/** An object with own fields of any name: a literal would set the prototype for one of them. */
function ownFields(entries: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(entries);
}

function withOddIds(): Problem {
  const base = aProblem({ pairs: {} });
  return {
    ...base,
    households: ODD_IDS.map((id, place) => ({
      id,
      rank: place + 1,
      class: 1,
      load: 1,
      current: place === 1 ? '__proto__' : null,
    })),
    dwellings: ODD_IDS.map((id) => ({ id })),
    pairs: ODD_IDS.flatMap((household) =>
      ODD_IDS.map((dwelling, place) => ({ household, dwelling, misfit: 0, score: place })),
    ),
    resources: ['__proto__', 'constructor'].map((id) => ({
      id,
      capacity: 5,
      soft: 1,
      weight: ownFields([
        ['__proto__', 3],
        ['toString', 2],
        ['constructor', 1],
      ]),
      dwellings: ['__proto__', 'toString', 'valueOf'],
    })),
    apart: [{ a: '__proto__', b: 'constructor', resources: ['__proto__'] }],
  };
}

function withIds(ids: readonly string[]): Problem {
  return aProblem({
    pairs: Object.fromEntries(ids.map((id) => [id, ids.map((dwelling) => dwelling)])),
    resources: [{ id: ids[0] ?? '', capacity: 1, weight: 'one', dwellings: [...ids] }],
  });
}

/** Valid problems that are as odd as the format allows, by name. */
export const ODD_PROBLEMS: Readonly<Record<string, () => Problem>> = {
  'no households': () => aProblem({ pairs: {}, dwellings: ['d1'], resources: [aResource({}, 0)] }),
  'no dwellings': () => aProblem({ pairs: { h0: [], h1: [] }, dwellings: [] }),
  'nothing at all': () => aProblem({ pairs: {}, dwellings: [] }),
  'a capacity of 10^9': () =>
    aProblem({ pairs: everyoneFits(4, 3), resources: [aResource({ capacity: 10 ** 9 }, 3)] }),
  'the greatest capacity': () =>
    aProblem({
      pairs: everyoneFits(4, 3),
      resources: [aResource({ capacity: MAX_FIGURE, soft: MAX_FIGURE }, 3)],
    }),
  'the greatest loads under the greatest capacity': () =>
    aProblem({
      pairs: everyoneFits(5, 4),
      loads: same(5, MAX_FIGURE),
      resources: [aResource({ capacity: MAX_FIGURE, soft: 1 }, 4)],
    }),
  'great loads that differ by one': () =>
    aProblem({
      pairs: everyoneFits(6, 5),
      loads: Object.fromEntries(numbers(6).map((place) => [`h${place}`, MAX_FIGURE - place * 7])),
      resources: [
        aResource({ id: 'r1', capacity: MAX_FIGURE, soft: MAX_FIGURE - 20 }, 2),
        aResource({ id: 'r2', capacity: MAX_FIGURE - 1, weight: 'load', dwellings: ['d2', 'd3', 'd4'] }, 5),
      ],
    }),
  'great loads of movers above the capacity': () =>
    aProblem({
      pairs: everyoneFits(8, 6),
      loads: same(8, MAX_FIGURE),
      current: { h0: 'd0', h1: 'd1', h2: 'd2', h3: 'd3' },
      resources: [aResource({ capacity: 0, soft: -MAX_FIGURE }, 6)],
    }),
  'the greatest own weights': () =>
    aProblem({
      pairs: everyoneFits(6, 5),
      resources: [aResource({ capacity: MAX_FIGURE, weight: same(6, MAX_FIGURE) }, 3)],
    }),
  'the greatest misfits and scores': () =>
    aProblem({ pairs: everyoneFits(6, 5, `${MAX_FIGURE}:${MAX_FIGURE}`) }),
  'the greatest misfits and the least scores': () =>
    aProblem({ pairs: everyoneFits(6, 5, `${MAX_FIGURE}:${-MAX_FIGURE}`) }),
  'all apart from all in every resource': () =>
    aProblem({
      pairs: everyoneFits(10, 6),
      resources: numbers(3).map((place) =>
        aResource({ id: `r${place}`, capacity: 99, dwellings: [`d${2 * place}`, `d${2 * place + 1}`] }, 6),
      ),
      apart: allApart(10, ['r0', 'r1', 'r2']),
    }),
  'all apart from all in one resource that is everywhere': () =>
    aProblem({
      pairs: everyoneFits(30, 20),
      resources: [aResource({ capacity: 999 }, 20)],
      apart: allApart(30, ['r']),
    }),
  'movers who are all apart from all': () =>
    aProblem({
      pairs: everyoneFits(10, 8),
      current: { h6: 'd0', h7: 'd1', h8: 'd2', h9: 'd3' },
      resources: [aResource({ capacity: 999 }, 8)],
      apart: allApart(10, ['r']),
    }),
  'a resource without dwellings, above its limit by itself': () =>
    aProblem({
      pairs: everyoneFits(3, 2),
      resources: [aResource({ capacity: -5, soft: -9, dwellings: [] }, 0)],
    }),
  'a soft level above the capacity': () =>
    aProblem({ pairs: everyoneFits(4, 3), resources: [aResource({ capacity: 2, soft: 7 }, 3)] }),
  'a capacity and a soft level below nothing': () =>
    aProblem({
      pairs: everyoneFits(4, 3),
      loads: { h0: 0, h1: 0 },
      resources: [aResource({ capacity: -3, soft: -MAX_FIGURE }, 2)],
    }),
  'nobody with a load': () =>
    aProblem({
      pairs: everyoneFits(4, 3),
      loads: same(4, 0),
      resources: [aResource({ capacity: 0, soft: 0 }, 3)],
    }),
  'two hundred resources with the same dwellings': () =>
    aProblem({
      pairs: everyoneFits(12, 9),
      loads: Object.fromEntries(numbers(12).map((place) => [`h${place}`, 1 + (place % 4)])),
      resources: numbers(200).map((place) =>
        aResource({ id: `r${place}`, capacity: 11, soft: place % 9 }, 9),
      ),
    }),
  'everybody exactly alike': () =>
    aProblem({
      pairs: everyoneFits(12, 6, '1:1'),
      loads: same(12, 3),
      resources: numbers(3).map((place) =>
        aResource(
          { id: `r${place}`, capacity: 5, dwellings: allIn(6).filter((_, one) => one % 3 === place) },
          6,
        ),
      ),
    }),
  'a cycle of movers through every dwelling': () =>
    aProblem({
      pairs: Object.fromEntries(numbers(40).map((place) => [`h${place}`, [`d${(place + 1) % 40}:0:1`]])),
      current: Object.fromEntries(numbers(40).map((place) => [`h${place}`, `d${place}`])),
      resources: [aResource({ capacity: 0 }, 40)],
    }),
  'names of every object as ids': withOddIds,
  'ids that are equal after normalisation': () => withIds([COMPOSED, DECOMPOSED, '\u212B', 'A\u030A']),
  'very long ids': () => withIds([`${LONG}a`, `${LONG}b`, `${LONG}c`]),
  'ids of blanks, line breaks and slashes': () => withIds([' ', '\n', '/', '~', '~1', '\u0000', '\u{1F3E0}']),
};
