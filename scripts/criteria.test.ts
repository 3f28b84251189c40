import { expect, it } from 'vitest';
import { findCriteriaFaults, testsByCriterion, writeCriteriaPage } from './criteria.ts';

const CRITERIA = [
  { id: 'A1', what: 'Stands' },
  { id: 'A2', what: 'Falls' },
  { id: 'A3', what: 'Waits', open: 'nobody has done it' },
];

function testsIn(text: string): ReturnType<typeof testsByCriterion> {
  return testsByCriterion([{ path: 'a.test.ts', text }]);
}

it('finds ids at the beginning of names, also of many tests made from a table', () => {
  const tests = testsIn(`
    it('A1 stands', () => {});
    it.each(LIST)('A2 %s falls', () => {});
    it.each([1, 2])(
      \`A2 and A1 both\`, () => {});
    it('is no criterion of A1', () => {});
  `);
  expect([...tests]).toEqual([
    ['A1', ['a.test.ts: A1 stands', 'a.test.ts: A2 and A1 both']],
    ['A2', ['a.test.ts: A2 %s falls', 'a.test.ts: A2 and A1 both']],
  ]);
});

it('finds what is missing, what is no longer open, and what nobody has promised', () => {
  const tests = testsIn(`it('A1 stands', () => {}); it('A3 A9 is done', () => {});`);
  expect(findCriteriaFaults(CRITERIA, tests)).toEqual([
    'A2 has no test',
    'A3 is called open, and has a test',
    'A9 is no criterion: a.test.ts: A3 A9 is done',
  ]);
});

it('tells what is open', () => {
  const page = writeCriteriaPage(CRITERIA, testsIn(`it('A1 A2 stand', () => {});`));
  expect(page).toContain('2 of 3 criteria have a test that names them; 1 are open.');
  expect(page).toContain('| A3 | Waits | _open:_ nobody has done it |');
});
