import type { components } from './schema.generated.ts';

/** A problem document (RFC 9457) as the API answers it. */
export type Problem = components['schemas']['Problem'];

/** Whether a body is a problem document. */
export function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'title' in body &&
    typeof body.title === 'string' &&
    'code' in body &&
    typeof body.code === 'string' &&
    'status' in body &&
    typeof body.status === 'number'
  );
}

/** The API refused: what was asked did not happen. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}
