import { plainDate } from '@boligtrapp/domain';
import { expect, test } from 'vitest';
import { aLeaseToRegister } from '../../test/a-lease-to-register.ts';
import { checkLease } from './check-lease.ts';
import type { RegisterLease } from './register-lease.ts';

const shortTerm = { basis: 'own-use', reasonGivenOn: null, weighty: false } as const;

test.for([
  ['three years with no short term', { lastDay: plainDate('2029-11-30') }],
  ['no end', { lastDay: null }],
  ['one day', { lastDay: plainDate('2026-12-01'), shortTerm }],
  ['a day less than three years', { lastDay: plainDate('2029-11-29'), shortTerm }],
  ['a short term that says nothing of why: signed is signed', { lastDay: plainDate('2027-11-30') }],
  [
    'special reasons under the ordinary rules: the law answers, not the form',
    { lastDay: plainDate('2027-11-30'), shortTerm: { ...shortTerm, basis: 'special-reasons' } },
  ],
] as const satisfies readonly (readonly [string, Partial<RegisterLease>])[])(
  '%s is let through',
  ([, changes]) => {
    expect(() => checkLease(aLeaseToRegister(changes))).not.toThrow();
  },
);

test.for([
  [{ lastDay: plainDate('2026-11-30') }, 'record.range-reversed', 'lastDay'],
  [{ lastDay: null, shortTerm }, 'lease.short-term-contradictory', 'shortTerm'],
  [{ lastDay: plainDate('2029-11-30'), shortTerm }, 'lease.short-term-contradictory', 'shortTerm'],
] as const)('%o is refused with %s at %s', ([changes, code, field]) => {
  expect(() => checkLease(aLeaseToRegister(changes))).toThrow(
    expect.objectContaining({ code, details: expect.objectContaining({ field }) as unknown }),
  );
});
