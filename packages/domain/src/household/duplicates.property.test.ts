import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DuplicateSubject, duplicateGroups } from './duplicates.ts';

function person(householdId: string, changes: Partial<DuplicateSubject> = {}): DuplicateSubject {
  return { householdId, identityNumberHash: null, name: null, birthDate: null, ...changes };
}

function isSame(a: DuplicateSubject, b: DuplicateSubject): boolean {
  return (
    (a.identityNumberHash !== null && a.identityNumberHash === b.identityNumberHash) ||
    (a.name !== null &&
      a.name.trim() !== '' &&
      b.name !== null &&
      a.birthDate !== null &&
      a.birthDate === b.birthDate &&
      a.name.trim().toLowerCase() === b.name.trim().toLowerCase())
  );
}

function orNull(values: readonly string[]): fc.Arbitrary<string | null> {
  return fc.constantFrom(null, ...values);
}

/** The same question answered the slow way: every pair compared, then everything reached from everything. */
function groupsByWalking(subjects: readonly DuplicateSubject[]): readonly (readonly string[])[] {
  const households = [...new Set(subjects.map(({ householdId }) => householdId))].toSorted();
  const touching = (household: string): readonly string[] =>
    subjects
      .filter((b) => subjects.some((a) => a.householdId === household && isSame(a, b)))
      .map(({ householdId }) => householdId);
  const groups = new Map<string, readonly string[]>();
  for (const household of households) {
    const reached = new Set([household]);
    for (const one of reached) for (const next of touching(one)) reached.add(next);
    if (reached.size > 1) groups.set([...reached].toSorted().join(' '), [...reached].toSorted());
  }
  return [...groups.values()].toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

describe('households that may be one', () => {
  it('are joined by a number or by name and birth date, and say by which', () => {
    const groups = duplicateGroups([
      person('a', { identityNumberHash: 'x', name: 'Ola  Nordmann', birthDate: '1980-02-01' }),
      person('b', { identityNumberHash: 'x', name: 'Ola N.', birthDate: '1980-02-01' }),
      person('c', { name: ' ola nordmann ', birthDate: '1980-02-01' }),
      person('d', { name: 'ola nordmann', birthDate: '1980-02-02' }),
    ]);
    expect(groups).toEqual([
      { householdIds: ['a', 'b', 'c'], grounds: ['identity-number', 'name-and-birth-date'] },
    ]);
  });

  it('are not joined by what nobody knows', () => {
    const unknown = [person('a'), person('b'), person('c', { name: 'Ola' }), person('d', { name: 'Ola' })];
    expect(
      duplicateGroups([
        ...unknown,
        person('e', { name: ' ', birthDate: '1980-02-01' }),
        person('f', { name: '', birthDate: '1980-02-01' }),
      ]),
    ).toEqual([]);
  });

  it('are not two when the same person is twice in one household', () => {
    const twice = { identityNumberHash: 'x' };
    expect(duplicateGroups([person('a', twice), person('a', twice)])).toEqual([]);
  });

  it('are those that a slow walk finds, whatever the order', () => {
    const subjects = fc.array(
      fc.record({
        householdId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        identityNumberHash: orNull(['1', '2', '3', '4']),
        name: orNull(['Ola', 'ola', 'Kari', ' ']),
        birthDate: orNull(['1980-02-01', '1990-02-01', '2000-02-01']),
      }),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(subjects, (drawn) => {
        const groups = duplicateGroups(drawn);
        expect(groups.map(({ householdIds }) => householdIds)).toEqual(groupsByWalking(drawn));
        expect(duplicateGroups(drawn.toReversed())).toEqual(groups);
        expect(groups.every(({ grounds }) => grounds.length > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
