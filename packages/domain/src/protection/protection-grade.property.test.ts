import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isStrongerGrade, type ProtectionGrade } from './protection-grade.ts';

const GRADES = [
  'none',
  'confidential',
  'strictly-confidential',
  'strictly-confidential-abroad',
] as const satisfies readonly ProtectionGrade[];
const grade = fc.constantFrom(...GRADES);

it('orders grades: none is stronger than itself, of two one at most, and what is stronger than a stronger one is', () => {
  fc.assert(
    fc.property(grade, grade, grade, (a, b, c) => {
      expect(isStrongerGrade(a, a)).toBe(false);
      expect(isStrongerGrade(a, b) && isStrongerGrade(b, a)).toBe(false);
      if (isStrongerGrade(a, b) && isStrongerGrade(b, c)) expect(isStrongerGrade(a, c)).toBe(true);
    }),
  );
});

it('has every grade stronger than none, and the strict ones stronger than fortrolig and as strong as each other', () => {
  expect(GRADES.filter((one) => isStrongerGrade(one, 'none'))).toEqual(GRADES.slice(1));
  expect(GRADES.filter((one) => isStrongerGrade(one, 'confidential'))).toEqual(GRADES.slice(2));
  expect(GRADES.filter((one) => isStrongerGrade(one, 'strictly-confidential'))).toEqual([]);
  expect(GRADES.filter((one) => isStrongerGrade(one, 'strictly-confidential-abroad'))).toEqual([]);
});
