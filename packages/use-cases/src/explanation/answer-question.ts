import { parseFacts } from '@boligtrapp/database';
import { createJudgingContext, judgeRound } from '@boligtrapp/domain';
import {
  explainPair,
  findNearestChange,
  type Problem,
  parseSolution,
  type Solution,
} from '@boligtrapp/matching';
import { buildProblem } from '../round/build-problem.ts';
import type { AskedRound, ExplanationAnswer, ExplanationQuestion } from './explanation-solver.ts';

/** A round as the engine takes it. */
export interface AskableRound {
  readonly problem: Problem;
  readonly solution: Solution;
}

/** Judges the frozen facts again and builds the problem that was solved. Seconds for a city; all computing. */
export function toAskableRound({ facts: text, solution: solutionText }: AskedRound): AskableRound {
  const facts = parseFacts(text);
  const parsed = parseSolution(JSON.parse(solutionText));
  if (!parsed.ok) throw new Error('the stored solution cannot be read');
  return {
    problem: buildProblem(createJudgingContext(facts), judgeRound(facts)),
    solution: parsed.solution,
  };
}

/** Answers by solving; for a thread of its own. */
export function answerQuestion(
  { problem, solution }: AskableRound,
  question: ExplanationQuestion,
): Exclude<ExplanationAnswer, { kind: 'not-in-time' }> {
  if (question.kind === 'nearest-change') {
    return { kind: question.kind, change: findNearestChange(problem, solution, question.householdId) };
  }
  const { householdId, dwellingId } = question;
  return { kind: question.kind, reason: explainPair(problem, solution, householdId, dwellingId) };
}
