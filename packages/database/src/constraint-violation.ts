import { DatabaseError } from 'pg';

/**
 * The name of the constraint that refused a statement, or undefined when the error is of another kind. The
 * transaction is aborted then, whatever is made of it.
 */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof DatabaseError && error.code?.startsWith('23') === true
    ? error.constraint
    : undefined;
}
