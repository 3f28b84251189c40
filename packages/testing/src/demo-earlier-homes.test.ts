import { plainDate } from '@boligtrapp/domain';
import { expect, test } from 'vitest';
import { generateDemo } from './demo/generate-demo.ts';

const { rows } = generateDemo({ seed: 1, on: plainDate('2026-11-22') });
const dwellings = new Map(rows.dwellings.map((row) => [row.id, row]));
const members = Map.groupBy(rows.household_members, ({ household_id }) => household_id);

/** Each lease that is a swap, with the one that ended when it began. */
const moves = rows.leases
  .filter(({ allocation_kind }) => allocation_kind === 'swap')
  .flatMap((after) => {
    const before = rows.leases.find(
      ({ household_id, closed_on }) => household_id === after.household_id && closed_on === after.starts_on,
    );
    return before === undefined ? [] : [{ before, after }];
  });

test('most swaps came from another dwelling of the ladder, up, down or across', () => {
  const steps = moves.map(({ before, after }) => {
    const [from, to] = [dwellings.get(before.dwelling_id), dwellings.get(after.dwelling_id)];
    expect([from?.programme, from?.track]).toEqual([to?.programme, to?.track]);
    return (to?.level ?? 0) - (from?.level ?? 0);
  });
  const count = (step: number): number => steps.filter((other) => other === step).length;
  expect({ up: count(1), across: count(0), down: count(-1) }).toEqual({ up: 14, across: 27, down: 3 });
});

test('nobody lived there before they lived together', () => {
  for (const { before } of moves) {
    const [applicant] = members.get(before.household_id) ?? [];
    expect(applicant?.member_during.slice(1, 11)).toBe(before.starts_on);
  }
});
