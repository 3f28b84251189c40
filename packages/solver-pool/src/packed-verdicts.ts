import type { PairVerdict, RoundJudgement } from '@boligtrapp/domain';
import type { SolvedRound } from '@boligtrapp/use-cases';

const FIGURES_OF_A_PAIR = 3;

/** All verdicts of a round in one piece of shared memory: nothing is copied when it is handed to another thread. */
export interface PackedVerdicts {
  readonly householdIds: readonly string[];
  readonly dwellings: number;
  /** Failed rules, misfit and score of each pair, household by household. */
  readonly figures: Int32Array;
}

/**
 * Packs the verdicts. Millions of objects would be copied on the event loop of who receives them: 1.2 s for the
 * 2.4 million pairs of a city, in which no lock is renewed.
 */
export function packVerdicts({ rows }: RoundJudgement): PackedVerdicts {
  const dwellings = rows[0]?.verdicts.length ?? 0;
  const size = rows.length * dwellings * FIGURES_OF_A_PAIR * Int32Array.BYTES_PER_ELEMENT;
  const figures = new Int32Array(new SharedArrayBuffer(size));
  let next = 0;
  for (const { verdicts } of rows) {
    for (const { failedRules, misfit, score } of verdicts) {
      figures[next] = failedRules;
      figures[next + 1] = misfit;
      figures[next + 2] = score;
      next += FIGURES_OF_A_PAIR;
    }
  }
  return { householdIds: rows.map(({ householdId }) => householdId), dwellings, figures };
}

/** The verdicts, one household at a time, as often as asked for. */
export function unpackVerdicts({
  householdIds,
  dwellings,
  figures,
}: PackedVerdicts): SolvedRound['judgement'] {
  const verdictAt = (pair: number): PairVerdict => {
    const at = pair * FIGURES_OF_A_PAIR;
    return { failedRules: figures[at] ?? 0, misfit: figures[at + 1] ?? 0, score: figures[at + 2] ?? 0 };
  };
  const rows = {
    *[Symbol.iterator]() {
      for (const [row, householdId] of householdIds.entries()) {
        const verdicts = Array.from({ length: dwellings }, (_, column) =>
          verdictAt(row * dwellings + column),
        );
        yield { householdId, verdicts };
      }
    },
  };
  return { rows };
}
