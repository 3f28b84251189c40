import { expect, it } from 'vitest';
import { readWhatIfSearch } from './what-if-search.ts';

const A = '01890000-0000-7000-8000-000000000001';
const B = '01890000-0000-7000-8000-000000000002';

it('keeps what makes sense of an address', () => {
  const search = {
    lock: [`${A}.${B}`],
    forbid: [`${B}.${A}`],
    cap: [`${A}.12`],
    welfare: [1, 2, 4, 6, 9],
    care: [0, 0, 0, 0, 0],
  };
  expect(readWhatIfSearch(search)).toEqual(search);
});

it('leaves out what does not, and a name or an identity number before all', () => {
  expect(
    readWhatIfSearch({
      lock: ['11857012345', 'Kari Nordmann', `${A}.${B}.${A}`, 7],
      forbid: `${A}.${B}`,
      cap: [`${A}.-1`, `${A}.many`, A],
      welfare: [1, 2, 4, 6],
      care: [1, 2, 4, 6, 1_001],
      name: 'Kari',
    }),
  ).toEqual({});
});

it('counts a change once', () => {
  expect(readWhatIfSearch({ lock: [`${A}.${B}`, `${A}.${B}`] })).toEqual({ lock: [`${A}.${B}`] });
});
