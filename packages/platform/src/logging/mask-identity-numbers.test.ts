import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskIdentityNumbers } from './mask-identity-numbers.ts';

test.for([
  ['01811234567', '99999999999'],
  ['"number":"01811234567"', '"number":"99999999999"'],
  ['nr01811234567x', 'nr99999999999x'],
  ['/v1/persons/01811234567?x=1', '/v1/persons/99999999999?x=1'],
  ['018112 34567, 018112-34567', '999999 99999, 999999 99999'],
  ['{"number":31811234567}', '{"number":99999999999}'],
  ['a 01811234567 b 02811234567', 'a 99999999999 b 99999999999'],
])('%s is masked', ([line, masked]) => {
  expect(maskIdentityNumbers(line ?? '')).toBe(masked);
});

test.for([
  '{"time":1795422447327}',
  '0123456789',
  '012345678901',
  '{"ms":12.34567890123}',
  '01980000-0000-7000-8000-a12345678901',
  'b'.repeat(20) + '12345678901' + 'c'.repeat(33),
])('%s is left as it is', (line) => {
  expect(maskIdentityNumbers(line)).toBe(line);
});

test('a line of JSON stays one, and no run of exactly eleven digits that was masked is left', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.stringMatching(/^[0-9]{11}$/), (value, number) => {
      const line = maskIdentityNumbers(
        JSON.stringify({ value, text: `x ${number} y`, number: Number(number) }),
      );
      expect(() => {
        JSON.parse(line);
      }).not.toThrow();
      if (number !== '99999999999') expect(line).not.toContain(`x ${number} y`);
    }),
  );
});
