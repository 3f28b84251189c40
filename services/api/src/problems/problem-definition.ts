import type { ProblemStatus } from '@boligtrapp/contracts';
import type { Texts } from './language.ts';

/** One kind of problem: what it is called, how it is answered and what its page says. */
export interface ProblemDefinition {
  readonly status: ProblemStatus;
  /** One sentence, the same for every occurrence. */
  readonly title: Texts;
  /** For the page of this kind: when it comes and what the caller can do. */
  readonly explanation: string;
}
