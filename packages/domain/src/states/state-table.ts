/**
 * Every transition of an aggregate: for each state the actions that it allows, with the state they lead to. An action
 * that is not there is refused; a state without actions is final. Shared by API, worker and pages.
 */
export type StateTable<S extends string, A extends string> = Readonly<
  Record<S, Readonly<Partial<Record<A, NoInfer<S>>>>>
>;

/** Where `action` leads from `state`; undefined when the state does not allow it. */
export function nextState<S extends string, A extends string>(
  table: StateTable<S, A>,
  state: S,
  action: A,
): S | undefined {
  return table[state][action];
}

/** The actions that `state` allows, in the order of the table. */
export function allowedActions<S extends string, A extends string>(
  table: StateTable<S, A>,
  state: S,
): readonly string[] {
  return Object.keys(table[state]);
}
