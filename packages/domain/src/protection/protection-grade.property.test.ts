import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isStrongerGrade, PROTECTION_GRADES } from './protection-grade.ts';

const grade = fc.constantFrom(...PROTECTION_GRADES);

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
  expect(PROTECTION_GRADES.filter((one) => isStrongerGrade(one, 'none'))).toEqual(PROTECTION_GRADES.slice(1));
  expect(PROTECTION_GRADES.filter((one) => isStrongerGrade(one, 'confidential'))).toEqual(
    PROTECTION_GRADES.slice(2),
  );
  expect(PROTECTION_GRADES.filter((one) => isStrongerGrade(one, 'strictly-confidential'))).toEqual([]);
  expect(PROTECTION_GRADES.filter((one) => isStrongerGrade(one, 'strictly-confidential-abroad'))).toEqual([]);
});
