import { createJudgingContext, judgeEnding, moveChains } from '@boligtrapp/domain';
import { parseSolution } from '@boligtrapp/matching';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryRound } from '../../test/arbitrary-round.ts';
import { computeProposal } from '../round/compute-proposal.ts';

it('finds no fault with what the engine proposes, which has its own account of homes, places and pairs', () => {
  let moves = 0;
  let chained = 0;
  fc.assert(
    fc.property(arbitraryRound(), (facts) => {
      const parsed = parseSolution(JSON.parse(computeProposal(facts).solution));
      if (!parsed.ok) throw new Error('the solution cannot be read');
      const { assignments, served } = parsed.solution;
      const ending = new Map(
        assignments.flatMap(({ household, dwelling }) =>
          served.includes(household) ? [[household, dwelling] as const] : [],
        ),
      );
      expect(judgeEnding(createJudgingContext(facts), ending).faults).toEqual([]);
      moves += ending.size;
      chained += moveChains(facts.households, ending).filter((chain) => chain.length > 1).length;
    }),
    { numRuns: 500, seed: 20_261_128 },
  );
  // Rounds in which nobody moves would prove nothing.
  expect(moves).toBeGreaterThan(150);
  expect(chained).toBeGreaterThan(5);
});
