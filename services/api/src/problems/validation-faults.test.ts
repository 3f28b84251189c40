import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { expect, test } from 'vitest';
import { MAX_FAULTS, toFaults } from './validation-faults.ts';

const schema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 3 }),
    count: Type.Integer({ minimum: 1, maximum: 5 }),
    on: Type.String({ format: 'date' }),
    nested: Type.Optional(Type.Object({ 'a/b~c': Type.Boolean() }, { additionalProperties: false })),
    list: Type.Optional(Type.Array(Type.Integer(), { maxItems: 2, uniqueItems: true })),
    word: Type.Optional(Type.Enum(['yes', 'no'])),
  },
  { additionalProperties: false },
);
Settings.Set({ maxErrors: MAX_FAULTS });
const validator = Compile(schema);
const good = { name: 'abc', count: 1, on: '2026-11-23' };

test.for<[string, unknown, [string, string][]]>([
  ['a missing field', { ...good, name: undefined, count: 1 }, [['/body/name', 'type']]],
  [
    'no field at all',
    {},
    [
      ['/body/name', 'required'],
      ['/body/count', 'required'],
      ['/body/on', 'required'],
    ],
  ],
  ['an unknown field', { ...good, extra: 1 }, [['/body/extra', 'unknown-field']]],
  ['an unknown field with an odd name', { ...good, 'x/y~z': 1 }, [['/body/x~1y~0z', 'unknown-field']]],
  ['a nested field', { ...good, nested: { 'a/b~c': 'x' } }, [['/body/nested/a~1b~0c', 'type']]],
  ['a text too long', { ...good, name: 'abcd' }, [['/body/name', 'too-long']]],
  ['a number too large', { ...good, count: 6 }, [['/body/count', 'too-large']]],
  ['a date that does not exist', { ...good, on: '2027-02-29' }, [['/body/on', 'not-a-date']]],
  ['a list element', { ...good, list: [1, 'x'] }, [['/body/list/1', 'type']]],
  ['a word that is not allowed', { ...good, word: 'maybe' }, [['/body/word', 'not-allowed']]],
  ['no object', [], [['/body', 'type']]],
])('%s is named', ([, value, expected]) => {
  const faults = toFaults('/body', validator.Errors(value));
  expect(faults.map((fault) => [fault.pointer, fault.code])).toEqual(expected);
});

test('the list of faults has an end, and a name from the caller too', () => {
  const names = Array.from({ length: 500 }, (_, index) => [`field-${index}-${'x'.repeat(200)}`, 1]);
  const faults = toFaults('/body', validator.Errors({ ...good, ...Object.fromEntries(names) }));
  expect(faults.length).toBe(MAX_FAULTS);
  expect(Math.max(...faults.map((fault) => fault.pointer.length))).toBeLessThan(80);
});
