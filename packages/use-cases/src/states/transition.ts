import { allowedActions, nextState, type StateTable } from '@boligtrapp/domain';
import { ConflictError } from '../errors/domain-error.ts';

/**
 * The state to which `action` leads.
 *
 * @throws {ConflictError} `record.transition-refused` when the state does not allow it; `facts` names the state, the
 * action, and those that are allowed, separated by commas.
 */
export function transition<S extends string, A extends string>(
  table: StateTable<S, A>,
  state: S,
  action: NoInfer<A>,
): S {
  const next = nextState(table, state, action);
  if (next !== undefined) return next;
  const allowed = allowedActions(table, state).join(', ');
  throw new ConflictError('record.transition-refused', { facts: { state, action, allowed } });
}
