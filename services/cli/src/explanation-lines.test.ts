import type { HouseholdExplanation, PairReason, PriceList, UnservedProof } from '@boligtrapp/matching';
import { describe, expect, it } from 'vitest';
import { explanationLines } from './explanation-lines.ts';

const UNSERVED: HouseholdExplanation = {
  household: 'h1',
  rank: 7,
  dwelling: null,
  isServed: false,
  proof: null,
  prices: [],
  pairs: [],
  nearestChange: null,
};

function aList(prices: Partial<PriceList>): PriceList {
  return { dwellings: {}, resources: {}, classes: {}, misfit: 0, excess: 0, score: 0, ...prices };
}

/** What is said of a proof, below the first line. */
function proofText(proof: UnservedProof, prices: readonly PriceList[] = []): string {
  return explanationLines({ ...UNSERVED, proof, prices })
    .slice(2)
    .join(' ');
}

function reasonText(reason: PairReason): string {
  return explanationLines({ ...UNSERVED, pairs: [{ dwelling: 'd1', reason }] }).at(-1) ?? '';
}

describe('the first line', () => {
  it('says where a household ends', () => {
    const [none] = explanationLines(UNSERVED);
    const [stays] = explanationLines({ ...UNSERVED, dwelling: 'd1' });
    const [gets] = explanationLines({ ...UNSERVED, dwelling: 'd1', isServed: true });
    expect([none, stays, gets]).toEqual([
      'h1, rank 7: gets no dwelling',
      'h1, rank 7: stays in d1',
      'h1, rank 7: gets d1',
    ]);
  });
});

describe('a proof', () => {
  it.each([
    [{ kind: 'hall-set', prices: [] }, [], 'No dwelling fits it.'],
    [
      { kind: 'hall-set', prices: [0, 1] },
      [aList({ dwellings: { d1: 1, d2: 1 } }), aList({ dwellings: { d2: 1, d3: 1 } })],
      'Every dwelling that fits it is needed by households that come before it. They need all of d1, d2 and d3.',
    ],
    [
      { kind: 'resource', prices: 0, room: 3, bound: 4 },
      [aList({ resources: { n1: 1 }, dwellings: { d1: 2 } })],
      'There is not enough room left for it, however those who come before it are placed. Counting 1 point for each unit of n1 and 2 points for dwelling d1, they leave at most 3 points, and it needs at least 4.',
    ],
    [
      { kind: 'exhausted-search', nodes: 19 },
      [],
      'It cannot be housed together with all who come before it: every way to place them was ruled out, in 19 cases.',
    ],
    [
      { kind: 'exhausted-search', nodes: 1 },
      [],
      'It cannot be housed together with all who come before it: every way to place them was ruled out, in one step.',
    ],
    [
      { kind: 'unproven', nodes: 5 },
      [],
      'Not settled: the search was stopped before it could tell whether the household can be served. Solving again with more --max-nodes may tell.',
    ],
  ] as const)('is told in words: %j', (proof, prices, text) => {
    expect(proofText(proof, prices)).toBe(text);
  });

  it('names a dozen dwellings and counts the others', () => {
    const dwellings = Object.fromEntries(Array.from({ length: 40 }, (_, place) => [`d${place}`, 1]));
    const text = proofText({ kind: 'hall-set', prices: [0] }, [aList({ dwellings })]);
    expect(text).toMatch(/ d10, d11 and 28 more\.$/);
  });
});

describe('a dwelling', () => {
  const by = { misfit: 0, excess: 0, score: 0 };

  it.each([
    [{ kind: 'placed-here' }, 'it gets this one'],
    [{ kind: 'stays-here' }, 'it lives here and stays'],
    [{ kind: 'moves-away' }, 'it lives here and moves to another one'],
    [{ kind: 'no-pair' }, 'a rule excludes it'],
    [{ kind: 'taken', holder: 'h2' }, 'h2 gets or keeps it'],
    [
      { kind: 'would-overfill', resource: 'n1', use: 9, limit: 8 },
      'too much for n1: 9 with this household, and the limit is 8',
    ],
    [{ kind: 'kept-apart' }, 'not possible next to another household'],
    [
      { kind: 'whole-is-better', lost: ['h3', 'h4'], by: null },
      'possible, but then h3 and h4 would get no other dwelling',
    ],
    [
      { kind: 'whole-is-better', lost: [], by: { misfit: 1, excess: -2, score: 3 } },
      'possible, but the whole is better as it is: with it, misfit is 1 higher, use above soft levels is 2 lower and score is 3 higher',
    ],
    [
      { kind: 'whole-is-better', lost: [], by },
      'possible, but no better for anyone; of equal placements the first by id is taken',
    ],
  ] as const)('has a reason in words: %j', (reason, text) => {
    expect(reasonText(reason)).toBe(`  d1  ${text}`);
  });
});

describe('the nearest change', () => {
  const pairs = [{ dwelling: 'd1', reason: { kind: 'taken', holder: 'h2' } }] as const;

  it('is told as one sentence', () => {
    const changes = [
      { kind: 'dwelling', like: 'd1', id: 'd1+' },
      { kind: 'headroom', resource: 'n1', by: 2 },
    ] as const;
    expect(explanationLines({ ...UNSERVED, pairs, nearestChange: { kind: 'found', changes } }).at(-1)).toBe(
      'It would be served with one more dwelling like d1 and a limit of n1 that is 2 higher. Others may then be placed elsewhere.',
    );
  });

  it('says how many were tried where none was found', () => {
    expect(
      explanationLines({ ...UNSERVED, pairs, nearestChange: { kind: 'none-found', tried: 8 } }).at(-1),
    ).toBe('Nothing small would serve it: tried 8 changes (a higher limit, one more dwelling, or both).');
  });

  it('can break no line, whatever the ids are', () => {
    const lines = explanationLines({
      ...UNSERVED,
      household: 'h\n1',
      pairs: [{ dwelling: 'd\u001B[2J', reason: { kind: 'taken', holder: 'h\r2' } }],
    });
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  });
});
