import { describe, expect, it } from 'vitest';
import { allowedActions, nextState, type StateTable } from './state-table.ts';
import { STATE_TABLES } from './state-tables.ts';

type Table = StateTable<string, string>;

function reachedFrom(table: Table, from: readonly string[]): readonly string[] {
  const seen = new Set(from);
  // A Set that grows while it is walked is walked to its end.
  for (const state of seen) for (const target of Object.values(table[state] ?? {})) seen.add(target ?? '');
  return [...seen];
}

describe.each(Object.entries(STATE_TABLES))('the states of %s', (_, table) => {
  const states = Object.keys(table);

  it('lead to states of the same table', () => {
    const targets = states.flatMap((state) =>
      allowedActions(table, state).map((action) => nextState(table, state, action)),
    );
    expect(targets.filter((target) => target === undefined || !states.includes(target))).toEqual([]);
  });

  it('are all reached from the first, and each reaches an end', () => {
    expect(reachedFrom(table, states.slice(0, 1)).toSorted()).toEqual(states.toSorted());
    const endless = states.filter((state) =>
      reachedFrom(table, [state]).every((reached) => allowedActions(table, reached).length > 0),
    );
    expect(endless).toEqual([]);
  });
});
