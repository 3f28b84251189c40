import { parentPort } from 'node:worker_threads';
import {
  type AskableRound,
  type AskedRound,
  answerQuestion,
  type ExplanationQuestion,
  toAskableRound,
} from '@boligtrapp/use-cases';

/** What the API asks of the thread, one question at a time. */
export interface ThreadTask {
  readonly round: AskedRound;
  readonly question: ExplanationQuestion;
}

/** The round that was asked about last: most questions come one after the other about the same. */
let last:
  | { readonly factsHash: string; readonly solution: string; readonly askable: AskableRound }
  | undefined;

function askableOf(round: AskedRound): AskableRound {
  if (last?.factsHash !== round.factsHash || last.solution !== round.solution) {
    last = undefined;
    last = { factsHash: round.factsHash, solution: round.solution, askable: toAskableRound(round) };
  }
  return last.askable;
}

parentPort?.on('message', ({ round, question }: ThreadTask) => {
  parentPort?.postMessage(answerQuestion(askableOf(round), question));
});
