import { databaseFailureOf, sqlStateOf } from '@boligtrapp/database';
import type { EdgeProblemCode } from './edge-problems.ts';

/**
 * What an error of the database, or of the way to it, means to the caller; undefined when it is none of these.
 * Violated constraints are no matter of this: repositories know what they mean.
 */
export function databaseProblemOf(error: unknown): EdgeProblemCode | undefined {
  const failure = databaseFailureOf(error);
  if (failure !== undefined) return failure === 'busy' ? 'service.busy' : 'service.unavailable';
  return error instanceof Error ? problemOfState(sqlStateOf(error) ?? '', error) : undefined;
}

function problemOfState(state: string, error: Error): EdgeProblemCode | undefined {
  if (state.startsWith('22')) return 'request.value-out-of-range';
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
  if (state === '23503' && constraint.endsWith('_municipality_id_fkey')) {
    return 'authentication.municipality-unknown';
  }
  return undefined;
}
