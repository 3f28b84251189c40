import { createJudgingContext, judgeRound } from '@boligtrapp/domain';
import { explainPair, solve } from '@boligtrapp/matching';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryRound } from '../../test/arbitrary-round.ts';
import { buildProblem } from '../round/build-problem.ts';
import { fromEngine, outcomeOf, type PairOutcome } from './pair-outcome.ts';
import { indexEndings, loadsWith } from './round-endings.ts';

test('the outcome is the one that the engine gives, for every pair of a round', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(arbitraryRound(), (facts) => {
      const judgement = judgeRound(facts);
      const problem = buildProblem(createJudgingContext(facts), judgement);
      const solution = solve(problem);
      const endings = indexEndings(facts, solution);
      for (const [row, household] of facts.households.entries()) {
        for (const [column, dwelling] of facts.dwellings.entries()) {
          const failed = judgement.rows[row]?.verdicts[column]?.failedRules ?? -1;
          const outcome = outcomeOf(endings, household, dwelling, failed);
          const reason = explainPair(problem, solution, household.id, dwelling.id);
          seen.set(reason.kind, (seen.get(reason.kind) ?? 0) + 1);
          if (outcome.kind === 'whole-is-better') {
            // What a solve alone can tell.
            expect(fromEngine(reason)?.kind).toMatch(/whole-is-better|taken/);
            continue;
          }
          expect(outcome.kind).toBe(reason.kind === 'no-pair' ? 'rule-failed' : reason.kind);
          if (outcome.kind === 'taken' && reason.kind === 'taken')
            expect(outcome.holderId).toBe(reason.holder);
          if (outcome.kind === 'would-overfill' && reason.kind === 'would-overfill') {
            const over = overfilled(endings, household, dwelling);
            expect(over).toContain(reason.resource);
            expect(over[0]).toBe(outcome.placeId);
            expect(outcome.load).toBeGreaterThan(outcome.cap);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
  for (const kind of [
    'placed-here',
    'stays-here',
    'no-pair',
    'taken',
    'would-overfill',
    'kept-apart',
    'whole-is-better',
  ]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(1);
  }
});

/** The places of a dwelling that the household would bring above what they may carry. */
function overfilled(
  endings: Parameters<typeof loadsWith>[0],
  ...pair: [Parameters<typeof loadsWith>[1], Parameters<typeof loadsWith>[2]]
): readonly string[] {
  return loadsWith(endings, ...pair)
    .filter(({ placeId, after, cap }) => cap !== null && after > (endings.loads.get(placeId)?.limit ?? 0))
    .map(({ placeId }) => placeId);
}

test('the load with a household that is placed is the load under the proposal', () => {
  fc.assert(
    fc.property(arbitraryRound(), (facts) => {
      const problem = buildProblem(createJudgingContext(facts), judgeRound(facts));
      const endings = indexEndings(facts, solve(problem));
      for (const [id, dwellingId] of endings.endings) {
        const household = endings.households.get(id);
        const dwelling = endings.dwellings.get(dwellingId);
        if (household === undefined || dwelling === undefined) throw new Error('unknown');
        for (const { placeId, after } of loadsWith(endings, household, dwelling)) {
          expect(after).toBe(endings.loads.get(placeId)?.load);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('an outcome that the engine needs no solve for is not taken from it', () => {
  const none: PairOutcome | undefined = fromEngine({ kind: 'no-pair' });
  expect(none).toBeUndefined();
});
