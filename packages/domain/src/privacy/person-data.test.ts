import { expect, it } from 'vitest';
import { disclose, mayHaveCase, TEXTS_TO_READ, withheldBecause } from './person-data.ts';

it('leaves out who of the staff did what, and what is technical', () => {
  const row = {
    municipality_id: 'm',
    id: 'a',
    decided_by: 'user-1',
    member: 'user-2',
    outcome: 'granted',
    version: 3,
  };
  expect(disclose('access', 'decisions', row)).toEqual({ id: 'a', outcome: 'granted' });
});

it('leaves out the other household of a keep-apart pair, and why', () => {
  const row = {
    id: 'k',
    household_a_id: 'a',
    household_b_id: 'b',
    scope: 'building',
    restricted_reason: 'told',
  };
  expect(disclose('access', 'keep_apart', row)).toEqual({ id: 'k', scope: 'building' });
  expect(disclose('archive', 'keep_apart', row)).toEqual(row);
});

it('shows nobody the keyed hash of a number', () => {
  const row = { lookup_key_id: 'l1', hash: '\\x01', person_id: 'p' };
  expect(disclose('access', 'identity_lookups', row)).toEqual({});
});

it('gives the case to those who are party to it, and not to a child of the household', () => {
  expect(['applicant', 'partner', 'child', 'other'].filter(mayHaveCase)).toEqual(['applicant', 'partner']);
});

it('hands out what it asks to be read first', () => {
  for (const text of TEXTS_TO_READ) {
    const [table = '', column = ''] = text.split('.');
    expect(withheldBecause(table, column)).toBeUndefined();
  }
});
