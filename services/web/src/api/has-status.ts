import { ProblemError } from '@boligtrapp/client';

/** Whether the API refused with this status. */
export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ProblemError && error.problem.status === status;
}
